import {expect} from 'vitest';
import {environment, repositoryIn, type Scratch} from '../git/scratch.ts';
import {lane, repository, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-distributor-pipeline', ['Sepolia', 'Taiko']), lane('l-slasher-pipeline', ['Taiko'])];

/** Commits that change a file, the oldest first; gives their SHAs. */
function commit(
	scratch: Scratch,
	...commits: readonly (readonly [path: string, message: string])[]
): string[] {
	return commits.map(([path, message]) => {
		scratch.put(path, message);
		return scratch.commit(message);
	});
}

/** An account in which production runs the first commit of a clone, and the last one stands at the gates. */
async function gated(scene: Scene) {
	const account = await scene.account(lanes);
	const scratch = repositoryIn(scene.folder());
	scratch.git('remote', 'add', 'origin', `https://github.com/${repository}.git`);
	const [old = ''] = commit(scratch, ['README.md', 'first']);
	deploy(account, old);
	const [feature = ''] = commit(scratch, ['crates/indexer/a.rs', 'feat: count blocks (#11)']);
	const [revert = '', last = ''] = commit(
		scratch,
		['crates/indexer/a.rs', `Revert "feat: count blocks (#11)"\n\nThis reverts commit ${feature}.`],
		['infra/\x1b[2Jalarm.ts', 'fix: \x1b[31mround down → 0 (#12)'],
	);
	account.push(last, 'fix: round down (#12)');
	account.pass(120);
	return {account, scratch, old, feature, revert, last};
}

/** Brings a commit through production everywhere. */
function deploy(account: StoryAccount, sha: string): void {
	account.push(sha, 'first');
	account.pass(120);
	for (const {name} of lanes) account.approve(name);
	account.pass(120);
}

const inClone = ({path}: Scratch) => ({cwd: path, env: environment()});

story('changes tells a script all that a gate would ship', async ({scene}) => {
	const {account, scratch, old, feature, revert, last} = await gated(scene);
	account.push('c'.repeat(40), 'feat: newer');
	account.pass(60);
	const json = scene.piped(['changes', 'l-distributor-pipeline', '--json', ...account.flags], {
		cwd: scratch.path,
		env: {...environment(), LANG: 'C'},
	});
	expect(await json.ended).toBe(0);
	expect(json.err()).toBe('');
	const told = JSON.parse(json.out());
	expect(told).toMatchObject({
		v: 1,
		account: '123456789012',
		region: 'us-west-2',
		trouble: null,
		pipeline: 'l-distributor-pipeline',
		stage: 'DeployProduction',
		gate: {
			stage: 'DeployProduction',
			action: 'ApproveDeployToProduction',
			commit: last,
			tracked: false,
			waiting: 1,
			url: expect.stringMatching(/^https:.*l-distributor-pipeline/),
		},
		now: old,
		next: last,
		lost: [],
		whole: true,
		note: null,
		folders: [
			{folder: 'crates/indexer', files: 1},
			{folder: 'infra', files: 1},
		],
		chains: [
			{stage: 'DeployStaging', chain: 'Sepolia', action: 'DeployStagingSepolia', status: 'Succeeded'},
			{stage: 'DeployStaging', chain: 'Taiko', action: 'DeployStagingTaiko', status: 'Succeeded'},
		],
		waiting: [{commit: 'c'.repeat(40)}],
		elsewhere: [{pipeline: 'l-slasher-pipeline', stage: 'DeployProduction', status: 'Gate'}],
	});
	expect(told.commits).toMatchObject([
		{
			sha: last,
			subject: 'fix: round down → 0 (#12)',
			pullRequest: 12,
			author: 'Ada',
			at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			revertedBy: null,
		},
		{sha: revert, reverts: feature, revertedBy: null},
		{sha: feature, pullRequest: 11, revertedBy: revert, paths: ['crates/indexer/a.rs']},
	]);
	expect(Date.parse(told.asOf)).not.toBeNaN();
	expect(json.out().trimEnd()).not.toMatch(/\p{Cc}/u);
});

story('changes tells a person the same, and shows nothing that a terminal would obey', async ({scene}) => {
	const {account, scratch, feature, revert} = await gated(scene);
	const text = scene.piped(['changes', 'l-distributor-pipeline', ...account.flags], inClone(scratch));
	expect(await text.ended).toBe(0);
	expect(text.out()).toMatch(
		/^l-distributor-pipeline › DeployProduction\n▲ GATE ApproveDeployToProduction · open/,
	);
	expect(text.out()).toContain('3 commits · 1 person · 2 pull requests · 1 taken back again');
	expect(text.out()).toContain(`reverted by ${revert.slice(0, 7)} · feat: count blocks (#11)`);
	expect(text.out()).toContain(`reverts ${feature.slice(0, 7)} · Revert "feat: count blocks (#11)"`);
	expect(text.out()).toContain('✓ Sepolia  ✓ Taiko');
	expect(text.out().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

story('changes says loudly that a gate takes commits away', async ({scene}) => {
	const account = await scene.account(lanes);
	const scratch = repositoryIn(scene.folder());
	const [first = '', second = ''] = commit(scratch, ['a', 'first'], ['a', 'second']);
	deploy(account, second);
	account.push(first, 'first');
	account.pass(120);
	const text = scene.piped(['changes', 'l-slasher-pipeline', ...account.flags], inClone(scratch));
	expect(await text.ended).toBe(0);
	expect(text.out()).toContain('TAKES 1 COMMIT AWAY that DeployProduction runs now');
	expect(text.out()).toMatch(new RegExp(`taken away from DeployProduction\n\\* ${second.slice(0, 7)} `));
});

story('changes says what it cannot know, and what to do', async ({scene}) => {
	const {account} = await gated(scene);
	const json = scene.piped(['changes', 'l-slasher-pipeline', '--json', ...account.flags], {
		env: {PATH: '/nonexistent'},
	});
	expect(await json.ended).toBe(0);
	expect(JSON.parse(json.out())).toMatchObject({
		commits: null,
		lost: null,
		note: expect.stringMatching(/is not known here: run git fetch/),
		chains: [{status: 'Succeeded'}],
	});
});

story('changes without an open gate tells what would come next', async ({scene}) => {
	const {account, scratch, last} = await gated(scene);
	account.approve('l-slasher-pipeline');
	account.pass(120);
	const text = scene.piped(['changes', 'l-slasher-pipeline', ...account.flags], inClone(scratch));
	expect(await text.ended).toBe(0);
	expect(text.out()).toContain('· no gate is open\n');
	expect(text.out()).toMatch(new RegExp(`would ship +${last.slice(0, 7)} [\\s\\S]*brings +nothing new`));
});

story('changes names the pipeline that was meant', async ({scene}) => {
	const account = await scene.account(lanes);
	const near = scene.piped(['changes', 'l-slashr-pipeline', ...account.flags]);
	const part = scene.piped(['changes', 'distributor', ...account.flags]);
	expect([await near.ended, await part.ended]).toEqual([2, 2]);
	expect([near.out(), part.out()]).toEqual(['', '']);
	expect(near.err()).toBe(
		'sluice: there is no pipeline l-slashr-pipeline in us-west-2: did you mean l-slasher-pipeline?\n',
	);
	expect(part.err()).toContain('did you mean l-distributor-pipeline?');
});

story('changes ends with 5 where AWS refuses or cannot be reached', async ({scene}) => {
	const account = await scene.account(lanes);
	await account.misbehave('expired');
	const refused = scene.piped(['changes', 'l-slasher-pipeline', ...account.flags]);
	const away = scene.piped(
		[
			'changes',
			'l-slasher-pipeline',
			'--json',
			'--endpoint-url',
			'http://127.0.0.1:9',
			'--region',
			'us-west-2',
		],
		{patience: 30_000},
	);
	expect([await refused.ended, await away.ended]).toEqual([5, 5]);
	expect(refused.err()).toMatch(/^sluice: .+\n$/);
	expect(JSON.parse(away.out())).toMatchObject({trouble: {kind: 'unreachable'}, gate: null, commits: null});
});

story('the live screen shows on Enter on a gate what it would ship', async ({scene}) => {
	const {account, scratch, last, revert} = await gated(scene);
	const terminal = scene.follow(account, {commit: last, columns: 120, rows: 36, ...inClone(scratch)});
	await terminal.see('▲ GATE distributor');
	terminal.press('enter', 'enter');
	await terminal.see('l-distributor-pipeline › DeployProduction');
	await terminal.see('3 commits · 1 person · 2 pull requests · 1 taken back again');
	await terminal.see(`reverted by ${revert.slice(0, 7)} · feat: count blocks (#11)`);
	await terminal.see('DeployStaging  ✓ Sepolia  ✓ Taiko');
	for (const [columns, rows] of [
		[80, 24],
		[40, 10],
	] as const) {
		terminal.resize({columns, rows});
		await terminal.see('GATE ApproveDeployToProduction');
		expect(terminal.overflows()).toBe(false);
	}
	terminal.press('q', 'd');
	await terminal.see('GATE ApproveDeployToProduction');
	terminal.press('q', 'q', 'q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
});
