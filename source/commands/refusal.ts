import {isSha} from '../domain/execution.ts';
import type {Sha} from '../domain/pipeline.ts';
import {stagesOf} from '../domain/progress.ts';
import {isNobodys, pipelinesOf, scopesOf} from '../domain/select.ts';
import type {ScopeRecord, State} from '../domain/state.ts';
import {isUnseen, type Trouble} from '../domain/trouble.ts';
import {refused, wrongUse} from '../exit-code.ts';
import type {Store} from '../store/store.ts';

/** Why nothing can be followed at all: one sentence and the exit code. */
export interface Refusal {
	readonly message: string;
	readonly code: number;
}

/** What was asked for, as it was typed. */
export interface Sought {
	readonly pipelines: string;
	/** The commits that are followed; where nothing but the pipelines knows them they may be short. */
	readonly commits: readonly Sha[];
	/** The stage that is waited for; null: none. */
	readonly stage: string | null;
}

/**
 * What keeps a start from learning anything: credentials that are missing or expired, an account that may not be looked
 * at, no pipeline of the names asked for, none with the stage asked for, or a short SHA that stands for several commits.
 * Null while there is hope; a network that is down may come back.
 */
export function refusalOf(state: State, sought: Sought): Refusal | null {
	for (const scope of scopesOf(state)) {
		const trouble = scope.names === null ? scope.trouble : deniedEverywhere(scope, state);
		if (trouble !== null && isRefusal(trouble)) return {message: sentence(trouble), code: refused};
		if (scope.names?.length === 0) {
			const where = `${scope.region}${scope.account === null ? '' : ` of ${scope.account}`}`;
			return {
				message: `no pipeline in ${where} matches ${sought.pipelines}: check --region and --pipelines`,
				code: wrongUse,
			};
		}
	}
	return ambiguous(state, sought) ?? withoutStage(state, sought);
}

/** A short SHA that pipelines report several commits of. Once all were looked at, a later one is somebody else's. */
function ambiguous(state: State, {commits}: Sought): Refusal | null {
	const short = commits.filter(sha => !isSha(sha));
	const pipelines = pipelinesOf(state);
	if (short.length === 0 || pipelines.every(({firstLookedAt}) => firstLookedAt !== null)) return null;
	const reported = new Set(
		pipelines.flatMap(({executions}) => executions.flatMap(({revisions}) => revisions.map(({sha}) => sha))),
	);
	for (const start of short) {
		const several = [...reported].filter(sha => isSha(sha) && sha.startsWith(start));
		if (several.length < 2) continue;
		const names = several.map(sha => sha.slice(0, start.length + 4)).join(', ');
		const message = `${start} is the beginning of several commits that the pipelines report (${names}): give more digits`;
		return {message, code: wrongUse};
	}
	return null;
}

/** A stage that none of the pipelines has. */
function withoutStage(state: State, {stage}: Sought): Refusal | null {
	// What may not be read keeps nobody waiting.
	const pipelines = pipelinesOf(state).filter(pipeline => !isUnseen(pipeline));
	if (stage === null || pipelines.length === 0) return null;
	const stages = pipelines.map(stagesOf);
	if (stages.some(each => each.length === 0 || each.some(({name}) => name === stage))) return null;
	const names = [...new Set(stages.flat().map(({name}) => name))].join(', ');
	return {message: `no pipeline has a stage ${stage}: there are ${names}`, code: wrongUse};
}

/** Whether any pipeline is known to have a stage. */
export function hasStage(state: State, stage: string): boolean {
	return pipelinesOf(state).some(pipeline => stagesOf(pipeline).some(({name}) => name === stage));
}

/** Resolves with the refusal as soon as there is one, or with null when the signal aborts. */
export function untilRefused(store: Store, sought: Sought, signal: AbortSignal): Promise<Refusal | null> {
	return new Promise(resolve => {
		const end = (refusal: Refusal | null) => {
			unsubscribe();
			signal.removeEventListener('abort', never);
			resolve(refusal);
		};
		const never = () => end(null);
		const hear = (state: State) => {
			const refusal = refusalOf(state, sought);
			if (refusal !== null) end(refusal);
		};
		const unsubscribe = store.subscribe(hear);
		signal.addEventListener('abort', never, {once: true});
		if (signal.aborted) never();
		else hear(store.getState());
	});
}

/** The trouble of a pipeline, when every one that the commits may concern is denied and none of them was ever seen. */
function deniedEverywhere({pipelines}: ScopeRecord, state: State): Trouble | null {
	const all = Object.values(pipelines);
	// This is asked at every fact: the first that was seen is an answer.
	if (!all.every(pipeline => isUnseen(pipeline) || isNobodys(pipeline, state))) return null;
	return all.find(pipeline => !isNobodys(pipeline, state))?.trouble ?? null;
}

function isRefusal({kind}: Trouble): boolean {
	return kind === 'no-credentials' || kind === 'expired' || kind === 'denied';
}

/** What is wrong and what to do about it, in one sentence. */
export function sentence({message, hint}: Trouble): string {
	return hint === null ? message : `${message}: ${hint}`;
}
