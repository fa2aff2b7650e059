import type {ProjectDeclaration} from '../project.ts';
import {type BuildPlan, timedPhases} from '../scenario.ts';
import {tell, tellPhases} from './changes.ts';
import {courseOf, noContext, PlannedBuild} from './course.ts';
import {openBuildLog} from './log-groups.ts';
import type {Runner} from './real-build.ts';
import type {ActionRun, Build, BuildPhase, Project} from './records.ts';
import type {World} from './world.ts';

const usualTimeoutMinutes = 60;
const timedOut = {statusCode: 'BUILD_TIMED_OUT', message: 'Build has timed out. '};
const nobody = () => undefined;

/** The phases up to a moment; the one that lasts longer ends there with the given status. */
function cutAt(
	phases: readonly BuildPhase[],
	moment: number,
	status: BuildPhase['status'],
	context: BuildPhase['context'],
): readonly BuildPhase[] {
	return phases
		.filter(({from}) => from <= moment)
		.map(phase => (phase.to > moment ? {...phase, to: moment, status, context} : phase));
}

/** What is built, for whom and how. */
export type BuildRequest = {
	readonly project: Project;
	/** The project with what the caller replaced of it. */
	readonly settings: ProjectDeclaration;
	/** The action that asks; undefined for a build that was started by itself. */
	readonly run?: ActionRun;
	/** As the build shows it: `codepipeline/NAME` or the name of a user. */
	readonly initiator: string;
	/** How it goes; undefined leaves that to its commands, or to what is usual. */
	readonly plan: BuildPlan | undefined;
};

/** Starts a build now. `onEnd` is called once, when it ends in whatever way. */
export function startBuild(world: World, request: BuildRequest, onEnd: (build: Build) => void): Build {
	const {settings, run, plan = usualPlan(request)} = request;
	const {runner} = world;
	const isReal = request.plan === undefined && runner !== undefined;
	const project = request.project.name;
	const builds = world.buildsByProject.get(project) ?? [];
	world.buildsByProject.set(project, builds);
	const sequence = world.buildCount;
	world.buildCount += 1;
	const startedAt = world.agenda.now();
	const uuid = world.random.fork(`build/${run?.id ?? sequence}`).uuid();
	const course = courseOf(world, plan, startedAt);
	const build = new PlannedBuild(world, {
		id: [project, uuid].join(':'),
		uuid,
		sequence,
		number: (builds.at(-1)?.number ?? 0) + 1,
		project,
		settings,
		initiator: request.initiator,
		run,
		plan,
		startedAt,
		endsAt: course.at(-1)?.to ?? startedAt,
		status: statusOf(course),
		hasEnded: false,
		exports: plan.exports ?? {},
		output: undefined,
		onEnd,
	});
	builds.push(build);
	world.builds.set(build.id, build);
	tell(world, {kind: 'build', moment: 'start', build});
	if (isReal) actForReal(world, build, runner);
	else actOut(world, build);
	return build;
}

/** A build that somebody asks for by hand has been submitted by the time the answer comes. */
const usualPlan = ({run}: BuildRequest): BuildPlan => ({
	kind: 'build',
	...(!run && {phases: {SUBMITTED: 0}}),
});

const statusOf = (phases: readonly BuildPhase[]) =>
	phases.find(phase => phase.status !== 'SUCCEEDED')?.status ?? 'SUCCEEDED';

/** Lets a build take the course that was planned for it. */
function actOut(world: World, build: Build): void {
	const logBegins = logBeginsAt(build);
	if (logBegins !== undefined)
		world.agenda.at(logBegins, () => {
			if (!build.hasEnded) openBuildLog(world, build);
		});
	tellPhases(world, build);
	world.agenda.at(build.endsAt, () => endBuild(world, build));
}

/** Lets a runner take the build over once its machine is there. Its commands and its time-out take their own time. */
function actForReal(world: World, build: Build, runner: Runner): void {
	const timeoutMs = (build.settings.timeoutInMinutes ?? usualTimeoutMinutes) * 60_000;
	const isBefore = ({type}: BuildPhase) => timedPhases.indexOf(type) < timedPhases.indexOf('DOWNLOAD_SOURCE');
	const before = build.course.filter(isBefore);
	const from = before.at(-1)?.to ?? build.startedAt;
	const download = {from, to: Number.POSITIVE_INFINITY, status: 'SUCCEEDED', context: noContext} as const;
	build.phases = [...before, {type: 'DOWNLOAD_SOURCE', ...download}];
	build.endsAt = Number.POSITIVE_INFINITY;
	build.output = [];
	tellPhases(world, build);
	world.agenda.at(from, () => {
		if (build.hasEnded) return;
		openBuildLog(world, build);
		runner.take(build);
	});
	world.agenda.at(from + timeoutMs, () => breakOff(world, build, 'TIMED_OUT', timedOut));
}

/** A build is over; what it ended with stands in its phases and status. */
export function endBuild(world: World, build: Build): void {
	if (build.hasEnded) return;
	build.hasEnded = true;
	world.runner?.release(build);
	const {onEnd} = build;
	build.onEnd = nobody;
	tell(world, {kind: 'build', moment: 'end', build});
	onEnd(build);
}

/** Ends a build where it stands; one that has ended stays as it is. */
function breakOff(
	world: World,
	build: Build,
	status: 'STOPPED' | 'TIMED_OUT',
	context: BuildPhase['context'],
): void {
	if (build.hasEnded) return;
	const now = world.agenda.now();
	build.phases = cutAt(build.phases, now, status, context);
	build.endsAt = now;
	build.status = status;
	endBuild(world, build);
}

/** Stops a build where it stands; one that has ended stays as it is. */
export function stopBuild(world: World, build: Build): void {
	breakOff(world, build, 'STOPPED', noContext);
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
