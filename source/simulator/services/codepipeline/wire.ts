import {externalUrl} from '../../account/external-url.ts';
import type {ActionRun, Execution} from '../../account/records.ts';
import {codeCommitUrl, connectionUrl, followedBranch} from '../../account/sources.ts';
import type {World} from '../../account/world.ts';
import type {ActionDeclaration, PipelineDeclaration} from '../../declaration.ts';

/** Epoch ms as the wire wants it: epoch seconds with a fraction. */
export const seconds = (ms: number) => ms / 1000;

export const pipelineArn = (world: World, name: string) =>
	`arn:aws:codepipeline:${world.region}:${world.id}:${name}`;

/** A declaration as GetPipeline gives it back: what was left out filled in. */
export function pipelineWire(declaration: PipelineDeclaration): object {
	return {
		...declaration,
		stages: declaration.stages.map(stage => ({
			...stage,
			blockers: stage.blockers ?? [],
			actions: stage.actions.map(action => ({
				...action,
				runOrder: action.runOrder ?? 1,
				configuration: action.configuration ?? {},
				inputArtifacts: action.inputArtifacts ?? [],
				outputArtifacts: action.outputArtifacts ?? [],
			})),
		})),
	};
}

function rollbackWire({rollbackOf}: Execution): object {
	if (!rollbackOf) return {executionType: 'STANDARD'};
	return {
		executionType: 'ROLLBACK',
		rollbackMetadata: {rollbackTargetPipelineExecutionId: rollbackOf.id},
	};
}

/** An execution as ListPipelineExecutions shows it. */
export function executionSummary(execution: Execution): object {
	return {
		pipelineExecutionId: execution.id,
		status: execution.status,
		startTime: seconds(execution.startedAt),
		lastUpdateTime: seconds(execution.updatedAt),
		sourceRevisions: [...execution.revisions].map(([actionName, {id, summary, url}]) => ({
			actionName,
			revisionId: id,
			...(summary && {revisionSummary: summary}),
			...(url && {revisionUrl: url}),
		})),
		trigger: execution.trigger,
		...(execution.stop && {stopTrigger: execution.stop.reason ? {reason: execution.stop.reason} : {}}),
		executionMode: execution.mode,
		...rollbackWire(execution),
	};
}

/** An execution as GetPipelineExecution shows it. */
export function executionWire(execution: Execution): object {
	const {pipeline} = execution;
	const artifactRevisions = [...execution.revisions.values()].flatMap(({artifacts, id, summary, url}) =>
		artifacts.map(name => ({
			name,
			revisionId: id,
			revisionSummary: summary || undefined,
			revisionUrl: url,
		})),
	);
	return {
		pipelineName: pipeline.name,
		pipelineVersion: execution.version,
		pipelineExecutionId: execution.id,
		status: execution.status,
		artifactRevisions,
		...(execution.variables.length > 0 && {variables: execution.variables}),
		trigger: execution.trigger,
		executionMode: execution.mode,
		...rollbackWire(execution),
	};
}

/** Where the console shows what an action works on: a branch, a build project. */
export function entityUrl(world: World, action: ActionDeclaration): string | undefined {
	if (action.actionTypeId.provider === 'CodeBuild')
		return `https://console.aws.amazon.com/codebuild/home?region=${world.region}#/projects/${action.configuration?.ProjectName}/view`;
	const {repository, branch} = followedBranch(action);
	if (action.actionTypeId.provider === 'CodeCommit')
		return codeCommitUrl(world, `${repository}/browse/${branch}/--/`);
	if (action.actionTypeId.provider !== 'CodeStarSourceConnection') return undefined;
	return connectionUrl(world, action, `referenceType=BRANCH&FullRepositoryId=${repository}&Branch=${branch}`);
}

/** What an artifact of an execution is called in the bucket. */
export function artifactWire(world: World, execution: Execution, name: string) {
	const {pipeline} = execution;
	const {artifactStore, artifactStores} = pipeline.declaration;
	const bucket = (artifactStore ?? artifactStores?.[world.region])?.location ?? '';
	const key = `${pipeline.name.slice(0, 20)}/${name.slice(0, 10)}/${execution.id.replaceAll('-', '').slice(0, 7)}`;
	return {name, s3location: {bucket, key}};
}

/** A run of an action as ListActionExecutions shows it. */
export function actionDetail(world: World, run: ActionRun): object {
	const {declaration, stageRun} = run;
	const {execution} = stageRun;
	const artifacts = (names: readonly {readonly name: string}[] | undefined) =>
		(names ?? []).map(({name}) => artifactWire(world, execution, name));
	const isPending = run.token !== undefined && run.status === 'InProgress';
	return {
		pipelineExecutionId: execution.id,
		actionExecutionId: run.id,
		pipelineVersion: execution.version,
		stageName: stageRun.declaration.name,
		actionName: declaration.name,
		startTime: seconds(run.startedAt),
		lastUpdateTime: seconds(run.updatedAt),
		updatedBy: run.updatedBy,
		status: run.status,
		input: {
			actionTypeId: declaration.actionTypeId,
			configuration: declaration.configuration ?? {},
			resolvedConfiguration: run.start.configuration,
			roleArn: declaration.roleArn,
			region: declaration.region ?? world.region,
			inputArtifacts: artifacts(declaration.inputArtifacts),
			namespace: declaration.namespace,
		},
		output: {
			outputArtifacts: run.status === 'Succeeded' ? artifacts(declaration.outputArtifacts) : [],
			executionResult: {
				externalExecutionId: isPending ? run.token : run.externalId,
				externalExecutionSummary: run.summary || undefined,
				externalExecutionUrl: externalUrl(world, run),
				errorDetails: run.error,
			},
			outputVariables: run.variables,
		},
	};
}
