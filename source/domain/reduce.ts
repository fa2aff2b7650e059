import {attribute, settle} from './attribute.ts';
import {ancestryKey, type Commit} from './commit.ts';
import type {Event} from './event.ts';
import {commitOf, type Execution} from './execution.ts';
import type {LogRecord} from './log.ts';
import {emptyPipeline, type PipelineRecord, type ScopeRecord, type State} from './state.ts';

/** Folds one fact into the state. What did not change keeps its identity. */
export function reduce(state: State, event: Event): State {
	const next = 'scope' in event ? inScope(state, event) : ofCommits(state, event);
	return event.at > next.now ? {...next, now: event.at} : next;
}

type ScopeEvent = Extract<Event, {scope: string}>;
type CommitEvent = Exclude<Event, ScopeEvent>;

function ofCommits(state: State, event: CommitEvent): State {
	switch (event.kind) {
		case 'commit-tracked':
			return {
				...describe(state, event.commit),
				tracked: [describe(state, event.commit).commits[event.commit.sha] ?? event.commit],
			};
		case 'commit-described':
			return describe(state, event.commit);
		case 'repository-known':
			return {...state, repository: event.repository};
		case 'ancestry-known': {
			const key = ancestryKey(event.descendant, event.ancestor);
			return state.ancestry[key] === event.answer
				? state
				: {...state, ancestry: {...state.ancestry, [key]: event.answer}};
		}
		case 'history-listed': {
			const known = event.commits.reduce(describe, state);
			return {...known, history: event.commits};
		}
		case 'clock-ticked':
			return state;
	}
}

/** Takes in what is told of a commit, never forgetting what was known. */
function describe(state: State, told: Commit): State {
	const before = state.commits[told.sha];
	const after: Commit = {
		sha: told.sha,
		subject: told.subject ?? before?.subject ?? null,
		author: told.author ?? before?.author ?? null,
		at: told.at ?? before?.at ?? null,
		mine: told.mine || (before?.mine ?? false),
	};
	if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return state;
	const tracked = state.tracked.some(({sha}) => sha === told.sha)
		? state.tracked.map(each => (each.sha === told.sha ? after : each))
		: state.tracked;
	return {...state, tracked, commits: {...state.commits, [told.sha]: after}};
}

function inScope(state: State, event: ScopeEvent): State {
	if (event.kind === 'scope-opened') {
		return {...state, scopes: {...state.scopes, [event.scope]: openScope(event)}};
	}
	const scope = state.scopes[event.scope];
	if (scope === undefined) return state;
	const next = 'pipeline' in event ? inPipeline(scope, event) : ofScope(scope, event);
	const known = event.kind === 'executions-read' ? describeRevisions(state, event.executions) : state;
	return next === scope ? known : {...known, scopes: {...known.scopes, [event.scope]: next}};
}

/** A short SHA that the user gave becomes whole, and its subject known, as soon as an execution tells. */
function describeRevisions(state: State, executions: readonly Execution[]): State {
	let next = state;
	for (const {sha, subject} of executions.flatMap(({revisions}) => revisions)) {
		const abbreviated = next.tracked.find(
			each => each.sha !== sha && each.sha.length < sha.length && sha.startsWith(each.sha),
		);
		if (abbreviated !== undefined) {
			const whole = {...abbreviated, sha, subject: abbreviated.subject ?? subject};
			next = {
				...describe(next, whole),
				tracked: next.tracked.map(each => (each === abbreviated ? whole : each)),
			};
		} else if (subject !== null && next.commits[sha]?.subject == null) {
			next = describe(next, {sha, subject, author: null, at: null, mine: false});
		}
	}
	return next;
}

function openScope(event: Extract<Event, {kind: 'scope-opened'}>): ScopeRecord {
	return {
		id: event.scope,
		region: event.region,
		account: null,
		interval: event.interval,
		names: null,
		pipelines: {},
		trouble: null,
		lookedAt: null,
		calls: 0,
		slowedBy: null,
		builds: {},
		logs: {},
	};
}

function ofScope(
	scope: ScopeRecord,
	event: Exclude<ScopeEvent, {pipeline: string} | {kind: 'scope-opened'}>,
): ScopeRecord {
	switch (event.kind) {
		case 'pipelines-listed': {
			const pipelines = Object.fromEntries(
				event.names.map(name => [name, scope.pipelines[name] ?? emptyPipeline(scope.id, name)]),
			);
			return {...scope, names: event.names, pipelines};
		}
		case 'scope-unread':
			return {...scope, trouble: {...event.trouble, since: scope.trouble?.since ?? event.trouble.since}};
		case 'scope-answered':
			return {...scope, trouble: null, lookedAt: event.at};
		case 'paced':
			return scope.calls === event.calls && scope.slowedBy === event.slowedBy
				? scope
				: {...scope, calls: event.calls, slowedBy: event.slowedBy};
		case 'builds-read':
			return {
				...scope,
				builds: {...scope.builds, ...Object.fromEntries(event.builds.map(build => [build.id, build]))},
			};
		case 'log-opened':
			return {...scope, logs: {...scope.logs, [event.build]: emptyLog}};
		case 'log-read':
			return {...scope, logs: {...scope.logs, [event.build]: readLog(scope.logs[event.build], event)}};
		case 'log-missing':
			return {
				...scope,
				logs: {...scope.logs, [event.build]: {...(scope.logs[event.build] ?? emptyLog), gap: event.gap}},
			};
	}
}

const emptyLog: LogRecord = {lines: [], fromStart: false, ended: false, gap: null};

function readLog(log: LogRecord = emptyLog, event: Extract<Event, {kind: 'log-read'}>): LogRecord {
	const lines =
		event.lines.length === 0
			? log.lines
			: event.where === 'before'
				? event.lines.concat(log.lines)
				: log.lines.concat(event.lines);
	return {lines, fromStart: log.fromStart || event.fromStart, ended: event.ended, gap: null};
}

function inPipeline(scope: ScopeRecord, event: Extract<ScopeEvent, {pipeline: string}>): ScopeRecord {
	const before = scope.pipelines[event.pipeline];
	if (before === undefined) return scope;
	const after = ofPipeline(before, event);
	const account =
		event.kind === 'definition-read' ? (event.definition.account ?? scope.account) : scope.account;
	if (after === before && account === scope.account) return scope;
	return {...scope, account, pipelines: {...scope.pipelines, [event.pipeline]: after}};
}

function ofPipeline(
	pipeline: PipelineRecord,
	event: Extract<ScopeEvent, {pipeline: string}>,
): PipelineRecord {
	switch (event.kind) {
		case 'definition-read':
			return {...pipeline, definition: event.definition};
		case 'state-read':
			return {
				...pipeline,
				snapshot: event.snapshot,
				snapshotAt: event.at,
				records: attribute(pipeline, event.snapshot),
			};
		case 'executions-read':
			return {
				...pipeline,
				executions: merge(pipeline.executions, event.executions),
				executionsAt: event.newest ? event.at : pipeline.executionsAt,
				older: event.newest && pipeline.older !== undefined ? pipeline.older : event.next,
			};
		case 'execution-read':
			return {...pipeline, executions: refresh(pipeline.executions, event.execution)};
		case 'actions-read':
			return {
				...pipeline,
				records: {
					...pipeline.records,
					[event.execution]: settle(pipeline, event.execution, event.runs, event.at),
				},
			};
		case 'looked':
			return {
				...pipeline,
				lookedAt: event.at,
				firstLookedAt: pipeline.firstLookedAt ?? event.at,
				trouble: null,
			};
		case 'given-up':
			return pipeline.givenUp.includes(event.sha)
				? pipeline
				: {...pipeline, givenUp: [...pipeline.givenUp, event.sha]};
		case 'pipeline-unread':
			return {
				...pipeline,
				trouble: {...event.trouble, since: pipeline.trouble?.since ?? event.trouble.since},
			};
	}
}

/** Executions by id, the newly read over the known, newest first. */
function merge(known: readonly Execution[], read: readonly Execution[]): readonly Execution[] {
	const byId = new Map(known.map(execution => [execution.id, execution]));
	for (const execution of read) byId.set(execution.id, execution);
	return [...byId.values()].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
}

/** Takes in one execution that was asked for by id: it tells the status, but no times. */
function refresh(known: readonly Execution[], read: Execution): readonly Execution[] {
	const before = known.find(({id}) => id === read.id);
	if (before === undefined) return merge(known, [read]);
	const revisions = commitOf(read) === null ? before.revisions : read.revisions;
	return known.map(each =>
		each === before ? {...before, status: read.status, said: read.said, revisions} : each,
	);
}
