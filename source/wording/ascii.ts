const substitutes: Readonly<Record<string, string>> = {
	'·': '-',
	'…': '~',
	'│': '|',
	'─': '-',
	'┌': '+',
	'┬': '+',
	'┐': '+',
	'├': '+',
	'┼': '+',
	'┤': '+',
	'└': '+',
	'┴': '+',
	'┘': '+',
	'▌': '>',
	'▎': ':',
	'▏': '_',
	'✓': '+',
	'✗': 'x',
	'▲': '^',
	'◐': 'o',
	'◇': '<',
	'‖': '=',
	'■': '#',
	'⇢': '/',
	'↷': '~',
	'⋯': '~',
	'▁': '_',
	'▂': '.',
	'▃': ':',
	'▄': '-',
	'▅': '=',
	'▆': '*',
	'▇': '#',
	'█': '#',
	'░': ':',
	'┊': '|',
	'≈': '~',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'›': '>',
	'▾': 'v',
	'▸': '>',
	'×': 'x',
	'≥': '>',
};
const drawn = new RegExp(`[${Object.keys(substitutes).join('')}]`, 'g');

/** The signs that the screen draws with, for a terminal that shows nothing beyond ASCII; each keeps its one column. */
export function toAscii(text: string): string {
	return text.replace(drawn, sign => substitutes[sign] ?? sign);
}

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const beyond = /[^\0-\x7f]/;
const wide =
	/\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

/** A row of the screen in nothing but ASCII: what others wrote and it has no sign for becomes `?`, as wide as it was. */
export function onlyAscii(row: string): string {
	const drawn = toAscii(row);
	if (!beyond.test(drawn)) return drawn;
	return [...graphemes.segment(drawn)]
		.map(({segment}) => (!beyond.test(segment) ? segment : wide.test(segment) ? '??' : '?'))
		.join('');
}
