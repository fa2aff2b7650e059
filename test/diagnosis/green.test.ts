import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {comparableFrom, greenLog, isNovel, novelLines} from '../../source/diagnosis/green.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {failing, log} from './build-log.ts';

const begin = ['> Running on CodeBuild On-demand', '> Entering phase BUILD'];
const install = ['> Running command npm ci', 'added 812 packages in 9s'];
const green = log(
	...begin,
	...install,
	'> Running command npm test',
	'12 passed, 0 failed',
	'done in 4.1s',
	'> Phase complete: BUILD State: SUCCEEDED',
);
const red = log(
	...begin,
	'> Running command npm ci',
	'added 811 packages in 12s',
	'> Running command npm test',
	'Error: no wallet',
	'11 passed, 1 failed',
	'done in 3.7s',
	...failing('BUILD', 'npm test'),
);

const texts = (lines: readonly LogLine[], at: readonly number[] | null) => at?.map(each => lines[each]?.text);
/** A log of nothing but these lines of output. */
const output = (count: number, word: string) =>
	Array.from({length: count}, (_, n) => `${word} ${'x'.repeat(n % 90)}${Math.floor(n / 90)}y`);

describe('what a green log lacks', () => {
	it('is what failed, and not what changes from run to run', () => {
		const novel = texts(red, novelLines(red, greenLog('b:1', green, true)));
		expect(novel?.slice(0, 2)).toEqual(['Error: no wallet', '11 passed, 1 failed']);
		expect(novel?.slice(2).every(text => text?.startsWith('[Container]'))).toBe(true);
	});

	it('is nothing for an empty line', () => {
		const {masked: _, ...bare} = greenLog('b:1', [], true);
		const none = {...bare, masked: new Set<string>()};
		expect(isNovel('  ', none)).toBe(false);
		expect(isNovel('x', none)).toBe(true);
	});

	it('is nothing of the green log itself, whatever is in it', () => {
		const lines = fc.array(
			fc.oneof(fc.string(), fc.constantFrom(...[...green, ...red].map(({text}) => text))),
		);
		fc.assert(
			fc.property(lines, fc.boolean(), (all, whole) => {
				const some = log(...all);
				expect(novelLines(some, greenLog('b:1', some, whole)) ?? []).toEqual([]);
			}),
		);
	});
});

describe('a green log that was read from its middle', () => {
	const part = (from: number) => greenLog('b:1', green.slice(from), false);

	it('speaks of what follows the first header that both have', () => {
		const before = log(
			...begin,
			'> Running command npm ci',
			'another warning',
			...red.slice(4).map(({text}) => text),
		);
		const novel = texts(before, novelLines(before, part(4)));
		expect(novel?.slice(0, 2)).toEqual(['Error: no wallet', '11 passed, 1 failed']);
		expect(texts(before, novelLines(before, greenLog('b:1', green, true)))?.[0]).toBe('another warning');
	});

	it('says nothing where no header is shared, or the shared one stands twice', () => {
		expect(novelLines(red, greenLog('b:1', log('some', 'output'), false))).toBeNull();
		const early = log(...begin, ...install, ...failing('BUILD', 'npm ci'));
		expect(novelLines(early, part(4))).toBeNull();
		const twice = log('> Running command npm test', 'a', '> Running command npm test', 'b');
		expect(comparableFrom(twice, part(4))).toBeNull();
	});

	it('speaks of what stands before that header in a log that was cut later', () => {
		expect(comparableFrom(red.slice(3), part(2))).toBe(0);
		expect(comparableFrom(red, part(2))).toBe(2);
	});
});

describe('comparing tells nothing', () => {
	const run = (first: readonly string[], second: readonly string[], failed: boolean) =>
		log(
			...begin,
			'> Running command npm ci',
			...first,
			'> Running command npm test',
			...second,
			...(failed ? failing('BUILD', 'npm test') : []),
		);

	it('where most of what went well is new: it is another build', () => {
		const lines = run(output(30, 'other'), ['Error: no'], true);
		expect(novelLines(lines, greenLog('b:1', run(output(30, 'one'), [], false), true))).toBeNull();
		expect(novelLines(lines, greenLog('b:1', run(output(20, 'other'), [], false), true))).not.toBeNull();
	});

	it('where most of much output of the failed command is new, but not where little is', () => {
		const good = greenLog('b:1', run([], ['fine'], false), true);
		expect(novelLines(run([], output(61, 'bad'), true), good)).toBeNull();
		expect(texts(red, novelLines(run([], output(60, 'bad'), true), good))).toHaveLength(63);
		const mixed = greenLog('b:1', run([], output(90, 'same'), false), true);
		expect(novelLines(run([], [...output(90, 'same'), ...output(80, 'bad')], true), mixed)).not.toBeNull();
	});

	it('without any line of the agent goes by the end', () => {
		const good = greenLog('b:1', log('fine'), true);
		expect(novelLines(log(...output(100, 'bad')), good)).toBeNull();
		expect(novelLines(log(...output(40, 'bad')), good)).toHaveLength(40);
	});
});
