import {type KeyRow, keymap, keyNames} from '../source/keymap/keymap.ts';
import {signs} from '../source/wording/glyphs.ts';
import {breakWords, fit, paintRow, type Span, width} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';

/** The table of keys; narrow terminals leave out where they work, and set many keys of a row below each other. */
export function helpRows(columns: number, theme: Theme): readonly string[] {
	const namesOf = (row: KeyRow) => keyNames(row, theme.unicode);
	const widest = Math.min(columns < 60 ? 10 : 24, Math.max(...keymap.map(row => width(namesOf(row)))));
	const row = (spans: readonly Span[]) => paintRow(spans, columns, theme);
	const keys = keymap.flatMap((each): readonly string[] => {
		const names = breakWords(namesOf(each), widest);
		const does = breakWords(each.help, Math.max(10, columns - widest - (columns >= 70 ? 26 : 4)));
		return Array.from({length: Math.max(names.length, does.length)}, (_, index) =>
			row([
				'  ',
				[fit(names[index] ?? '', widest), 'key'],
				'  ',
				columns >= 70 ? fit(does[index] ?? '', columns - widest - 26) : (does[index] ?? ''),
				columns >= 70 && index === 0 ? [`  ${each.where}`, 'dim'] : '',
			]),
		);
	});
	return keys;
}

/** What the signs mean, a row each. */
export function signRows(columns: number, theme: Theme): readonly string[] {
	const rows = [...signs].map(([sign, {word, style}]) =>
		paintRow(['  ', [sign, style], '  ', word], columns, theme),
	);
	return [paintRow([], columns, theme), paintRow([' ', ['signs', 'bold']], columns, theme), ...rows];
}
