import {type BuildPlan, type TimedPhase, timedPhases} from '../scenario.ts';
import type {Build, BuildPhase} from './records.ts';
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

/** What AWS gives for a phase that succeeded. */
export const noContext = {statusCode: '', message: ''};

/** The phases a build goes through: after a failure in front of BUILD the commands that follow are left out. */
export function phasesOf(failed: TimedPhase | undefined): readonly TimedPhase[] {
	if (!failed) return timedPhases;
	const place = timedPhases.indexOf(failed);
	if (place >= timedPhases.indexOf('BUILD')) return timedPhases;
	const after = place > timedPhases.indexOf('DOWNLOAD_SOURCE') ? 'UPLOAD_ARTIFACTS' : 'FINALIZING';
	return timedPhases.filter((_, index) => index <= place || index >= timedPhases.indexOf(after));
}

/** A build that is acted out keeps to its plan, whatever time-out its project has. */
export function courseOf(world: World, plan: BuildPlan, start: number): readonly BuildPhase[] {
	let passed = 0;
	return phasesOf(plan.failure?.phase).map((type): BuildPhase => {
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

/** Simulated ms of each phase that a build was planned to go through. */
export function simulatedPhases({plan}: Build): Partial<Readonly<Record<TimedPhase, number>>> {
	return Object.fromEntries(
		phasesOf(plan.failure?.phase).map(type => [type, plan.phases?.[type] ?? usual[type]]),
	);
}

/** A build whose course is worked out when it is asked for: of the hundreds of thousands few are ever looked at. */
export class PlannedBuild implements Build {
	readonly id;
	readonly uuid;
	readonly sequence;
	readonly number;
	readonly project;
	readonly settings;
	readonly initiator;
	readonly run;
	readonly plan;
	readonly startedAt;
	endsAt;
	status;
	hasEnded;
	exports;
	output;
	onEnd;
	readonly #world: World;
	#phases: readonly BuildPhase[] | undefined;

	constructor(world: World, build: Omit<Build, 'course' | 'phases'>) {
		this.#world = world;
		this.id = build.id;
		this.uuid = build.uuid;
		this.sequence = build.sequence;
		this.number = build.number;
		this.project = build.project;
		this.settings = build.settings;
		this.initiator = build.initiator;
		this.run = build.run;
		this.plan = build.plan;
		this.startedAt = build.startedAt;
		this.endsAt = build.endsAt;
		this.status = build.status;
		this.hasEnded = build.hasEnded;
		this.exports = build.exports;
		this.output = build.output;
		this.onEnd = build.onEnd;
	}

	get course(): readonly BuildPhase[] {
		return courseOf(this.#world, this.plan, this.startedAt);
	}

	get phases(): readonly BuildPhase[] {
		return this.#phases ?? this.course;
	}

	set phases(phases: readonly BuildPhase[]) {
		this.#phases = phases;
	}
}
