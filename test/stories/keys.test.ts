import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import type {LogLine} from '../../source/simulator/scenario.ts';
import {repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, failing, lane, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';
import type {Terminal} from './terminal.ts';

const size = {columns: 120, rows: 40};
const chains = ['Taiko', 'Base'];
const lanes = ['distributor', 'indexer', 'order-stream', 'slasher'].map(name =>
	lane(`l-${name}-pipeline`, chains),
);
const elsewhere = lane('l-signal-pipeline', chains);
const [github, ...stages] = elsewhere.stages;
const others = {
	...elsewhere,
	stages: [
		{
			name: 'Source',
			actions: (github?.actions ?? []).map(action => ({
				...action,
				configuration: {...action.configuration, FullRepositoryId: 'harbor/signal'},
			})),
		},
		...stages,
	],
};

const said = (index: number) => (index === 120 ? 'needle in the hay' : `hay ${index} ${'.'.repeat(150)}`);
const log: readonly LogLine[] = [
	...Array.from(
		{length: 200},
		(_, index) => ({phase: 'BUILD', share: index / 300, text: said(index)}) as const,
	),
	{phase: 'BUILD', share: 0.8, text: 'error: the needle broke'},
	{phase: 'BUILD', share: 0.9, text: 'fatal: giving up on the needle'},
];

async function busy(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account([...lanes, others], ({pipeline, action}) => {
		if (pipeline === 'l-indexer-pipeline' && action === 'DeployStagingTaiko')
			return buildOf(1, {failure: failing, log: () => log});
		return pipeline === 'l-slasher-pipeline' ? buildOf(60) : undefined;
	});
	account.push(commits.older);
	account.pass(60);
	account.approve('l-distributor-pipeline');
	account.approve('l-order-stream-pipeline');
	account.pass(700);
	account.push(commits.ours);
	account.pass(60);
	return account;
}

/** Opens the failed log. */
async function logOf(terminal: Terminal): Promise<void> {
	await terminal.see(/▌✗ indexer .*Failed/);
	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see(/log · relevant: \d+ of/);
}

const listed = (text: string) =>
	['distributor', 'indexer', 'order-stream', 'signal', 'slasher'].filter(name =>
		new RegExp(`^[▌ ]. ${name} .*│`, 'm').test(text),
	);

story('the list is filtered, narrowed to what is wrong, and unfolded', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), size);
	await terminal.until('all four', text => listed(text).length === 4 && /✗ FAILED indexer/.test(text));
	await terminal.see(/1 not triggered/);

	terminal.press('/', 'o', 'r', 'd', 'e', 'r');
	await terminal.until('one', text => listed(text).join() === 'order-stream');
	terminal.press('q');
	await terminal.see('no pipeline is called like "orderq"');
	terminal.press('backspace', 'enter');
	await terminal.until(
		'one, kept',
		text => listed(text).join() === 'order-stream' && text.includes('/order'),
	);
	terminal.press('escape');
	await terminal.until('all four again', text => listed(text).length === 4);

	terminal.press('!');
	await terminal.until(
		'what is wrong',
		text => !listed(text).includes('slasher') && listed(text).includes('indexer'),
	);
	terminal.press('!', 'x');
	await terminal.until('the folded one, too', text => listed(text).includes('signal'));
	terminal.press('x');
	await terminal.until('folded again', text => listed(text).length === 4);
});

story('help, links and what happened lie over the list and go with q', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), size);
	await terminal.see('✗ FAILED indexer');
	terminal.press('?');
	await terminal.see(/^ help/);
	terminal.press('G');
	await terminal.see(/Ctrl-c.* quit/);
	terminal.press('q');
	await terminal.see('PIPELINE');
	terminal.press('v');
	await terminal.until('all links', () =>
		lanes.every(({name}) => terminal.joined().includes(`/pipelines/${name}/view?region=us-west-2`)),
	);
	terminal.press('q');
	await terminal.see('PIPELINE');
	terminal.press('L');
	await terminal.see(/l-indexer-pipeline +failed in DeployStaging\/Taiko/);
	terminal.press('q');
	await terminal.see('PIPELINE');
	terminal.press('y');
	await terminal.see('copied by the terminal (OSC 52)');
	const [, copied = ''] = terminal.written().split('\x1b]52;c;');
	const link = Buffer.from(copied.slice(0, copied.search(/[^\w+/=]/)), 'base64').toString();
	expect(link).toBe(
		'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/l-indexer-pipeline/view?region=us-west-2',
	);
	terminal.press('e');
	await terminal.see(/e \(next, previous error\) works only in: log/);
});

story('[ and ] go through the executions of a pipeline', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), size);
	await terminal.see('✗ FAILED indexer');
	terminal.press('/', 'o', 'r', 'd', 'e', 'r', 'enter', 'enter');
	await terminal.see('run 1 of 1');
	terminal.press('[');
	await terminal.see(/not your commit[\s\S]*commit 9e0c4b7/);
	terminal.press('[');
	await terminal.see('no older execution is known');
	terminal.press(']');
	await terminal.see('run 1 of 1');
});

story('text is found in the log, around and around', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), size);
	await logOf(terminal);
	terminal.press('/', 'n', 'e', 'e', 'd', 'l', 'e');
	await terminal.see(/\/needle.* 3 lines/);
	terminal.press('enter');
	await terminal.see(/▌.*needle in the hay/);
	await terminal.see('match 1 of 3');
	terminal.press('n');
	await terminal.see(/▌.*error: the needle broke/);
	terminal.press('n');
	await terminal.see(/▌.*fatal: giving up on the needle/);
	terminal.press('n');
	await terminal.see(/▌.*needle in the hay[\s\S]*once around/);
	terminal.press('N');
	await terminal.see(/▌.*fatal: giving up on the needle/);
	terminal.press('/', 'q', '[');
	await terminal.see('/q[');
	terminal.press('escape');
	await terminal.lose('/q[');
});

story('the log shows all lines, wraps them, times them, and is saved', async ({scene}) => {
	const cwd = scene.folder();
	const terminal = scene.follow(await busy(scene), {...size, cwd});
	await logOf(terminal);
	terminal.press('a', 'g');
	await terminal.see(/log · \d+ lines/);
	await terminal.see('[Container]');
	terminal.press('/', 'h', 'a', 'y', ' ', '7', 'enter');
	await terminal.see(/▌.*hay 7 \.+›/);
	terminal.press('w');
	await terminal.see(/▌.*hay 7 \.+\n▌ +\.+\n/);
	terminal.press('w', 't');
	await terminal.see(/▌.*\d\d:\d\d:\d\d +hay 7/);
	terminal.press('l');
	await terminal.see('from column');
	terminal.press('f');
	await terminal.see('the build is over');
	terminal.press('s');
	await terminal.see(/^ saved \//m);
	await terminal.until('the file', () => readdirSync(cwd).length === 1);
	const file = join(cwd, readdirSync(cwd)[0] ?? '');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readFileSync(file, 'utf8')).toContain('\nneedle in the hay\n');
	terminal.press('s');
	await terminal.see(/not saved.*there already/);
});

story('the whole log is read in the pager, and the screen comes back', async ({scene}) => {
	const terminal = scene.follow(await busy(scene), {...size, env: {PAGER: 'cat'}});
	await logOf(terminal);
	terminal.press('p');
	await terminal.see('back from the pager');
	await terminal.see(/log · relevant: \d+ of/);
	expect(terminal.written()).toContain('\nneedle in the hay\r\n');
	expect(terminal.alternate()).toBe(true);
	terminal.press('q');
	await terminal.see('PIPELINE');
});

story('c tracks another commit', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const [older, ours] = [commit('feat: one'), commit('feat: two (#812)')];
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(older, 'feat: one');
	account.pass(60);
	account.push(ours, 'feat: two (#812)');
	account.pass(10);
	const terminal = scene.follow(account, {...size, cwd: path, commit: null});
	await terminal.see(/feat: two \(#812\)/);
	terminal.press('o', 'n', 'e');
	await terminal.lose('feat: two (#812)');
	terminal.press('enter');
	await terminal.see(new RegExp(`^ ${older.slice(0, 7)} feat: one`));
	await terminal.see(/◐ distributor +✓◐· 0\/2 Running/);
	terminal.press('c');
	await terminal.see(/feat: two \(#812\)/);
	terminal.press('#', '8', '1', '2', 'enter');
	await terminal.see(new RegExp(`^ ${ours.slice(0, 7)} feat: two`));
	await terminal.see(/◇ distributor +✓◇· 1\/1 Behind/);
});

story('while a log is read, the footer names a gate that opens', async ({scene}) => {
	const account = await busy(scene);
	const terminal = scene.follow(account, {...size, args: ['--pipelines', 'l-{indexer,slasher}-pipeline']});
	await logOf(terminal);
	account.pass(900);
	await terminal.see('a gate has opened in l-slasher-pipeline');
	terminal.press('q');
	await terminal.see('▲ GATE slasher');
});
