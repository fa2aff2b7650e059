import type {TimedPhase} from '../scenario.ts';
import {tell} from './changes.ts';
import {noContext} from './course.ts';
import type {Build, BuildPhase} from './records.ts';
import type {World} from './world.ts';

/** Runs the commands of builds on this machine. */
export type Runner = {
	/** Takes a build over whose machine is there, at the beginning of DOWNLOAD_SOURCE. */
	readonly take: (build: Build) => void;
	/** Ends all that runs for a build. */
	readonly release: (build: Build) => void;
};

/** The phase that a build is in gets its end. */
export function closePhase(
	world: World,
	build: Build,
	status: BuildPhase['status'] = 'SUCCEEDED',
	context: BuildPhase['context'] = noContext,
): void {
	const now = world.agenda.now();
	build.phases = build.phases.map(phase =>
		phase.to === Number.POSITIVE_INFINITY ? {...phase, to: now, status, context} : phase,
	);
	if (status !== 'SUCCEEDED' && build.status === 'SUCCEEDED') build.status = status;
	tell(world, {kind: 'build', moment: 'phase', build});
}

/** A phase begins whose end nobody knows yet. */
export function openPhase(world: World, build: Build, type: TimedPhase): void {
	const phase: BuildPhase = {
		type,
		from: world.agenda.now(),
		to: Number.POSITIVE_INFINITY,
		status: 'SUCCEEDED',
		context: noContext,
	};
	build.phases = [...build.phases, phase];
}

/** A text of the log, now; one of several lines becomes as many events. */
export function printLine(world: World, build: Build, text: string): void {
	const now = world.agenda.now();
	for (const line of text.split('\n'))
		build.output?.push({timestamp: now, ingestionTime: now, message: `${line}\n`});
}
