import {expect, it} from 'vitest';
import {usualWatch} from '../../source/command-line/parse.ts';
import {textOf} from '../../source/commands/facts.ts';
import {refusalOf} from '../../source/commands/refusal.ts';
import {watch} from '../../source/commands/watch.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {createStore} from '../../source/store/store.ts';
import {allPlans, busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {executionId, look, noon, type PipelinePlan, scope, shas, stage, storeWith} from '../fixtures.ts';

const link = ({pipeline}: {readonly pipeline: string}) => `https://console.example/${pipeline}`;

/** The lines that a watch prints of these pipelines, as they are looked at. */
function watched(plans: readonly PipelinePlan[]) {
	const store = storeWith(plans);
	const lines: string[] = [];
	const stop = new AbortController();
	const ended = watch({
		store,
		clock: new MovedClock(noon),
		link,
		flags: usualWatch,
		reached: null,
		look: () => {},
		print: said => lines.push(textOf(said, false)),
		endless: false,
		signal: stop.signal,
	});
	return {store, lines, stop, tally: ended.then(({tally}) => tally)};
}

const of = (lines: readonly string[], pipeline: string) => lines.filter(line => line.includes(pipeline));

it('prints where each pipeline stands as the runbook does, then what is true of it', async () => {
	const {lines, stop, tally} = watched(allPlans);
	stop.abort();
	await tally;
	expect(of(lines, 'l-indexer-pipeline')).toEqual([
		expect.stringMatching(
			/^12:00:00Z l-indexer-pipeline exec=896c834b-07aa-468c-9d3a-000000000002 status=Failed state=Failed stage=DeployStaging done=2\/3 elapsed=/,
		),
		expect.stringMatching(
			/^ALERT pipeline=l-indexer-pipeline status=Failed exec=896c834b-07aa-468c-9d3a-000000000002 stage=DeployStaging chains=Taiko cause="[^"]*exit status 1[^"]*" url=https:\/\/console.example\/l-indexer-pipeline$/,
		),
	]);
	expect(of(lines, 'l-order-stream-pipeline')[1]).toMatch(
		new RegExp(
			`^READY-TO-APPROVE pipeline=l-order-stream-pipeline exec=${executionId(2)} stage=DeployProduction action=ApproveDeployToProduction commit=${shas.ours} expires=2026-11-28T11:\\d\\d:\\d\\dZ waiting=\\d url=`,
		),
	);
	expect(of(lines, 'l-distributor-pipeline')[1]).toMatch(
		new RegExp(
			`^BLOCKED pipeline=l-distributor-pipeline exec=${executionId(2)} stage=DeployProduction reason=gate-held by=${shas.older} since=`,
		),
	);
	expect(of(lines, 'l-kailua-batch-pipeline')[1]).toMatch(
		/^BLOCKED .* reason=transition-closed note="freeze until Monday"/,
	);
	expect(of(lines, 'l-requestor-lists-pipeline')[1]).toBe(
		`DONE pipeline=l-requestor-lists-pipeline exec=${executionId(2)}`,
	);
	expect(of(lines, 'READY-TO-APPROVE')).toHaveLength(1);
	expect(lines.join('')).not.toMatch(/\p{Cc}/u);
});

it('ends when nothing goes on without a person, and counts how all stand', async () => {
	const {failed, atGate, behindGate, closed, stopped, done, others} = busyDay;
	const {tally} = watched([failed, atGate, behindGate, closed, stopped, done, ...others]);
	expect(await tally).toEqual({
		done: 1,
		gate: 1,
		failed: 1,
		dead: 1,
		carried: 0,
		blocked: 2,
		held: 2,
		unseen: 0,
		missing: false,
	});
});

it('goes on while something runs, and tells a look once', async () => {
	const {running, done} = busyDay;
	const {store, lines, stop, tally} = watched([running, done]);
	const before = lines.length;
	look(store, running, noon + 30_000);
	expect(lines.slice(before)).toEqual([
		expect.stringMatching(/^12:00:30Z l-prover-ansible-pipeline .*state=Running/),
	]);
	stop.abort();
	expect(await tally).toMatchObject({done: 1, missing: false});
});

it('awaits an execution that is not there yet', async () => {
	const none = {...busyDay.done, executions: [], runs: {}, stages: [stage('Github', null)]};
	const {lines, stop, tally} = watched([none]);
	expect(lines).toEqual([expect.stringMatching(/exec=none status=Awaited state=Awaited$/)]);
	stop.abort();
	expect(await tally).toMatchObject({missing: true});
});

const any = {pipelines: '*', commits: [], stage: null};
const trouble = (kind: Trouble['kind']): Trouble => ({
	kind,
	name: 'SomeException',
	message: 'the credentials have expired',
	hint: 'aws sso login --profile ops',
	operation: 'ListPipelines',
	since: noon,
	retryAt: null,
});
const started = () => {
	const store = createStore();
	store.dispatch({kind: 'scope-opened', at: noon, scope, region: 'us-west-2', interval: 30_000});
	return store;
};

it.each([
	['expired', 5],
	['no-credentials', 5],
	['denied', 5],
	['unreachable', null],
	['throttled', null],
	['timeout', null],
] as const)('gives up a start that is %s with %s', (kind, code) => {
	const store = started();
	store.dispatch({kind: 'scope-unread', at: noon, scope, trouble: trouble(kind)});
	expect(refusalOf(store.getState(), any)).toEqual(
		code === null ? null : {code, message: 'the credentials have expired: aws sso login --profile ops'},
	);
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: ['web']});
	expect(refusalOf(store.getState(), any), 'once something was learned, it only is trouble').toBeNull();
});

it('gives up when no pipeline is called so, or none may be seen', () => {
	const store = started();
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: []});
	expect(refusalOf(store.getState(), {...any, pipelines: 'x-*'})).toEqual({
		code: 2,
		message: 'no pipeline in us-west-2 matches x-*: check --region and --pipelines',
	});
	store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: ['a', 'b']});
	store.dispatch({kind: 'pipeline-unread', at: noon, scope, pipeline: 'a', trouble: trouble('denied')});
	expect(refusalOf(store.getState(), any)).toBeNull();
	store.dispatch({kind: 'pipeline-unread', at: noon, scope, pipeline: 'b', trouble: trouble('denied')});
	expect(refusalOf(store.getState(), any)).toMatchObject({code: 5});
});
