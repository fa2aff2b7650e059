import {fit, type Span} from '../../source/wording/spans.ts';
import type {Style} from '../../source/wording/theme.ts';

/**
 * A text in exactly `columns`, the letters at these positions shown as matched. Text that is cut shows what is left of
 * its matches.
 */
export function marked(
	text: string,
	positions: readonly number[],
	columns: number,
	style: Style,
): readonly Span[] {
	const shown = fit(text, Math.max(0, columns));
	const isMatch = new Set(positions);
	const spans: [string, Style][] = [];
	for (let at = 0; at < shown.length; ) {
		const letter = String.fromCodePoint(shown.codePointAt(at) ?? 0);
		// Behind a cut the letters are no longer those of the text.
		const own: Style = isMatch.has(at) && text.startsWith(letter, at) ? 'match' : style;
		const last = spans.at(-1);
		if (last !== undefined && last[1] === own) last[0] += letter;
		else spans.push([letter, own]);
		at += letter.length;
	}
	return spans;
}
