import {externalUrl} from '../../account/external-url.ts';
import type {ActionRun, Execution, Pipeline, Stage} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import type {ActionDeclaration} from '../../declaration.ts';
import {conditionState} from './conditions.ts';
import {entityUrl, seconds} from './wire.ts';

/** A pipeline as GetPipelineState shows it: by stage, whoever was there last. */
export function pipelineState(world: World, pipeline: Pipeline): object {
	return {
		pipelineName: pipeline.name,
		pipelineVersion: pipeline.version,
		stageStates: pipeline.stages.map(stage => stageState(world, pipeline, stage)),
		created: seconds(pipeline.created),
		updated: seconds(pipeline.updated),
	};
}

function stageState(world: World, {mode}: Pipeline, stage: Stage): object {
	const inboundExecutions = mode === 'PARALLEL' ? [] : inbound(stage);
	const {latest, transition} = stage;
	return {
		stageName: stage.declaration.name,
		inboundExecution: inboundExecutions[0],
		inboundExecutions,
		inboundTransitionState: {
			...transition,
			lastChangedAt: transition.lastChangedAt === undefined ? undefined : seconds(transition.lastChangedAt),
		},
		actionStates: stage.declaration.actions.map(action => actionState(world, stage, action)),
		latestExecution: latest && {
			pipelineExecutionId: latest.execution.id,
			status: latest.status,
			type: latest.execution.rollbackOf && 'ROLLBACK',
		},
		beforeEntryConditionState: conditionState(latest, 'beforeEntry'),
		onSuccessConditionState: conditionState(latest, 'onSuccess'),
		onFailureConditionState: conditionState(latest, 'onFailure'),
		retryStageMetadata: latest?.latestRetry && {
			autoStageRetryAttempt: latest.automaticRetries || undefined,
			manualStageRetryAttempt: latest.retries - latest.automaticRetries || undefined,
			latestRetryTrigger: latest.latestRetry,
		},
	};
}

/** Who waits at the door; else who was stopped there last. */
function inbound({waiting, stoppedAtDoor}: Stage): readonly object[] {
	const shown = waiting.length > 0 || !stoppedAtDoor ? waiting : [stoppedAtDoor];
	return shown.map(({id, status}: Execution) => ({pipelineExecutionId: id, status}));
}

/** The newest run of an action, which may be that of an execution before the one that is in the stage now. */
function actionState(world: World, stage: Stage, action: ActionDeclaration): object {
	const run = stage.rows.get(action.name);
	const revision = run?.stageRun.execution.revisions.get(action.name);
	const isSource = action.actionTypeId.category === 'Source';
	return {
		actionName: action.name,
		currentRevision: isSource && revision ? {revisionId: revision.id} : undefined,
		latestExecution: run && actionExecution(world, run),
		entityUrl: entityUrl(world, action),
		revisionUrl: isSource ? revision?.url : undefined,
	};
}

function actionExecution(world: World, run: ActionRun): object {
	const isPending = run.status === 'InProgress';
	return {
		actionExecutionId: run.id,
		status: run.status,
		summary: run.summary || undefined,
		lastStatusChange: seconds(run.updatedAt),
		token: isPending ? run.token : undefined,
		lastUpdatedBy: run.updatedBy,
		externalExecutionId: run.externalId,
		externalExecutionUrl: externalUrl(world, run),
		percentComplete: run.percentComplete,
		errorDetails: run.error,
	};
}
