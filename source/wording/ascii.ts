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
	'✓': '+',
	'✗': 'x',
	'▲': '^',
	'◐': 'o',
	'◇': '<',
	'‖': '=',
	'■': '#',
	'⇢': '/',
	'↷': '-',
	'⋯': '~',
	'▇': '#',
	'↑': '^',
	'↓': 'v',
	'←': '<',
	'→': '>',
	'›': '>',
	'×': 'x',
};
const drawn = new RegExp(`[${Object.keys(substitutes).join('')}]`, 'g');

/** The signs that the screen draws with, for a terminal that shows nothing beyond ASCII; each keeps its one column. */
export function toAscii(text: string): string {
	return text.replace(drawn, sign => substitutes[sign] ?? sign);
}
