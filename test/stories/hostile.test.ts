import {expect} from 'vitest';
import type {LogLine} from '../../source/simulator/scenario.ts';
import {askBackground} from '../../source/terminal/background.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';

/** What a stranger may write where others read it: each would do something to a terminal that believed it. */
const hostile = {
	title: '\x1b]2;owned\x07',
	clipboard: '\x1b]52;c;b3duZWQ=\x1b\\',
	link: '\x1b]8;;http://owned.example\x1b\\here\x1b]8;;\x1b\\',
	clear: '\x1b[2J\x1b[H\x1b[3;1Howned',
	device: '\x1bPq#0;2;0;0;0owned\x1b\\',
	answer: '\x1b[6n\x1b[c\x1b[5i',
	screen: '\x1b[?1049l\x1bc',
	eight: '\x9b2J\x9d2;owned\x9c',
	bell: '\x07\x08\x08\x0b\x0c',
	turned: '\u202egnorw\u202c\u200b\u2066',
} as const;
const all = Object.values(hostile).join('');
const lines = Object.values(hostile).map(
	(text, index): LogLine => ({phase: 'BUILD', share: index / 10, text: `error: line ${index} ${text} end`}),
);

/** What of the above would have been believed: our own title is set, nothing is copied, asked or drawn by others. */
const believed = (written: string) =>
	[
		'\x1b]52',
		'\x1b]8;;http://owned',
		'\x1b[3;1Howned',
		'\x1bP',
		'\x1b[6n',
		'\x1b[c',
		'\x1b[5i',
		'\x1bc',
		...'\x08\x0b\x0c\x9b\x9c\x9d\u202e\u202c\u2066',
	].filter(sequence => written.includes(sequence));

story('hostile commit messages, reasons and logs do nothing to the terminal', async ({scene}) => {
	const account = await scene.account(
		[
			lane('l-indexer-pipeline', ['Taiko', 'Base']),
			lane('l-kailua-pipeline', ['Taiko']),
			lane('l-slasher-pipeline', ['Taiko']),
		],
		({pipeline, action}) => {
			if (pipeline === 'l-slasher-pipeline') return buildOf(60);
			if (action !== 'DeployStagingTaiko' || pipeline === 'l-kailua-pipeline') return undefined;
			const message = `Error while executing command: make. Reason: ${all}exit status 2`;
			return buildOf(1, {failure: {...failing, message}, log: () => lines});
		},
	);
	account.director.disableTransition('l-kailua-pipeline', 'DeployProduction', `closed ${all} until Monday`);
	account.push(commits.ours, `feat: ${all} batch inserts (#812)`);
	account.pass(60);
	const [stopped] = account.director.executions('l-slasher-pipeline');
	account.director.stop({
		pipeline: 'l-slasher-pipeline',
		executionId: stopped?.id ?? '',
		reason: `wrong ${all} branch`,
		abandon: true,
	});
	account.pass(10);
	const terminal = scene.follow(account, {columns: 120, rows: 40});
	await terminal.see(/✗ FAILED indexer/);
	await terminal.see(/‖ kailua .*Closed/);
	await terminal.see(/■ slasher .*Stopped/);
	const list = await terminal.see(/^ acfd7c6 feat: .* batch inserts \(#812\).*\n/);
	expect(list.split('\n').at(-1)).toContain('? help');

	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see('› DeployStaging › Taiko');
	await terminal.see('relevant:');
	terminal.press('a');
	const log = await terminal.until('every line of the log', text =>
		lines.every((_, index) => text.includes(`error: line ${index} `)),
	);
	expect(log.split('\n').at(-1)).toContain('? help');
	terminal.press('q');
	await terminal.see('PIPELINE');
	terminal.press('L');
	await terminal.see('wrong ');
	terminal.press('q');
	await terminal.see('PIPELINE');
	terminal.press('c');
	await terminal.see('batch inserts');

	expect(terminal.title()).toMatch(/^[^\p{Cc}]*acfd7c6 · sluice$/u);
	expect(terminal.overflows()).toBe(false);
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expect(believed(terminal.written().replace(askBackground, ''))).toEqual([]);
	expect(terminal.bells()).toBe(1);
});

story('hostile text leaves no control character in the lines', async ({scene}) => {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])], () => buildOf(60));
	account.push(commits.ours, all);
	account.pass(5);
	const [stopped] = account.director.executions('l-slasher-pipeline');
	account.director.stop({
		pipeline: 'l-slasher-pipeline',
		executionId: stopped?.id ?? '',
		reason: `wrong\n${all} branch`,
		abandon: true,
	});
	account.pass(10);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(3);
	expect(await watch.line(/^ALERT .*status=Stopped/)).toMatch(/reason="wrong .*branch"/);
	const json = scene.watch(account, {args: ['--json']});
	expect(await json.ended).toBe(3);
	const values = json.lines().flatMap(line => Object.values(JSON.parse(line)));
	expect(values).toContainEqual(expect.stringMatching(/^wrong .*branch$/));
	for (const text of [watch.out().replaceAll('\n', ''), values.join('')])
		expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
});

story('what was typed is said back without what a terminal would obey', async ({scene}) => {
	const {flags} = await scene.account([lane('l-kailua-pipeline', ['Taiko'])]);
	for (const args of [
		['fleet', '--region', `us${all}`],
		['changes', `kailua${all}`, ...flags],
		['simulate', '--scenario', all],
	]) {
		const run = scene.piped(args);
		expect(await run.ended).toBe(2);
		expect(run.err()).toMatch(/^sluice.*\n$/);
		expect(believed(run.err())).toEqual([]);
	}
});
