import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LogContent} from '../../hooks/log-shown.ts';
import {type LogStep, type LogView, lookAt, offsetOf, openLog} from '../../hooks/log-view.ts';
import {beyond} from '../../hooks/sorted.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {LogLines} from '../../source/domain/log-lines.ts';

const lines = (from: number, to: number): readonly LogLine[] =>
	Array.from({length: to - from}, (_, index) => ({at: index, text: `line ${from + index}`}));
const hundred = LogLines.of(lines(0, 100));
const content = (over: Partial<LogContent> = {}): LogContent => ({
	lines: hundred,
	relevant: [40, 41, 50, 60],
	errors: [41, 60, 80],
	novel: null,
	start: 41,
	live: false,
	...over,
});
const height = 10;
const after = (view: LogView, ...steps: readonly LogStep[]) => steps.reduce(lookAt, view);
const down: LogStep = {kind: 'move', by: 1, height};
const up: LogStep = {kind: 'move', by: -1, height};
const at = ({content, cursor}: LogView) => content.lines.text(cursor);
const found = ({find}: LogView) => [...(find?.scan.hits ?? [])];

describe('where a log opens', () => {
	it('is the line that explains the failure, among the relevant ones', () => {
		expect(openLog(content())).toMatchObject({cursor: 41, all: false, following: false});
	});

	it('is the end, which is followed while the log grows', () => {
		expect(openLog(content({start: null, relevant: [], live: true}))).toMatchObject({
			cursor: 99,
			following: true,
		});
		expect(openLog(content({start: null, relevant: []}))).toMatchObject({cursor: 99, following: false});
	});

	it('comes with what is learned later, as long as the reader has not moved', () => {
		const running = openLog(content({start: null, relevant: [], live: true}));
		const failed: LogStep = {kind: 'content', content: content()};
		expect(after(running, failed)).toMatchObject({cursor: 41, following: false});
		expect(after(running, up, failed)).toMatchObject({cursor: 98});
	});
});

describe('moving', () => {
	it('steps over what is left out', () => {
		expect(after(openLog(content()), down).cursor).toBe(50);
		expect(after(openLog(content()), up, up, up).cursor).toBe(40);
		expect(after(openLog(content()), {kind: 'move', by: 100, height}).cursor).toBe(60);
	});

	it('goes to both ends', () => {
		const view = after(openLog(content()), {kind: 'all'});
		expect(after(view, {kind: 'bottom'}).cursor).toBe(99);
		expect(after(view, {kind: 'bottom'}, {kind: 'top'}).cursor).toBe(0);
	});

	it('keeps the place when all lines are shown, and when they no longer are', () => {
		const all = after(openLog(content()), {kind: 'all'});
		expect(all).toMatchObject({cursor: 41, all: true});
		expect(after(all, {kind: 'move', by: 6, height}, {kind: 'all'})).toMatchObject({cursor: 50, all: false});
	});

	it('shows all lines when it goes to one that was left out', () => {
		expect(after(openLog(content()), {kind: 'go', line: 80, height})).toMatchObject({cursor: 80, all: true});
		expect(after(openLog(content()), {kind: 'go', line: 60, height})).toMatchObject({cursor: 60, all: false});
	});

	it('finds the next error and the one before', () => {
		expect(beyond([41, 60, 80], 41, 1)).toBe(60);
		expect(beyond([41, 60, 80], 41, -1)).toBeNull();
		expect(beyond([41, 60, 80], 81, -1)).toBe(80);
	});
});

describe('a log that grows', () => {
	const live = openLog(content({start: null, relevant: [], errors: [], live: true}));
	const grown = (over: Partial<LogContent>): LogStep => ({
		kind: 'content',
		content: {...live.content, ...over},
	});

	it('is followed until the reader scrolls up', () => {
		const longer = grown({lines: hundred.append(lines(100, 120))});
		expect(after(live, longer).cursor).toBe(119);
		expect(after(live, up, longer)).toMatchObject({cursor: 98, following: false});
		expect(after(live, up, {kind: 'follow'}, longer)).toMatchObject({cursor: 119, following: true});
	});

	it('keeps its place when older lines come before', () => {
		const older = grown({lines: hundred.prepend(lines(-500, 0))});
		const view = after(live, {kind: 'move', by: -30, height});
		expect(at(view)).toBe('line 69');
		expect(at(after(view, older))).toBe('line 69');
		expect(offsetOf(after(view, older), height)).toBe(offsetOf(view, height));
	});

	it('keeps it when lines come on both sides', () => {
		const both = grown({lines: hundred.prepend(lines(-7, 0)).append(lines(100, 104))});
		expect(at(after(live, up, both))).toBe('line 98');
	});

	it('opens anew when it is another log', () => {
		const other = grown({lines: LogLines.of(lines(1000, 1005))});
		expect(after(live, up, other)).toMatchObject({cursor: 4, following: true});
	});
});

describe('finding', () => {
	const typed = (word: string): readonly LogStep[] => [
		{kind: 'find'},
		...[...word].map((letter): LogStep => ({kind: 'type', letter, height})),
	];

	it('goes to the first match behind the cursor while one types, and shows lines that were left out', () => {
		const view = after(openLog(content()), ...typed('line 7'));
		expect(view).toMatchObject({cursor: 70, all: true});
		expect(found(view)).toEqual([7, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79]);
	});

	it('goes back to where it began', () => {
		const view = after(openLog(content()), ...typed('line 7'), {kind: 'cancel', height});
		expect(view).toMatchObject({cursor: 41, find: null, typing: null});
	});

	it('reads a regular expression, and says when it is none', () => {
		const regex: LogStep = {kind: 'regex', height};
		expect(found(after(openLog(content()), ...typed('^line .5$'), regex))).toHaveLength(9);
		expect(after(openLog(content()), ...typed('('), regex).find?.problem).toMatch(
			/^not a regular expression/,
		);
		expect(found(after(openLog(content()), ...typed('.')))).toEqual([]);
	});

	it('lets capitals decide whether case counts, and looks under colours', () => {
		const coloured = content({
			lines: LogLines.of([{at: 0, text: '\u001b[31mER\u001b[0mROR'}]),
			relevant: [],
			start: null,
		});
		expect(found(after(openLog(coloured), ...typed('error')))).toEqual([0]);
		expect(found(after(openLog(coloured), ...typed('Error')))).toEqual([]);
	});

	it('goes on with lines that come later', () => {
		const view = after(openLog(content()), ...typed('line 99'), {kind: 'accept'});
		const more: LogStep = {kind: 'content', content: content({lines: hundred.prepend(lines(-10, 0))})};
		expect(found(after(view, more))).toEqual([109]);
	});
});

it('never leaves the log, whatever is pressed', () => {
	const step = fc.oneof(
		fc.record({
			kind: fc.constant('move' as const),
			by: fc.integer({min: -300, max: 300}),
			height: fc.nat(60),
		}),
		fc.constantFrom<LogStep>(
			{kind: 'top'},
			{kind: 'bottom'},
			{kind: 'all'},
			{kind: 'follow'},
			{kind: 'wrap'},
			{kind: 'find'},
			{kind: 'accept'},
			{kind: 'type', letter: '7', height},
			{kind: 'erase', height},
			{kind: 'cancel', height},
			{kind: 'content', content: content({lines: LogLines.none, relevant: [], errors: [], start: null})},
			{kind: 'content', content: content()},
			{kind: 'content', content: content({lines: hundred.prepend(lines(-20, 0)), live: true, start: null})},
		),
	);
	fc.assert(
		fc.property(fc.array(step, {maxLength: 30}), fc.integer({min: 1, max: 60}), (steps, rows) => {
			const view = after(openLog(content()), ...steps);
			const {length} = view.content.lines;
			expect(view.cursor).toBeGreaterThanOrEqual(0);
			expect(view.cursor).toBeLessThan(Math.max(1, length));
			expect(offsetOf(view, rows)).toBeGreaterThanOrEqual(0);
			expect(offsetOf(view, rows)).toBeLessThan(rows);
		}),
	);
});
