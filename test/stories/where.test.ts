import {expect} from 'vitest';
import {program, repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, failing, lane, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';

const slasher = 'l-slasher-pipeline';
const lanes = [lane(slasher, ['Taiko', 'Base'])];

/** What `sluice where` prints, and its exit code. */
async function where(
	scene: Scene,
	{flags}: Pick<StoryAccount, 'flags'>,
	args: readonly string[],
	cwd = scene.folder(),
) {
	const run = scene.piped(['where', ...flags, ...args], {cwd});
	const code = await run.ended;
	return {code, out: run.out(), err: run.err()};
}
async function whereJson(...[scene, account, args, cwd]: Parameters<typeof where>) {
	const {code, out, err} = await where(scene, account, [...args, '--json'], cwd);
	const lines = out.trim().split('\n');
	expect(lines, err).toHaveLength(1);
	return {code, err, json: JSON.parse(lines[0] ?? '')};
}

story('a commit at its gate is told with everything that the contract names', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const [older, ours, newer] = [commit('feat: one'), commit('feat: two (#812)'), commit('feat: three')];
	const account = await scene.account(lanes);
	account.push(older);
	account.pass(60);
	account.approve(slasher);
	account.pass(60);
	account.push(ours);
	account.pass(60);
	account.push(newer);
	account.pass(60);
	const [next, own] = account.director.executions(slasher).toReversed();
	const {code, json} = await whereJson(scene, account, [ours.slice(0, 9)], path);
	expect(code).toBe(0);
	expect(json).toMatchObject({
		v: 1,
		asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		account: '123456789012',
		region: 'us-west-2',
		trouble: null,
		commit: ours,
		reached: [
			{stage: 'DeployStaging', pipelines: 1, of: 1},
			{stage: 'DeployProduction', pipelines: 0, of: 1},
		],
		pipelines: [
			{
				pipeline: slasher,
				execution: own?.id,
				status: 'Gate',
				aws: 'InProgress',
				carriedBy: null,
				behind: null,
				waiting: 1,
				closed: null,
				stage: 'DeployProduction',
				gate: {
					stage: 'DeployProduction',
					action: 'ApproveDeployToProduction',
					commit: ours,
					tracked: true,
					waiting: 1,
					customData: null,
					externalEntityLink: null,
				},
				reached: ['DeployStaging'],
				stages: [
					{stage: 'Source', status: 'Succeeded'},
					{stage: 'DeployStaging', status: 'Succeeded', done: 2, total: 2, commit: newer},
					{stage: 'DeployProduction', status: 'Gate', done: 0, total: 2, commit: older},
				],
				url: expect.stringMatching(/^https:\/\/.*l-slasher-pipeline\/view/),
			},
		],
	});
	expect(next?.id).not.toBe(own?.id);

	const text = await where(scene, account, [ours], path);
	expect(text.code).toBe(0);
	expect(text.out).toContain('DeployStaging     runs it in 1 of 1 pipeline');
	expect(text.out).toContain('DeployProduction  runs it in 0 of 1 pipeline');
	expect(text.out).toContain(`exec ${own?.id} · in DeployStaging`);
	expect(text.out).toMatch(/▲ l-slasher-pipeline +Gate/);
	expect(text.out).not.toMatch(/\p{Cc}/u.source.replace('\\p{Cc}', '[\\x00-\\x09\\x0b-\\x1f]'));
});

story(
	'a commit that came with a later one is in production, whatever became of its own execution',
	async ({scene}) => {
		scene.needs('git');
		const {path, commit} = repositoryIn();
		const [older, ours, newer] = [commit('feat: one'), commit('feat: two'), commit('feat: three')];
		const account = await scene.account(lanes, ({action, commit}) =>
			commit?.sha === ours && action === 'DeployStagingTaiko' ? buildOf(1, {failure: failing}) : undefined,
		);
		for (const sha of [older, ours, newer]) {
			account.push(sha);
			account.pass(60);
			if (sha !== ours) account.approve(slasher);
			account.pass(60);
		}
		const {code, json} = await whereJson(scene, account, [ours, '--reached', 'DeployProduction'], path);
		expect(code).toBe(0);
		expect(json.pipelines[0]).toMatchObject({
			status: 'Succeeded',
			carriedBy: {commit: newer},
			reached: ['DeployStaging', 'DeployProduction'],
		});
		expect(json.reached.at(-1)).toMatchObject({stage: 'DeployProduction', pipelines: 1, of: 1});
	},
);

story('a commit that was reverted is in production no more', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const ours = commit('feat: one');
	const revert = commit(`Revert "feat: one"\n\nThis reverts commit ${ours}.`);
	const account = await scene.account(lanes);
	for (const sha of [ours, revert]) {
		account.push(sha);
		account.pass(60);
		account.approve(slasher);
		account.pass(60);
	}
	const {code, json} = await whereJson(scene, account, [ours, '--reached', 'DeployProduction'], path);
	expect(json.reached.at(-1)).toMatchObject({pipelines: 0, of: 1});
	expect(json.pipelines[0]).toMatchObject({reached: [], reason: expect.stringContaining('reverts')});
	expect(code).toBe(3);
});

story('a stage that does not run the commit yet is 4, one that nobody has is 2', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(15);
	expect(await where(scene, account, [commits.ours, '--reached', 'DeployProduction'])).toMatchObject({
		code: 4,
	});
	expect(await where(scene, account, [commits.ours])).toMatchObject({code: 0});
	const nobody = await where(scene, account, [commits.ours, '--reached', 'Prod']);
	expect(nobody.code).toBe(2);
	expect(nobody.err).toMatch(
		/^sluice: no pipeline has a stage Prod: there are Source, DeployStaging, DeployProduction\n$/,
	);
});

story('a commit that is nowhere is 4, a failed one 1, one behind another gate 6', async ({scene}) => {
	const account = await scene.account(lanes, ({commit}) =>
		commit?.sha === commits.newer ? buildOf(1, {failure: failing}) : undefined,
	);
	account.push(commits.older);
	account.pass(60);
	account.push(commits.ours);
	account.pass(60);
	account.push(commits.newer);
	account.pass(60);
	expect(await where(scene, account, ['0123456789abcdef0123456789abcdef01234567'])).toMatchObject({code: 4});
	expect(await where(scene, account, [commits.newer])).toMatchObject({code: 1});
	const behind = await whereJson(scene, account, [commits.ours]);
	expect(behind.code).toBe(6);
	expect(behind.json.pipelines[0]).toMatchObject({
		status: 'Behind',
		behind: {commit: commits.older},
		waiting: 1,
	});
});

story('its JSON says what is as it is, whatever the terminal can show', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const ours = commit('feat: a → b ✓');
	const account = await scene.account(lanes);
	account.push(ours);
	account.pass(60);
	const run = scene.piped(['where', ...account.flags, ours, '--json'], {cwd: path, env: {LANG: 'C'}});
	expect(await run.ended, run.err()).toBe(0);
	expect(JSON.parse(run.out()).subject).toBe('feat: a → b ✓');
});

story('what AWS refuses is one sentence and 5, in JSON the trouble as well', async ({scene}) => {
	const account = await scene.account(lanes);
	await account.misbehave('expired');
	const {code, err, json} = await whereJson(scene, account, [commits.ours]);
	expect(code).toBe(5);
	expect(err).toMatch(/^sluice: the credentials have expired: [^\n]+\n$/);
	expect(json).toMatchObject({v: 1, account: null, trouble: {kind: 'expired'}, reached: [], pipelines: []});
	const nowhere = await where(
		scene,
		{flags: ['--region', 'us-west-2', '--endpoint-url', 'http://127.0.0.1:1']},
		[commits.ours],
	);
	expect(nowhere.code).toBe(5);
	expect(nowhere.err).toMatch(/^sluice: http:\/\/127.0.0.1:1 refuses connections: [^\n]+\n$/);
});

story('HEAD of a pull request that was squashed is followed as what merged it', async ({scene}) => {
	scene.needs('git');
	const {path, commit, git} = repositoryIn();
	commit('feat: base');
	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
	git('checkout', '--quiet', '-b', 'topic');
	const head = commit('feat: one');
	const merged = '5cd064ca2f7a4c5d8e6f00112233445566778899';
	const pullRequest = {
		number: 812,
		state: 'MERGED',
		title: 'feat: one',
		mergeCommit: {oid: merged},
		headRefOid: head,
	};
	const env = {PATH: `${program('gh', `echo '${JSON.stringify(pullRequest)}'`)}:${process.env.PATH}`};
	const account = await scene.account(lanes);
	account.push(merged);
	account.pass(60);
	const watch = scene.watch(account, {cwd: path, env, commit: null});
	expect(await watch.ended).toBe(0);
	expect(watch.err()).toContain(
		`sluice: HEAD ${head.slice(0, 7)} is pull request #812, merged as ${merged.slice(0, 7)}\n`,
	);
	expect(watch.out()).not.toContain('exec=none');
	expect(await watch.line(/^READY-TO-APPROVE /)).toContain(`commit=${merged}`);

	const where = scene.piped(['where', ...account.flags, '--json'], {cwd: path, env});
	expect(await where.ended).toBe(0);
	expect(JSON.parse(where.out())).toMatchObject({commit: merged, pipelines: [{status: 'Gate'}]});
});

story('HEAD is followed itself where a pipeline has it, whatever branch it is on', async ({scene}) => {
	scene.needs('git');
	const {path, commit, git} = repositoryIn();
	commit('feat: base');
	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
	git('checkout', '--quiet', '-b', 'topic');
	git('remote', 'add', 'origin', 'https://example.com/acme/app.git');
	const head = commit('feat: one');
	const account = await scene.account(lanes);
	account.push(head);
	account.pass(60);
	const watch = scene.watch(account, {cwd: path, commit: null});
	expect(await watch.ended).toBe(0);
	expect(await watch.line(/^READY-TO-APPROVE /)).toContain(`commit=${head}`);
	expect(watch.err()).toBe(
		`sluice: ${head.slice(0, 7)} is not pushed: no remote branch in this clone has it\n`,
	);
});

story('a commit that is not pushed and in no pipeline is 2', async ({scene}) => {
	scene.needs('git');
	const {path, commit, git} = repositoryIn();
	commit('feat: base');
	git('update-ref', 'refs/remotes/origin/main', 'HEAD');
	git('remote', 'add', 'origin', 'https://example.com/acme/app.git');
	const head = commit('feat: one');
	const account = await scene.account(lanes);
	for (const args of [['watch'], ['where']]) {
		const run = scene.piped([...args, ...account.flags, head], {cwd: path});
		expect(await run.ended).toBe(2);
		expect(run.err()).toMatch(
			/is not pushed and in no pipeline: push it, or name the commit that was merged\n$/,
		);
	}
});
