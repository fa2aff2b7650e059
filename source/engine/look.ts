import type {Commit} from '../domain/commit.ts';
import {own} from '../domain/own.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import type {StagesOfInterest} from '../domain/stage-run.ts';
import {isUpToUser, type Trouble} from '../domain/trouble.ts';
import type {Asking, Urgency} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import {pauseAfterFailure} from './cadence.ts';
import type {Clock} from './clock.ts';
import type {Due, Lack} from './due.ts';
import {keyOf, nextRead, type Read} from './plan.ts';
import {operations, perform} from './read.ts';
import type {Scope} from './scope.ts';
import {pauseBefore, withSecondTry} from './second-try.ts';
import {troubleOf} from './trouble.ts';
import {urgencyOf} from './urgency.ts';

/** More calls than any look needs: a plan that asks without end is a fault, and must not become a flood. */
const mostReads = 1000;

/** What a look is made with. */
export interface LookOptions {
	readonly scope: Scope;
	readonly store: Store;
	readonly clock: Clock;
	/** Whether what failed is asked once more. While nobody is answered, the next look is the next try. */
	readonly secondTry: boolean;
	/** Hears of each call that was answered. */
	readonly answered: () => void;
	/** Hears of each first try that failed: the budget may be another one. */
	readonly failed: () => void;
	/** Of which stages it must be known what they run. */
	readonly interest: StagesOfInterest;
	/** Whether somebody looks at a pipeline closely. */
	readonly closely: (pipeline: PipelineName) => boolean;
	/** Asks version control what the pipeline's standings depend on; whether it learned something. */
	readonly ask: (pipeline: PipelineRecord, signal: AbortSignal) => Promise<boolean>;
	/** Finds out whether the tracked commits concern the pipeline. */
	readonly concern: (pipeline: PipelineRecord, signal: AbortSignal) => Promise<void>;
	/** Finds out, without being waited for, whose commits those are that the pipeline shows. */
	readonly authors: (pipeline: PipelineRecord) => void;
}

/** A look that could not be made whole: the trouble is thrown as this. */
export class LookFailed extends Error {
	readonly trouble: Trouble;
	/** Whether the next look does without what this one failed for. */
	readonly minor: boolean;

	constructor(trouble: Trouble, minor: boolean) {
		super(trouble.message);
		this.trouble = trouble;
		this.minor = minor;
	}
}

/**
 * One look at a pipeline: calls until nothing is open, over all tracked commits. Resolves with the trouble of what it did
 * without; throws LookFailed for any other, and the signal's reason.
 */
export async function look(
	options: LookOptions,
	name: PipelineName,
	due: Due,
	signal: AbortSignal,
): Promise<Trouble | null> {
	const {scope, store, clock, ask, concern, authors} = options;
	const since = clock.now();
	const resting = [...due.lacking].filter(([, {until}]) => until > since).map(([kind]) => kind);
	const done = new Set<string>([...due.denied.keys(), ...resting]);
	const lacked = new Set<Read['kind']>(resting);
	// What a call left open that was not answered is as worthwhile when it is tried again.
	if (due.lacking.size > resting.length) due.quiet = 0;
	const before = pipelineIn(store, scope, name);
	const learned = () => hasLearned(before, pipelineIn(store, scope, name));
	for (let reads = 0; ; reads++) {
		const read = next(options, name, {since, done, quiet: learned() ? 0 : due.quiet});
		if (read === null) {
			const pipeline = pipelineIn(store, scope, name);
			if (pipeline === null) break;
			authors(pipeline);
			await concern(pipeline, signal);
			if (await ask(pipeline, signal)) continue;
			break;
		}
		if (reads > mostReads) throw new Error(`a look at ${name} does not end: ${keyOf(read)}`);
		done.add(keyOf(read));
		try {
			const asking: Asking = {
				signal,
				// What was learned while it waits, or who has begun to look, may make it more urgent.
				get urgency() {
					return urgencyFor(options, name, read);
				},
			};
			const ask = () => perform(scope, name, read, clock, asking);
			const trying = {clock, pause: pauseBefore(scope), signal, failed: options.failed};
			const event = await (options.secondTry ? withSecondTry(ask, trying) : ask());
			options.answered();
			store.dispatch(event);
		} catch (error) {
			signal.throwIfAborted();
			const trouble = troubleOf(error, operations[read.kind], clock.now(), null);
			if (isDispensable(read) && trouble.kind === 'denied') due.denied.set(read.kind, trouble);
			else if (isDispensable(read) && canGoWithout(read, pipelineIn(store, scope, name), due, trouble)) {
				lacked.add(read.kind);
				due.lacking.set(read.kind, lackOf(trouble, due.lacking.get(read.kind), scope));
			} else {
				// What it leaves open is as worthwhile to the next look, which finds it known already.
				if (learned()) due.quiet = 0;
				throw new LookFailed(trouble, isDispensable(read));
			}
			done.add(read.kind);
		}
	}
	due.quiet = learned() ? 0 : due.quiet + 1;
	for (const kind of due.lacking.keys()) if (!lacked.has(kind)) due.lacking.delete(kind);
	const [lack] = due.lacking.values();
	return [...due.denied.values()][0] ?? lack?.trouble ?? null;
}

function urgencyFor({store, scope, closely}: LookOptions, name: PipelineName, read: Read): Urgency {
	const pipeline = pipelineIn(store, scope, name);
	if (closely(name)) return 'now';
	return pipeline === null ? 'finding' : urgencyOf(store.getState(), pipeline, read);
}

/** Whether a look is of use without this call's answer: how a commit stands is told by the list and the state. */
function isDispensable({kind}: Read): boolean {
	switch (kind) {
		case 'actions':
		case 'execution':
		case 'definition':
		case 'succeeded':
		case 'rules':
			return true;
		case 'executions':
		case 'state':
			return false;
	}
}

/**
 * Whether the look goes on though a call was not answered that may be answered later. A first picture is worth waiting for
 * once, unless the service asks for patience, and so is the record of a PARALLEL execution, which has no state.
 */
function canGoWithout(
	{kind}: Read,
	pipeline: PipelineRecord | null,
	{failures}: Due,
	{kind: met, retryAt}: Trouble,
): boolean {
	// With keys that are refused nothing is answered any more: that is everybody's trouble.
	if (isUpToUser(met)) return false;
	if (failures > 0 || retryAt !== null) return true;
	if (pipeline === null || pipeline.firstLookedAt === null) return false;
	return kind !== 'actions' || pipeline.definition?.mode !== 'PARALLEL';
}

/** What a look did without, which is tried again less and less often: after the rest that the service asked for. */
function lackOf(trouble: Trouble, before: Lack | undefined, {retry, interval}: Scope): Lack {
	const failures = (before?.failures ?? 0) + 1;
	const from = Math.max(trouble.since, trouble.retryAt ?? 0);
	const until = from + pauseAfterFailure(failures, retry ?? interval, true);
	return {trouble: {...trouble, retryAt: until}, failures, until};
}

function hasLearned(before: PipelineRecord | null, after: PipelineRecord | null): boolean {
	const changes = ['snapshot', 'definition', 'executions'] as const;
	return before === null || after === null || changes.some(key => before[key] !== after[key]);
}

/** The next call of a look, over all tracked commits. */
function next(
	{scope, store, interest: usual, closely: isClose}: LookOptions,
	name: PipelineName,
	about: {readonly since: number; readonly done: ReadonlySet<string>; readonly quiet: number},
): Read | null {
	const state = store.getState();
	const pipeline = pipelineIn(store, scope, name);
	if (pipeline === null) return null;
	const closely = isClose(name);
	const interest = closely ? 'all' : usual;
	const commits: readonly (Commit | null)[] = state.tracked.length === 0 ? [null] : state.tracked;
	for (const commit of commits) {
		const follow = commit === null ? null : followOf(state, pipeline, commit);
		const repository = commit === null ? null : repositoryOf(state, commit.sha);
		const read = nextRead(pipeline, {...about, commit, follow, repository, interest, closely});
		if (read !== null) return read;
	}
	return null;
}

function pipelineIn(store: Store, {id}: Scope, name: PipelineName): PipelineRecord | null {
	return own(store.getState().scopes[id]?.pipelines ?? {}, name) ?? null;
}
