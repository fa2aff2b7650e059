import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createAlerts} from '../../source/commands/alerts.ts';
import {MovedClock} from '../clock.ts';

/** Alerts that run a program of Node's, in a folder of their own. */
function alerts(program: string, ...args: readonly string[]) {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-alerts-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const file = join(folder, 'tell.mjs');
	writeFileSync(file, program);
	return {folder, ...withRun([process.execPath, file, folder, ...args])};
}

function withRun(run: readonly [string, ...string[]]) {
	const complaints: string[] = [];
	const clock = new MovedClock();
	const complain = (sentence: string) => complaints.push(sentence);
	return {complaints, clock, ...createAlerts({run, env: process.env, complain, clock})};
}

const keeps = `
import {readFileSync, writeFileSync} from 'node:fs';
const text = readFileSync(0, 'utf8');
writeFileSync(process.argv[2] + '/' + JSON.parse(text).number, JSON.stringify({text, args: process.argv.slice(3)}));
console.log('never seen');
`;

describe('the program of the alerts', () => {
	it('gets the event as one line of JSON, and its arguments as they were written', async () => {
		const args = ['$(touch pwned)', '; touch pwned', '`id`', 'a  b', '*'];
		const {folder, tell, close, complaints} = alerts(keeps, ...args);
		tell({number: 1, cause: 'two\nlines $HOME'});
		await close();
		expect(complaints).toEqual([]);
		expect(JSON.parse(readFileSync(join(folder, '1'), 'utf8'))).toEqual({
			text: '{"number":1,"cause":"two\\nlines $HOME"}\n',
			args,
		});
		expect(existsSync('pwned')).toBe(false);
	});

	it('runs for every event of a burst, a few at once', async () => {
		const {folder, tell, close, complaints} = alerts(`${keeps}
			import {mkdirSync, readdirSync, rmdirSync} from 'node:fs';
			const running = process.argv[2] + '/running';
			mkdirSync(running, {recursive: true});
			mkdirSync(running + '/' + process.pid);
			const many = readdirSync(running).length;
			await new Promise(resolve => setTimeout(resolve, 20));
			rmdirSync(running + '/' + process.pid);
			process.exitCode = many > 3 ? 1 : 0;
		`);
		for (let number = 1; number <= 8; number++) tell({number});
		await close();
		expect(complaints).toEqual([]);
		expect(readdirSync(folder).filter(name => /^\d$/.test(name))).toHaveLength(8);
		tell({number: 9});
		await close();
		expect(existsSync(join(folder, '9')), 'nothing is told after the end').toBe(false);
	});

	it('is ended with all that it started when it takes too long', async () => {
		const {folder, clock, tell, close, complaints} = alerts(`
			import {spawn} from 'node:child_process';
			import {renameSync, writeFileSync} from 'node:fs';
			const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
			writeFileSync(process.argv[2] + '/writing', String(child.pid));
			renameSync(process.argv[2] + '/writing', process.argv[2] + '/pid');
			setTimeout(() => {}, 60000);
		`);
		tell({number: 1});
		await expect.poll(() => existsSync(join(folder, 'pid')), {timeout: 10_000}).toBe(true);
		await clock.advance(9999);
		expect(complaints).toEqual([]);
		await clock.advance(1);
		await close();
		expect(complaints).toEqual([expect.stringMatching(/^alerts: .* took too long .*10 s/)]);
		const child = Number(readFileSync(join(folder, 'pid'), 'utf8'));
		await expect.poll(() => isGone(child), {timeout: 10_000}).toBe(true);
	});

	it('is waited for at the end, but not for ever', async () => {
		const {clock, tell, close, complaints} = alerts('setTimeout(() => {}, 60000)');
		for (let number = 1; number <= 5; number++) tell({number});
		const closed = close();
		await clock.advance(10_000);
		await closed;
		expect(complaints).toHaveLength(1);
	});
});

describe('what goes wrong is said once, with what to do', () => {
	it('when there is no such program', async () => {
		const {tell, close, complaints} = withRun(['no-such-program-of-sluice', 'x']);
		for (let number = 1; number <= 5; number++) tell({number});
		await close();
		expect(complaints).toEqual([
			'alerts: no-such-program-of-sluice was not found: install it, or name another program in [alerts] run',
		]);
	});

	it('when it may not be started', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'sluice-alerts-'));
		onTestFinished(() => rmSync(folder, {recursive: true}));
		const file = join(folder, 'tell');
		writeFileSync(file, '#!/bin/sh\n');
		chmodSync(file, 0o600);
		const {tell, close, complaints} = withRun([file]);
		tell({});
		await close();
		expect(complaints).toEqual([expect.stringContaining('make it executable (chmod +x)')]);
	});

	it('when it ends with a code, or does not listen', async () => {
		const failing = withRun([process.execPath, '-e', 'process.exit(3)']);
		failing.tell({text: 'x'.repeat(1_000_000)});
		failing.tell({});
		await failing.close();
		expect(failing.complaints).toEqual([expect.stringContaining('ended with code 3')]);
	});

	it('when its name cannot be one', async () => {
		const {tell, close, complaints} = withRun(['a\0b']);
		tell({});
		await close();
		expect(complaints).toHaveLength(1);
	});
});

/** Whether a process has ended; one that nobody has taken in yet counts as ended. */
function isGone(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
	} catch {
		return true;
	}
}
