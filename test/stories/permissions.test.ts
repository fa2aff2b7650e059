import {describe, expect} from 'vitest';
import {source} from '../../source/simulator/scenarios/fleet/declare.ts';
import {buildOf, commits, lane, type StoryAccount} from './account.ts';
import {type Asked, denial, type Gatekeeper, startGatekeeper} from './gatekeeper.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-indexer-pipeline', ['Taiko', 'Base']), lane('l-slasher-pipeline', ['Taiko', 'Base'])];
const size = {columns: 120, rows: 40};

/** An account whose pipelines stand at their gates with our commit, behind a gatekeeper who denies what is named. */
async function guarded(scene: Scene, denies: (asked: Asked) => boolean, pipelines = lanes) {
	const account = await scene.account(pipelines);
	account.push(commits.ours);
	account.pass(60);
	const keeper = await startGatekeeper(account.url);
	keeper.answer(asked => (denies(asked) ? denial(asked) : null));
	return {account: behind(account, keeper), keeper};
}

function behind(account: StoryAccount, {url, close}: Gatekeeper): StoryAccount {
	const flags = account.flags.map(flag => (flag === account.url ? url : flag));
	return {
		...account,
		flags,
		async close() {
			await close();
			await account.close();
		},
	};
}

const ofIndexer =
	(operation: string) =>
	(asked: Asked): boolean =>
		asked.operation === operation && asked.pipeline === 'l-indexer-pipeline';

describe('one pipeline that may not be read', () => {
	story.for(['GetPipelineState', 'ListPipelineExecutions'])(
		'is said with the permission %s, and the rest goes on',
		async (operation, {scene}) => {
			const {account, keeper} = await guarded(scene, ofIndexer(operation));
			const where = scene.piped(['where', commits.ours, ...account.flags]);
			expect(await where.ended).toBe(5);
			expect(where.out()).toMatch(/▲ l-slasher-pipeline +Gate/);
			expect(where.out()).toMatch(
				new RegExp(`l-indexer-pipeline .*\\n {4}access denied \\(codepipeline:${operation}\\)`),
			);
			expect(where.out()).not.toMatch(/✓ l-indexer|✗/);
			const watch = scene.watch(account);
			expect(await watch.ended).toBe(5);
			const lines = watch.lines();
			expect(lines.filter(line => line.startsWith('TROUBLE'))).toEqual([
				expect.stringMatching(
					new RegExp(
						`^TROUBLE AccessDeniedException pipeline=l-indexer-pipeline operation=${operation} message="${operation} is denied to .* do="the permission codepipeline:${operation} is missing"`,
					),
				),
			]);
			expect(lines.filter(line => line.startsWith('READY-TO-APPROVE'))).toHaveLength(1);
			expect(watch.out()).not.toContain('RECOVERED');
			expect(lines.at(-1)).toBe('END code=5 done=0 gate=1 failed=0 carried=0 blocked=0 unseen=1');
			await keeper.close();
		},
	);

	story('is known to the screen, which goes on when it may be read', async ({scene}) => {
		const {account, keeper} = await guarded(scene, ofIndexer('GetPipelineState'));
		const terminal = scene.follow(account, size);
		await terminal.see(/access denied \(codepipel/);
		await terminal.see('▲ GATE slasher');
		expect(terminal.text()).not.toContain('GATE indexer');
		keeper.answer(() => null);
		terminal.press('r');
		await terminal.see(/▲ indexer +✓✓▲/);
		await terminal.lose(/indexer +\S+ .*access denied/);
		await keeper.close();
	});
});

story('what nobody needs here is not missed: the other pipeline has another repository', async ({scene}) => {
	const [first, ...rest] = lane('z-other-pipeline', ['Taiko']).stages;
	const foreign = {
		...lane('z-other-pipeline', ['Taiko']),
		stages: [{name: first?.name ?? 'Source', actions: [source('harbor/other')]}, ...rest],
	};
	const {account, keeper} = await guarded(scene, ({operation}) => operation === 'GetPipelineState', [
		...lanes,
		foreign,
	]);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(5);
	expect(watch.err()).toMatch(/^sluice: [^\n]*the permission codepipeline:GetPipelineState is missing\n$/);
	expect(watch.out()).not.toContain('RECOVERED');
	await keeper.close();
});

describe('a read that can be done without', () => {
	story.for(['ListActionExecutions', 'GetPipeline'])(
		'%s takes only away what it tells',
		async (operation, {scene}) => {
			const account = await scene.account(lanes, () => buildOf(1));
			account.push(commits.older);
			account.pass(60);
			account.push(commits.ours);
			account.pass(60);
			await account.misbehave(`denied:${operation}`);
			const watch = scene.watch(account);
			// A gate that another commit holds is seen all the same.
			expect(await watch.ended).toBe(6);
			const troubles = watch.lines().filter(line => line.startsWith('TROUBLE'));
			expect(troubles).toEqual([
				expect.stringContaining(`do="the permission codepipeline:${operation} is missing"`),
			]);
			expect(watch.lines().filter(line => line.startsWith('BLOCKED'))).toHaveLength(2);
			const terminal = scene.follow(account, size);
			await terminal.see(/◇ indexer .*Behind/);
			const screen = await terminal.see(`? access denied (codepipeline:${operation}): all else is shown`);
			expect(screen).not.toMatch(/◇ indexer [^\n]*access denied/);
			// Where it waits, it has not been further on.
			expect(screen).toMatch(/· (?:ApproveDeployToProduction|Taiko) +not started/);
			const fleet = scene.piped(['fleet', ...account.flags]);
			expect(await fleet.ended).toBe(0);
			const said = fleet
				.out()
				.split('\n')
				.filter(line => line.includes('access denied'));
			const isAsked = operation === 'GetPipeline';
			expect(said).toEqual(
				isAsked ? [expect.stringContaining('(codepipeline:GetPipeline) in 2 pipelines')] : [],
			);
		},
	);
});
