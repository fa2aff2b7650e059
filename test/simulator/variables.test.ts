import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {approval, build, deployment, source} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
	served = await serve(emptyAccount);
	await served.ask('codebuild', 'CreateProject', {
		name: 'a-build',
		source: {type: 'CODEPIPELINE'},
		artifacts: {type: 'CODEPIPELINE'},
		environment: {type: 'LINUX_CONTAINER', image: 'i', computeType: 'BUILD_GENERAL1_SMALL'},
		serviceRole: 'arn:aws:iam::123456789012:role/build',
	});
});
afterEach(() => served.simulator.close());

const withVariables = (EnvironmentVariables: string) => ({
	...build('A'),
	configuration: {ProjectName: 'a-build', EnvironmentVariables},
});
const create = async (...actions: readonly object[]) => {
	const stages = [
		{name: 'Source', actions: [{...source, namespace: 'Src'}]},
		{name: 'Build', actions},
	];
	const {body} = await served.ask('codepipeline', 'CreatePipeline', {
		pipeline: {...deployment('SUPERSEDED', 'p'), stages},
	});
	return body;
};
type Row = {actionName: string; status: string; output: {executionResult: {errorDetails?: object}}};
const newest = async () => {
	served.pass(10);
	const {body} = await served.ask('codepipeline', 'ListActionExecutions', {pipelineName: 'p'});
	const [row] = body.actionExecutionDetails as Row[];
	return [row?.actionName, row?.status, row?.output.executionResult.errorDetails];
};

describe('a reference to a variable', () => {
	it('of a namespace that no action declares is refused with the pipeline', async () => {
		expect(await create(withVariables('[{"name":"A","value":"#{nobody.X}"}]'))).toMatchObject({
			__type: 'InvalidActionDeclarationException',
			message: expect.stringMatching(/^Valid format for .*#\{nobody\.X\}.*ActionName=\[A\]$/),
		});
	});

	it('that nobody set fails the action when it starts', async () => {
		await create({...approval('Gate'), configuration: {CustomData: '#{Src.CommitId} #{Src.Nope}'}});
		expect(await newest()).toEqual([
			'Gate',
			'Failed',
			{code: 'ConfigurationError', message: expect.stringMatching(/could not be resolved: #\{Src\.Nope\}$/)},
		]);
	});

	it('that is text of a commit stays as it is', async () => {
		await served.control('push', {
			repository: 'acme/widgets',
			branch: 'main',
			sha: 'a'.repeat(40),
			message: 'Explain #{no.variable}',
			author: 'ada',
		});
		await create({...approval('Gate'), configuration: {CustomData: '#{Src.CommitMessage}'}});
		expect(await newest()).toEqual(['Gate', 'InProgress', undefined]);
	});

	it('needs a namespace that is declared once', async () => {
		expect(await create({...build('A'), namespace: 'Src'})).toMatchObject({
			__type: 'InvalidActionDeclarationException',
			message:
				'Namespaces must be unique across the pipeline definition. The following occur more than once in the pipeline. StageName=[Build], ActionName=[A], Namespace=[Src]',
		});
	});
});

describe('EnvironmentVariables', () => {
	it.each(['nope', '{"name":"A","value":"b"}', '[{"name":"A"}]'])('%s fails its action', async text => {
		await create(withVariables(text));
		expect(await newest()).toEqual([
			'A',
			'Failed',
			{
				code: 'ConfigurationError',
				message: expect.stringMatching(/^EnvironmentVariables has to be a JSON array/),
			},
		]);
	});

	it('that are a list reach the build', async () => {
		await create(withVariables('[{"name":"A","value":"#{Src.BranchName}"}]'));
		expect(await newest()).toEqual(['A', 'InProgress', undefined]);
	});
});
