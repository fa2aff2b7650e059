import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type LogRowsOptions, logRows} from '../../../components/log/log-rows.ts';
import type {LogContent} from '../../../hooks/log-shown.ts';
import {type LogStep, lookAt, openLog} from '../../../hooks/log-view.ts';
import {LogLines} from '../../../source/domain/log-lines.ts';
import {width} from '../../../source/wording/spans.ts';
import {createTheme} from '../../../source/wording/theme.ts';

const theme = createTheme({level: 0, unicode: true});
const options = (over: Partial<LogRowsOptions> = {}): LogRowsOptions => ({
	columns: 80,
	height: 6,
	startedAt: 0,
	numbered: true,
	explaining: null,
	theme,
	...over,
});
const content = (texts: readonly string[], over: Partial<LogContent> = {}): LogContent => ({
	lines: LogLines.of(texts.map((text, index) => ({at: index * 1000, text}))),
	relevant: [],
	errors: [],
	novel: null,
	start: 0,
	live: false,
	...over,
});
const drawn = (log: LogContent, over: Partial<LogRowsOptions> = {}, ...steps: readonly LogStep[]) =>
	logRows(steps.reduce(lookAt, openLog(log)), options(over)).rows.map(row => row.trimEnd());

describe('the rows of a log', () => {
	it('have a number, the time since the start, and the text', () => {
		expect(drawn(content(['one', 'two']), {height: 2})).toEqual(['▌  1 +0:00   one', '   2 +0:01   two']);
	});

	it('drop time and number where there is no room', () => {
		expect(drawn(content(['one']), {height: 1, columns: 60})).toEqual(['▌  1 one']);
		expect(drawn(content(['one']), {height: 1, columns: 40})).toEqual(['▌one']);
	});

	it('mark what is left out between relevant lines', () => {
		const log = content(
			Array.from({length: 2000}, (_, index) => `line ${index}`),
			{relevant: [1500, 1501], start: 1500},
		);
		expect(drawn(log, {columns: 40})).toEqual([
			' ⋯ 1,500 lines',
			'▌line 1500',
			' line 1501',
			' ⋯ 498 lines',
			'',
			'',
		]);
	});

	it('are cut at the right edge, and scroll', () => {
		const log = content(['abcdefghij'.repeat(8)]);
		expect(drawn(log, {height: 1, columns: 20})).toEqual(['▌abcdefghijabcdefgh›']);
		expect(drawn(log, {height: 1, columns: 20}, {kind: 'scroll', by: 70})).toEqual(['▌abcdefghij']);
	});

	it('wrap without losing a wide character', () => {
		expect(drawn(content(['日本語のログ行です']), {height: 3, columns: 10}, {kind: 'wrap'})).toEqual([
			'▌日本語の',
			'▌ログ行で',
			'▌す',
		]);
	});

	it('mark what was found, in the line as it is seen', () => {
		const bright = createTheme({level: 1, unicode: true});
		const log = content(['\u001b[31mfirst\u001b[0m match']);
		const steps = [
			{kind: 'find'},
			...[...'match'].map(letter => ({kind: 'type', letter, height: 1})),
		] as LogStep[];
		const [row] = logRows(steps.reduce(lookAt, openLog(log)), options({theme: bright, height: 1})).rows;
		expect(row).toContain(bright.paint('match', 'match'));
		expect(row).not.toContain('\u001b[31m');
	});

	it('mark what the last green log does not have, where it is known', () => {
		const log = content(['old', 'new'], {novel: [1]});
		expect(drawn(log, {height: 2, columns: 60})).toEqual(['▌  1   old', '   2 + new']);
		expect(drawn(log, {height: 2, columns: 60}, {kind: 'mark'})).toEqual(['▌  1 old', '   2 new']);
	});

	it('take no longer for a line of a megabyte', () => {
		const log = content([`${'x'.repeat(1_000_000)}end`, `\u001b[31m${'y'.repeat(1_000_000)}\u001b[0m`]);
		const began = performance.now();
		expect(drawn(log, {height: 2, columns: 20})).toEqual([
			'▌xxxxxxxxxxxxxxxxxx›',
			' \u001b[31myyyyyyyyyyyyyyyyyy\u001b[39m›',
		]);
		drawn(log, {height: 40, columns: 200}, {kind: 'wrap'});
		drawn(log, {height: 2, columns: 20}, {kind: 'scroll', by: 5000});
		expect(performance.now() - began).toBeLessThan(2000);
	});

	it('leave out the date of the agent', () => {
		const log = content(['[Container] 2026/11/21 11:48:12.123456 Entering phase BUILD']);
		expect(drawn(log, {height: 1, columns: 40})).toEqual(['▌[Container] Entering phase BUILD']);
	});

	it('are as many and as wide as the screen, whatever stands in the lines', () => {
		const text = fc.oneof(
			fc.string({unit: 'grapheme', maxLength: 60}),
			fc.constantFrom(
				'日本語'.repeat(20),
				'\u001b[1mbold\u001b[0m and \u001b[32mgreen',
				'x'.repeat(5000),
				'🚀👩‍👩‍👧',
			),
		);
		fc.assert(
			fc.property(
				fc.array(text, {minLength: 1, maxLength: 12}),
				fc.integer({min: 20, max: 120}),
				fc.integer({min: 1, max: 20}),
				fc.boolean(),
				fc.nat(30),
				(texts, columns, height, wrap, left) => {
					const steps: readonly LogStep[] = [
						...(wrap ? [{kind: 'wrap'} as const] : []),
						{kind: 'scroll', by: left},
					];
					const {rows} = logRows(steps.reduce(lookAt, openLog(content(texts))), options({columns, height}));
					expect(rows.map(width)).toEqual(Array.from({length: height}, () => columns));
				},
			),
		);
	});

	it('cost the same however long the log is', () => {
		const log = content(
			Array.from({length: 100_000}, (_, index) => `line ${index}`),
			{start: 50_000},
		);
		const view = openLog(log);
		const began = performance.now();
		for (let times = 0; times < 20; times++) logRows(view, options({height: 40}));
		expect(performance.now() - began).toBeLessThan(1000);
	});
});
