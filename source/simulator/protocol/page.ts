import {createHash} from 'node:crypto';
import {AwsError} from '../aws-error.ts';

/** What a token belongs to: another operation, or another question to the same one, refuses it. */
export type Question = {
	readonly operation: string;
	/** What else was asked, without the size and the place of the page. */
	readonly about: unknown;
	/** What the service calls a token that it does not know. */
	readonly errorCode: string;
};

const seal = ({operation, about}: Question) =>
	createHash('sha256')
		.update(JSON.stringify([operation, about]))
		.digest('base64url')
		.slice(0, 22);

const invalidToken = ({errorCode}: Question) =>
	new AwsError(errorCode, 'The token that was provided is not valid');

/** An opaque token that carries a text for the next page of the answer to a question. */
export function sealed(question: Question, text: string): string {
	return Buffer.from(`${seal(question)}:${text}`).toString('base64url');
}

/** The text in a token. Throws the service's error for one that was not given for this question. */
export function unsealed(question: Question, token: string): string {
	const content = Buffer.from(token, 'base64url').toString();
	const prefix = `${seal(question)}:`;
	if (!content.startsWith(prefix)) throw invalidToken(question);
	return content.slice(prefix.length);
}

/** An opaque token for a place in the answer to a question. */
export function tokenFor(question: Question, place: number): string {
	return sealed(question, String(place));
}

/** The place that a token stands for. Throws the service's error for one that was not given for this question. */
export function placeOf(question: Question, token: string): number {
	const place = unsealed(question, token);
	if (!/^\d+$/.test(place)) throw invalidToken(question);
	return Number(place);
}

/** Items in the order in which they are given out, each with a number that rises or falls from one to the next. */
export type Numbered<Item> = {
	readonly items: readonly Item[];
	readonly numberOf: (item: Item) => number;
	readonly order: 'rising' | 'falling';
};

/**
 * A page of a list. Its place is the number of the item before it, so that what comes or goes between two pages moves
 * nothing.
 */
export function pageOf<Item>(
	question: Question,
	{items, numberOf, order}: Numbered<Item>,
	size: number,
	token: string | undefined,
): {readonly page: readonly Item[]; readonly nextToken?: string} {
	const before = token === undefined ? undefined : placeOf(question, token);
	const isAfter = (item: Item, place: number) =>
		order === 'rising' ? numberOf(item) > place : numberOf(item) < place;
	const rest = before === undefined ? items : items.filter(item => isAfter(item, before));
	const page = rest.slice(0, size);
	const last = page.at(-1);
	if (last === undefined || rest.length === page.length) return {page};
	return {page, nextToken: tokenFor(question, numberOf(last))};
}
