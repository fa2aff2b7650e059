import fc from 'fast-check';
import {expect, it} from 'vitest';
import {shortener} from '../../source/wording/names.ts';

it.each([
	[
		['l-indexer-pipeline', 'l-slasher-pipeline'],
		['indexer', 'slasher'],
	],
	[
		['l-indexer', 'l-indexer-two'],
		['indexer', 'indexer-two'],
	],
	[
		['web', 'worker'],
		['web', 'worker'],
	],
	[['only-one-pipeline'], ['only-one-pipeline']],
	[
		['a-pipeline', 'pipeline'],
		['a-pipeline', 'pipeline'],
	],
	[[], []],
])('leaves out what %j share', (names, short) => {
	expect(names.map(shortener(names))).toEqual(short);
});

it('keeps names apart and never empty', () => {
	const name = fc.stringMatching(/^[ab]{1,2}(-[ab]{1,2}){0,3}$/);
	fc.assert(
		fc.property(fc.uniqueArray(name, {minLength: 1, maxLength: 6}), names => {
			const short = names.map(shortener(names));
			expect(new Set(short).size).toBe(names.length);
			for (const each of short) expect(each).not.toBe('');
		}),
	);
});
