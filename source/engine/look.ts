import type {Commit} from '../domain/commit.ts';
import {own} from '../domain/own.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {followOf, repositoryOf} from '../domain/select.ts';
import type {StagesOfInterest} from '../domain/stage-run.ts';
import type {Trouble} from '../domain/trouble.ts';
import type {Asking, Urgency} from '../providers/provider.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';
import type {Due} from './due.ts';
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

	constructor(trouble: Trouble) {
		super(trouble.message);
		this.trouble = trouble;
	}
}

/**
 * One look at a pipeline: calls until nothing is open, over all tracked commits. Resolves with the trouble of what was
 * refused without keeping us from the rest; throws LookFailed for any other, and the signal's reason.
 */
export async function look(
	options: LookOptions,
	name: PipelineName,
	due: Due,
	signal: AbortSignal,
): Promise<Trouble | null> {
	const {scope, store, clock, ask, concern, authors} = options;
	const since = clock.now();
	const done = new Set(due.denied.keys());
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
			else if (before?.firstLookedAt == null || !isBeside(read)) {
				// What it leaves open is as worthwhile to the next look, which finds it known already.
				if (learned()) due.quiet = 0;
				throw new LookFailed(trouble);
			}
			done.add(read.kind);
		}
	}
	due.quiet = learned() ? 0 : due.quiet + 1;
	return [...due.denied.values()][0] ?? null;
}

function urgencyFor({store, scope, closely}: LookOptions, name: PipelineName, read: Read): Urgency {
	const pipeline = pipelineIn(store, scope, name);
	if (closely(name)) return 'now';
	return pipeline === null ? 'finding' : urgencyOf(store.getState(), pipeline, read);
}

/** Whether a look is of use without this call's answer. */
function isDispensable({kind}: Read): boolean {
	return kind === 'actions' || kind === 'execution' || kind === 'definition' || kind === 'succeeded';
}

/**
 * Whether a call tells nothing of how a commit stands: once there is a first picture, what a look has learned is not held back
 * for it. The next look asks again.
 */
function isBeside({kind}: Read): boolean {
	return kind === 'succeeded' || kind === 'execution';
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
