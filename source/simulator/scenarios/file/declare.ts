import type {ActionDeclaration, PipelineDeclaration, StageDeclaration} from '../../declaration.ts';
import {createRandom} from '../../random.ts';
import {conditionsOf} from './declare-conditions.ts';
import {minutesOf} from './duration.ts';
import type {FileAction, FilePipeline, FileStage, ScenarioFile} from './schema.ts';

type Place = {readonly account: string; readonly region: string};
export type Followed = {readonly repository: string; readonly branch: string};

/** What the file says for all, or what is usual. */
export function placeOf({account = '123456789012', region = 'us-west-2'}: ScenarioFile): Place {
	return {account, region};
}

/** What a pipeline or a commit follows or lies on when it does not say. */
export function followedBy(
	file: ScenarioFile,
	said: {readonly [Key in keyof Followed]?: string | undefined},
): Followed {
	return {
		repository: said.repository ?? file.repository ?? 'acme/app',
		branch: said.branch ?? file.branch ?? 'main',
	};
}

/** The pipelines of an entry of the file: one, or as many as it asks for. */
export function declarationsOf(file: ScenarioFile, entry: FilePipeline): readonly PipelineDeclaration[] {
	const count = entry.copies ?? 1;
	return Array.from({length: count}, (_, index) => {
		const number = String(index + 1).padStart(String(count).length, '0');
		return declarationOf(file, entry, entry.name.replaceAll('{n}', number));
	});
}

function declarationOf(file: ScenarioFile, entry: FilePipeline, name: string): PipelineDeclaration {
	const place = placeOf(file);
	const {stage = 'Source', action = 'Source'} = entry.source ?? {};
	const followed = followedBy(file, entry);
	return {
		name,
		roleArn: `arn:aws:iam::${place.account}:role/pipeline-role`,
		artifactStore: {type: 'S3', location: 'pipeline-artifacts'},
		pipelineType: 'V2',
		executionMode: entry.mode ?? 'SUPERSEDED',
		stages: [
			{name: stage, actions: [sourceAction(place, entry, action, followed)]},
			...entry.stages.map(each => stageOf(name, each)),
		],
	};
}

function sourceAction(
	place: Place,
	{source}: FilePipeline,
	name: string,
	followed: Followed,
): ActionDeclaration {
	const provider = source?.provider ?? 'CodeStarSourceConnection';
	return {
		name,
		actionTypeId: {category: 'Source', owner: 'AWS', provider, version: '1'},
		runOrder: 1,
		configuration: sourceConfiguration(place, provider, followed),
		inputArtifacts: [],
		outputArtifacts: [{name: 'source_output'}],
	};
}

function sourceConfiguration(
	{account, region}: Place,
	provider: NonNullable<NonNullable<FilePipeline['source']>['provider']>,
	{repository, branch}: Followed,
): Readonly<Record<string, string>> {
	switch (provider) {
		case 'CodeStarSourceConnection':
			return {
				ConnectionArn: `arn:aws:codestar-connections:${region}:${account}:connection/${createRandom('connection').uuid()}`,
				FullRepositoryId: repository,
				BranchName: branch,
			};
		case 'CodeCommit':
			return {RepositoryName: repository, BranchName: branch};
		case 'S3':
			return {S3Bucket: repository, S3ObjectKey: branch};
		case 'ECR':
			return {RepositoryName: repository, ImageTag: branch};
	}
}

/** The approval comes first; chains and actions run behind it, side by side unless they say otherwise. */
function stageOf(pipeline: string, stage: FileStage): StageDeclaration {
	const {name, approval, chains = [], actions = []} = stage;
	const {name: gate, timeout} = typeof approval === 'string' ? {name: approval} : {...approval};
	const order = gate === undefined ? 1 : 2;
	return {
		name,
		actions: [
			...(gate === undefined ? [] : [actionOf(pipeline, name, {name: gate, provider: 'Manual', timeout}, 1)]),
			...chains.map(chain => actionOf(pipeline, name, {name: `${name}${chain}`}, order)),
			...actions.map(action => actionOf(pipeline, name, action, order)),
		],
		...conditionsOf(stage),
	};
}

const categories: Readonly<
	Record<NonNullable<FileAction['provider']>, ActionDeclaration['actionTypeId']['category']>
> = {
	CodeBuild: 'Build',
	Manual: 'Approval',
	CodeDeploy: 'Deploy',
	CodeDeployToECS: 'Deploy',
	S3: 'Deploy',
	ECS: 'Deploy',
	CloudFormation: 'Deploy',
	ElasticBeanstalk: 'Deploy',
	Lambda: 'Invoke',
	StepFunctions: 'Invoke',
};

function actionOf(pipeline: string, stage: string, action: FileAction, order: number): ActionDeclaration {
	const {name, provider = 'CodeBuild', timeout} = action;
	const project = action.project ?? projectOf(pipeline, stage, name);
	return {
		name,
		actionTypeId: {category: categories[provider], owner: 'AWS', provider, version: '1'},
		runOrder: action.order ?? order,
		configuration: {...(provider === 'CodeBuild' && {ProjectName: project}), ...action.configuration},
		inputArtifacts: provider === 'Manual' ? [] : [{name: 'source_output'}],
		outputArtifacts: [],
		...(timeout !== undefined && {timeoutInMinutes: minutesOf(timeout)}),
	};
}

/** `shop-staging-base-build` for the chain Base in Staging of shop-pipeline. */
function projectOf(pipeline: string, stage: string, action: string): string {
	const rest = action.startsWith(stage) ? action.slice(stage.length) : action;
	const parts = [pipeline.replace(/-pipeline$/, ''), stage, rest, 'build'].filter(part => part !== '');
	return parts
		.join('-')
		.replace(/[^A-Za-z0-9_-]/g, '-')
		.toLowerCase();
}
