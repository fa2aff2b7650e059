import {type Account, openAccount} from '../../../source/simulator/account/account.ts';
import type {Execution, Pipeline} from '../../../source/simulator/account/records.ts';
import {busyDay} from '../../../source/simulator/scenarios/busy-day.ts';

/** What the account says about one commit in one pipeline. */
export type Run = {
	readonly status: string;
	/** The stage it is in, waits for, or was in last. */
	readonly stage: string;
	/** Undefined while it waits outside. */
	readonly inside: string | undefined;
	readonly actions: Readonly<Record<string, string>>;
	readonly atGate: boolean;
	readonly stopReason: string | undefined;
	/** Who holds the stage that it waits for: the commit's place in the history. */
	readonly behind: number | undefined;
	/** Why the way into that stage is closed. */
	readonly closed: string | undefined;
};

/** A busy day at speed 20 on a clock that only `at` moves. */
export function openCourse(seed: number) {
	const zero = Date.UTC(2026, 10, 20, 20);
	let now = zero;
	const {scenario, history} = busyDay({seed});
	const account = openAccount({scenario, clock: {now: () => now}, speed: 20});

	const indexOf = (execution: Execution | undefined) => {
		const [revision] = execution?.revisions.values() ?? [];
		return revision && history.find(revision.commit.sha, account.world.speed * (now - zero))?.index;
	};
	return {
		account,
		history,
		/** Moves the clock on to wall seconds after the start. */
		at: (seconds: number) => {
			now = zero + seconds * 1000;
			account.advance();
		},
		/** The run of a commit in `l-<app>-pipeline`; 0 is the tracked commit. */
		run: (app: string, index = 0): Run | undefined => {
			const pipeline = pipelineOf(account, app);
			const execution = pipeline.executions.find(each => indexOf(each) === index);
			return execution && describe(pipeline, execution, indexOf);
		},
	};
}

export function pipelineOf({world}: Account, app: string): Pipeline {
	const pipeline = world.pipelines.get(`l-${app}-pipeline`);
	if (pipeline === undefined) throw new Error(`no pipeline of ${app}`);
	return pipeline;
}

function describe(
	pipeline: Pipeline,
	execution: Execution,
	indexOf: (execution: Execution | undefined) => number | undefined,
): Run {
	const stage = pipeline.stages[execution.position];
	const stageRun = execution.stageRuns.find(run => run.stage === stage);
	const runs = [...(stageRun?.latest.values() ?? [])];
	const {transition, occupant} = stage ?? {};
	return {
		status: execution.status,
		stage: stage?.declaration.name ?? '',
		inside: stageRun?.status,
		actions: Object.fromEntries(runs.map(run => [run.declaration.name, run.status])),
		atGate: runs.some(run => run.token !== undefined && run.status === 'InProgress'),
		stopReason: execution.stop?.reason,
		behind: stageRun ? undefined : indexOf(occupant?.execution),
		closed: transition?.disabledReason,
	};
}
