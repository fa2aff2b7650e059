import {checkConditions} from '../../account/check-conditions.ts';
import {conditionKinds} from '../../account/records.ts';
import {AwsError} from '../../aws-error.ts';
import type {FileRule} from './condition-schema.ts';
import {conditionsOf, ruleOf} from './declare-conditions.ts';
import type {Objection} from './objection.ts';
import type {FileStage} from './schema.ts';

/** The words in which AWS refuses something; undefined when it does not. */
export function refusalOf(act: () => void): string | undefined {
	try {
		act();
		return undefined;
	} catch (error) {
		if (error instanceof AwsError) return `is what AWS refuses: ${error.message}`;
		throw error;
	}
}

/** What is wrong with the stages of a pipeline, each for itself. */
export function stageObjections(stages: readonly FileStage[]): readonly Objection[] {
	return stages.flatMap((stage, index) =>
		[...emptiness(stage), ...conditionObjections(stage)].map(({path, message}) => ({
			path: ['stages', index, ...path],
			message,
		})),
	);
}

function emptiness({approval, chains, actions}: FileStage): readonly Objection[] {
	return approval || chains || actions ? [] : [{path: [], message: 'must have approval, chains or actions'}];
}

function conditionObjections(stage: FileStage): readonly Objection[] {
	const {name, onFailure} = stage;
	if (onFailure?.mode && onFailure.result !== 'RETRY')
		return [{path: ['onFailure', 'mode'], message: 'must stand beside result: RETRY'}];
	const rules = conditionKinds.flatMap(kind =>
		(stage[kind]?.rules ?? []).flatMap((rule, index) =>
			ruleObjections(name, rule).map(({path, message}) => ({path: [kind, 'rules', index, ...path], message})),
		),
	);
	if (rules.length > 0) return rules;
	const message = refusalOf(() => checkConditions({name, actions: [], ...conditionsOf(stage)}));
	return message === undefined ? [] : [{path: [], message}];
}

function ruleObjections(stage: string, rule: FileRule): readonly Objection[] {
	if (rule.provider === 'Commands' && !rule.commands)
		return [{path: [], message: 'must have commands, as its provider is Commands'}];
	if (rule.provider !== 'Commands' && rule.commands)
		return [{path: ['commands'], message: 'can stand in a rule of the provider Commands only'}];
	const message = refusalOf(() =>
		checkConditions({name: stage, actions: [], beforeEntry: {conditions: [{rules: [ruleOf(rule)]}]}}),
	);
	return message === undefined ? [] : [{path: [], message}];
}
