import {trackedSince} from './described.ts';
import type {Event} from './event.ts';
import type {Follow} from './follow.ts';
import {type Notice, noticesOf} from './notice.ts';
import {own} from './own.ts';
import type {ExecutionId, PipelineName, ScopeId, Sha} from './pipeline.ts';
import {reduce} from './reduce.ts';
import {followOf, followsOf} from './select.ts';
import type {State} from './state.ts';
import {troubleNotices} from './trouble-notices.ts';

/** How many notices are kept for those who ask what happened. */
const kept = 500;

/** Folds one fact into the state, and tells what became true by it. */
export function advance(state: State, event: Event): State {
	const next = reduce(state, event);
	const {announced} = next;
	const {notices, troubles} = troubleNotices(state, next);
	const fresh = [...ofLook(next, event), ...notices, ...ofBlindness(state, next, event)].filter(
		({key}) => announced[key] === undefined,
	);
	const seen = seenIn(next, event).filter(key => announced[key] === undefined);
	if (fresh.length === 0 && seen.length === 0 && troubles === next.troubles) return next;
	const since = event.kind === 'looked' ? lookBefore(state, event) : null;
	const told = fresh.filter(
		notice => !wasToldUnread(notice, announced) && (!isPassed(notice) || isNews(notice, since, next)),
	);
	return tell({...next, troubles}, told, [...seen, ...fresh.map(({key}) => key)]);
}

/** How far the service's clock and ours may be apart; ms. */
const clockSlack = 60_000;

type Passed = Extract<Notice, {kind: 'gate-answered' | 'failed'}>;

/** Whether a notice tells of something that was over before anybody saw it. */
function isPassed(notice: Notice): notice is Passed {
	return notice.kind === 'gate-answered' || (notice.kind === 'failed' && notice.retriedAt !== null);
}

/** Whether a failure was told already when nothing told of its actions. */
function wasToldUnread(notice: Notice, announced: State['announced']): boolean {
	return notice.kind === 'failed' && notice.unread !== undefined && announced[notice.unread] !== undefined;
}

/**
 * Whether something came and went since the look before: else it is an old story. An execution that was looked at before had
 * not got so far; of one that was not, the time tells. `since`: when the look before was; ms since the epoch.
 */
function isNews(notice: Passed, since: number | null, state: State): boolean {
	const {announced} = state;
	const [ofCommit, ofExecution] = seenKeys(notice);
	if (announced[ofExecution] !== undefined) return true;
	const passedAt = notice.kind === 'failed' ? notice.at : (notice.approval.run?.changedAt ?? 0);
	// It was followed already, but could not be seen.
	if (passedAt > (trackedSince(state, notice.commit) ?? Number.POSITIVE_INFINITY)) return true;
	return announced[ofCommit] !== undefined && since !== null && passedAt > since - clockSlack;
}

/** What is noted, without telling it, of a commit that was looked at in a pipeline, and of its execution there. */
function seenKeys(about: {
	readonly commit: Sha;
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId | null;
}): readonly [ofCommit: string, ofExecution: string] {
	const {commit, scope, pipeline, execution} = about;
	const ofCommit = `seen ${commit} ${scope} ${pipeline}`;
	return [ofCommit, `${ofCommit} ${execution ?? ''}`];
}

function seenIn(state: State, event: Event): readonly string[] {
	if (event.kind !== 'looked') return [];
	const pipeline = own(state.scopes[event.scope]?.pipelines ?? {}, event.pipeline);
	if (pipeline === undefined) return [];
	return state.tracked.flatMap(commit => seenOf(followOf(state, pipeline, commit), commit.sha));
}

/** How far an execution has got is known only when its own record was read. */
function seenOf({scope, pipeline, execution, record}: Follow, commit: Sha): readonly string[] {
	const [ofCommit, ofExecution] = seenKeys({commit, scope, pipeline, execution: execution?.id ?? null});
	const isRead = execution === null || record.records[execution.id]?.readAt != null;
	return isRead ? [ofCommit, ofExecution] : [ofCommit];
}

function lookBefore({scopes}: State, {scope, pipeline}: Extract<Event, {kind: 'looked'}>): number | null {
	return own(scopes[scope]?.pipelines ?? {}, pipeline)?.lookedAt ?? null;
}

/** When all was looked at after a long time without a good answer: what has come true meanwhile, in one. */
function ofBlindness(before: State, after: State, event: Event): readonly Notice[] {
	const blind = event.kind === 'caught-up' ? (before.scopes[event.scope]?.catchingUp ?? null) : null;
	if (blind === null || event.kind !== 'caught-up') return [];
	const {at, scope} = event;
	const last = after.happened.findLastIndex(({key}) => key === blind.after);
	const counts: Partial<Record<Notice['kind'], number>> = {};
	for (const notice of after.happened.slice(last + 1)) {
		if (notice.scope === scope && isOfPipeline(notice)) counts[notice.kind] = (counts[notice.kind] ?? 0) + 1;
	}
	if (Object.keys(counts).length === 0) return [];
	const key = `meanwhile ${scope} ${blind.since}`;
	return [{at, key, scope, pipeline: null, kind: 'meanwhile', after: at - blind.since, counts}];
}

/** Whether a notice is of how a commit stands. That a chain failed is told again when its stage has. */
function isOfPipeline({kind}: Notice): boolean {
	switch (kind) {
		case 'gate':
		case 'gate-answered':
		case 'failed':
		case 'superseded':
		case 'stopped':
		case 'cancelled':
		case 'carried':
		case 'blocked':
		case 'done':
			return true;
		case 'chain-failed':
		case 'trouble':
		case 'recovered':
		case 'meanwhile':
			return false;
	}
}

/** A pipeline is told of only when a look at it has ended: halfway through one, what was read does not fit together yet. */
function ofLook(state: State, event: Event): readonly Notice[] {
	if (event.kind !== 'looked') return [];
	const pipeline = own(state.scopes[event.scope]?.pipelines ?? {}, event.pipeline);
	if (pipeline === undefined) return [];
	return state.tracked.flatMap(commit => noticesOf(followOf(state, pipeline, commit), commit.sha, event.at));
}

/** `known`: the keys of all that need not be told again, those that are told among them. */
function tell(state: State, told: readonly Notice[], known: readonly string[]): State {
	const happened = told.length === 0 ? state.happened : [...state.happened, ...told].slice(-kept);
	const announced = {...state.announced, ...asKeys(known)};
	const grown = Object.keys(announced).length > 4 * kept;
	if (!grown) return {...state, happened, announced};
	return {...state, happened, announced: asKeys([...happened.map(({key}) => key), ...knownNow(state)])};
}

/**
 * The keys of what is known already and true now: it must not be told again, however long ago it was. What is true but was not
 * told yet was read by looks that have not ended.
 */
function knownNow(state: State): readonly string[] {
	const {tracked, announced, now} = state;
	const keys = tracked.flatMap(commit =>
		followsOf(state, commit).flatMap(follow => [
			...seenOf(follow, commit.sha),
			...noticesOf(follow, commit.sha, now).map(({key}) => key),
		]),
	);
	return keys.filter(key => announced[key] !== undefined);
}

function asKeys(keys: readonly string[]): State['announced'] {
	return Object.fromEntries(keys.map(key => [key, true]));
}
