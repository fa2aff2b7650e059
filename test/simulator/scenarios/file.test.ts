import {expect, it} from 'vitest';
import type {Execution} from '../../../source/simulator/account/records.ts';
import {open, problemsOf} from './written.ts';

const shop = `
account: '210987654321'
region: eu-west-1
repository: acme/shop
past: {executions: 3}
pipelines:
  - name: shop-pipeline
    stages:
      - name: Staging
        chains: [Base, Taiko]
      - name: Production
        approval: {name: Approve, timeout: 2h}
        actions:
          - name: Ship
            provider: CodeDeploy
            configuration: {ApplicationName: shop, DeploymentGroupName: all}
commits:
  - {sha: 'acfd7c635f76c9e523438af9f629f543196cfad9', message: Say hello, author: ada, at: -2m}
  - {sha: 'b7d19f0c35f76c9e523438af9f629f543196cfad', message: Say goodbye, author: grace, at: 30m}
outcomes:
  - {stage: Staging, action: '*Taiko', commit: acfd7c6, attempt: 1, takes: 3m, fails: {phase: PRE_BUILD, code: E1, message: no key}, log: "one\\ntwo\\n"}
  - {pipeline: shop*, commit: b7d19f0, rejected: 4m, summary: wait}
  - {takes: 1m}
events:
  - {at: 10m, retry: shop-pipeline, commit: acfd7c6}
  - {at: 20m, approve: shop*, summary: go}
  - {at: 25m, disable: shop-pipeline, stage: Production, reason: freeze}
  - {at: 40m, enable: shop-pipeline, stage: Production}
`;

const actionsOf = (execution: Execution | undefined, stage: string) =>
	Object.fromEntries(
		[...(execution?.stageRuns.find(run => run.declaration.name === stage)?.latest.values() ?? [])].map(
			run => [run.declaration.name, run.status],
		),
	);

it('lets happen what a file tells, each at its time', () => {
	const {world, at, pipeline} = open(shop);
	const {executions} = pipeline('shop-pipeline');
	expect([world.id, world.region]).toEqual(['210987654321', 'eu-west-1']);
	expect(executions.map(({status}) => status)).toEqual(['Succeeded', 'Succeeded', 'Succeeded', 'InProgress']);
	const [, , , first] = executions;
	at(2);
	expect(first?.status).toBe('Failed');
	expect(actionsOf(first, 'Staging')).toEqual({StagingBase: 'Succeeded', StagingTaiko: 'Failed'});
	const failed = pipeline('shop-pipeline').actionRuns.find(({status}) => status === 'Failed');
	expect(failed?.error?.message).toContain('Phase: PRE_BUILD, Code: E1, Message: no key');
	const build = failed?.build;
	expect((build?.endsAt ?? 0) - (build?.startedAt ?? 0)).toBe(180_000);
	at(12);
	expect(actionsOf(first, 'Staging')).toEqual({StagingBase: 'Succeeded', StagingTaiko: 'Succeeded'});
	expect(actionsOf(first, 'Production')).toEqual({Approve: 'InProgress'});
	at(24);
	expect(first?.status).toBe('Succeeded');
	at(35);
	expect(executions[4]).toMatchObject({status: 'InProgress', position: 2});
	expect(actionsOf(executions[4], 'Production')).toEqual({});
	at(45);
	expect(executions[4]?.status).toBe('Failed');
	expect(actionsOf(executions[4], 'Production')).toEqual({Approve: 'Failed'});
});

it('keeps its time at any speed', () => {
	const {at, pipeline} = open(shop, 20);
	at(24);
	expect(pipeline('shop-pipeline').executions[3]?.status).toBe('Succeeded');
});

it('takes JSON too, and numbers the copies of a pipeline', () => {
	const {pipeline, world} = open(
		JSON.stringify({
			pipelines: [{name: 'service-{n}', copies: 12, stages: [{name: 'Deploy', chains: ['Base']}]}],
		}),
	);
	expect(world.pipelines.size).toBe(12);
	expect(pipeline('service-07').executions).toEqual([]);
});

it('gives the same past for the same seed, and another for another', () => {
	const ids = (seed: number) => {
		const {world} = open(`seed: ${seed}\n${shop}`);
		return world.pipelines.get('shop-pipeline')?.executions.map(({id, pinned}) => [id, [...pinned.values()]]);
	};
	expect(ids(5)).toEqual(ids(5));
	expect(ids(5)).not.toEqual(ids(6));
});

const one = 'pipelines:\n  - name: one\n    stages:\n      - {name: Deploy, chains: [Base], approval: Go}\n';
const sha = 'acfd7c635f76c9e523438af9f629f543196cfad9';

it.each([
	['', '1: the file must be a table of'],
	['pipelines: [', '1: the file is neither YAML nor JSON: '],
	['pipelins: []', '1: pipelins is not known here; there is $schema, account, region,'],
	['region: us-west-2', '1: pipelines is missing; needed here: pipelines'],
	['pipelines: []', '1: pipelines must be a list of pipelines, at least one'],
	[`${one}      - {name: Empty}`, '5: pipelines[0].stages[1] must have approval, chains or actions'],
	[`${one}    mode: FASTEST`, '5: pipelines[0].mode must be one of SUPERSEDED, QUEUED, PARALLEL'],
	[`${one}    copies: 3`, '2: pipelines[0].name must hold {n}'],
	[`${one}  - name: one\n    stages: [{name: A, chains: [B]}]`, '5: pipelines[1].name must differ'],
	[`${one}      - {name: Deploy, chains: [Base]}`, '2: pipelines[0] is what AWS refuses: '],
	[`${one}commits:\n  - {sha: 12345678, message: hello}`, '6: commits[0].sha must be 40 hexadecimal digits'],
	[`${one}outcomes:\n  - pipeline: two`, '6: outcomes[0].pipeline must be the name of a pipeline'],
	[`${one}outcomes:\n  - {stage: Deploy, action: Two}`, '6: outcomes[0].action must be an action'],
	[`${one}outcomes:\n  - fails: SOMEHOW`, '6: outcomes[0].fails must be one of SUBMITTED, QUEUED,'],
	[`${one}outcomes:\n  - takes: soon`, '6: outcomes[0].takes must be a time such as 90s, 5m or 1h30m'],
	[
		`${one}outcomes:\n  - {approved: 1m, rejected: 2m}`,
		'6: outcomes[0].rejected cannot stand beside approved',
	],
	[`${one}outcomes:\n  - {approved: 1m, takes: 2m}`, '6: outcomes[0] must be that of an approval or'],
	[`${one}events:\n  - {at: 1m}`, '6: events[0] must say what happens: at and one of push, start,'],
	[
		`${one}events:\n  - {at: 1m, stop: one, stage: Deploy}`,
		'6: events[0].stage is not known here; there is at, stop',
	],
	[`${one}events:\n  - {stop: one}`, '6: events[0].at is missing'],
	[`${one}events:\n  - {at: 1m, push: acfd7c6}`, '6: events[0].push must be one of the commits'],
	[`${one}events:\n  - {at: 1m, retry: two}`, '6: events[0].retry must be the name of a pipeline'],
	[
		`${one}events:\n  - {at: 1m, disable: one, stage: Two}`,
		'6: events[0].stage must be a stage of that pipeline',
	],
	[
		`${one}events:\n  - {at: 1m, faults: [storm], for: 1m}`,
		'6: events[0].faults[0] must be a fault: no such fault',
	],
	[
		`${one}events:\n  - {at: 1m, faults: ['denied:Nope'], for: 1m}`,
		'6: events[0].faults[0] must be a fault: there is no operation Nope',
	],
	[
		'pipelines:\n  - name: one\n    stages: [{name: A, chains: [B]}]\nevents:\n  - {at: 1m, approve: one}',
		'5: events[0].approve must be pipelines with an approval to answer',
	],
	[`${one}events:\n  - {at: -1m, faults: [drop], for: 1m}`, '6: events[0].at must not lie in the past'],
	[
		`${one}commits:\n  - {sha: '${sha}', message: a, at: later}`,
		'6: commits[0].at must be a time from the start',
	],
])('says of a wrong file, case %#, what is wrong', (text, message) => {
	const [first, ...others] = problemsOf(text);
	expect(first?.slice(0, message.length)).toBe(message);
	expect(others).toEqual([]);
});

it('says all that is wrong, in the order of the lines', () => {
	expect(problemsOf(`${one}commits:\n  - {sha: x, message: 5}\noutcomes:\n  - takes: 1\n`)).toEqual([
		'6: commits[0].sha must be 40 hexadecimal digits in quotes',
		'6: commits[0].message must be a text; numbers in quotes',
		'8: outcomes[0].takes must be a time such as 90s, 5m or 1h30m',
	]);
});
