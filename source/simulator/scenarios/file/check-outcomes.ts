import {conditionKinds} from '../../account/records.ts';
import type {PipelineDeclaration, RuleDeclaration, StageDeclaration} from '../../declaration.ts';
import {fits} from './glob.ts';
import {isKnown, noPipeline, noStage, type Objection} from './objection.ts';
import {type ActionOutcome, isOfRule, type RuleOutcome} from './outcome-schema.ts';
import type {ScenarioFile} from './schema.ts';

/** An objection to one outcome; without a key to all of it. */
type OutcomeObjection = {readonly key?: string; readonly message: string};

/** What is wrong with the outcomes of a file whose pipelines are right: what can never come to pass. */
export function outcomeObjections(
	{outcomes = [], commits = []}: ScenarioFile,
	pipelines: readonly PipelineDeclaration[],
): readonly Objection[] {
	return outcomes.flatMap((outcome, index) => {
		const path = (key?: string) => ['outcomes', index, ...(key === undefined ? [] : [key])];
		const meant = pipelines.filter(({name}) => fits(outcome.pipeline, name));
		const stages = meant.flatMap(each => each.stages).filter(({name}) => fits(outcome.stage, name));
		if (meant.length === 0) return [{path: path('pipeline'), message: noPipeline}];
		if (stages.length === 0) return [{path: path('stage'), message: noStage}];
		const found = isOfRule(outcome) ? ofRule(outcome, stages) : ofAction(outcome, stages);
		if (found !== undefined) return [{path: path(found.key), message: found.message}];
		if (outcome.commit !== undefined && !isKnown(outcome.commit, commits))
			return [{path: path('commit'), message: 'must be one of the commits of this file'}];
		return [];
	});
}

function ofAction(outcome: ActionOutcome, stages: readonly StageDeclaration[]): OutcomeObjection | undefined {
	const isAnswer = outcome.approved !== undefined || outcome.rejected !== undefined;
	if (!stages.some(({actions}) => actions.some(({name}) => fits(outcome.action, name))))
		return {key: 'action', message: 'must be an action of that stage'};
	if (outcome.approved !== undefined && outcome.rejected !== undefined)
		return {key: 'rejected', message: 'cannot stand beside approved'};
	if (isAnswer && (outcome.fails ?? outcome.takes ?? outcome.log) !== undefined)
		return {message: 'must be that of an approval or of another action, not of both'};
	return undefined;
}

function ofRule(
	{rule, condition}: RuleOutcome,
	stages: readonly StageDeclaration[],
): OutcomeObjection | undefined {
	const rules = stages.flatMap(stage => rulesOf(stage, condition)).filter(({name}) => fits(rule, name));
	if (rules.length === 0)
		return {key: 'rule', message: `must be a rule of ${condition ?? 'a condition'} of that stage`};
	return rules.every(isEvaluated)
		? {
				key: 'rule',
				message: 'must be a rule that is not evaluated, as DeploymentWindow and VariableCheck are',
			}
		: undefined;
}

const rulesOf = (stage: StageDeclaration, condition: RuleOutcome['condition']) =>
	conditionKinds
		.filter(kind => condition === undefined || condition === kind)
		.flatMap(kind => stage[kind]?.conditions ?? [])
		.flatMap(({rules = []}) => rules);

const isEvaluated = ({ruleTypeId: {provider}}: RuleDeclaration) =>
	provider === 'DeploymentWindow' || provider === 'VariableCheck';
