import width from 'string-width';
import {expect, it} from 'vitest';
import {onlyAscii, toAscii} from '../../source/wording/ascii.ts';
import {actionLooks, closedLook, stageLooks} from '../../source/wording/glyphs.ts';
import {glyphs} from '../../source/wording/signs.ts';
import {standingLooks} from '../../source/wording/words.ts';

const signs = [...Object.values(glyphs), closedLook.glyph, standingLooks.Superseded.glyph];

it('tells every sign of a state from every other, in ASCII too', () => {
	expect(new Set(signs).size).toBe(signs.length);
	const plain = signs.map(toAscii);
	expect(new Set(plain).size).toBe(signs.length);
	expect(plain.join('')).toMatch(/^[\x21-\x7e]+$/);
});

it.each([
	['stages', stageLooks],
	['actions', actionLooks],
	['pipelines', standingLooks],
])('has a word of its own for every state of %s', (_, looks) => {
	const words = Object.values(looks).map(({word}) => word);
	expect(new Set(words).size).toBe(words.length);
	expect(words.every(word => /\w/.test(word))).toBe(true);
});

it('leaves nothing beyond ASCII in a row, and keeps its width', () => {
	for (const row of [
		'feat(流): バッチ 🚀 done',
		'▲ GATE é',
		'e\u0301 👩‍👩‍👧 │ 🇩🇪',
		'plain \x1b[32m✓\x1b[39m',
	]) {
		const drawn = onlyAscii(row);
		expect(Buffer.byteLength(drawn)).toBe(drawn.length);
		expect(width(drawn)).toBe(width(row));
	}
	expect(onlyAscii('feat(流) ✓')).toBe('feat(??) +');
});

it('tells the row that has the keys from one that has not, and shows where typed text ends', () => {
	expect(toAscii('▌▎▏')).toBe('>:_');
});
