import {type BuildPlan, type TimedPhase, timedPhases} from '../scenario.ts';
import type {ActionRun, Build, BuildPhase} from './records.ts';
import {type World, wallDuration} from './world.ts';

/** Simulated ms that a phase takes when the scenario does not say. */
const usual: Record<TimedPhase, number> = {
	SUBMITTED: 400,
	QUEUED: 1_300,
	PROVISIONING: 6_000,
	DOWNLOAD_SOURCE: 3_000,
	INSTALL: 2_000,
	PRE_BUILD: 4_000,
	BUILD: 20_000,
	POST_BUILD: 1_000,
	UPLOAD_ARTIFACTS: 800,
	FINALIZING: 1_500,
};

/** The phases a build goes through: after a failure in front of BUILD the commands that follow are left out. */
function phasesOf(plan: BuildPlan): readonly TimedPhase[] {
	const failed = plan.failure?.phase;
	if (!failed) return timedPhases;
	const place = timedPhases.indexOf(failed);
	if (place >= timedPhases.indexOf('BUILD')) return timedPhases;
	const after = place > timedPhases.indexOf('DOWNLOAD_SOURCE') ? 'UPLOAD_ARTIFACTS' : 'FINALIZING';
	return timedPhases.filter((_, index) => index <= place || index >= timedPhases.indexOf(after));
}

/** What AWS gives for a phase that succeeded. */
const noContext = {statusCode: '', message: ''};

function courseOf(world: World, plan: BuildPlan, start: number): readonly BuildPhase[] {
	let passed = 0;
	return phasesOf(plan).map(type => {
		const from = start + wallDuration(world, passed);
		passed += plan.phases?.[type] ?? usual[type];
		const failure = plan.failure?.phase === type ? plan.failure : undefined;
		return {
			type,
			from,
			to: start + wallDuration(world, passed),
			status: failure ? (failure.status ?? 'FAILED') : 'SUCCEEDED',
			context: failure ? {statusCode: failure.statusCode, message: failure.message} : noContext,
		};
	});
}

/** Starts a build of a project for an action, now; from here on its course is settled. */
export function startBuild(world: World, project: string, run: ActionRun, plan: BuildPlan): Build {
	const builds = world.buildsByProject.get(project) ?? [];
	world.buildsByProject.set(project, builds);
	const uuid = world.random.fork(`build/${run.id}`).uuid();
	const phases = courseOf(world, plan, run.startedAt);
	const build: Build = {
		id: `${project}:${uuid}`,
		uuid,
		number: (builds.at(-1)?.number ?? 0) + 1,
		project,
		run,
		plan,
		phases,
		simulatedPhases: Object.fromEntries(phases.map(({type}) => [type, plan.phases?.[type] ?? usual[type]])),
		startedAt: run.startedAt,
		endsAt: phases.at(-1)?.to ?? run.startedAt,
		status: phases.find(phase => phase.status !== 'SUCCEEDED')?.status ?? 'SUCCEEDED',
	};
	builds.push(build);
	world.builds.set(build.id, build);
	return build;
}

/** The moment a build's log stream comes into being: the end of PROVISIONING. Undefined when it never does. */
export function logBeginsAt(build: Build): number | undefined {
	const provisioning = build.phases.find(phase => phase.type === 'PROVISIONING');
	return provisioning?.status === 'SUCCEEDED' ? provisioning.to : undefined;
}

/** Why a build failed, as CodePipeline words it in an action's error. */
export function buildError(build: Build): {readonly code: string; readonly message: string} | undefined {
	const failed = build.phases.find(phase => phase.status !== 'SUCCEEDED');
	if (!failed) return undefined;
	const {statusCode, message} = failed.context;
	return {
		code: 'JobFailed',
		message: `Build terminated with state: ${build.status}. Phase: ${failed.type}, Code: ${statusCode}, Message: ${message}`,
	};
}
