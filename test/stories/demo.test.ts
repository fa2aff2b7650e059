import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect} from 'vitest';
import {expectRestored, story} from './story.ts';

const lanes = [
	'distributor',
	'indexer',
	'kailua-batch',
	'order-generator',
	'order-stream',
	'prover-ansible',
	'requestor-lists',
	'slasher',
];
const link =
	'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/l-order-stream-pipeline/view?region=us-west-2';

story(
	'the demo opens a gate, shows its whole link, and talks to nobody',
	{timeout: 90_000},
	async ({scene}) => {
		const connections = join(scene.folder(), 'connections');
		const watcher = fileURLToPath(new URL('./loopback.ts', import.meta.url));
		const terminal = scene.sluice(['demo', '--speed', '60'], {
			columns: 120,
			rows: 40,
			patience: 60_000,
			env: {NODE_OPTIONS: `--import=${watcher}`, CONNECTIONS: connections},
		});
		await terminal.until('all eight pipelines', text => lanes.every(lane => text.includes(` ${lane} `)));
		expect(terminal.rows()[0]).toMatch(/DEMO/);

		await terminal.see(/▲ GATE order-stream .*ApproveDeployToProduction.* YOURS/);
		await terminal.until('the whole link', () => terminal.joined().includes(link));
		expect(terminal.rows().some(row => row.startsWith('https://us-west-2.console'))).toBe(true);
		await terminal.see(/✗ FAILED indexer/);
		expect(terminal.overflows()).toBe(false);

		terminal.press('q');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		expectRestored(terminal);
		expect(terminal.text().trim()).toBe('');
		const called = readFileSync(connections, 'utf8').trim().split('\n');
		expect(new Set(called.map(each => each.replace(/:\d+$/, '')))).toEqual(new Set(['127.0.0.1']));
		expect(new Set(called).size).toBe(1);
	},
);

story('the demo without a terminal prints lines until it is interrupted', async ({scene}) => {
	const demo = scene.piped(['demo', '--speed', '60']);
	await demo.line(/^\d\d:\d\d:\d\dZ l-indexer-pipeline exec=[\da-f-]{36} .*state=Running/);
	await demo.line(/^READY-TO-APPROVE pipeline=l-\S+ .* action=ApproveDeployToProduction .*url=https:\/\//);
	demo.kill('SIGINT');
	expect(await demo.ended).toBe(130);
	expect(demo.lines().at(-1)).toMatch(/^END code=130 /);
	expect(demo.err()).toBe('');
});

story('the demo tells within seconds how long things still take', {timeout: 60_000}, async ({scene}) => {
	const terminal = scene.sluice(['demo'], {columns: 120, rows: 36, patience: 30_000});
	await terminal.see(/STATE +LEFT/);
	await terminal.see(/ indexer +\S+ +\d\/3 +Running +\d+s +~\d+[sm]/);
	await terminal.see(/~\d+s left usual \d+s/);
	expect(terminal.overflows()).toBe(false);
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});
