import {externalUrl} from '../account/external-url.ts';
import type {
	ActionRun,
	ActionStatus,
	Execution,
	ExecutionStatus,
	StageRun,
	StageStatus,
} from '../account/records.ts';
import {commitOf} from '../account/sources.ts';
import type {World} from '../account/world.ts';
import {artifactWire, pipelineArn} from '../services/codepipeline/wire.ts';
import type {Happening} from './event.ts';

/** Events spell states in their own way; what is in progress has started, or resumed after it had ended. */
const executionStates: Record<Exclude<ExecutionStatus, 'InProgress'>, string> = {
	Stopping: 'STOPPING',
	Stopped: 'STOPPED',
	Succeeded: 'SUCCEEDED',
	Superseded: 'SUPERSEDED',
	Failed: 'FAILED',
	Cancelled: 'CANCELED',
};
const stageStates: Record<Exclude<StageStatus, 'InProgress'>, string> = {
	Stopping: 'STOPPING',
	Stopped: 'STOPPED',
	Succeeded: 'SUCCEEDED',
	Skipped: 'SKIPPED',
	Failed: 'FAILED',
	Cancelled: 'CANCELED',
};
const actionStates: Record<ActionStatus, string> = {
	InProgress: 'STARTED',
	Succeeded: 'SUCCEEDED',
	Failed: 'FAILED',
	Abandoned: 'ABANDONED',
};

const attemptOf = ({stageRuns}: Execution) => stageRuns.reduce((sum, {retries}) => sum + retries, 1);
const iso = (ms: number) => new Date(ms).toISOString();

function happening(world: World, {pipeline}: Execution, level: string, detail: object): Happening {
	return {
		'detail-type': `CodePipeline ${level} Execution State Change`,
		source: 'aws.codepipeline',
		resources: [pipelineArn(world, pipeline.name)],
		detail,
	};
}

/** What every event of an execution says of it; `startedAt` is that of what the event is about. */
const about = (execution: Execution, startedAt: number) => ({
	pipeline: execution.pipeline.name,
	'execution-id': execution.id,
	'start-time': iso(startedAt),
});

const standing = (execution: Execution) => ({
	version: execution.version,
	'pipeline-execution-attempt': attemptOf(execution),
});

/** An execution in its present status. */
export function executionEvent(world: World, execution: Execution): Happening {
	const {status, stop} = execution;
	const begins = execution.stageRuns.some(({isResumed}) => isResumed) ? 'RESUMED' : 'STARTED';
	const state = status === 'InProgress' ? begins : executionStates[status];
	return happening(world, execution, 'Pipeline', {
		...about(execution, execution.startedAt),
		...(state === 'STARTED' && {'execution-trigger': triggerOf(execution)}),
		state,
		...standing(execution),
		...(state === 'STOPPING' && stop?.reason !== undefined && {'stop-execution-comments': stop.reason}),
	});
}

/** A push through a connection tells its commit, all else what started the execution. */
function triggerOf(execution: Execution): object {
	const {triggerType, triggerDetail} = execution.trigger;
	const commit = commitOf(execution);
	if (triggerType !== 'WebhookV2' || !commit)
		return {'trigger-type': triggerType, 'trigger-detail': triggerDetail};
	return {
		'author-display-name': commit.author,
		'full-repository-name': commit.repository,
		'provider-type': 'GitHub',
		'commit-message': commit.message,
		'author-date': iso(execution.startedAt).replace(/\.\d+Z$/, 'Z'),
		'branch-name': commit.branch,
		'commit-id': commit.sha,
		'connection-arn': triggerDetail,
	};
}

/** A stage in its present status. */
export function stageEvent(
	world: World,
	{execution, declaration, status, isResumed, enteredAt, retriedAt}: StageRun,
): Happening {
	const begins = isResumed ? 'RESUMED' : 'STARTED';
	return happening(world, execution, 'Stage', {
		...about(execution, enteredAt),
		stage: declaration.name,
		...(retriedAt !== undefined && {'stage-last-retry-attempt-time': iso(retriedAt)}),
		state: status === 'InProgress' ? begins : stageStates[status],
		...standing(execution),
	});
}

/** An action in its present status. */
export function actionEvent(world: World, run: ActionRun): Happening {
	const {declaration, stageRun, status} = run;
	const {execution} = stageRun;
	const {owner, provider, category, version} = declaration.actionTypeId;
	const artifacts = (named: readonly {readonly name: string}[] = []) =>
		named.map(({name}) => artifactWire(world, execution, name));
	return happening(world, execution, 'Action', {
		...about(execution, run.startedAt),
		stage: stageRun.declaration.name,
		'action-execution-id': run.id,
		action: declaration.name,
		...(status === 'InProgress' && {'input-artifacts': artifacts(declaration.inputArtifacts)}),
		...(status === 'Succeeded' && {'output-artifacts': artifacts(declaration.outputArtifacts)}),
		...((status === 'Succeeded' || status === 'Failed') && {'execution-result': resultOf(world, run)}),
		state: actionStates[status],
		region: declaration.region ?? world.region,
		type: {owner, provider, category, version},
		...standing(execution),
	});
}

const resultOf = (world: World, run: ActionRun) => ({
	'external-execution-url': externalUrl(world, run),
	'external-execution-summary': run.summary || undefined,
	'external-execution-id': run.externalId,
	'error-code': run.error?.code,
});
