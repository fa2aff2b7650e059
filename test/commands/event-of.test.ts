import {expect, it} from 'vitest';
import {eventOf, jsonOf} from '../../source/commands/event-of.ts';
import {textOf} from '../../source/commands/facts.ts';
import {endSaid, heartbeat, saidOf} from '../../source/commands/said.ts';
import type {Notice} from '../../source/domain/notice.ts';
import {followsOf} from '../../source/domain/select.ts';
import {allPlans, busyDay} from '../busy-day.ts';
import {commit, executionId, look, minute, noon, scope, shas, storeWith} from '../fixtures.ts';

const link = ({pipeline}: {readonly pipeline: string}) => `https://console.example/${pipeline}`;
const {happened, scopes, ...state} = storeWith(allPlans).getState();
const context = {scopes, link};
const ofKind = (kind: Notice['kind']): Notice => {
	const found = happened.find(notice => notice.kind === kind);
	if (found === undefined) throw new Error(`nothing was told of ${kind}`);
	return found;
};
const common = {v: 1, account: '123456789012', region: 'us-west-2'};

it('tells a gate with its facts under their full names', () => {
	expect(eventOf(ofKind('gate'), context)).toEqual({
		...common,
		at: '2026-11-21T11:57:00.000Z',
		event: 'gate',
		pipeline: 'l-order-stream-pipeline',
		execution: executionId(2),
		stage: 'DeployProduction',
		action: 'ApproveDeployToProduction',
		commit: shas.ours,
		carries: null,
		since: '2026-11-21T11:57:00.000Z',
		expires: '2026-11-28T11:57:00.000Z',
		waiting: 1,
		url: 'https://console.example/l-order-stream-pipeline',
	});
});

it('tells a failure with its chains as a list', () => {
	expect(eventOf(ofKind('failed'), context)).toMatchObject({
		...common,
		event: 'failed',
		status: 'Failed',
		execution: executionId(2),
		stage: 'DeployStaging',
		chains: ['Taiko'],
		actions: [],
		cause: expect.stringContaining('exit status 1'),
		commit: shas.ours,
	});
});

it('tells what was stopped, carried, blocked and done', () => {
	expect(eventOf(ofKind('stopped'), context)).toMatchObject({
		event: 'stopped',
		status: 'Stopped',
		by: null,
		carried: 'no',
		reason: 'wrong branch',
		advice: null,
	});
	expect(eventOf(ofKind('carried'), context)).toMatchObject({
		event: 'carried',
		status: 'Superseded',
		execution: executionId(2),
		next: executionId(3),
		by: shas.newer,
	});
	expect(eventOf(ofKind('blocked'), context)).toMatchObject({
		event: 'blocked',
		reason: 'gate-held',
		by: shas.older,
		waiting: 1,
		since: expect.stringMatching(/^2026-11-18T17:20:00\.000Z$/),
	});
	expect(eventOf(ofKind('done'), context)).toMatchObject({event: 'done', execution: executionId(2)});
});

it('tells nothing of what is for the screen only', () => {
	const {running} = busyDay;
	const broken = {
		...running,
		runs: {
			2: (running.runs[2] ?? []).map(each =>
				each.action === 'CWMonitoringProduction' ? {...each, status: 'Failed' as const} : each,
			),
		},
	};
	const told = storeWith([broken]).getState().happened;
	expect(told.map(({kind}) => kind)).toEqual(['chain-failed']);
	expect(told.map(notice => eventOf(notice, context))).toEqual([null]);
});

it('tells trouble and recovery, of a whole scope without a pipeline', () => {
	const about = {at: noon, key: 'k', scope, pipeline: null};
	const trouble: Notice = {
		...about,
		kind: 'trouble',
		trouble: {
			kind: 'throttled',
			name: 'ThrottlingException',
			message: 'throttled\u001b[31m by AWS',
			hint: null,
			operation: 'GetPipelineState',
			since: noon,
			retryAt: noon + 8000,
		},
	};
	expect(eventOf(trouble, context)).toEqual({
		...common,
		at: '2026-11-21T12:00:00.000Z',
		event: 'trouble',
		name: 'ThrottlingException',
		kind: 'throttled',
		pipeline: null,
		operation: 'GetPipelineState',
		message: 'throttled by AWS',
		advice: null,
		retry: 8,
	});
	expect(eventOf({...about, kind: 'recovered', after: 130_000}, context)).toMatchObject({
		event: 'recovered',
		after: 130,
	});
});

it('tells a look and the end', () => {
	const follows = followsOf({...state, scopes, happened}, commit(shas.ours));
	const follow = follows.find(({pipeline}) => pipeline === 'l-indexer-pipeline');
	if (follow === undefined) throw new Error('not followed');
	const said = heartbeat(follow, shas.ours, noon + 123);
	expect(jsonOf(said, context)).toEqual({
		...common,
		at: '2026-11-21T12:00:00.123Z',
		event: 'heartbeat',
		pipeline: 'l-indexer-pipeline',
		execution: executionId(2),
		status: 'Failed',
		state: 'Failed',
		stage: 'DeployStaging',
		done: 2,
		total: 3,
		elapsed: 359,
		left: null,
		commit: shas.ours,
		carries: null,
	});
	const tally = {
		done: 5,
		gate: 2,
		failed: 1,
		dead: 0,
		carried: 1,
		blocked: 0,
		held: 0,
		unseen: 0,
		missing: false,
	};
	expect(jsonOf(endSaid(1, tally, noon, false), context)).toEqual({
		...common,
		at: '2026-11-21T12:00:00.000Z',
		event: 'end',
		code: 1,
		done: 5,
		gate: 2,
		failed: 1,
		carried: 1,
		blocked: 0,
	});
	expect(textOf(endSaid(1, tally, noon, false), false)).toBe(
		'END code=1 done=5 gate=2 failed=1 carried=1 blocked=0',
	);
});

it('advises where nobody knows whether ours is carried', () => {
	const told = ofKind('stopped');
	if (told.kind !== 'stopped') throw new Error('it is another notice');
	const stopped: Notice = {...told, carried: 'unknown'};
	expect(eventOf(stopped, context)).toMatchObject({
		carried: 'unknown',
		advice: 'run git fetch, or install gh',
	});
	const said = saidOf(stopped, link);
	expect(said && textOf(said, false)).toContain(
		'carried=unknown reason="wrong branch" do="run git fetch, or install gh"',
	);
});

it('names the commit in every line of a pipeline where several are followed', () => {
	const {happened} = storeWith(allPlans).getState();
	const said = happened.flatMap(notice => saidOf(notice, link) ?? []);
	expect(said.map(({event}) => event).sort()).toEqual(
		['blocked', 'blocked', 'carried', 'done', 'failed', 'gate', 'stopped'].sort(),
	);
	for (const each of said) expect(textOf(each, true)).toContain(` commit=${shas.ours}`);
	const named = said.filter(each => textOf(each, false).includes(' commit='));
	expect(named.map(({event}) => event)).toEqual(['gate']);
});

it('tells of a gate which commit stands there, and which it carries', () => {
	const {atGate} = busyDay;
	const store = storeWith([]);
	const carried = {
		...atGate,
		executions: atGate.executions
			.filter(({id}) => id !== executionId(3))
			.map(each =>
				each.id === executionId(2)
					? {...each, revisions: [{action: 'Github', sha: shas.newer, subject: null}]}
					: each,
			),
	};
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: [atGate.definition.name]});
	look(store, carried, noon + minute);
	const gate = store.getState().happened.find(({kind}) => kind === 'gate');
	if (gate === undefined) throw new Error('no gate was told of');
	expect(eventOf(gate, {scopes: store.getState().scopes, link})).toMatchObject({
		commit: shas.newer,
		carries: shas.ours,
	});
});
