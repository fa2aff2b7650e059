import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {clockTime, isoTime, line, span} from '../../source/commands/line.ts';

describe('a line', () => {
	it('leaves out what is not known and keeps the order', () => {
		expect(line('DONE', {pipeline: 'web', by: null, exec: '5cd0', url: undefined, waiting: 0})).toBe(
			'DONE pipeline=web exec=5cd0 waiting=0',
		);
	});

	it('quotes a value with spaces, and an empty one', () => {
		expect(line('BLOCKED', {note: 'freeze until Monday', by: ''})).toBe(
			'BLOCKED note="freeze until Monday" by=""',
		);
	});

	it('leaves a link as it is', () => {
		const url =
			'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/web/view?region=us-west-2';
		expect(line('DONE', {url})).toBe(`DONE url=${url}`);
	});

	it('holds no control characters and can be split again, whatever a value is', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), value => {
				const said = line('ALERT', {cause: value, exec: 'e'});
				expect(said).not.toMatch(/\p{Cc}/u);
				expect(said).toMatch(/^ALERT cause=("[^"]*"|[^\s"]+) exec=e$/u);
			}),
		);
	});
});

describe('times in lines', () => {
	it.each([
		[0, '0s'],
		[-5, '0s'],
		[58_400, '58s'],
		[60_000, '1m'],
		[252_000, '4m12s'],
		[7_800_000, '2h10m'],
		[3_600_000, '1h'],
		[93_600_000 * 3, '3d6h'],
	])('tells %d ms as %s', (ms, said) => {
		expect(span(ms)).toBe(said);
	});

	it('are UTC', () => {
		const at = Date.UTC(2026, 10, 27, 16, 4, 31, 999);
		expect(clockTime(at)).toBe('16:04:31Z');
		expect(isoTime(at)).toBe('2026-11-27T16:04:31Z');
		expect(isoTime(null)).toBeNull();
	});
});
