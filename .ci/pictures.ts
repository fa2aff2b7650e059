// Takes the pictures of the README from the built program: the demo, in a pseudo-terminal, with time under control.
// Arguments name those that are wanted; without any all are.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {program, start, type Terminal} from '../test/stories/terminal.ts';
import {moment, type Screen, screens} from './pictures/screens.ts';
import {still} from './pictures/stillness.ts';
import {svgOf} from './pictures/svg.ts';

const clock = fileURLToPath(new URL('pictures/stepped-clock.ts', import.meta.url));
const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
/** Half an hour of the day, in the clock's stretches: all that happens to the commit has happened then. */
const enough = 180;

/** Lets time go on until the screen satisfies. */
async function passTime(terminal: Terminal, shows: RegExp): Promise<void> {
	const stops = () => terminal.written().split(still).length;
	for (let passed = 0; passed < enough; passed++) {
		const before = stops();
		process.kill(terminal.pid, 'SIGUSR2');
		await terminal.until('time to stand still', () => stops() > before);
		if (shows.test(terminal.text())) return;
	}
	throw new Error(`never: ${shows}\n${terminal.text()}`);
}

async function take({name, title, keys, shows, columns, rows}: Screen): Promise<void> {
	const home = mkdtempSync(join(tmpdir(), 'sluice-pictures-'));
	const nowhere = {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home};
	const args = ['--import', clock, program, 'demo', '--speed', '1', '--interval', '10'];
	const terminal = start(process.execPath, args, {
		columns,
		rows,
		cwd: home,
		env: {...nowhere, TZ: 'UTC', NODE_OPTIONS: ''},
	});
	try {
		await terminal.until('time to stand still', () => terminal.written().includes(still));
		await passTime(terminal, moment);
		for (const [index, key] of keys.entries()) {
			terminal.press(key);
			await passTime(terminal, index === keys.length - 1 ? shows : /./);
		}
		const svg = svgOf(terminal.lines(), columns, title);
		writeFileSync(join(folder, `${name}.svg`), svg);
		console.log(`pictures/${name}.svg: ${Math.round(svg.length / 1000)} kB`);
	} finally {
		await terminal.close();
		rmSync(home, {recursive: true, force: true});
	}
}

const wanted = process.argv.slice(2);
for (const screen of screens.filter(({name}) => wanted.length === 0 || wanted.includes(name)))
	await take(screen);
