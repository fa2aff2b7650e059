import type {BuildGlance, LogLine} from '../../scenario.ts';
import {type FailureKind, failedScript, failureRule} from './failures.ts';
import {buildScript} from './script.ts';
import {phaseLines, type StepPhase} from './step.ts';
import {buildSubject} from './subject.ts';

const phases: readonly StepPhase[] = ['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD'];

/**
 * The lines of a build between those of CodeBuild's agent: several thousand, most of them before the deployment begins.
 * The same for the same build.
 */
export function* buildLog(build: BuildGlance, failure?: FailureKind): Generator<LogLine> {
	const subject = buildSubject(build.start, build.id.slice(build.id.indexOf(':') + 1));
	const usual = buildScript(subject, build.start.random);
	const rule = failure === undefined ? undefined : failureRule(failure);
	const script = failure === undefined ? usual : failedScript(usual, failure, subject);
	for (const phase of phases)
		if (build.phases[phase] !== undefined)
			yield* phaseLines(
				phase,
				script[phase],
				rule?.phase === phase ? {id: rule.step, exit: rule.exit} : undefined,
			);
}
