import type {RulePlan, RuleStart} from '../../scenario.ts';
import {msOf} from './duration.ts';
import {fits} from './glob.ts';
import {meets} from './meets.ts';
import {isOfRule, type RuleOutcome} from './outcome-schema.ts';
import type {FileOutcome} from './schema.ts';

const usualRuleMs = 2_000;

/** How a rule of a stage condition will go: as the first outcome says that fits it. */
export function rulePlanOf(outcomes: readonly FileOutcome[], start: RuleStart): RulePlan | undefined {
	const isMet = (each: FileOutcome, index: number): each is RuleOutcome =>
		isOfRule(each) && applies(each, start, index);
	const outcome = outcomes.find(isMet);
	if (outcome === undefined) return undefined;
	const {takes, fails, summary} = outcome;
	const {code = 'RuleFailed', message = `Rule ${start.rule} failed`} = fails ?? {};
	return {
		durationMs: takes === undefined ? usualRuleMs : msOf(takes),
		...(summary !== undefined && {summary}),
		...(fails !== undefined && {failure: {code, message}}),
	};
}

function applies(outcome: RuleOutcome, start: RuleStart, index: number): boolean {
	const {rule, condition} = outcome;
	return (
		fits(rule, start.rule) &&
		(condition === undefined || condition === start.condition) &&
		meets(outcome, start, index)
	);
}
