import {AwsError} from '../aws-error.ts';
import type {ConditionResult, RuleDeclaration, StageDeclaration} from '../declaration.ts';
import {type ConditionKind, conditionKinds} from './records.ts';

/** What each condition may come to when it fails. */
const results: Readonly<Record<ConditionKind, readonly ConditionResult[]>> = {
	beforeEntry: ['FAIL', 'SKIP'],
	onSuccess: ['ROLLBACK', 'FAIL'],
	onFailure: ['ROLLBACK', 'RETRY', 'FAIL', 'SKIP'],
};

/** What rules are checked by. */
export const ruleProviders = [
	'DeploymentWindow',
	'VariableCheck',
	'LambdaInvoke',
	'CloudWatchAlarm',
	'CodeBuild',
	'Commands',
] as const;

/** What rules cannot do without. */
const settings: Readonly<Record<string, readonly string[]>> = {
	DeploymentWindow: ['Cron'],
	VariableCheck: ['Operator', 'Value', 'Variable'],
	LambdaInvoke: ['FunctionName'],
};
const operators: readonly (string | undefined)[] = ['EQ', 'NE', 'CONTAINS', 'MATCHES'];

const refusal = (why: string) => new AwsError('InvalidStageDeclarationException', why);

/** What CreatePipeline refuses of a stage's conditions beyond patterns and ranges. Throws AWS's error. */
export function checkConditions(stage: StageDeclaration): void {
	for (const kind of conditionKinds)
		for (const {result, rules = []} of stage[kind]?.conditions ?? []) {
			if (result && !results[kind].includes(result))
				throw refusal(
					`The result ${result} is not valid for ${kind} of stage '${stage.name}'. Valid results are: ${results[kind].join(', ')}`,
				);
			const names = rules.map(({name}) => name);
			const same = names.find((name, index) => names.indexOf(name) !== index);
			if (same)
				throw refusal(`Rule name '${same}' is used more than once in ${kind} of stage '${stage.name}'`);
			for (const rule of rules) checkRule(rule);
		}
}

function checkRule({name, ruleTypeId: {provider}, configuration = {}}: RuleDeclaration): void {
	if (!ruleProviders.some(known => known === provider))
		throw refusal(
			`RuleType (Category: 'Rule', Provider: '${provider}') in rule '${name}' is not available. Available are: ${ruleProviders.join(', ')}`,
		);
	const missing = settings[provider]?.find(key => configuration[key] === undefined);
	if (missing)
		throw refusal(`Rule configuration for rule '${name}' is missing required configuration '${missing}'`);
	if (provider === 'VariableCheck' && !operators.includes(configuration.Operator))
		throw refusal(
			`Rule configuration for rule '${name}' has the operator '${configuration.Operator}'. Valid operators are: ${operators.join(', ')}`,
		);
}
