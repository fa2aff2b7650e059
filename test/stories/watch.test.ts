import {expect} from 'vitest';
import {repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';

const lanes = [lane('l-slasher-pipeline', ['Taiko', 'Base'])];
const id = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';

story('a commit that goes all the way ends watch with 0', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	account.approve('l-slasher-pipeline');
	const watch = scene.watch(account);
	await watch.line(
		new RegExp(
			`^\\d\\d:\\d\\d:\\d\\dZ l-slasher-pipeline exec=${id} status=InProgress state=Running stage=DeployProduction`,
		),
	);
	account.pass(60);
	expect(await watch.ended).toBe(0);
	expect(watch.lines().slice(-2)).toEqual([
		expect.stringMatching(new RegExp(`^DONE pipeline=l-slasher-pipeline exec=${id}$`)),
		'END code=0 done=1 gate=0 failed=0 carried=0 blocked=0',
	]);
});

story('a failure ends watch with 1, once nothing of it runs any more', async ({scene}) => {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(1, {failure: failing}) : buildOf(60),
	);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	await watch.line(/state=Running/);
	expect(watch.out()).not.toContain('ALERT');
	account.pass(900);
	expect(await watch.ended).toBe(1);
	expect(watch.lines().filter(line => line.startsWith('ALERT'))).toEqual([
		expect.stringMatching(
			new RegExp(
				`^ALERT pipeline=l-slasher-pipeline status=Failed exec=${id} stage=DeployStaging chains=Taiko .*url=https://`,
			),
		),
	]);
	expect(watch.lines().at(-1)).toBe('END code=1 done=0 gate=0 failed=1 carried=0 blocked=0');
});

story('a gate of ours ends watch with 0', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(0);
	expect(await watch.line(/^READY-TO-APPROVE /)).toMatch(
		new RegExp(
			`pipeline=l-slasher-pipeline exec=${id} stage=DeployProduction action=ApproveDeployToProduction commit=${commits.ours} expires=\\S+Z waiting=0 url=https://\\S+/l-slasher-pipeline/view\\?region=us-west-2$`,
		),
	);
	expect(watch.lines().at(-1)).toBe('END code=0 done=0 gate=1 failed=0 carried=0 blocked=0');
});

story('a gate that another commit holds ends watch with 6', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.older);
	account.pass(60);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(6);
	expect(await watch.line(/^BLOCKED /)).toMatch(
		new RegExp(
			`exec=${id} stage=DeployProduction reason=gate-held by=${commits.older} since=\\S+Z url=https://`,
		),
	);
	expect(watch.out()).not.toContain('READY-TO-APPROVE');
});

story('a closed transition ends watch with 6 and its reason', async ({scene}) => {
	const account = await scene.account(lanes);
	account.director.disableTransition('l-slasher-pipeline', 'DeployProduction', 'freeze until Monday');
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(6);
	expect(await watch.line(/^BLOCKED /)).toMatch(
		/reason=transition-closed note="freeze until Monday" since=\S+Z/,
	);
});

story('a stopped execution ends watch with 3 and its reason', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(60);
	const [execution] = account.director.executions('l-slasher-pipeline');
	const watch = scene.watch(account);
	await watch.line(/state=Running/);
	account.director.stop({
		pipeline: 'l-slasher-pipeline',
		executionId: execution?.id ?? '',
		reason: 'wrong branch',
		abandon: true,
	});
	account.pass(10);
	expect(await watch.ended).toBe(3);
	expect(await watch.line(/^ALERT /)).toMatch(
		new RegExp(`status=Stopped exec=${id} .*reason="wrong branch"`),
	);
});

story('what carries ours is followed on', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const [older, ours, newer] = [commit('feat: one'), commit('feat: two'), commit('feat: three')];
	const account = await scene.account(lanes, ({commit}) => (commit?.sha === older ? buildOf(60) : undefined));
	for (const sha of [older, ours, newer]) {
		account.push(sha);
		account.pass(10);
	}
	const watch = scene.watch(account, {cwd: path, commit: ours.slice(0, 9)});
	expect(await watch.line(/^CARRIED /)).toMatch(
		new RegExp(`pipeline=l-slasher-pipeline status=Superseded exec=${id} by=${newer} next=${id}`),
	);
	account.pass(900);
	expect(await watch.ended).toBe(6);
	expect(await watch.line(/^BLOCKED .*reason=gate-held/)).toContain(`by=${older}`);
	expect(watch.out()).not.toContain('ALERT');
	expect(watch.lines().at(-1)).toBe('END code=6 done=0 gate=0 failed=0 carried=1 blocked=1');
});

story('trouble and recovery are lines, and an interruption ends watch with 130', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	await watch.line(/state=Running/);
	await account.misbehave('throttle');
	await watch.line(/^TROUBLE ThrottlingException operation=\w+ .*retry=\d+s/);
	await account.misbehave();
	await watch.line(/^RECOVERED after=\d+s$/);
	watch.kill('SIGINT');
	expect(await watch.ended).toBe(130);
});
