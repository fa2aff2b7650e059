import {describe, expect} from 'vitest';
import {approval, build, pipeline, source} from '../../source/simulator/scenarios/fleet/declare.ts';
import {buildOf, commits, failing, lane, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';

const day = 24 * 3600;
const page = (name: string) =>
	`https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/${name}/view?region=us-west-2`;
const executionPage = (name: string, execution: string) =>
	`https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/${name}/executions/${execution}/visualization?region=us-west-2`;

const lanes = [
	lane('l-slasher-pipeline', ['Taiko', 'Base']),
	lane('l-indexer-pipeline', ['Taiko', 'Base']),
	lane('l-order-stream-pipeline', ['Taiko']),
	lane('l-lists-pipeline', ['Taiko'], {executionMode: 'PARALLEL'}),
	lane('l-kailua-batch-pipeline', ['Taiko']),
	pipeline('zeth-requestor-pipeline', [
		{name: 'Github', actions: [source('harbor/zeth')]},
		{name: 'Deploy', actions: [approval, build({name: 'Deploy', project: 'zeth-build', runOrder: 2})]},
	]),
	pipeline('signal-pipeline', [
		{name: 'Github', actions: [source('harbor/signal')]},
		{name: 'Deploy', actions: [build({name: 'Deploy', project: 'signal-build', runOrder: 1})]},
	]),
];
/** The pipeline that was idle for weeks, the one that never ran, and those of our repository. */
const [idle, empty] = ['signal-pipeline', 'zeth-requestor-pipeline'];

/** A day in the fleet: a failure, two gates, one that runs, one that is closed, one of weeks ago, one that never ran. */
async function fleetOf(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account(
		lanes,
		({pipeline: name, stage, action}) => {
			if (name === 'l-indexer-pipeline' && action === 'DeployStagingTaiko')
				return buildOf(1, {failure: failing});
			if (name === 'l-slasher-pipeline' && stage === 'DeployStaging') return buildOf(60);
			return undefined;
		},
		21 * day * 1000 + 3600_000,
	);
	account.pass(60);
	account.director.push({
		repository: 'harbor/signal',
		branch: 'main',
		sha: commits.older,
		message: 'chore: pin',
		author: 'Ines',
	});
	account.pass(21 * day);
	account.director.disableTransition('l-kailua-batch-pipeline', 'DeployProduction', 'freeze until Monday');
	account.push(commits.ours);
	account.pass(120);
	return account;
}
const look = (scene: Scene, {flags}: StoryAccount, args: readonly string[] = [], columns = '120') =>
	scene.piped(['fleet', ...flags, ...args], {env: {COLUMNS: columns}});

describe('a look at the whole fleet', () => {
	story(
		'shows in a row a pipeline what stands in each stage, and first what needs somebody',
		async ({scene}) => {
			const account = await fleetOf(scene);
			const fleet = look(scene, account);
			expect(await fleet.ended).toBe(0);
			expect(fleet.err()).toBe('');
			const [header, , titles, ...rows] = fleet.lines();
			expect(header).toBe('123456789012 us-west-2 · 7 pipelines: 1 failed, 2 gates, 1 running, 2 idle');
			expect(titles?.trim().split(/\s+/)).toEqual(['Source', 'DeployStaging', 'DeployProduc…', 'Deploy']);
			expect(
				rows.filter(row => !row.startsWith('    ')).map(row => row.replace(/ +\d+[smhd](?= |$)/g, '').trim()),
			).toEqual([
				expect.stringMatching(/^✗ l-indexer-pipeline +✓ acfd7c6 +✗ acfd7c6 +·$/),
				expect.stringMatching(/^✗ DeployStaging\/DeployStagingTaiko failed ago: .*exit status 255/),
				expect.stringMatching(/^▲ l-lists-pipeline +✓ acfd7c6 +✓ acfd7c6 +▲ acfd7c6$/),
				expect.stringMatching(/^▲ DeployProduction\/ApproveDeployToProduction acfd7c6 .*6d23h left$/),
				expect.stringMatching(/^▲ l-order-stream-pipeline +✓ acfd7c6 +✓ acfd7c6 +▲ acfd7c6$/),
				expect.stringMatching(/^▲ DeployProduction\/ApproveDeployToProduction acfd7c6 .*6d23h left$/),
				expect.stringMatching(/^◐ l-slasher-pipeline +✓ acfd7c6 +◐ acfd7c6 +·$/),
				expect.stringMatching(/^l-kailua-batch-pipeline +✓ acfd7c6 +✓ acfd7c6 +·$/),
				expect.stringMatching(
					/^‖ DeployProduction is closed for .*1 execution waits: "freeze until Monday"$/,
				),
				expect.stringMatching(/^signal-pipeline +✓ 9e0c4b7 +✓ 9e0c4b7 +no run for$/),
				expect.stringMatching(/^zeth-requestor-pipeline +· +· +never ran$/),
			]);
			expect(fleet.out()).toMatch(/signal-pipeline .* 21d +no run for 21d$/m);
			expect(fleet.out()).not.toContain('\x1b');
			const [own] = account.director.executions('l-lists-pipeline');
			expect(
				fleet
					.lines()
					.filter(row => row.startsWith('    http'))
					.map(row => row.trim()),
			).toEqual([
				page('l-indexer-pipeline'),
				executionPage('l-lists-pipeline', own?.id ?? ''),
				page('l-order-stream-pipeline'),
			]);
		},
	);

	story.for(['80', '100', '120'])(
		'is at most %s columns wide, but for links, and cuts no name',
		async (columns, {scene}) => {
			const fleet = look(scene, await fleetOf(scene), [], columns);
			expect(await fleet.ended).toBe(0);
			const long = fleet.lines().filter(row => row.length > Number(columns));
			expect(long.filter(row => !row.includes('https://'))).toEqual([]);
			for (const {name} of lanes) expect(fleet.out()).toMatch(new RegExp(`^. ${name}  `, 'm'));
			expect(fleet.out()).toMatch(/^▲ l-order-stream-pipeline .*▲ acfd7c6/m);
		},
	);

	story('is JSON of the same facts', async ({scene}) => {
		const account = await fleetOf(scene);
		const fleet = look(scene, account, ['--json']);
		expect(await fleet.ended).toBe(0);
		expect(fleet.lines()).toHaveLength(1);
		const {pipelines, ...frame} = JSON.parse(fleet.out());
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(frame).toEqual({v: 1, asOf: time, account: '123456789012', region: 'us-west-2', trouble: null});
		const row = (name: string) => pipelines.find((each: {pipeline: string}) => each.pipeline === name);
		const [own] = account.director.executions('l-order-stream-pipeline');
		const execution = own?.id ?? '';
		const stood = {execution, commit: commits.ours, since: time};
		expect(row('l-order-stream-pipeline')).toEqual({
			pipeline: 'l-order-stream-pipeline',
			mode: 'SUPERSEDED',
			lastRun: time,
			idle: false,
			stages: [
				expect.objectContaining({stage: 'Source', status: 'Succeeded', ...stood}),
				expect.objectContaining({stage: 'DeployStaging', status: 'Succeeded', ...stood}),
				expect.objectContaining({stage: 'DeployProduction', status: 'Gate', aws: 'InProgress', ...stood}),
			],
			gates: [
				{
					stage: 'DeployProduction',
					action: 'ApproveDeployToProduction',
					execution,
					commit: commits.ours,
					tracked: false,
					openedAt: time,
					expiresAt: time,
					waiting: 0,
					customData: null,
					externalEntityLink: null,
					url: page('l-order-stream-pipeline'),
				},
			],
			unread: 0,
			trouble: null,
			url: page('l-order-stream-pipeline'),
		});
		expect(row('l-indexer-pipeline').stages[1]).toMatchObject({
			status: 'Failed',
			failed: [
				{action: 'DeployStagingTaiko', chain: 'Taiko', cause: expect.stringContaining('exit status 255')},
			],
		});
		expect(row('l-lists-pipeline')).toMatchObject({
			mode: 'PARALLEL',
			stages: [{status: 'Succeeded'}, {status: 'Succeeded'}, {status: 'Gate', aws: null}],
			gates: [{commit: commits.ours, url: expect.stringContaining('/executions/')}],
		});
		expect(row('l-kailua-batch-pipeline').stages[2]).toMatchObject({
			status: null,
			execution: null,
			waiting: 1,
			closed: {reason: 'freeze until Monday'},
		});
		expect(row(idle)).toMatchObject({
			idle: true,
			lastRun: time,
			stages: [{status: 'Succeeded'}, {commit: commits.older}],
		});
		expect(row(empty)).toMatchObject({idle: true, lastRun: null, stages: [{status: null}, {status: null}]});
	});

	story('takes about three calls a pipeline', async ({scene}) => {
		const account = await fleetOf(scene);
		await look(scene, account).ended;
		// Three each and the list of pipelines; the PARALLEL one has no state, and a record instead.
		expect(account.calls).toHaveLength(3 * lanes.length + 1);
	});

	story('is coloured in a terminal, and not with --no-color', async ({scene}) => {
		const {flags} = await fleetOf(scene);
		const size = {columns: 120, rows: 45};
		const coloured = scene.sluice(['fleet', ...flags], size);
		expect(await coloured.ended).toMatchObject({code: 0});
		expect(coloured.written()).toContain('\u001b[');
		expect(coloured.text()).toMatch(/^▲ l-order-stream-pipeline /m);
		const plain = scene.sluice(['fleet', ...flags, '--no-color'], size);
		expect(await plain.ended).toMatchObject({code: 0});
		expect(plain.written()).not.toContain('\u001b[');
	});

	story('is ASCII where the terminal shows nothing else', async ({scene}) => {
		const {flags} = await fleetOf(scene);
		const fleet = scene.piped(['fleet', ...flags], {env: {LANG: 'C'}});
		expect(await fleet.ended).toBe(0);
		expect(fleet.out()).toMatch(/^[\n -~]+$/);
		expect(fleet.out()).toMatch(/^\^ l-order-stream-pipeline .*\^ acfd7c6/m);
	});
});

describe('what cannot be seen of a fleet', () => {
	story('is said in its row where only that is denied', async ({scene}) => {
		const account = await fleetOf(scene);
		await account.misbehave('denied:ListActionExecutions');
		const fleet = look(scene, account);
		expect(await fleet.ended).toBe(0);
		expect(fleet.out()).toMatch(/^\? l-lists-pipeline .*\n {2}\? 1 execution in progress not looked at$/m);
		expect(fleet.out()).toMatch(
			/^\? access denied \(codepipeline:ListActionExecutions\) in 1 pipeline: the rest is shown$/m,
		);
		expect(fleet.out()).toMatch(/^▲ l-order-stream-pipeline /m);
		const json = look(scene, account, ['--json']);
		expect(await json.ended).toBe(0);
		const troubles = JSON.parse(json.out()).pipelines.flatMap(
			({trouble}: {trouble: unknown}) => trouble ?? [],
		);
		expect(troubles).toMatchObject([
			{kind: 'denied', renew: expect.stringContaining('ListActionExecutions')},
		]);
	});

	story('leaves stages and gates where no definition may be read', async ({scene}) => {
		const account = await fleetOf(scene);
		await account.misbehave('denied:GetPipeline');
		const fleet = look(scene, account);
		expect(await fleet.ended).toBe(0);
		expect(fleet.out()).toMatch(/^▲ l-order-stream-pipeline .*▲ acfd7c6/m);
		expect(fleet.out()).toMatch(/^▲ l-lists-pipeline .*▲ acfd7c6/m);
		expect(fleet.out()).toMatch(
			/^\? access denied \(codepipeline:GetPipeline\) in \d pipelines: the rest is shown$/m,
		);
	});

	// A PARALLEL pipeline is seen without its state.
	story.for(['ListPipelines', 'GetPipelineState', 'ListPipelineExecutions'])(
		'ends it with 5 where %s is denied',
		async (operation, {scene}) => {
			const account = await fleetOf(scene);
			await account.misbehave(`denied:${operation}`);
			const fleet = look(scene, account, ['--json', '--pipelines', 'l-order-*']);
			expect(await fleet.ended).toBe(5);
			expect(fleet.err()).toMatch(new RegExp(`^sluice: [^\n]*codepipeline:${operation} is missing\n$`));
			expect(JSON.parse(fleet.out())).toMatchObject({v: 1, trouble: {kind: 'denied'}});
		},
	);

	story('ends it with 5 where nothing answers', async ({scene}) => {
		const fleet = scene.piped(['fleet', '--region', 'us-west-2', '--endpoint-url', 'http://127.0.0.1:1']);
		expect(await fleet.ended).toBe(5);
		expect(fleet.err()).toMatch(/^sluice: [^\n]*is something listening at http:\/\/127\.0\.0\.1:1\?\n$/);
		expect(fleet.out()).toBe('');
	});

	story('is wrong use where no pipeline matches', async ({scene}) => {
		const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])]);
		const fleet = look(scene, account, ['--pipelines', 'x-*', '--json']);
		expect(await fleet.ended).toBe(2);
		expect(fleet.err()).toMatch(/^sluice: no pipeline in us-west-2.* matches x-\*/);
		expect(fleet.out()).toBe('');
	});
});

story('a fleet of one pipeline', async ({scene}) => {
	const account = await fleetOf(scene);
	const fleet = look(scene, account, ['--pipelines', 'l-slasher-*']);
	expect(await fleet.ended).toBe(0);
	expect(fleet.lines()[0]).toBe('123456789012 us-west-2 · 1 pipeline: 1 running');
});
