import {AwsError} from '../../aws-error.ts';
import type {Target} from '../../events/bus.ts';
import {filled, isOwnName, placeholdersOf} from '../../events/target-body.ts';
import {boolean, list, map, required, string, structure} from '../../protocol/members.ts';
import {checkBus, eventBus, findRule, operation, page, paging, ruleName, targetArn} from './shapes.ts';

/** AWS's quota. */
const targetLimit = 5;
const targetId = string({min: 1, max: 64, pattern: /[.\-_A-Za-z0-9]+/});

const target = structure({
	Id: required(targetId),
	Arn: required(targetArn),
	RoleArn: string({min: 1, max: 1600}),
	Input: string({max: 8192}),
	InputPath: string({max: 256}),
	InputTransformer: structure({
		InputPathsMap: map(required(string({max: 256})), string({min: 1, max: 256, pattern: /[A-Za-z0-9_-]+/})),
		InputTemplate: required(string({min: 1, max: 8192})),
	}),
});

/** Why a target cannot be one here; undefined for one that can. */
function objectionTo({Arn, InputPath}: Target): string | undefined {
	if (!/^arn:[\w-]+:[\w-]+:[^:]*:[^:]*:.+$/.test(Arn))
		return `Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`;
	if (!/^arn:aws:sqs:/.test(Arn))
		return `Parameter ${Arn} is not valid. Reason: Only queues are supported here.`;
	if (InputPath !== undefined && !isPath(InputPath)) return `Invalid JSONPath in InputPath: ${InputPath}`;
	return undefined;
}

const isPath = (text: string) => /^\$(\.[\w-]+)*$/.test(text);

const invalid = (why: string) => new AwsError('ValidationException', why);

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** What of a target refuses the whole request. Throws a ValidationException. */
function checkInput({Id, Input, InputPath, InputTransformer}: Target): void {
	if ([Input, InputPath, InputTransformer].filter(each => each !== undefined).length > 1)
		throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
	if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}.`);
	if (!InputTransformer) return;
	const {InputPathsMap = {}, InputTemplate} = InputTransformer;
	const path = Object.values(InputPathsMap).find(each => !isPath(each));
	if (path !== undefined) throw invalid(`Invalid JSONPath in InputPathsMap for target ${Id}: ${path}`);
	const unknown = placeholdersOf(InputTemplate).find(
		name => !isOwnName(name) && !Object.hasOwn(InputPathsMap, name),
	);
	if (unknown !== undefined)
		throw invalid(`InputTemplate for target ${Id} contains invalid placeholder ${unknown}.`);
	const isObject = InputTemplate.trimStart().startsWith('{');
	if (isObject && !isJson(filled(InputTemplate, () => null)))
		throw invalid(`JSON syntax error in InputTemplate for target ${Id}.`);
}

const put = operation(
	structure({
		Rule: required(ruleName),
		Targets: required(list(required(target), {min: 1, max: 100})),
		...eventBus,
	}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		const {targets} = findRule(bus, input.Rule);
		if (new Set([...targets.keys(), ...input.Targets.map(({Id}) => Id)]).size > targetLimit)
			throw new AwsError(
				'LimitExceededException',
				'The requested resource exceeds the maximum number allowed.',
			);
		for (const each of input.Targets) checkInput(each);
		const failed = input.Targets.flatMap(each => {
			const ErrorMessage = objectionTo(each);
			if (ErrorMessage !== undefined)
				return [{TargetId: each.Id, ErrorCode: 'ValidationException', ErrorMessage}];
			targets.set(each.Id, each);
			return [];
		});
		return {FailedEntryCount: failed.length, FailedEntries: failed};
	},
);

const remove = operation(
	structure({
		Rule: required(ruleName),
		Ids: required(list(required(targetId), {min: 1, max: 100})),
		Force: boolean,
		...eventBus,
	}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		const {targets} = findRule(bus, input.Rule);
		const failed = input.Ids.filter(id => !targets.delete(id)).map(TargetId => ({
			TargetId,
			ErrorCode: 'ResourceNotFoundException',
			ErrorMessage: `Rule ${input.Rule} does not have a target with the Id ${TargetId}.`,
		}));
		return {FailedEntryCount: failed.length, FailedEntries: failed};
	},
);

const listTargets = operation(
	structure({Rule: required(ruleName), ...eventBus, ...paging}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		const targets = [...findRule(bus, input.Rule).targets.values()];
		const {items, NextToken} = page('ListTargetsByRule', input.Rule, targets, input);
		return {Targets: items, NextToken};
	},
);

const listRuleNames = operation(
	structure({TargetArn: required(targetArn), ...eventBus, ...paging}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		const names = [...bus.rules.values()]
			.filter(({targets}) => [...targets.values()].some(({Arn}) => Arn === input.TargetArn))
			.map(({name}) => name)
			.sort();
		const {items, NextToken} = page('ListRuleNamesByTarget', input.TargetArn, names, input);
		return {RuleNames: items, NextToken};
	},
);

export const targetOperations = {
	PutTargets: put,
	RemoveTargets: remove,
	ListTargetsByRule: listTargets,
	ListRuleNamesByTarget: listRuleNames,
};
