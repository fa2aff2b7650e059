import {AwsError} from '../aws-error.ts';
import type {Director, ExecutionGlance} from '../scenario.ts';
import {answerOutcome} from './actions.ts';
import {
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
} from './control.ts';
import {settle} from './machine.ts';
import {createPipeline, pushCommit, updatePipeline} from './pipelines.ts';
import {ensureProjects} from './projects.ts';
import type {ActionRun, Execution} from './records.ts';
import {commitOf} from './sources.ts';
import {running} from './stage-run.ts';
import {callerArn, simulatedNow, type World} from './world.ts';

const isOpenApproval = (run: ActionRun) => run.token !== undefined && run.status === 'InProgress';

function glance(world: World, execution: Execution): ExecutionGlance {
	const stageRun = execution.stageRuns.at(-1);
	const isInside = stageRun?.stage.index === execution.position;
	return {
		id: execution.id,
		commit: commitOf(execution),
		status: execution.status,
		stage: execution.stages[execution.position]?.declaration.name ?? '',
		atGate: isInside && running(stageRun).some(isOpenApproval),
		startedAt: (execution.startedAt - world.zero) * world.speed,
	};
}

/** False instead of the refusal that AWS answers with. */
function attempt(act: () => void): boolean {
	try {
		act();
		return true;
	} catch (error) {
		if (error instanceof AwsError) return false;
		throw error;
	}
}

/** The scenario's hand in the account. */
export function createDirector(world: World): Director {
	const at = (time: number, act: () => void) =>
		world.agenda.at(world.zero + Math.round(time / world.speed), act);
	const stageOf = (pipeline: string, stage: string) => findStage(findPipeline(world, pipeline), stage);
	const startByHand = (pipeline: string, triggerType: string) =>
		startExecution(world, findPipeline(world, pipeline), {triggerType, triggerDetail: callerArn(world)}).id;

	return {
		random: world.random.fork('scenario'),
		now: () => simulatedNow(world),
		at,
		after: (delay, act) => at(simulatedNow(world) + delay, act),
		createPipeline: (declaration, options = {}) => {
			ensureProjects(world, declaration);
			createPipeline(world, declaration);
			if (options.start ?? true) startByHand(declaration.name, 'CreatePipeline');
		},
		push: commit => new Map([...pushCommit(world, commit)].map(([name, {id}]) => [name, id])),
		start: pipeline => startByHand(pipeline, 'StartPipelineExecution'),
		answer: ({pipeline, stage, status, summary, sha}) => {
			const {occupant} = stageOf(pipeline, stage);
			if (!occupant || (sha && commitOf(occupant.execution)?.sha !== sha)) return false;
			const approval = running(occupant).find(isOpenApproval);
			if (approval) settle(world, approval, answerOutcome(world, status, summary));
			return approval !== undefined;
		},
		disableTransition: (pipeline, stage, reason) =>
			disableTransition(world, stageOf(pipeline, stage), reason),
		enableTransition: (pipeline, stage) => enableTransition(world, stageOf(pipeline, stage)),
		stop: ({pipeline, executionId, reason, abandon}) =>
			attempt(() =>
				stopExecution(
					world,
					findExecution(findPipeline(world, pipeline), executionId),
					reason,
					abandon ?? false,
				),
			),
		retry: ({pipeline, stage, executionId, mode}) =>
			attempt(() =>
				retryStage(
					world,
					stageOf(pipeline, stage),
					findExecution(findPipeline(world, pipeline), executionId),
					mode ?? 'FAILED_ACTIONS',
				),
			),
		rollback: ({pipeline, stage, executionId}) =>
			attempt(() =>
				rollbackStage(
					world,
					stageOf(pipeline, stage),
					findExecution(findPipeline(world, pipeline), executionId),
				),
			),
		override: ({pipeline, stage, executionId, condition}) =>
			attempt(() =>
				overrideCondition(
					world,
					stageOf(pipeline, stage),
					findExecution(findPipeline(world, pipeline), executionId),
					condition,
				),
			),
		edit: name => {
			const pipeline = findPipeline(world, name);
			updatePipeline(world, pipeline, pipeline.declaration);
		},
		executions: pipeline =>
			findPipeline(world, pipeline)
				.executions.map(execution => glance(world, execution))
				.reverse(),
		occupant: (pipeline, stage) => {
			const {occupant} = stageOf(pipeline, stage);
			return occupant && glance(world, occupant.execution);
		},
		latest: (pipeline, stage) => {
			const {latest} = stageOf(pipeline, stage);
			return latest && glance(world, latest.execution);
		},
	};
}
