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

/** An opaque token for a place in the answer to a question. */
export function tokenFor(question: Question, place: number): string {
	return Buffer.from(`${seal(question)}:${place}`).toString('base64url');
}

/** The place that a token stands for. Throws the service's error for one that was not given for this question. */
export function placeOf(question: Question, token: string): number {
	const [sealed, place] = Buffer.from(token, 'base64url').toString().split(':');
	if (sealed !== seal(question) || !/^\d+$/.test(place ?? ''))
		throw new AwsError(question.errorCode, 'The token that was provided is not valid');
	return Number(place);
}

/**
 * A page of a list that only ever grows at its beginning. A place counts from the list's end, so that what comes in
 * between two pages moves nothing.
 */
export function pageFromEnd<Item>(
	question: Question,
	items: readonly Item[],
	size: number,
	token: string | undefined,
): {readonly page: readonly Item[]; readonly nextToken?: string} {
	const left = token === undefined ? items.length : placeOf(question, token);
	const from = Math.max(0, items.length - left);
	const page = items.slice(from, from + size);
	const rest = items.length - from - page.length;
	return rest > 0 ? {page, nextToken: tokenFor(question, rest)} : {page};
}
