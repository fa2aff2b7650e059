import {afterEach, expect, it} from 'vitest';
import {deployment, simpleScenario} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
afterEach(() => served.simulator.close());

type Stages = readonly {
	readonly stageName: string;
	readonly latestExecution?: {readonly status: string};
	readonly actionStates: readonly {readonly latestExecution?: {readonly status: string}}[];
}[];
const ask = (operation: string, input: object) => served.ask('codepipeline', operation, input);
const stages = async () => (await ask('GetPipelineState', {name: 'deploy'})).body.stageStates as Stages;
const statuses = async () => (await stages()).map(({latestExecution}) => latestExecution?.status);
const executions = async () =>
	(
		(await ask('ListPipelineExecutions', {pipelineName: 'deploy'})).body
			.pipelineExecutionSummaries as object[]
	).length;
const open = async () => {
	served = await serve(simpleScenario(deployment()), {faults: [{kind: 'lag', rate: 1}]});
};

it('shows state and lists as they were five seconds ago, and one execution as it is', async () => {
	await open();
	const pipelineExecutionId = await served.push(1);
	expect(await executions()).toBe(0);
	expect(await statuses()).toEqual([undefined, undefined, undefined]);
	const one = await ask('GetPipelineExecution', {pipelineName: 'deploy', pipelineExecutionId});
	expect(one.status).toBe(200);
	served.pass(3);
	expect(await statuses()).toEqual([undefined, undefined, undefined]);
	served.pass(3);
	expect(await executions()).toBe(1);
	expect(await statuses()).toEqual(['InProgress', undefined, undefined]);
	served.pass(3);
	expect(await statuses()).toEqual(['Succeeded', 'InProgress', undefined]);
});

it('goes on showing an approval as open that was answered just now', async () => {
	await open();
	await served.push(1);
	served.pass(100);
	await stages();
	served.pass(6);
	const gate = (await stages())[2]?.actionStates[0]?.latestExecution as {status: string; token: string};
	expect(gate.status).toBe('InProgress');
	const answer = () =>
		ask('PutApprovalResult', {
			pipelineName: 'deploy',
			stageName: 'Production',
			actionName: 'Approve',
			token: gate.token,
			result: {status: 'Approved', summary: 'seen'},
		});
	expect((await answer()).status).toBe(200);
	expect((await stages())[2]?.actionStates[0]?.latestExecution).toEqual(gate);
	expect((await answer()).body.__type).toBe('ApprovalAlreadyCompletedException');
	served.pass(5);
	expect((await stages())[2]?.actionStates[0]?.latestExecution?.status).toBe('Succeeded');
});

it('knows pipelines and closed transitions late', async () => {
	await open();
	await ask('CreatePipeline', {pipeline: deployment('SUPERSEDED', 'other')});
	await ask('DisableStageTransition', {
		pipelineName: 'deploy',
		stageName: 'Production',
		transitionType: 'Inbound',
		reason: 'freeze',
	});
	const seen = async () => [
		((await ask('ListPipelines', {})).body.pipelines as object[]).length,
		((await stages())[2] as unknown as {inboundTransitionState: {enabled: boolean}}).inboundTransitionState
			.enabled,
	];
	expect(await seen()).toEqual([1, true]);
	expect((await ask('GetPipelineState', {name: 'other'})).body.__type).toBe('PipelineNotFoundException');
	served.pass(5);
	expect(await seen()).toEqual([2, false]);
});

it('begins when it is told to and ends at once', async () => {
	served = await serve(simpleScenario(deployment()));
	await served.push(1);
	expect(await executions()).toBe(1);
	await served.control('faults', {faults: ['lag']});
	await served.push(2);
	expect(await executions()).toBe(1);
	await served.control('faults', {faults: []});
	expect(await executions()).toBe(2);
});
