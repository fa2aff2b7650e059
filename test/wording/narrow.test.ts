import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, it} from 'vitest';
import {signs} from '../../source/wording/glyphs.ts';
import {narrowWidth} from '../../source/wording/narrow.ts';

const units = [
	'a',
	'~',
	'é',
	'·',
	'…',
	'▌',
	'→',
	'名',
	'\u0301',
	'\ufe0f',
	'\u200d',
	'👍',
	'#',
	'\u20e3',
	'\n',
	'\x07',
];
const colours = ['\x1b[31m', '\x1b[38;2;1;2;3m', '\x1b[0m', '\x1b[2K', '\x1b]8;;x\x07', '\x1b', '['];

it('knows every character alone as the library does, or leaves it', () => {
	const wrong = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(character => {
		const columns = narrowWidth(character);
		return columns !== null && columns !== stringWidth(character);
	});
	expect(wrong).toEqual([]);
});

it('knows a text as the library does, or leaves it', () => {
	const text = fc.string({unit: fc.constantFrom(...units, ...colours), maxLength: 30});
	fc.assert(
		fc.property(text, each => {
			expect([null, stringWidth(each)]).toContain(narrowWidth(each));
		}),
	);
});

it('knows a row of what the screen is drawn with', () => {
	const row = ` \x1b[1;31m${[...signs.keys()].join(' ')}\x1b[0m │ service ─ 3m … `;
	expect(narrowWidth(row)).toBe(stringWidth(row));
});

it('leaves what is wide, joined, or obeyed by a terminal', () => {
	for (const each of [
		'名',
		'e\u0301',
		'▲\ufe0f',
		'\x1b[2J',
		'\x1b]0;x\x07',
		'\x1b[31',
		'\x9b31m',
		'\r',
		'\t',
	])
		expect(narrowWidth(each)).toBeNull();
});
