import type {RuleDeclaration, StageDeclaration} from '../../declaration.ts';
import type {FileRule} from './condition-schema.ts';
import {minutesOf} from './duration.ts';
import type {FileStage} from './schema.ts';

/** The conditions of a stage as AWS writes them; a failure that is met without rules has its result beside them. */
export function conditionsOf({
	beforeEntry,
	onSuccess,
	onFailure,
}: FileStage): Pick<StageDeclaration, 'beforeEntry' | 'onSuccess' | 'onFailure'> {
	return {
		...(beforeEntry && {beforeEntry: {conditions: [conditionOf(beforeEntry)]}}),
		...(onSuccess && {onSuccess: {conditions: [conditionOf(onSuccess)]}}),
		...(onFailure && {onFailure: failureConditionOf(onFailure)}),
	};
}

type Said<Kind extends 'beforeEntry' | 'onSuccess' | 'onFailure'> = NonNullable<FileStage[Kind]>;

const conditionOf = ({result = 'FAIL', rules}: Said<'beforeEntry' | 'onSuccess'>) => ({
	result,
	rules: rules.map(ruleOf),
});

function failureConditionOf({
	result,
	mode,
	rules,
}: Said<'onFailure'>): NonNullable<StageDeclaration['onFailure']> {
	return {
		...(rules ? {conditions: [{result, rules: rules.map(ruleOf)}]} : {result}),
		...(mode && {retryConfiguration: {retryMode: mode}}),
	};
}

/** A rule in AWS's shape. */
export function ruleOf({name, provider, configuration, commands, timeout}: FileRule): RuleDeclaration {
	const takesSource = provider === 'CodeBuild' || provider === 'Commands';
	return {
		name,
		ruleTypeId: {category: 'Rule', owner: 'AWS', provider, version: '1'},
		...(configuration && {configuration}),
		...(commands && {commands}),
		...(takesSource && {inputArtifacts: [{name: 'source_output'}]}),
		...(timeout !== undefined && {timeoutInMinutes: minutesOf(timeout)}),
	};
}
