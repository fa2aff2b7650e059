import {attribute, settle} from './attribute.ts';
import {ancestryKey, type Containment} from './commit.ts';
import type {PastRun} from './comparison.ts';
import {describe, describeAll, describeRevisions, track} from './described.ts';
import {differenceKey} from './difference.ts';
import type {Event} from './event.ts';
import {type Execution, runs} from './execution.ts';
import type {GreenLog} from './green.ts';
import {amend, keep} from './keep.ts';
import {withExecution, withoutOldest, withPage} from './listing.ts';
import {extendLog, missLog, openLog} from './log.ts';
import {own} from './own.ts';
import type {PipelineDefinition, PipelineSnapshot} from './pipeline.ts';
import type {ExecutionRecord, PipelineRecord} from './record.ts';
import {newPipeline, ofAccount} from './remembered.ts';
import {searchedUpTo} from './search.ts';
import {withCause} from './shown-causes.ts';
import {passed} from './stage-run.ts';
import {emptyScope, type ScopeRecord, type State} from './state.ts';
import {isMoving} from './status.ts';
import {inOrder} from './told-stages.ts';
import {isBlinding, type Trouble} from './trouble.ts';

type ScopeEvent = Extract<Event, {scope: string}>;
type PipelineEvent = Extract<ScopeEvent, {pipeline: string}>;
type CommitEvent = Exclude<Event, ScopeEvent>;

/** Folds one fact into the state. What did not change keeps its identity. */
export function reduce(state: State, event: Event): State {
	const next = 'scope' in event ? inScope(state, event) : ofCommits(state, event);
	return event.at > next.now ? {...next, now: event.at} : next;
}

function ofCommits(state: State, event: CommitEvent): State {
	switch (event.kind) {
		case 'commit-tracked':
			return track(state, event.commit, event.place ?? 'alone', event.at);
		case 'commit-described':
			return describe(state, event.commit);
		case 'repository-known':
			return amend(state, {repository: event.repository});
		case 'ancestry-known': {
			const key = ancestryKey(event.descendant, event.ancestor);
			return amend(state, {ancestry: withAnswer(state, key, event.answer)});
		}
		case 'difference-known':
			return withDifference(state, event);
		case 'history-listed': {
			const known = describeAll(state, event.commits);
			return amend(known, {history: keep(known.history, event.commits)});
		}
		case 'clock-ticked':
			return state;
	}
}

/** How many answers of version control are kept: all about commits that are followed, and of others those given last. */
const keptAnswers = 1000;

function withAnswer({ancestry, tracked}: State, key: string, answer: Containment): State['ancestry'] {
	const after = amend(ancestry, {[key]: answer});
	const entries = Object.entries(after);
	if (entries.length <= keptAnswers) return after;
	const isNeeded = ([each]: readonly [string, unknown]) => tracked.some(({sha}) => each.endsWith(sha));
	const [needed, others] = [entries.filter(isNeeded), entries.filter(each => !isNeeded(each))];
	return Object.fromEntries([...others.slice(-keptAnswers / 2), ...needed, [key, answer]]);
}

/** How many differences are kept: those that were told last. */
const keptDifferences = 24;

/** What is known of two commits never changes: an answer that is none takes nothing away. */
function withDifference(
	state: State,
	{from, to, difference}: Extract<CommitEvent, {kind: 'difference-known'}>,
): State {
	const key = differenceKey(from, to);
	const {[key]: before, ...others} = state.differences;
	const known = keep(before, difference ?? before ?? null);
	if (known === before) return state;
	const kept = Object.entries(others).slice(1 - keptDifferences);
	return {...state, differences: {...Object.fromEntries(kept), [key]: known}};
}

function inScope(state: State, event: ScopeEvent): State {
	const before = state.scopes[event.scope];
	if (event.kind === 'scope-opened') {
		const opened = emptyScope(event.scope, event.region, event.interval);
		const {remembered = null} = event;
		return {...state, scopes: {...state.scopes, [event.scope]: {...opened, remembered}}};
	}
	if (before === undefined) return state;
	const scope =
		'pipeline' in event ? inPipeline(before, event, state.tracked) : ofScope(before, event, state);
	return amend(describeRevisions(state, executionsIn(event)), {
		scopes: amend(state.scopes, {[event.scope]: scope}),
	});
}

function executionsIn(event: ScopeEvent): readonly Execution[] {
	if (event.kind === 'executions-read') return event.executions;
	return event.kind === 'execution-read' ? [event.execution] : [];
}

function ofScope(
	scope: ScopeRecord,
	event: Exclude<ScopeEvent, PipelineEvent | {kind: 'scope-opened'}>,
	{happened}: Pick<State, 'happened'>,
): ScopeRecord {
	switch (event.kind) {
		case 'pipelines-listed': {
			const pipelines = Object.fromEntries(
				event.names.map(name => [name, own(scope.pipelines, name) ?? newPipeline(scope, name)]),
			);
			return amend(scope, {
				names: keep(scope.names, event.names),
				pipelines: keep(scope.pipelines, pipelines),
			});
		}
		case 'scope-unread':
			return amend(scope, {trouble: lasting(spellOf(scope, event.trouble), event.trouble)});
		case 'scope-answered':
			return amend(scope, {trouble: null, lookedAt: event.at});
		case 'paced':
			return amend(scope, {
				calls: event.calls,
				slowedBy: event.slowedBy,
				every: event.every ?? scope.every,
			});
		case 'catching-up': {
			const after = happened.at(-1)?.key ?? null;
			return amend(scope, {catchingUp: scope.catchingUp ?? {since: event.since, after}});
		}
		case 'caught-up':
			return amend(scope, {catchingUp: null});
		case 'builds-read': {
			const builds = Object.fromEntries(
				event.builds.map(build => [build.id, keep(scope.builds[build.id], build)]),
			);
			return amend(scope, {builds: withBuilds(scope.builds, builds)});
		}
		case 'green-read':
			return amend(scope, {greens: withGreen(scope.greens, event.green)});
		case 'log-opened':
			return amend(scope, {logs: openLog(scope.logs, event.build)});
		case 'log-read':
			return withLog(scope, event.build, extendLog(scope.logs[event.build], event));
		case 'log-missing':
			return withLog(scope, event.build, missLog(scope.logs[event.build], event.gap));
	}
}

/** How many builds are kept: those that were read last. */
const keptBuilds = 100;

function withBuilds(before: ScopeRecord['builds'], read: ScopeRecord['builds']): ScopeRecord['builds'] {
	const after = amend(before, read);
	const others = Object.entries(after).filter(([id]) => !(id in read));
	if (others.length <= keptBuilds) return after;
	return {...Object.fromEntries(others.slice(-keptBuilds)), ...read};
}

/** How many green logs are kept: each is some thousand lines. */
const keptGreens = 4;

function withGreen(greens: ScopeRecord['greens'], green: GreenLog): ScopeRecord['greens'] {
	const others = Object.entries(greens).filter(([build]) => build !== green.build);
	return Object.fromEntries([...others.slice(1 - keptGreens), [green.build, green]]);
}

function withLog(scope: ScopeRecord, build: string, log: ScopeRecord['logs'][string]): ScopeRecord {
	return {...scope, logs: {...scope.logs, [build]: log}};
}

/** How long after keys were refused an answer may come of what was asked before; ms. */
const answerLag = 60_000;

/** The trouble that goes on: keys that are refused after others were answered are another, whatever it was before. */
function spellOf({trouble, lookedAt}: ScopeRecord, met: Trouble): Trouble | null {
	const isOfKeys = met.kind === 'expired' || met.kind === 'no-credentials';
	const wasSeen = trouble !== null && lookedAt !== null && lookedAt > trouble.since + answerLag;
	return isOfKeys && wasSeen ? null : trouble;
}

/** Trouble goes on since it was first met, whatever the later tries said; what can be done without is another matter. */
function lasting(before: Trouble | null, met: Trouble): Trouble {
	const goesOn = before !== null && isBlinding(before) === isBlinding(met);
	return keep(before, goesOn ? {...met, since: before.since} : met);
}

function inPipeline(scope: ScopeRecord, event: PipelineEvent, tracked: State['tracked']): ScopeRecord {
	const before = own(scope.pipelines, event.pipeline);
	if (before === undefined) return scope;
	const pipelines = amend(scope.pipelines, {[event.pipeline]: ofPipeline(before, event, tracked)});
	const account = event.kind === 'definition-read' ? event.definition.account : null;
	const told = amend(scope, {
		pipelines,
		account: account ?? scope.account,
		lookedAt: event.kind === 'looked' ? event.at : scope.lookedAt,
	});
	return ofAccount(told, account);
}

function ofPipeline(
	pipeline: PipelineRecord,
	event: PipelineEvent,
	tracked: State['tracked'],
): PipelineRecord {
	switch (event.kind) {
		case 'definition-read': {
			const definition = keep(pipeline.definition, event.definition);
			const {snapshot} = pipeline;
			return amend(pipeline, {
				definition,
				snapshot: snapshot === null ? null : believable(snapshot, definition),
			});
		}
		case 'state-read': {
			const snapshot = keep(pipeline.snapshot, believable(event.snapshot, pipeline.definition));
			return amend(pipeline, {
				snapshot,
				snapshotAt: event.at,
				records: attribute(pipeline, snapshot),
			});
		}
		case 'executions-read':
			return amend(pipeline, listed(pipeline, event, tracked));
		case 'execution-read':
			return amend(pipeline, {executions: withExecution(pipeline.executions, event.execution)});
		case 'actions-read': {
			const record = settle(pipeline, event.execution, event.runs, event.at);
			return amend(pipeline, {records: withRecord(pipeline, event.execution, record)});
		}
		case 'rules-read':
			return amend(pipeline, {rules: withRules(pipeline.rules, event)});
		case 'runs-read':
			return amend(pipeline, {
				pastRuns: withPastRuns(pipeline.pastRuns, event.runs),
				measuredAt: event.at,
			});
		case 'cause-known':
			return amend(pipeline, {causes: withCause(pipeline.causes, event.build, event.cause)});
		case 'succeeded-read':
			return withSucceeded(pipeline, event.stage, event.executions);
		case 'concern-known':
			return amend(pipeline, {apart: withConcern(pipeline.apart, event.sha, event.apart)});
		case 'looked':
			return amend(pipeline, {
				lookedAt: event.at,
				firstLookedAt: pipeline.firstLookedAt ?? event.at,
				every: event.every ?? pipeline.every,
				trouble:
					event.refused === null ? null : lasting(pipeline.trouble, {...event.refused, optional: true}),
			});
		case 'given-up':
			return pipeline.givenUp.includes(event.sha)
				? pipeline
				: {...pipeline, givenUp: [...pipeline.givenUp, event.sha].slice(-keptShas)};
		case 'pipeline-unread':
			return amend(pipeline, {trouble: lasting(pipeline.trouble, event.trouble)});
	}
}

/** Of how many executions rules are kept: those read last. */
const keptRules = 8;

function withRules(
	before: PipelineRecord['rules'],
	{execution, runs, at}: Extract<PipelineEvent, {kind: 'rules-read'}>,
): PipelineRecord['rules'] {
	const {[execution]: _, ...others} = before;
	const kept = Object.entries(others).slice(1 - keptRules);
	return {...Object.fromEntries(kept), [execution]: {readAt: at, runs}};
}

/** The list with a page taken in; the oldest go when nothing that is followed or shown needs them. */
function listed(
	pipeline: PipelineRecord,
	page: Extract<PipelineEvent, {kind: 'executions-read'}>,
	tracked: State['tracked'],
): Pick<PipelineRecord, 'executions' | 'executionsAt' | 'older'> {
	const stages = pipeline.snapshot?.stages ?? [];
	const shown = new Set(
		stages.flatMap(({latest, inbound}) => [...inbound, ...(latest === null ? [] : [latest.execution])]),
	);
	const listing = withPage(pipeline, page);
	const needed = tracked.map(commit => searchedUpTo(listing.executions, commit));
	return withoutOldest(
		listing,
		page,
		execution => needed.includes(null) || needed.includes(execution) || isTracked(execution, tracked),
		({id, status}) => shown.has(id) || isMoving(status),
	);
}

function isTracked(execution: Execution, tracked: State['tracked']): boolean {
	return tracked.some(({sha}) => runs(execution, sha));
}

/** How many past runs are kept of a pipeline: five pages. */
const keptRuns = 500;

/** A page with the runs of other pages; what it tells of a run is the newest. */
function withPastRuns(before: PipelineRecord['pastRuns'], page: readonly PastRun[]): readonly PastRun[] {
	const told = new Set(page.map(({id}) => id));
	const others = (before ?? []).filter(({id}) => !told.has(id));
	const runs = [...page, ...others].toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	return keep(before, runs.slice(0, keptRuns));
}

/** What a stage runs, unless the state rules out that the execution ever came through: then whoever answered did not filter. */
function withSucceeded(
	pipeline: PipelineRecord,
	stage: string,
	executions: readonly Execution[],
): PipelineRecord {
	const latest = pipeline.snapshot?.stages.find(({name}) => name === stage)?.latest ?? null;
	const isProven = executions.every(each => passed(pipeline, each, stage) !== 'no');
	const newest = executions.find(each => isProven || passed(pipeline, each, stage) === 'yes') ?? null;
	const answer = {newest, while: latest?.execution ?? null};
	return amend(pipeline, {
		succeeded: keep(pipeline.succeeded, {...pipeline.succeeded, [stage]: answer}),
	});
}

/** Of how many commits it is remembered that they are none of a pipeline's business, or were awaited in vain. */
const keptShas = 200;

function withConcern(
	before: PipelineRecord['apart'],
	sha: string,
	apart: PipelineRecord['apart'][string] | null,
): PipelineRecord['apart'] {
	const {[sha]: _, ...others} = before;
	const kept = Object.fromEntries(Object.entries(others).slice(1 - keptShas));
	return keep(before, apart === null ? others : {...kept, [sha]: apart});
}

/** A PARALLEL pipeline has no state; what it shows after its mode was changed is left over from before (aws-facts 3.3). */
function believable(snapshot: PipelineSnapshot, definition: PipelineDefinition | null): PipelineSnapshot {
	if (definition?.mode !== 'PARALLEL') return inOrder(snapshot, definition);
	return keep(snapshot, {
		...snapshot,
		stages: snapshot.stages.map(stage => ({
			...stage,
			latest: null,
			inbound: [],
			rows: stage.rows.map(row => ({...row, run: null})),
		})),
	});
}

/** How many executions' records are kept of a pipeline: those in its stages, and as many of those read last. */
const keptRecords = 12;

function withRecord(
	{records, snapshot}: PipelineRecord,
	execution: string,
	record: ExecutionRecord,
): PipelineRecord['records'] {
	const after = amend(records, {[execution]: record});
	const standing = new Set(snapshot?.stages.map(({latest}) => latest?.execution));
	const dispensable = Object.entries(after)
		.filter(([id]) => !standing.has(id))
		.sort(([, a], [, b]) => (b.readAt ?? 0) - (a.readAt ?? 0))
		.slice(keptRecords)
		.map(([id]) => id);
	if (dispensable.length === 0) return after;
	return Object.fromEntries(Object.entries(after).filter(([id]) => !dispensable.includes(id)));
}
