import type {KnownCause, Recognise} from '../../domain/cause.ts';
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
	return said => {
		const texts = said.map(message);
		return firstIn(known, texts) ?? firstIn(guesses, texts);
	};
}

/** The first of several that recognises something. */
export function either(...all: readonly Recognise[]): Recognise {
	return texts => {
		for (const recognise of all) {
			const found = recognise(texts);
			if (found !== null) return found;
		}
		return null;
	};
}

function firstIn(entries: readonly CatalogueEntry[], texts: readonly string[]): ReturnType<Recognise> {
	for (const [at, text] of texts.entries()) {
		for (const entry of entries) {
			const groups = groupsIn(entry, text, texts);
			if (groups !== null) return {cause: causeOf(entry, groups), at};
		}
	}
	return null;
}

type Groups = Readonly<Record<string, string | undefined>>;

function groupsIn(
	{match, not = [], beside}: CatalogueEntry,
	text: string,
	texts: readonly string[],
): Groups | null {
	for (const pattern of match) {
		const found = pattern.exec(text);
		if (found === null) continue;
		if (not.some(each => each.test(text))) return null;
		if (beside !== undefined && !beside.some(each => texts.some(other => each.test(other)))) return null;
		return found.groups ?? {};
	}
	return null;
}

function causeOf({id, cause, advice, retryHelps, sure}: CatalogueEntry, groups: Groups): KnownCause {
	return {id, cause: filled(cause, groups), advice: filled(advice, groups), retryHelps, sure};
}

/** Longest piece of a log that a cause repeats; characters. */
const longest = 160;

function filled(template: string, groups: Groups): string {
	const fill = (part: string) =>
		part.replace(/\{(\w+)\}/g, (_, name: string) => groups[name]?.trim().slice(0, longest) ?? '');
	return fill(
		template.replace(/\[([^\]]*)\]/g, (_, part: string) => {
			const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
			return names.every(name => (groups[name]?.trim() ?? '') !== '') ? part : '';
		}),
	);
}
