import type {KnownCause, Recognise} from '../../domain/cause.ts';
import {filled, type Groups} from '../fill.ts';
import {message} from '../message.ts';
import type {CatalogueEntry} from './entry.ts';

/**
 * Recognises the failures of a catalogue. Texts come in the order of what they weigh: of several that show a known failure
 * the first counts, and of several entries that one shows the catalogue's first. What is only a guess stands back behind
 * everything else.
 */
export function recogniseIn(catalogue: readonly CatalogueEntry[]): Recognise {
	const known = catalogue.filter(({sure}) => sure !== 'guess');
	const guesses = catalogue.filter(({sure}) => sure === 'guess');
	let last: Cleaned | null = null;
	return (said, beside = []) => {
		const texts = said.map(message);
		const all = () => {
			if (last?.beside !== beside) last = {beside, texts: beside.map(message)};
			return [...texts, ...last.texts];
		};
		return firstIn(known, texts, all) ?? firstIn(guesses, texts, all);
	};
}

/** The same texts stand beside message after message. */
interface Cleaned {
	readonly beside: readonly string[];
	readonly texts: readonly string[];
}

/** The first of several that recognises something. */
export function either(...all: readonly Recognise[]): Recognise {
	return (texts, beside) => {
		for (const recognise of all) {
			const found = recognise(texts, beside);
			if (found !== null) return found;
		}
		return null;
	};
}

function firstIn(
	entries: readonly CatalogueEntry[],
	texts: readonly string[],
	all: () => readonly string[],
): ReturnType<Recognise> {
	for (const [at, text] of texts.entries()) {
		for (const entry of entries) {
			const groups = groupsIn(entry, text, all);
			if (groups !== null) return {cause: causeOf(entry, groups), at};
		}
	}
	return null;
}

function groupsIn(
	{match, not = [], beside}: CatalogueEntry,
	text: string,
	all: () => readonly string[],
): Groups | null {
	for (const pattern of match) {
		const found = pattern.exec(text);
		if (found === null) continue;
		if (not.some(each => each.test(text))) return null;
		if (beside !== undefined && !all().some(other => beside.some(each => each.test(other)))) return null;
		return found.groups ?? {};
	}
	return null;
}

function causeOf({id, cause, advice, retryHelps, sure}: CatalogueEntry, groups: Groups): KnownCause {
	return filled({id, cause, advice, retryHelps, sure}, groups);
}
