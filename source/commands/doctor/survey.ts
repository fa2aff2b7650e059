import type {TroubleKind} from '../../domain/trouble.ts';
import {type ReadOperation, reads} from '../../providers/aws/read-only-client.ts';
import {type Provider, ProviderError} from '../../providers/provider.ts';
import {needed} from './needs.ts';
import {type Answer, probes, type Sample, type Wish} from './probes.ts';

/** What came of trying one read. */
export type Outcome =
	| Answer
	| {readonly kind: 'failed'; readonly error: ProviderError}
	/** Not tried, as what kept another from an answer would keep this one too. */
	| {readonly kind: 'spared'; readonly because: string};

/** All that AWS told. */
export interface Survey {
	readonly sample: Sample;
	/** How far the clock of AWS is ahead of this machine's, ms; null: AWS told no time. */
	readonly skew: number | null;
	/** The first reason for which AWS could not be seen, a denial aside. */
	readonly trouble: ProviderError | null;
	readonly outcomes: ReadonlyMap<ReadOperation, Outcome>;
}

export const unsurveyed: Survey = {
	sample: {identity: null, pipelines: null, followed: null, execution: null, builds: [], log: null},
	skew: null,
	trouble: null,
	outcomes: new Map(),
};

/** Tries every read, one after the other, and tells each outcome as it comes. Never rejects for what AWS answers. */
export async function survey(
	provider: Provider,
	wish: Wish,
	now: () => number,
	tell: (operation: ReadOperation, outcome: Outcome, so: Survey) => void,
): Promise<Survey> {
	const asking = {urgency: 'now', signal: new AbortController().signal} as const;
	let so = unsurveyed;
	for (const operation of needed) {
		const hindrance = hindranceOf(operation, so.outcomes);
		const attempt = () => probes[operation](provider, so.sample, asking, wish).catch(failed);
		let outcome: Outcome = hindrance === null ? await attempt() : {kind: 'spared', because: hindrance};
		// A busy account throttles now and then: once says nothing, and the budget waits before the second time.
		if (outcome.kind === 'failed' && outcome.error.kind === 'throttled') outcome = await attempt();
		if (outcome.kind === 'nothing' && so.trouble !== null)
			outcome = {kind: 'spared', because: so.trouble.message};
		so = {
			sample: {...so.sample, ...(outcome.kind === 'answered' ? outcome.found : {})},
			skew: so.skew ?? skewOf(outcome, now()),
			trouble: so.trouble ?? troubleOf(outcome),
			outcomes: new Map([...so.outcomes, [operation, outcome]]),
		};
		tell(operation, outcome, so);
	}
	return so;
}

function failed(error: unknown): Outcome {
	if (!(error instanceof ProviderError)) throw error;
	return {kind: 'failed', error};
}

function skewOf(outcome: Outcome, now: number): number | null {
	if (outcome.kind === 'failed')
		return outcome.error.serverTime === null ? null : outcome.error.serverTime - now;
	const time = (outcome.kind === 'answered' && outcome.found.identity?.serverTime) || null;
	return time === null ? null : time - now;
}

function troubleOf(outcome: Outcome): ProviderError | null {
	if (outcome.kind !== 'failed') return null;
	return reachOf(outcome.error.kind) === 'call' ? null : outcome.error;
}

/** What keeps this read from an answer, by what became of the others; null: nothing known. */
function hindranceOf(operation: ReadOperation, outcomes: ReadonlyMap<ReadOperation, Outcome>): string | null {
	for (const [other, outcome] of outcomes) {
		if (outcome.kind !== 'failed') continue;
		const reach = reachOf(outcome.error.kind);
		if (reach === 'account' || (reach === 'service' && reads[other] === reads[operation]))
			return outcome.error.message;
	}
	return null;
}

/** Whom a failure concerns: keys are the same for all, an address is a service's own. */
function reachOf(kind: TroubleKind): 'account' | 'service' | 'call' {
	switch (kind) {
		case 'expired':
		case 'no-credentials':
			return 'account';
		case 'throttled':
		case 'unreachable':
		case 'timeout':
		case 'broken':
			return 'service';
		case 'denied':
		case 'not-found':
		case 'invalid':
			return 'call';
	}
}
