import type {ActionRun, Build, Execution, RuleRun, StageRun} from './records.ts';
import type {World} from './world.ts';

/** What has just come into another state; the record already holds it. */
export type StateChange =
	| {readonly kind: 'execution'; readonly execution: Execution}
	| {readonly kind: 'stage'; readonly stageRun: StageRun}
	| {readonly kind: 'action'; readonly run: ActionRun}
	| {readonly kind: 'rule'; readonly run: RuleRun}
	| {readonly kind: 'build'; readonly moment: 'start' | 'phase' | 'end'; readonly build: Build};

/** Takes every change of state in the order in which they happen; must change nothing itself. */
export type Observer = (change: StateChange) => void;

export function tell(world: World, change: StateChange): void {
	for (const observe of world.observers) observe(change);
}

/** Lets a build tell of the end of each phase that ends after the recorded past, but for the last: that is the build's own. */
export function tellPhases(world: World, build: Build, from = 0): void {
	if (build.endsAt <= world.zero) return;
	const {phases} = build;
	const next = phases.findIndex(
		({to}, index) => index >= from && index < phases.length - 1 && to > world.zero,
	);
	const phase = phases[next];
	if (!phase) return;
	world.agenda.at(phase.to, () => {
		if (build.hasEnded) return;
		tell(world, {kind: 'build', moment: 'phase', build});
		tellPhases(world, build, next + 1);
	});
}
