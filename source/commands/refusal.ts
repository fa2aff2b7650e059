import {scopesOf} from '../domain/select.ts';
import type {ScopeRecord, State} from '../domain/state.ts';
import type {Trouble} from '../domain/trouble.ts';
import {refused, wrongUse} from '../exit-code.ts';
import type {Store} from '../store/store.ts';

/** Why nothing can be followed at all: one sentence and the exit code. */
export interface Refusal {
	readonly message: string;
	readonly code: number;
}

/**
 * What keeps a start from learning anything: credentials that are missing or expired, an account that may not be looked
 * at, or no pipeline of the names asked for. Null while there is hope; a network that is down may come back.
 */
export function refusalOf(state: State, sought: string): Refusal | null {
	for (const scope of scopesOf(state)) {
		const trouble = scope.names === null ? scope.trouble : deniedEverywhere(scope);
		if (trouble !== null && isRefusal(trouble)) return {message: sentence(trouble), code: refused};
		if (scope.names?.length === 0) {
			const where = `${scope.region}${scope.account === null ? '' : ` of ${scope.account}`}`;
			return {
				message: `no pipeline in ${where} matches ${sought}: check --region and --pipelines`,
				code: wrongUse,
			};
		}
	}
	return null;
}

/** Resolves with the refusal as soon as there is one, or with null when the signal aborts. */
export function untilRefused(store: Store, sought: string, signal: AbortSignal): Promise<Refusal | null> {
	return new Promise(resolve => {
		const end = (refusal: Refusal | null) => {
			unsubscribe();
			signal.removeEventListener('abort', never);
			resolve(refusal);
		};
		const never = () => end(null);
		const unsubscribe = store.subscribe(state => {
			const refusal = refusalOf(state, sought);
			if (refusal !== null) end(refusal);
		});
		signal.addEventListener('abort', never, {once: true});
		if (signal.aborted) never();
	});
}

/** The trouble of a pipeline, when every one of them is denied and none was ever seen. */
function deniedEverywhere({pipelines}: ScopeRecord): Trouble | null {
	const records = Object.values(pipelines);
	const unseen = records.every(({lookedAt, trouble}) => lookedAt === null && trouble?.kind === 'denied');
	return unseen ? (records[0]?.trouble ?? null) : null;
}

function isRefusal({kind}: Trouble): boolean {
	return kind === 'no-credentials' || kind === 'expired' || kind === 'denied';
}

/** What is wrong and what to do about it, in one sentence. */
export function sentence({message, hint}: Trouble): string {
	return hint === null ? message : `${message}: ${hint}`;
}
