import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import type {Bus, Rule} from '../../events/bus.ts';
import {integer, string} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {placeOf, tokenFor} from '../../protocol/page.ts';

const errorCode = 'ValidationException';
export const operation = operationsOf(errorCode);

export const ruleName = string({min: 1, max: 64, pattern: /[.\-_A-Za-z0-9]+/});
export const targetArn = string({min: 1, max: 1600});
export const eventBus = {EventBusName: string({min: 1, max: 1600})};
export const paging = {NextToken: string({min: 1, max: 2048}), Limit: integer({min: 1, max: 100})};

/** There is one bus. Throws ResourceNotFoundException for another. */
export function checkBus({region, id}: World, name: string | undefined): void {
	const own = ['default', `arn:aws:events:${region}:${id}:event-bus/default`];
	if (name !== undefined && !own.includes(name))
		throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

/** The rule of a name. Throws ResourceNotFoundException. */
export function findRule(bus: Bus, name: string): Rule {
	const rule = bus.rules.get(name);
	if (!rule)
		throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus default.`);
	return rule;
}

/** A page of a list by position. */
export function page<Item>(
	operationName: string,
	about: unknown,
	items: readonly Item[],
	{Limit: size = 100, NextToken: token}: {readonly Limit?: number; readonly NextToken?: string},
): {readonly items: readonly Item[]; readonly NextToken: string | undefined} {
	const question = {operation: operationName, about, errorCode};
	const from = token === undefined ? 0 : placeOf(question, token);
	const end = from + size;
	return {
		items: items.slice(from, end),
		NextToken: end < items.length ? tokenFor(question, end) : undefined,
	};
}
