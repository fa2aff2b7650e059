import type {World} from '../account/world.ts';
import type {AwsEvent} from './event.ts';
import {type Queue, queueArn, sendMessage} from './queue.ts';

/** Where a rule sends what matches it; all but an ARN of a queue is refused before it gets here. */
export type Target = {
	readonly Id: string;
	readonly Arn: string;
	readonly RoleArn?: string;
	/** Sent in place of the event. */
	readonly Input?: string;
	/** The part of the event that is sent, such as `$.detail`. */
	readonly InputPath?: string;
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
	/** Sends an event to the targets of all rules that it matches. A queue's policy is not looked at. */
	readonly deliver: (event: AwsEvent) => void;
};

export function createBus(world: World): Bus {
	const rules = new Map<string, Rule>();
	const queues = new Map<string, Queue>();
	const send = (target: Target, event: AwsEvent) => {
		const queue = queues.get(target.Arn.split(':')[5] ?? '');
		const body = bodyOf(target, event);
		if (queue && body !== undefined && queueArn(world, queue.name) === target.Arn)
			sendMessage(world, queue, body);
	};
	return {
		rules,
		queues,
		deliver: event => {
			for (const {isEnabled, matches, targets} of rules.values())
				if (isEnabled && targets.size > 0 && matches(event))
					for (const target of targets.values()) send(target, event);
		},
	};
}

/** Undefined when the part that is wanted is not there. */
function bodyOf({Input, InputPath}: Target, event: AwsEvent): string | undefined {
	if (Input !== undefined) return Input;
	const names = (InputPath ?? '$').split('.').slice(1);
	// JSON has no value that the steps of a path could not be tried on.
	return JSON.stringify(
		names.reduce<unknown>(
			(value, name) =>
				typeof value === 'object' && value !== null
					? (value as Readonly<Record<string, unknown>>)[name]
					: undefined,
			event,
		),
	);
}
