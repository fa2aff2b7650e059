import {logBeginsAt} from '../account/builds.ts';
import type {Build, BuildPhase, PhaseStatus} from '../account/records.ts';
import type {World} from '../account/world.ts';
import {streamWire, versionWire} from '../services/codebuild/wire.ts';
import type {Happening} from './event.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as CodeBuild writes it in events: `Sep 1, 2017 4:12:29 PM`, UTC without saying so. */
export function worded(ms: number): string {
	const at = new Date(ms);
	const month = months[at.getUTCMonth()];
	const two = (value: number) => String(value).padStart(2, '0');
	const clock = `${at.getUTCHours() % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
	const half = at.getUTCHours() < 12 ? 'AM' : 'PM';
	return `${month} ${at.getUTCDate()}, ${at.getUTCFullYear()} ${clock} ${half}`;
}

function happening(world: World, build: Build, what: string, detail: object): Happening {
	const arn = `arn:aws:codebuild:${world.region}:${world.id}:build/${build.id}`;
	return {
		'detail-type': `CodeBuild Build ${what} Change`,
		source: 'aws.codebuild',
		resources: [arn],
		detail: {'project-name': build.project, 'build-id': arn, ...detail, version: '1'},
	};
}

/** Events know fewer ways to end than builds. */
const told: Readonly<Record<PhaseStatus, 'SUCCEEDED' | 'FAILED' | 'STOPPED'>> = {
	SUCCEEDED: 'SUCCEEDED',
	FAILED: 'FAILED',
	FAULT: 'FAILED',
	TIMED_OUT: 'FAILED',
	STOPPED: 'STOPPED',
};

/** A build at its start or its end. */
export function buildStateEvent(world: World, build: Build): Happening {
	return happening(world, build, 'State', {
		'build-status': build.hasEnded ? told[build.status] : 'IN_PROGRESS',
		'additional-information': informationOf(world, build),
		'current-phase': build.hasEnded ? 'COMPLETED' : build.phases[0]?.type,
		'current-phase-context': '[]',
	});
}

/** A phase of a build that has come to its end. */
export function buildPhaseEvent(world: World, build: Build, phase: BuildPhase): Happening {
	return happening(world, build, 'Phase', {
		'completed-phase': phase.type,
		'completed-phase-status': phase.status,
		'completed-phase-context': `[${contextOf(phase).join(', ')}]`,
		'completed-phase-duration-seconds': secondsOf(phase),
		'completed-phase-start': worded(phase.from),
		'completed-phase-end': worded(phase.to),
		'additional-information': informationOf(world, build),
	});
}

const secondsOf = ({from, to}: BuildPhase) => Math.floor((to - from) / 1000);

const contextOf = ({type, context}: BuildPhase) =>
	type === 'SUBMITTED' || type === 'QUEUED' ? [] : [`${context.statusCode}: ${context.message}`];

function informationOf(world: World, build: Build): object {
	const {settings} = build;
	const {environment, source, artifacts} = settings;
	return {
		cache: {type: settings.cache?.type ?? 'NO_CACHE'},
		'build-number': build.number,
		'timeout-in-minutes': settings.timeoutInMinutes ?? 60,
		'queued-timeout-in-minutes': settings.queuedTimeoutInMinutes ?? 480,
		'build-complete': build.hasEnded,
		initiator: build.initiator,
		'build-start-time': worded(build.startedAt),
		source: {type: source.type, location: source.location},
		'source-version': versionWire(build).sourceVersion,
		artifact: {location: artifacts.location},
		environment: {
			image: environment.image,
			'privileged-mode': environment.privilegedMode ?? false,
			'image-pull-credentials-type': environment.imagePullCredentialsType ?? 'CODEBUILD',
			'compute-type': environment.computeType,
			type: environment.type,
			// Variables may hold secrets, and events are written to files.
			'environment-variables': [],
		},
		'project-file-system-locations': [],
		logs: logsOf(world, build),
		phases: phasesOf(world, build),
	};
}

function logsOf(world: World, build: Build): object {
	const begin = logBeginsAt(build);
	const {groupName, streamName, deepLink} = streamWire(
		world,
		build,
		begin !== undefined && begin <= world.agenda.now(),
	);
	return {'group-name': groupName, 'stream-name': streamName, 'deep-link': deepLink};
}

function phasesOf(world: World, build: Build): readonly object[] {
	const now = world.agenda.now();
	const shown = build.phases
		.filter(({from}) => from <= now)
		.map(phase => ({
			'phase-type': phase.type,
			'start-time': worded(phase.from),
			...(phase.to <= now && {
				'phase-context': contextOf(phase),
				'end-time': worded(phase.to),
				'duration-in-seconds': secondsOf(phase),
				'phase-status': phase.status,
			}),
		}));
	return build.hasEnded ? [...shown, {'phase-type': 'COMPLETED', 'start-time': worded(build.endsAt)}] : shown;
}
