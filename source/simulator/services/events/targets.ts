import {AwsError} from '../../aws-error.ts';
import type {Target} from '../../events/bus.ts';
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
	InputTransformer: structure({InputPathsMap: map(required(string())), InputTemplate: required(string())}),
});

/** Why a target cannot be one here; undefined for one that can. */
function objectionTo({Arn, InputPath}: Target, hasTransformer: boolean): string | undefined {
	if (!/^arn:[\w-]+:[\w-]+:[^:]*:[^:]*:.+$/.test(Arn))
		return `Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`;
	if (!/^arn:aws:sqs:/.test(Arn))
		return `Parameter ${Arn} is not valid. Reason: Only queues are supported here.`;
	if (hasTransformer) return 'InputTransformer is not supported here.';
	if (InputPath !== undefined && !/^\$(\.[\w-]+)*$/.test(InputPath))
		return `Invalid JSONPath in InputPath: ${InputPath}`;
	return undefined;
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
		const failed = input.Targets.flatMap(({InputTransformer, ...each}) => {
			const ErrorMessage = objectionTo(each, InputTransformer !== undefined);
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
