import {describe, expect, it} from 'vitest';
import {retryStage, rollbackStage, stopExecution} from '../../../source/simulator/account/control.ts';
import {updatePipeline} from '../../../source/simulator/account/pipelines.ts';
import {build, deployment, failing, openLaboratory, withStage} from '../laboratory.ts';

/** Two commits that went through Staging and stand at, and in front of, the gate. */
function twoInStaging(options: Parameters<typeof openLaboratory>[0] = {}) {
	const laboratory = openLaboratory(options);
	const first = laboratory.push(1);
	laboratory.pass(61);
	const second = laboratory.push(2);
	laboratory.pass(61);
	const rollBack = (target = first, stage = 'Staging') =>
		rollbackStage(laboratory.account.world, laboratory.stage(stage), target);
	return {...laboratory, first, second, rollBack};
}

describe('a rollback', () => {
	it('is an execution of its own that runs one stage with what the target had', () => {
		const {rollBack, pass, stage, first, second, rows} = twoInStaging();
		const execution = rollBack();
		expect(execution.id).not.toBe(first.id);
		expect(execution.trigger).toEqual({
			triggerType: 'ManualRollback',
			triggerDetail: 'arn:aws:iam::123456789012:user/operator',
		});
		expect([...execution.revisions]).toEqual([...first.revisions]);
		expect(stage('Staging').latest?.execution).toBe(execution);
		expect(rows('Staging')).toEqual({StagingA: 'InProgress', StagingB: 'InProgress'});
		pass(60);
		expect(execution.status).toBe('Succeeded');
		expect(stage('Production').latest?.execution).toBe(first);
		expect(stage('Production').waiting).toEqual([second]);
	});

	it('passes a closed way, keeps others out of its stage, and can be stopped', () => {
		const {account, director, push, pass, rollBack, stage} = twoInStaging();
		director.disableTransition('deploy', 'Staging', 'freeze');
		const execution = rollBack();
		expect(stage('Staging').occupant?.execution).toBe(execution);
		director.enableTransition('deploy', 'Staging');
		const third = push(3);
		pass(30);
		expect(stage('Staging').waiting).toEqual([third]);
		stopExecution(account.world, execution, 'no', true);
		pass(1);
		expect(execution.status).toBe('Stopped');
		expect(stage('Staging').occupant?.execution).toBe(third);
	});

	it('hands on the variables of the stages that its target went through', () => {
		const declaration = deployment();
		const [source, staging, production] = declaration.stages;
		const sourced = source?.actions.map(action => ({...action, namespace: 'Src'})) ?? [];
		const told = {
			...build('StagingA'),
			configuration: {ProjectName: 'p', EnvironmentVariables: '[{"name":"SHA","value":"#{Src.CommitId}"}]'},
		};
		if (!source || !staging || !production) throw new Error('three stages');
		const stages = [{...source, actions: sourced}, {...staging, actions: [told]}, production];
		const {rollBack, first, pipeline} = twoInStaging({declaration: {...declaration, stages}});
		rollBack();
		expect(pipeline.actionRuns.at(-1)?.start.configuration.EnvironmentVariables).toBe(
			`[{"name":"SHA","value":"${[...first.revisions.values()][0]?.id}"}]`,
		);
	});

	it('is refused where AWS refuses it', () => {
		const {account, pipeline, push, pass, rollBack, second, first} = twoInStaging();
		expect(() => rollBack(first, 'Github')).toThrow('a source stage cannot be rolled back');
		expect(() => rollBack(first, 'Production')).toThrow('has not succeeded in it');
		const execution = rollBack();
		expect(() => rollBack(second)).toThrow(`execution '${execution.id}' runs in it`);
		pass(60);
		expect(() => rollBack(execution)).toThrow('is itself a rollback');
		updatePipeline(account.world, pipeline, deployment());
		expect(() => rollBack()).toThrow(expect.objectContaining({code: 'PipelineExecutionOutdatedException'}));
		expect(push(3).status).toBe('InProgress');
		const parallel = twoInStaging({mode: 'PARALLEL'});
		expect(() => parallel.rollBack()).toThrow('of a PARALLEL pipeline');
	});
});

describe('a stage that fails', () => {
	const failsFor = (number: number) => ({
		plan: ({
			action,
			commit,
		}: {
			readonly action: string;
			readonly commit?: {readonly sha: string} | undefined;
		}) => (action === 'StagingA' && Number(commit?.sha) === number ? failing(20_000) : undefined),
	});

	it('is rolled back by itself to what succeeded in it last', () => {
		const declaration = withStage('Staging', {onFailure: {result: 'ROLLBACK'}});
		const {second, first, stage, pipeline, pass} = twoInStaging({declaration, ...failsFor(2)});
		expect(second.status).toBe('Failed');
		const rolled = pipeline.executions.at(-1);
		expect(rolled).toMatchObject({rollbackOf: first, status: 'InProgress'});
		expect(rolled?.trigger).toEqual({
			triggerType: 'AutomatedRollback',
			triggerDetail: JSON.stringify({FailedPipelineExecutionId: second.id}),
		});
		expect(stage('Staging').latest?.execution).toBe(rolled);
		pass(60);
		expect(rolled?.status).toBe('Succeeded');
		expect(pipeline.executions).toHaveLength(3);
	});

	it('stays failed when nothing ever succeeded in it, or when the rollback fails too', () => {
		const declaration = withStage('Staging', {onFailure: {result: 'ROLLBACK'}});
		const none = twoInStaging({declaration, ...failsFor(1)});
		expect(none.first.status).toBe('Failed');
		expect(none.pipeline.executions).toHaveLength(2);
		const broken = openLaboratory({
			declaration,
			plan: ({action, at}) => (action === 'StagingA' && at > 30_000 ? failing(20_000) : undefined),
		});
		broken.push(1);
		broken.pass(61);
		broken.push(2);
		broken.pass(600);
		expect(broken.pipeline.executions.map(({status}) => status)).toEqual(['InProgress', 'Failed', 'Failed']);
	});

	it.each(['FAILED_ACTIONS', 'ALL_ACTIONS'] as const)('is tried again once by itself: %s', retryMode => {
		const declaration = withStage('Staging', {onFailure: {result: 'RETRY', retryConfiguration: {retryMode}}});
		const plan = ({action}: {readonly action: string}) =>
			action === 'StagingA' ? failing(20_000) : undefined;
		const {push, pass, stage, pipeline, account} = openLaboratory({declaration, plan});
		const execution = push(1);
		pass(600);
		expect(execution.status).toBe('Failed');
		expect(stage('Staging').latest).toMatchObject({
			automaticRetries: 1,
			retries: 1,
			latestRetry: 'AutomatedStageRetry',
		});
		const names = pipeline.actionRuns.slice(1).map(({declaration: {name}}) => name);
		expect(names).toEqual(
			retryMode === 'ALL_ACTIONS'
				? ['StagingA', 'StagingB', 'StagingA', 'StagingB']
				: ['StagingA', 'StagingB', 'StagingA'],
		);
		retryStage(account.world, stage('Staging'), execution, 'FAILED_ACTIONS');
		expect(stage('Staging').latest).toMatchObject({retries: 2, latestRetry: 'ManualStageRetry'});
		pass(600);
		expect(execution.status).toBe('Failed');
	});

	it('lets the next run order start once its retry succeeded', () => {
		const declaration = withStage('Staging', {
			actions: [build('StagingA'), build('Check', 2)],
			onFailure: {result: 'RETRY'},
		});
		const {push, pass, rows} = openLaboratory({
			declaration,
			plan: ({action, attempt}) => (action === 'StagingA' && attempt === 1 ? failing(20_000) : undefined),
		});
		const execution = push(1);
		pass(21 + 60);
		expect(rows('Staging')).toEqual({StagingA: 'Succeeded', Check: 'InProgress'});
		pass(60);
		expect([execution.status, rows('Production').Approve]).toEqual(['InProgress', 'InProgress']);
	});
});
