import type {KnownCause, Recognise} from '../domain/cause.ts';
import type {Failure} from '../domain/pipeline.ts';
import {filled, type Groups} from './fill.ts';
import {message} from './message.ts';
import {reasonOf} from './reason.ts';

/** The first text that a pattern matches, with what its named groups found; `unsure`: it could not tell in time. */
export type FindIn = (
	texts: readonly string[],
) => {readonly at: number; readonly groups: Groups} | null | 'unsure';

/** What must stand in a text, and what must not stand in any, for a cause to be recognised. */
export interface CauseRule {
	readonly cause: KnownCause;
	readonly match: FindIn;
	readonly not: FindIn | null;
}

/** Recognises the causes that rules describe: of several the first rule's. A rule that cannot tell says nothing. */
export function recogniser(rules: readonly CauseRule[]): Recognise {
	return (said, beside = []) => {
		const texts = said.map(message);
		for (const {cause, match, not} of rules) {
			const found = match(texts);
			if (found === null || found === 'unsure') continue;
			if (not !== null && not([...texts, ...beside.map(message)]) !== null) continue;
			return {cause: filled(cause, found.groups), at: found.at};
		}
		return null;
	};
}

/**
 * A failure's words: the whole message, its lines, the message behind its code, the code last. The script that CodeBuild
 * repeats whole says what may fail, not what did.
 */
export function linesOf({message, code}: Failure): readonly string[] {
	const script = reasonOf(message, code)?.script ?? '';
	const said = (script === '' ? message : message.replace(script, () => '')).trim();
	const lines = said
		.split(/\r?\n/)
		.map(line => line.trim())
		.filter(line => line !== '');
	const coded = code === null || code === '' ? [] : [`${code}: ${said}`, code];
	return [
		...new Set([...(lines.length > 1 ? [said] : []), ...lines, ...(said === '' ? coded.slice(1) : coded)]),
	];
}
