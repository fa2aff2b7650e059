import type {RuleRun} from './records.ts';
import {commitOf} from './sources.ts';
import {checkVariable} from './variable-check.ts';
import {isOpen, parseWindow} from './window.ts';
import {simulatedNow, type World, wallDuration} from './world.ts';

export type RuleOutcome = {
	readonly summary: string;
	/** Only of a rule that failed. */
	readonly error?: {readonly code: string; readonly message: string};
};
type OnEnd = (outcome: RuleOutcome) => void;

/** Simulated ms that a rule takes when nobody says. */
const usualMs = 2_000;
/** How long a rule may wait when it does not say. */
const usualTimeoutMinutes = 7 * 24 * 60;
const minute = 60_000;

const failure = (message: string, code = 'RuleFailed'): RuleOutcome => ({
	summary: message,
	error: {code, message},
});

/** Starts a rule now. `onEnd` is called when it ends, unless it was ended from outside before. */
export function startRule(world: World, run: RuleRun, onEnd: OnEnd): void {
	const later = (simulated: number, act: () => void) =>
		world.agenda.at(run.startedAt + wallDuration(world, simulated), () => {
			if (run.status === 'InProgress') act();
		});
	const {provider} = run.declaration.ruleTypeId;
	if (provider === 'DeploymentWindow') {
		const minutes = run.declaration.timeoutInMinutes ?? usualTimeoutMinutes;
		later(usualMs, () => awaitWindow(world, run, onEnd));
		later(minutes * minute, () => onEnd(failure('Outside of deployment window', 'RuleTimedOut')));
	} else if (provider === 'VariableCheck') {
		later(usualMs, () => {
			const {isMet, summary} = checkVariable(run.configuration);
			onEnd(isMet ? {summary} : failure(summary));
		});
	} else {
		const plan = world.planRule(startOf(world, run)) ?? {durationMs: usualMs};
		later(plan.durationMs, () =>
			onEnd({
				summary: plan.summary ?? plan.failure?.message ?? 'Rule succeeded',
				...(plan.failure && {error: plan.failure}),
			}),
		);
	}
}

/** A window that is closed is waited for, as on AWS: by the clock on the wall, whose minutes it is declared in. */
function awaitWindow(world: World, run: RuleRun, onEnd: OnEnd): void {
	const {Cron = '', TimeZone} = run.configuration;
	const window = parseWindow(Cron, TimeZone);
	const look = () => {
		if (run.status !== 'InProgress') return;
		const now = world.agenda.now();
		if (!window) onEnd(failure(`Invalid deployment window: ${Cron} ${TimeZone ?? ''}`, 'ConfigurationError'));
		else if (isOpen(window, now)) onEnd({summary: 'Inside of deployment window'});
		else world.agenda.at((Math.floor(now / minute) + 1) * minute, look);
	};
	look();
}

function startOf(world: World, run: RuleRun) {
	const {execution, stage} = run.stageRun;
	return {
		pipeline: execution.pipeline.name,
		stage: stage.declaration.name,
		condition: run.kind,
		rule: run.declaration.name,
		type: run.declaration.ruleTypeId,
		configuration: run.configuration,
		executionId: execution.id,
		commit: commitOf(execution),
		attempt: run.attempt,
		at: simulatedNow(world),
		random: world.random.fork(`rule/${run.id}`),
	};
}
