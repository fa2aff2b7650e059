import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {setImmediate as turn} from 'node:timers/promises';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {startScreen} from '../../components/live.tsx';
import {paletteFor} from '../../source/wording/choose-palette.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay, runningFailed} from '../busy-day.ts';
import {look, minute, noon, partsWith, storeWith} from '../fixtures.ts';
import {keys} from '../screen.tsx';

beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance']}));
afterEach(() => void vi.useRealTimers());

type Size = readonly [columns: number, rows: number];

/** A terminal that is slow: what is written to it, and that it has another size, arrives when the test says so. */
function slowTerminal([columns, rows]: Size, before: string) {
	const emulator = new xterm.Terminal({cols: columns, rows, convertEol: true, allowProposedApi: true});
	let [pending, size] = [before, {columns, rows}];
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true as const,
		columns,
		rows,
		write(bytes: string, written?: () => void) {
			pending += bytes;
			written?.();
			return true;
		},
	});
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true as const,
		setRawMode: () => stdin,
		ref: () => stdin,
		unref: () => stdin,
	});
	return {
		stdout,
		stdin,
		/** Hands on a part of what was written, from none of it to all. */
		async show(part = 1) {
			const bytes = pending.slice(0, Math.ceil(pending.length * part));
			pending = pending.slice(bytes.length);
			const shown = new Promise<void>(resolve => emulator.write(bytes, resolve));
			vi.advanceTimersByTime(0);
			await shown;
		},
		drag([wide, high]: Size) {
			emulator.resize(wide, high);
			size = {columns: wide, rows: high};
		},
		tell() {
			Object.assign(stdout, size);
			stdout.emit('resize');
		},
		isTold: () => stdout.columns === size.columns && stdout.rows === size.rows,
		/** Every cell with its looks. */
		picture() {
			const {active} = emulator.buffer;
			return Array.from({length: emulator.rows}, (_, y) => {
				const line = active.getLine(active.viewportY + y);
				return Array.from({length: emulator.cols}, (_, x) => {
					const cell = line?.getCell(x);
					if (cell === undefined) return '';
					const blank = cell.getChars().trim() === '' && cell.isBgDefault() && !cell.isInverse();
					const look = [cell.getFgColor(), cell.getBgColor(), cell.isBold(), cell.isDim(), cell.isInverse()];
					return blank ? ' ' : `${cell.getChars()}<${look}>`;
				}).join('');
			});
		},
		/** Whether a row went on in the next one. */
		wrapped: () => {
			const {active} = emulator.buffer;
			return Array.from({length: emulator.rows}, (_, y) => active.getLine(active.viewportY + y)).some(
				line => line?.isWrapped,
			);
		},
		text: () => {
			const {active} = emulator.buffer;
			return Array.from(
				{length: emulator.rows},
				(_, y) => active.getLine(active.viewportY + y)?.translateToString(true) ?? '',
			).join('\n');
		},
	};
}

type Happening =
	| {readonly kind: 'wait'; readonly ms: number}
	| {readonly kind: 'clock set back'}
	| {readonly kind: 'look'; readonly failed: boolean; readonly at: number}
	| {readonly kind: 'colours'; readonly ground: 'light' | 'dark'}
	| {readonly kind: 'keys'; readonly typed: string}
	| {readonly kind: 'drag'; readonly size: Size}
	| {readonly kind: 'tell size'}
	| {readonly kind: 'woken'}
	| {readonly kind: 'show'; readonly part: number};

const sizes: readonly Size[] = [
	[120, 36],
	[119, 36],
	[100, 36],
	[80, 24],
	[80, 10],
	[40, 10],
	[30, 6],
];
const typed = ['j', 'k', '\t', '?', 'L', 'F', keys.ctrl('l'), keys.esc, 'm', 'v', '!', '/ind', keys.enter];
const backgrounds = {light: 'ffff/ffff/ffff', dark: '1e1e/1e1e/1e1e'} as const;

const happening: fc.Arbitrary<Happening> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({kind: fc.constant('wait'), ms: fc.constantFrom(0, 1, 8, 9, 29, 31, 160)}),
	},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('clock set back')})},
	{
		weight: 4,
		arbitrary: fc.record({kind: fc.constant('look'), failed: fc.boolean(), at: fc.nat(3)}),
	},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('colours'), ground: fc.constantFrom('light', 'dark')})},
	{weight: 4, arbitrary: fc.record({kind: fc.constant('keys'), typed: fc.constantFrom(...typed)})},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('drag'), size: fc.constantFrom(...sizes)})},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('tell size')})},
	{weight: 1, arbitrary: fc.record({kind: fc.constant('woken')})},
	{weight: 3, arbitrary: fc.record({kind: fc.constant('show'), part: fc.constantFrom(0.3, 0.9, 1)})},
);

async function play(size: Size, before: string, happenings: readonly Happening[]) {
	const terminal = slowTerminal(size, before);
	const store = storeWith(allPlans);
	const {parts} = partsWith(store, {
		session: {demo: false, alsoAsk: null, bell: [], still: true},
	});
	const theme = (ground: 'dark' | 'light' | null) =>
		createTheme({level: 3, unicode: true, palette: paletteFor('auto', {ground, level: 3})});
	const leave = new AbortController();
	const left = startScreen({
		parts,
		theme: theme(null),
		themeOn: theme,
		stdout: terminal.stdout,
		stdin: terminal.stdin,
		title: 'sluice',
		titled: true,
		first: null,
		signal: leave.signal,
	});
	const turns = async () => {
		for (let count = 0; count < 6; count++) await turn();
	};
	const rest = async () => {
		for (let count = 0; count < 8; count++) {
			await turns();
			vi.advanceTimersByTime(60);
		}
		await turns();
		await terminal.show();
	};
	const happen = (each: Happening): unknown => {
		switch (each.kind) {
			case 'wait':
				vi.advanceTimersByTime(each.ms);
				return turn();
			case 'clock set back':
				return vi.setSystemTime(Date.now() - 5000);
			case 'look':
				return look(store, each.failed ? runningFailed : busyDay.running, noon + each.at * minute);
			case 'colours':
				return terminal.stdin.write(`\x1b]11;rgb:${backgrounds[each.ground]}\x1b\\`);
			case 'keys':
				return terminal.stdin.write(each.typed);
			case 'drag':
				return terminal.drag(each.size);
			case 'tell size':
				return terminal.tell();
			case 'woken':
				process.emit('SIGCONT', 'SIGCONT');
				return turn();
			case 'show':
				return terminal.show(each.part);
		}
	};
	try {
		// A pane that is looked at has nothing that flashes.
		terminal.stdin.write('\x1b[I');
		for (const each of happenings) await happen(each);
		if (!terminal.isTold()) terminal.tell();
		await rest();
		const stands = {
			text: terminal.text(),
			picture: terminal.picture(),
			wrapped: terminal.wrapped(),
		};
		// After this nothing is left of what stood there.
		terminal.tell();
		await rest();
		return {stands, meant: {text: terminal.text(), picture: terminal.picture()}};
	} finally {
		leave.abort();
		await rest();
		await left;
	}
}

it('what stands on the screen is what is meant to, whatever happened at whatever moment', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...sizes),
			fc.constantFrom('', '\r\n\r\n$ sluice\r\n', 'no end of the line'),
			fc.array(happening, {maxLength: 25}),
			async (size, before, happenings) => {
				const {stands, meant} = await play(size, before, happenings);
				expect(stands.text).toBe(meant.text);
				expect(stands.picture).toEqual(meant.picture);
				expect(stands.wrapped).toBe(false);
				expect(stands.text.trim()).not.toBe('');
			},
		),
		{numRuns: 100},
	);
});
