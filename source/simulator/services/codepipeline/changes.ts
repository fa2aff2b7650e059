import {
	answerApproval,
	disableTransition,
	enableTransition,
	findExecution,
	findPipeline,
	findStage,
	overrideCondition,
	retryStage,
	rollbackStage,
	startExecution,
	stopExecution,
} from '../../account/control.ts';
import type {Execution, Pipeline, Stage} from '../../account/records.ts';
import {followedBranch, headOf, pushedCommit} from '../../account/sources.ts';
import {callerArn, type World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import type {ActionDeclaration} from '../../declaration.ts';
import {type Input, required, string, structure, word} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {name, sourceRevisions, stopFlags, uuid, variables} from './shapes.ts';
import {seconds} from './wire.ts';

const operation = operationsOf('ValidationException');

const start = operation(
	structure({
		name: required(name),
		variables,
		clientRequestToken: string({min: 1, max: 128, pattern: /[a-zA-Z0-9-]+/}),
		sourceRevisions,
	}),
	({account: {world}}, input) => {
		const pipeline = findPipeline(world, input.name);
		const known = pipeline.startedByToken.get(input.clientRequestToken ?? '');
		if (known) return {pipelineExecutionId: known.id};
		const execution = startExecution(
			world,
			pipeline,
			{triggerType: 'StartPipelineExecution', triggerDetail: callerArn(world)},
			overrides(world, pipeline, input.sourceRevisions ?? []),
			valuesOf(pipeline, input.variables ?? []),
		);
		if (input.clientRequestToken) pipeline.startedByToken.set(input.clientRequestToken, execution);
		return {pipelineExecutionId: execution.id};
	},
);

/** The providers that each type of an override is for. */
const revisionTypes: Readonly<
	Record<'COMMIT_ID' | 'IMAGE_DIGEST' | 'S3_OBJECT_VERSION_ID' | 'S3_OBJECT_KEY', readonly string[]>
> = {
	COMMIT_ID: ['CodeCommit', 'CodeStarSourceConnection', 'GitHub'],
	IMAGE_DIGEST: ['ECR'],
	S3_OBJECT_VERSION_ID: ['S3'],
	S3_OBJECT_KEY: ['S3'],
};

/** Commits that the caller named, on the branches that the source actions follow. */
function overrides(world: World, pipeline: Pipeline, revisions: Input<typeof sourceRevisions>) {
	const actions = pipeline.stages[0]?.declaration.actions ?? [];
	return new Map(
		revisions.map(({actionName, revisionType, revisionValue}) => {
			const action = actions.find(each => each.name === actionName);
			if (!action)
				throw new AwsError(
					'ValidationException',
					`Pipeline '${pipeline.name}' does not have a source action with name '${actionName}'`,
				);
			const {provider} = action.actionTypeId;
			if (!revisionTypes[revisionType].includes(provider))
				throw new AwsError(
					'ValidationException',
					`Revision type ${revisionType} cannot be used with the provider ${provider} of action '${actionName}'`,
				);
			if (revisionType === 'COMMIT_ID')
				return [
					actionName,
					pushedCommit(world, action, revisionValue) ?? unknownCommit(action, revisionValue),
				] as const;
			const head = headOf(world, action);
			if (revisionType !== 'S3_OBJECT_KEY')
				return [actionName, head.sha === revisionValue ? head : {...head, sha: revisionValue}] as const;
			if (action.configuration?.AllowOverrideForS3ObjectKey !== 'true')
				throw new AwsError(
					'ValidationException',
					`The object key of action '${actionName}' cannot be overridden: its AllowOverrideForS3ObjectKey is not true`,
				);
			return [actionName, {...head, branch: revisionValue}] as const;
		}),
	);
}

/** A commit that nobody pushed has nothing but its id; the source action that looks for it fails. */
const unknownCommit = (action: ActionDeclaration, sha: string) => ({
	...followedBranch(action),
	sha,
	message: '',
	author: '',
});

function valuesOf(pipeline: Pipeline, given: Input<typeof variables>): ReadonlyMap<string, string> {
	const declared = new Set(pipeline.declaration.variables?.map(variable => variable.name));
	const unknown = given.find(variable => !declared.has(variable.name));
	if (unknown)
		throw new AwsError(
			'ValidationException',
			`Pipeline '${pipeline.name}' does not declare a variable with name '${unknown.name}'`,
		);
	return new Map(given.map(({name: key, value}) => [key, value]));
}

const stop = operation(
	structure({pipelineName: required(name), pipelineExecutionId: required(uuid), ...stopFlags}),
	({account: {world}}, {pipelineName, pipelineExecutionId, abandon = false, reason}) => {
		const execution = findPipeline(world, pipelineName).executionById.get(pipelineExecutionId);
		if (!execution)
			throw new AwsError(
				'PipelineExecutionNotStoppableException',
				`Pipeline execution with id '${pipelineExecutionId}' does not exist in pipeline '${pipelineName}'`,
			);
		stopExecution(world, execution, reason, abandon);
		return {pipelineExecutionId};
	},
);

/** These operations know no error for an execution that is not there at all. */
function latestExecution({executionById}: Pipeline, stageName: string, id: string): Execution {
	const execution = executionById.get(id);
	if (!execution)
		throw new AwsError(
			'NotLatestPipelineExecutionException',
			`Pipeline execution with id '${id}' is not the latest in stage '${stageName}'`,
		);
	return execution;
}

const retry = operation(
	structure({
		pipelineName: required(name),
		stageName: required(name),
		pipelineExecutionId: required(uuid),
		retryMode: required(word(['FAILED_ACTIONS', 'ALL_ACTIONS'])),
	}),
	({account: {world}}, {pipelineName, stageName, pipelineExecutionId, retryMode}) => {
		const pipeline = findPipeline(world, pipelineName);
		const stage = findStage(pipeline, stageName);
		const execution = latestExecution(pipeline, stageName, pipelineExecutionId);
		retryStage(world, stage, execution, retryMode);
		return {pipelineExecutionId};
	},
);

const rollback = operation(
	structure({
		pipelineName: required(name),
		stageName: required(name),
		targetPipelineExecutionId: required(uuid),
	}),
	({account: {world}}, {pipelineName, stageName, targetPipelineExecutionId}) => {
		const pipeline = findPipeline(world, pipelineName);
		const stage = findStage(pipeline, stageName);
		const target = findExecution(pipeline, targetPipelineExecutionId);
		return {pipelineExecutionId: rollbackStage(world, stage, target).id};
	},
);

const override = operation(
	structure({
		pipelineName: required(name),
		stageName: required(name),
		pipelineExecutionId: required(uuid),
		conditionType: required(word(['BEFORE_ENTRY', 'ON_SUCCESS'])),
	}),
	({account: {world}}, {pipelineName, stageName, pipelineExecutionId, conditionType}) => {
		const pipeline = findPipeline(world, pipelineName);
		const stage = findStage(pipeline, stageName);
		const execution = latestExecution(pipeline, stageName, pipelineExecutionId);
		const kind = conditionType === 'BEFORE_ENTRY' ? 'beforeEntry' : 'onSuccess';
		overrideCondition(world, stage, execution, kind);
		return {};
	},
);

const approve = operation(
	structure({
		pipelineName: required(name),
		stageName: required(name),
		actionName: required(name),
		token: required(uuid),
		result: required(
			structure({
				status: required(word(['Approved', 'Rejected'])),
				summary: required(string({min: 0, max: 512})),
			}),
		),
	}),
	({account: {world}}, {pipelineName, stageName, actionName, token, result}) => {
		const pipeline = findPipeline(world, pipelineName);
		const stage = findStage(pipeline, stageName);
		const approvedAt = answerApproval(world, stage, pipeline, {action: actionName, token, ...result});
		return {approvedAt: seconds(approvedAt)};
	},
);

const transition = {
	pipelineName: required(name),
	stageName: required(name),
	transitionType: required(word(['Inbound', 'Outbound'])),
};

/** The stage whose door is meant: the way out of one stage is the way into the next. Undefined behind the last. */
function receiving(
	world: World,
	{
		pipelineName,
		stageName,
		transitionType,
	}: {pipelineName: string; stageName: string; transitionType: string},
): Stage | undefined {
	const pipeline = findPipeline(world, pipelineName);
	const stage = findStage(pipeline, stageName);
	return transitionType === 'Inbound' ? stage : pipeline.stages[stage.index + 1];
}

const disable = operation(
	structure({
		...transition,
		reason: required(string({min: 1, max: 300, pattern: /[a-zA-Z0-9!@ ().*?-]+/})),
	}),
	({account: {world}}, input) => {
		const stage = receiving(world, input);
		if (stage) disableTransition(world, stage, input.reason);
		return {};
	},
);

const enable = operation(structure(transition), ({account: {world}}, input) => {
	const stage = receiving(world, input);
	if (stage) enableTransition(world, stage);
	return {};
});

export const codePipelineChanges = {
	StartPipelineExecution: start,
	StopPipelineExecution: stop,
	RetryStageExecution: retry,
	RollbackStage: rollback,
	OverrideStageCondition: override,
	PutApprovalResult: approve,
	DisableStageTransition: disable,
	EnableStageTransition: enable,
};
