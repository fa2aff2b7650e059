import {afterEach, expect, it} from 'vitest';
import {startScreen} from '../../components/live.tsx';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay, runningFailed} from '../busy-day.ts';
import {look, minute, noon, partsWith, storeWith} from '../fixtures.ts';
import {createTerminal} from '../screen.tsx';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	await Promise.all(ends.splice(0).map(end => end()));
});

async function start() {
	const terminal = createTerminal({columns: 120, rows: 36});
	const store = storeWith(allPlans);
	const {parts, sent} = partsWith(store);
	const left = startScreen({
		parts,
		theme: createTheme({level: 3, unicode: true}),
		themeOn: null,
		stdout: terminal.stdout,
		stdin: terminal.stdin,
		title: 'sluice',
		titled: true,
		first: null,
		signal: new AbortController().signal,
	});
	ends.push(async () => {
		terminal.stdin.write('\x03');
		await left;
	});
	await terminal.until(text => text.includes('? help'));
	return {terminal, sent, left, store};
}

it('leaves the terminal as it was', async () => {
	const {terminal, left} = await start();
	terminal.stdin.write('q');
	expect(await left).toEqual({kind: 'left'});
	const written = terminal.written();
	for (const [on, off] of [
		['\x1b[?1049h', '\x1b[?1049l'],
		['\x1b[?25l', '\x1b[?25h'],
		['\x1b[?1004h', '\x1b[?1004l'],
		['\x1b[22;0t', '\x1b[23;0t'],
	] as const) {
		expect(written).toContain(on);
		expect(written.lastIndexOf(off)).toBeGreaterThan(written.lastIndexOf(on));
	}
});

it('hands each of the keys that arrive together to the screen that it meets', async () => {
	const {terminal} = await start();
	terminal.stdin.write('jj?');
	await terminal.until(text => text.startsWith(' help'));
	expect(terminal.rows()[0]).toContain(' help');
	terminal.stdin.write('qkk\r\r');
	await terminal.until(text => text.includes('l-indexer-pipeline › DeployStaging › Taiko'));
});

it('hears of the focus, also when a report arrives in two pieces', async () => {
	const {terminal, sent} = await start();
	terminal.stdin.write('\x1b[O');
	terminal.stdin.write('?');
	await terminal.until(text => text.startsWith(' help'));
	expect(sent).toContainEqual({kind: 'focus', focused: false});
	terminal.stdin.write('\x1b[');
	terminal.stdin.write('I');
	terminal.stdin.write('q');
	await terminal.until(text => text.includes('GATE'));
	expect(sent).toContainEqual({kind: 'focus', focused: true});
});

it('stops at a signal and says which', async () => {
	const {left} = await start();
	process.emit('SIGHUP', 'SIGHUP');
	expect(await left).toEqual({kind: 'signal', signal: 'SIGHUP'});
});

it('draws anew after a resize has come to rest', async () => {
	const {terminal} = await start();
	terminal.resize({columns: 80, rows: 15});
	await terminal.until(
		text =>
			text.startsWith(' acfd7c6') && text.split('\n').length === 15 && text.trimEnd().endsWith('? help'),
	);
});

it('says in its title how the commit stands, anew only when that changed', async () => {
	const {terminal, store} = await start();
	const titles = () =>
		terminal
			.written()
			.split('\u001b]2;')
			.slice(1)
			.map(each => each.split('\u0007')[0]);
	expect(titles()).toEqual(['▲1 ✗1 ◇2 ■1 acfd7c6 · sluice']);
	look(store, busyDay.done, noon + minute);
	look(store, runningFailed, noon + minute);
	await terminal.until(text => /prover-ansible.*Failed/.test(text));
	expect(titles().at(-1)).toBe('▲1 ✗2 ◇2 ■1 acfd7c6 · sluice');
	expect(new Set(titles()).size).toBe(titles().length);
});
