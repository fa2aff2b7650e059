import type {KnownCause} from '../domain/cause.ts';

/** What the named groups of a pattern found. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** Longest piece of a log that a cause repeats; characters. */
const longest = 160;

/**
 * A cause with what was found in place of `{group}`, in its sentence and in its advice; a part in square brackets is left out
 * where one of its groups found nothing.
 */
export function filled(cause: KnownCause, groups: Groups): KnownCause {
	return {...cause, cause: fill(cause.cause, groups), advice: fill(cause.advice, groups)};
}

function fill(template: string, groups: Groups): string {
	const found = (name: string) => groups[name]?.trim().slice(0, longest) ?? '';
	const put = (part: string) => part.replace(/\{(\w+)\}/g, (_, name: string) => found(name));
	const kept = template.replace(/\[([^\]]*)\]/g, (whole, part: string) => {
		const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
		if (names.length === 0) return whole;
		return names.every(name => found(name) !== '') ? part : '';
	});
	return put(kept);
}
