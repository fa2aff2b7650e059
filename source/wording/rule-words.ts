import type {RuleRun} from '../domain/pipeline.ts';

/** Which rule did not hold, and why: `rule Window (DeploymentWindow): Outside of deployment window`. */
export function ruleWords({rule, provider, message}: RuleRun): string {
	const kind = provider === null ? '' : ` (${provider})`;
	return `rule ${rule}${kind}${message === null ? '' : `: ${message}`}`;
}

/** Which rules did not hold, in one line; empty: none is known. */
export function rulesWords(rules: readonly RuleRun[]): string {
	return rules.map(ruleWords).join(' · ');
}
