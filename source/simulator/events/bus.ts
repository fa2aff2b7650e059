import type {World} from '../account/world.ts';
import type {AwsEvent} from './event.ts';
import {type Queue, queueArn, sendMessage} from './queue.ts';
import {bodyOf} from './target-body.ts';

/** Where a rule sends what matches it; all but an ARN of a queue is refused before it gets here. */
export type Target = {
	readonly Id: string;
	readonly Arn: string;
	readonly RoleArn?: string;
	/** Sent in place of the event. */
	readonly Input?: string;
	/** The part of the event that is sent, such as `$.detail`. */
	readonly InputPath?: string;
	/** A template, and the parts of the event that are put into it by name. */
	readonly InputTransformer?: {
		readonly InputPathsMap?: Readonly<Record<string, string>>;
		readonly InputTemplate: string;
	};
};

export type Rule = {
	readonly name: string;
	readonly pattern: string;
	readonly matches: (event: object) => boolean;
	readonly description: string | undefined;
	readonly roleArn: string | undefined;
	isEnabled: boolean;
	/** By id. */
	readonly targets: Map<string, Target>;
};

/** The default event bus of the account, and the queues that its rules can send to. */
export type Bus = {
	/** By name. */
	readonly rules: Map<string, Rule>;
	/** By name. */
	readonly queues: Map<string, Queue>;
	/** When queues were deleted, by name; epoch ms. */
	readonly deletedQueues: Map<string, number>;
	/** Sends an event to the targets of all rules that it matches. A queue's policy is not looked at. */
	readonly deliver: (event: AwsEvent) => void;
};

export const ruleArn = ({region, id}: World, name: string) => `arn:aws:events:${region}:${id}:rule/${name}`;

export function createBus(world: World): Bus {
	const rules = new Map<string, Rule>();
	const queues = new Map<string, Queue>();
	const send = (target: Target, event: AwsEvent, rule: string) => {
		const queue = queues.get(target.Arn.split(':')[5] ?? '');
		const body = bodyOf(target, event, {name: rule, arn: ruleArn(world, rule)});
		if (queue && body !== undefined && queueArn(world, queue.name) === target.Arn)
			sendMessage(world, queue, body);
	};
	return {
		rules,
		queues,
		deletedQueues: new Map(),
		deliver: event => {
			for (const {name, isEnabled, matches, targets} of rules.values())
				if (isEnabled && targets.size > 0 && matches(event))
					for (const target of targets.values()) send(target, event, name);
		},
	};
}
