import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import {type Rule, ruleArn} from '../../events/bus.ts';
import {parsePattern} from '../../events/pattern.ts';
import {list, required, string, structure, word} from '../../protocol/members.ts';
import {checkBus, eventBus, findRule, operation, page, paging, ruleName} from './shapes.ts';

/** AWS's quota. */
const ruleLimit = 300;

const tags = list(
	required(structure({Key: required(string({min: 1, max: 128})), Value: required(string({max: 256}))})),
);

/** A rule of the same name is replaced and keeps its targets. There are no schedules. */
const put = operation(
	structure({
		Name: required(ruleName),
		ScheduleExpression: string({max: 256}),
		EventPattern: string({max: 4096}),
		State: word(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']),
		Description: string({max: 512}),
		RoleArn: string({min: 1, max: 1600}),
		Tags: tags,
		...eventBus,
	}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		if (input.ScheduleExpression)
			throw new AwsError(
				'ValidationException',
				'Rules with a ScheduleExpression are not simulated: give an EventPattern.',
			);
		if (!input.EventPattern)
			throw new AwsError(
				'ValidationException',
				'Parameter(s) EventPattern or ScheduleExpression must be specified.',
			);
		const known = bus.rules.get(input.Name);
		const matches = parsePattern(input.EventPattern);
		if (!known && bus.rules.size >= ruleLimit)
			throw new AwsError(
				'LimitExceededException',
				'The requested resource exceeds the maximum number allowed.',
			);
		bus.rules.set(input.Name, {
			name: input.Name,
			pattern: input.EventPattern,
			matches,
			description: input.Description,
			roleArn: input.RoleArn,
			isEnabled: input.State !== 'DISABLED',
			targets: known?.targets ?? new Map(),
		});
		return {RuleArn: ruleArn(world, input.Name)};
	},
);

const ruleWire = (world: World, {name, pattern, description, roleArn, isEnabled}: Rule) => ({
	Name: name,
	Arn: ruleArn(world, name),
	EventPattern: pattern,
	State: isEnabled ? 'ENABLED' : 'DISABLED',
	Description: description,
	RoleArn: roleArn,
	EventBusName: 'default',
});

const describe = operation(
	structure({Name: required(ruleName), ...eventBus}),
	({account: {world}, bus}, {Name, EventBusName}) => {
		checkBus(world, EventBusName);
		return ruleWire(world, findRule(bus, Name));
	},
);

const listRules = operation(
	structure({NamePrefix: ruleName, ...eventBus, ...paging}),
	({account: {world}, bus}, input) => {
		checkBus(world, input.EventBusName);
		const {NamePrefix = ''} = input;
		const rules = [...bus.rules.values()]
			.filter(({name}) => name.startsWith(NamePrefix))
			.sort((one, other) => (one.name < other.name ? -1 : 1));
		const {items, NextToken} = page('ListRules', NamePrefix, rules, input);
		return {Rules: items.map(rule => ruleWire(world, rule)), NextToken};
	},
);

const turn = (isEnabled: boolean) =>
	operation(
		structure({Name: required(ruleName), ...eventBus}),
		({account: {world}, bus}, {Name, EventBusName}) => {
			checkBus(world, EventBusName);
			findRule(bus, Name).isEnabled = isEnabled;
			return {};
		},
	);

const remove = operation(
	structure({Name: required(ruleName), ...eventBus}),
	({account: {world}, bus}, {Name, EventBusName}) => {
		checkBus(world, EventBusName);
		if ((bus.rules.get(Name)?.targets.size ?? 0) > 0)
			throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
		bus.rules.delete(Name);
		return {};
	},
);

const testPattern = operation(
	structure({EventPattern: required(string({max: 4096})), Event: required(string())}),
	(_, {EventPattern, Event}) => ({Result: parsePattern(EventPattern)(readEvent(Event))}),
);

function readEvent(text: string): object {
	try {
		const event: unknown = JSON.parse(text);
		if (typeof event === 'object' && event !== null) return event;
	} catch {
		// What is no JSON is no event either.
	}
	throw new AwsError('ValidationException', 'Parameter Event is not valid.');
}

export const ruleOperations = {
	PutRule: put,
	DescribeRule: describe,
	ListRules: listRules,
	EnableRule: turn(true),
	DisableRule: turn(false),
	DeleteRule: remove,
	TestEventPattern: testPattern,
};
