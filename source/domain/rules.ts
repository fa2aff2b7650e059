import type {RuleRun} from './pipeline.ts';

/** The rules of a stage that did not hold when they were last tried, by name. `runs`: newest first. */
export function brokenRules(runs: readonly RuleRun[], stage: string): readonly RuleRun[] {
	const ofStage = runs.filter(run => run.stage === stage);
	const newest = ofStage.filter((run, index) => ofStage.findIndex(({rule}) => rule === run.rule) === index);
	return newest
		.filter(({status}) => status === 'Failed')
		.toSorted((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}
