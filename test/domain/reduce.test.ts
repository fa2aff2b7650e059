import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {advance} from '../../source/domain/advance.ts';
import type {Event} from '../../source/domain/event.ts';
import type {Execution} from '../../source/domain/execution.ts';
import type {ActionRun, StageDefinition, StageSnapshot} from '../../source/domain/pipeline.ts';
import {reduce} from '../../source/domain/reduce.ts';
import {followsOf, gatesOnTheWay, inUrgencyOrder, urgency, urgencyOf} from '../../source/domain/select.ts';
import {emptyState, type State} from '../../source/domain/state.ts';
import {actionStatuses, executionStatuses, stageStatuses} from '../../source/domain/status.ts';
import {troubleKinds} from '../../source/domain/trouble.ts';
import {usual} from '../pipeline-model.ts';
import {commit, ours, sha, Watcher} from './watcher.ts';

const id = fc.constantFrom('e1', 'e2', 'e3');
const revision = fc.constantFrom(ours, sha('b'), sha('c'));
const at = fc.integer({min: 0, max: 1e7});
const maybeAt = fc.option(at);
const about = {scope: fc.constant('s'), pipeline: fc.constantFrom('p', 'q', 'never listed'), at};
const definedStage = fc.constantFrom(...usual);

const execution: fc.Arbitrary<Execution> = fc.record({
	id,
	status: fc.constantFrom(...executionStatuses),
	said: fc.constant('said'),
	startedAt: maybeAt,
	updatedAt: maybeAt,
	revisions: fc.array(fc.record({action: fc.constant(null), sha: revision, subject: fc.option(fc.string())})),
	rollback: fc.boolean(),
	stopReason: fc.option(fc.string()),
});

const runIn = ({name: of, actions}: StageDefinition): fc.Arbitrary<ActionRun> =>
	fc.constantFrom(...actions).chain(({name}) =>
		fc.record({
			id: fc.option(fc.constantFrom('first', 'second').map(which => `${which} ${of} ${name}`)),
			stage: fc.constant(of),
			action: fc.constant(name),
			category: fc.constant(null),
			status: fc.constantFrom(...actionStatuses),
			startedAt: maybeAt,
			changedAt: maybeAt,
			failure: fc.constant(null),
			build: fc.option(fc.constant('b:1')),
			summary: fc.constant(null),
			url: fc.constant(null),
		}),
	);
const run = definedStage.chain(runIn);

const stage: fc.Arbitrary<StageSnapshot> = definedStage.chain(of =>
	fc.record({
		name: fc.constant(of.name),
		latest: fc.option(
			fc.record({execution: id, status: fc.constantFrom(...stageStatuses), rollback: fc.boolean()}),
		),
		inbound: fc.array(id),
		transition: fc.constantFrom(
			{open: true} as const,
			{
				open: false,
				reason: 'freeze',
				by: null,
				since: 1,
			} as const,
		),
		rows: fc.uniqueArray(
			runIn(of).map(each => ({action: each.action, run: each})),
			{selector: ({action}) => action},
		),
	}),
);

const trouble = fc.record({
	kind: fc.constantFrom(...troubleKinds),
	name: fc.constant('ThrottlingException'),
	message: fc.string(),
	hint: fc.constant(null),
	operation: fc.constant(null),
	since: at,
	retryAt: maybeAt,
});

const definition = fc.record({
	name: fc.constant('p'),
	version: fc.integer({min: 1, max: 3}),
	mode: fc.constantFrom('SUPERSEDED', 'QUEUED', 'PARALLEL'),
	account: fc.option(fc.constant('123456789012')),
	stages: fc.constant(usual),
});

/** Facts of one pipeline that can be told twice without meaning more than once. */
const pipelineFact: fc.Arbitrary<Event> = fc.oneof(
	fc.record({...about, kind: fc.constant('definition-read'), definition}),
	fc.record({
		...about,
		kind: fc.constant('state-read'),
		snapshot: fc.record({
			version: fc.option(fc.integer({min: 1, max: 3})),
			stages: fc.uniqueArray(stage, {maxLength: 3, selector: ({name}) => name}),
		}),
	}),
	fc.record({
		...about,
		kind: fc.constant('executions-read'),
		executions: fc.uniqueArray(execution, {selector: each => each.id}),
		newest: fc.boolean(),
		next: fc.option(fc.constant('2')),
	}),
	fc.record({...about, kind: fc.constant('execution-read'), execution}),
	fc.record({...about, kind: fc.constant('actions-read'), execution: id, runs: fc.array(run)}),
	fc.record({
		...about,
		kind: fc.constant('cause-known'),
		build: fc.constantFrom('a:1', 'b:1'),
		cause: fc.option(
			fc.record({
				id: fc.constantFrom('lock', 'denied'),
				cause: fc.constant('x'),
				advice: fc.constant('y'),
				retryHelps: fc.constant(null),
				sure: fc.constant('likely'),
			}),
		),
	}),
	fc.record({...about, kind: fc.constant('looked'), refused: fc.option(trouble)}),
	fc.record({...about, kind: fc.constant('given-up'), sha: revision}),
	fc.record({...about, kind: fc.constant('pipeline-unread'), trouble}),
);

const otherFact: fc.Arbitrary<Event> = fc.oneof(
	fc.record({
		at,
		kind: fc.constant('commit-tracked'),
		commit: revision.map(each => commit(each)),
		place: fc.constantFrom('alone', 'last', 'first'),
	}),
	fc.record({at, kind: fc.constant('commit-tracked'), commit: fc.constant(commit('aaaaaaa'))}),
	fc.record({
		at,
		kind: fc.constant('ancestry-known'),
		descendant: revision,
		ancestor: revision,
		answer: fc.constantFrom('contains', 'lacks', 'unknown'),
	}),
	fc.record({
		at,
		kind: fc.constant('repository-known'),
		repository: fc.constantFrom('acme/widgets', 'acme/gadgets'),
	}),
	fc.record({at, kind: fc.constant('history-listed'), commits: fc.array(revision.map(each => commit(each)))}),
	fc.record({at, kind: fc.constant('clock-ticked')}),
	fc.record({at, scope: fc.constantFrom('s', 'never opened'), kind: fc.constant('scope-answered')}),
	fc.record({at, scope: fc.constant('s'), kind: fc.constant('scope-unread'), trouble}),
	fc.record({at, scope: fc.constant('s'), kind: fc.constant('catching-up'), since: at}),
	fc.record({at, scope: fc.constant('s'), kind: fc.constant('caught-up')}),
);

const opened = [
	{kind: 'scope-opened', at: 0, scope: 's', region: 'us-west-2', interval: 30_000},
	{kind: 'pipelines-listed', at: 0, scope: 's', names: ['p', 'q']},
	{kind: 'commit-tracked', at: 0, commit: commit()},
] as const satisfies readonly Event[];

const fold = (events: readonly Event[]): State =>
	[...opened, ...events].reduce<State>((state, event) => advance(state, event), emptyState);
const facts = fc.array(fc.oneof(pipelineFact, otherFact), {maxLength: 30});

describe('any course of facts', () => {
	it('is folded without a fault, and every row has a place', () => {
		fc.assert(
			fc.property(facts, events => {
				const state = fold(events);
				for (const tracked of state.tracked) {
					const follows = followsOf(state, tracked);
					const rows = inUrgencyOrder(follows);
					expect(rows.toSorted()).toHaveLength(follows.length);
					expect(inUrgencyOrder(follows.toReversed())).toEqual(rows);
					const ranks = rows.map(row => urgency.indexOf(urgencyOf(row)));
					expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
					expect(ranks).not.toContain(-1);
				}
			}),
			{numRuns: 300},
		);
	});

	it('opens no gate for an execution that is not the latest in the stage, nor for an approval that does not wait', () => {
		fc.assert(
			fc.property(facts, events => {
				const state = fold(events);
				const follows = state.tracked.flatMap(tracked => followsOf(state, tracked));
				for (const gate of gatesOnTheWay(follows)) {
					const record = follows.find(({pipeline}) => pipeline === gate.pipeline)?.record;
					if (record?.definition?.mode === 'PARALLEL') continue;
					const at = record?.snapshot?.stages.find(({name}) => name === gate.stage);
					expect(at?.latest).toMatchObject({execution: gate.execution, status: 'InProgress'});
					expect(at?.rows.some(({run}) => run?.action === gate.action && run.status === 'InProgress')).toBe(
						true,
					);
				}
			}),
			{numRuns: 300},
		);
	});

	it('tells no notice twice', () => {
		fc.assert(
			fc.property(facts, events => {
				const keys = fold(events).happened.map(({key}) => key);
				expect(new Set(keys).size).toBe(keys.length);
			}),
			{numRuns: 300},
		);
	});

	it('leaves a record as it is when a fact is told again', () => {
		fc.assert(
			fc.property(facts, pipelineFact, (events, fact) => {
				const once = reduce(fold(events), fact);
				const twice = reduce(once, structuredClone(fact));
				expect(twice.scopes).toBe(once.scopes);
				expect(twice).toBe(once);
			}),
			{numRuns: 300},
		);
	});
});

describe('what a look changes', () => {
	it('is the times alone while nothing moves', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github').enter('own', 'DeployStaging');
		watcher.model.begin('own', 'DeployStaging', 'DeployStagingTaiko');
		const before = watcher.look().pipeline;
		const after = watcher.later().look().pipeline;
		expect(after).not.toBe(before);
		expect(after.snapshot).toBe(before.snapshot);
		expect(after.executions).toBe(before.executions);
		expect(after.definition).toBe(before.definition);
		expect(after.records.own?.runs).toBe(before.records.own?.runs);
	});

	it('is one pipeline, and its follow, but no other', () => {
		const state = fold([]);
		const next = reduce(state, {kind: 'looked', at: 1, scope: 's', pipeline: 'p', refused: null});
		expect(next.scopes.s?.pipelines.p).not.toBe(state.scopes.s?.pipelines.p);
		expect(next.scopes.s?.pipelines.q).toBe(state.scopes.s?.pipelines.q);
		const [tracked = commit()] = next.tracked;
		expect(followsOf(next, tracked)[1]).toBe(followsOf(state, tracked)[1]);
		expect(followsOf(next, tracked)).toEqual(followsOf(next, tracked));
	});

	it('keeps the follows of two commits apart, each with its identity', () => {
		const state = fold([]);
		const [first, second] = [commit(ours), commit(sha('b'))];
		const [ofFirst, ofSecond] = [followsOf(state, first)[0], followsOf(state, second)[0]];
		expect(followsOf(state, first)[0]).toBe(ofFirst);
		expect(followsOf(state, second)[0]).toBe(ofSecond);
	});
});

describe('the list of executions', () => {
	const page = (ids: readonly number[], next: string | null, newest: boolean): Event => ({
		kind: 'executions-read',
		at: 1,
		scope: 's',
		pipeline: 'p',
		newest,
		next,
		executions: ids.map(n => ({
			id: `e${n}`,
			status: 'Succeeded',
			said: 'Succeeded',
			startedAt: n,
			updatedAt: n,
			revisions: [],
			rollback: false,
			stopReason: null,
		})),
	});
	const listOf = (state: State) => {
		const record = state.scopes.s?.pipelines.p;
		return {ids: record?.executions.map(({id: each}) => each), older: record?.older};
	};

	it('goes on where the older page ended when a new one is read', () => {
		const state = fold([page([3, 2], 'to 1', true), page([1], 'to 0', false), page([4, 3], 'to 2', true)]);
		expect(listOf(state)).toEqual({ids: ['e4', 'e3', 'e2', 'e1'], older: 'to 0'});
	});

	it('begins anew when the newest page no longer meets it', () => {
		const state = fold([page([3, 2], 'to 1', true), page([9, 8], 'to 7', true)]);
		expect(listOf(state)).toEqual({ids: ['e9', 'e8'], older: 'to 7'});
	});
});

describe('what is kept', () => {
	const longAgo = Object.fromEntries(Array.from({length: 1800}, (_, n) => [`long ago ${n}`, true as const]));

	it('stays bounded: records of executions, logs, what happened and what was announced', () => {
		const many = Array.from({length: 300}, (_, n) => n);
		let state: State = {...fold([]), announced: longAgo};
		for (const n of many) {
			const told = {at: n, scope: 's', pipeline: 'p'} as const;
			const common = {since: n, retryAt: null, message: '', hint: null, operation: null, name: 'x'};
			if (n < 100) {
				state = advance(state, {...told, kind: 'actions-read', execution: `e${n}`, runs: []});
				state = advance(state, {at: n, scope: 's', kind: 'log-opened', build: `b:${n}`});
			}
			state = advance(state, {
				at: n,
				scope: 's',
				kind: 'scope-unread',
				trouble: {...common, kind: 'expired'},
			});
			state = advance(state, {at: n, scope: 's', kind: 'scope-answered'});
		}
		const scope = state.scopes.s;
		expect(Object.keys(scope?.pipelines.p?.records ?? {})).toHaveLength(12);
		expect(scope?.pipelines.p?.records.e99).toBeDefined();
		expect(Object.keys(scope?.logs ?? {})).toEqual(['b:94', 'b:95', 'b:96', 'b:97', 'b:98', 'b:99']);
		expect(state.happened).toHaveLength(500);
		expect(Object.keys(state.announced).length).toBeLessThan(1000);
	});

	it('does not tell again what is still true, however much happened since', () => {
		const watcher = new Watcher();
		watcher.model.start('own', ours).pass('own', 'Github', 'DeployStaging', 'DeployProduction');
		watcher.model.end('own', 'Succeeded');
		watcher.look();
		const expired = {
			message: '',
			hint: null,
			operation: null,
			name: 'x',
			kind: 'expired',
			retryAt: null,
		} as const;
		const ill = (n: number) => {
			watcher.tell({kind: 'scope-unread', at: 0, scope: 's', trouble: {...expired, since: n}});
			watcher.tell({kind: 'scope-answered', at: 0, scope: 's'});
		};
		for (let n = 0; n < 300; n++) ill(n);
		watcher.state = {...watcher.state, announced: {...watcher.state.announced, ...longAgo}};
		ill(300);
		expect(Object.keys(watcher.state.announced).length).toBeLessThan(1000);
		watcher.later().look();
		expect(watcher.told).not.toContain('done');
	});
});
