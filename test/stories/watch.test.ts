import {expect} from 'vitest';
import {repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';
import {program} from './terminal.ts';

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

story('a recovery is told also where the same look is the last', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account);
	await watch.line(/state=Running/);
	await account.misbehave('throttle');
	await watch.line(/^TROUBLE /);
	account.pass(900);
	await account.misbehave();
	expect(await watch.ended).toBe(0);
	expect(watch.lines().slice(-3)).toEqual([
		expect.stringMatching(/^READY-TO-APPROVE /),
		expect.stringMatching(/^RECOVERED after=/),
		expect.stringMatching(/^END code=0 /),
	]);
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
	expect(watch.lines().at(-1)).toBe('END code=130 done=0 gate=0 failed=0 carried=0 blocked=0');
});

story('JSON is one object a line, of the same facts', async ({scene}) => {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(1, {failure: failing}) : undefined,
	);
	account.push(commits.ours);
	account.pass(900);
	const watch = scene.watch(account, {args: ['--json']});
	expect(await watch.ended).toBe(1);
	const objects = watch.lines().map(line => JSON.parse(line));
	expect(objects.map(({event}) => event)).toEqual(['heartbeat', 'failed', 'end']);
	for (const each of objects)
		expect(each).toMatchObject({
			v: 1,
			at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
			account: '123456789012',
			region: 'us-west-2',
		});
	expect(objects[1]).toMatchObject({
		pipeline: 'l-slasher-pipeline',
		execution: expect.stringMatching(new RegExp(`^${id}$`)),
		status: 'Failed',
		stage: 'DeployStaging',
		chains: ['Taiko'],
		commit: commits.ours,
	});
	expect(objects[2]).toMatchObject({code: 1, failed: 1});
});

story('--json and no terminal both ask for lines; left out, the commit is HEAD', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const ours = commit('feat: one');
	const account = await scene.account(lanes);
	account.push(ours);
	account.pass(60);
	const pipes = scene.piped(account.flags, {cwd: path});
	expect(await pipes.ended).toBe(0);
	expect(await pipes.line(/^READY-TO-APPROVE /)).toContain(`commit=${ours}`);
	const terminal = scene.sluice([...account.flags, '--json'], {cwd: path, columns: 400, rows: 20});
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expect(terminal.written()).not.toContain('\u001b[?1049h');
	expect(terminal.text()).toContain('"event":"end"');
});

story('--exit-on settled waits through the gate, --quiet tells changes only', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account, {args: ['--exit-on', 'settled', '--quiet']});
	await watch.line(/^READY-TO-APPROVE /);
	account.approve('l-slasher-pipeline');
	account.pass(60);
	expect(await watch.ended).toBe(0);
	expect(watch.lines().map(line => line.split(' ')[0])).toEqual(['READY-TO-APPROVE', 'DONE', 'END']);
});

story('--exit-on failure ends at the first one, whatever else runs', async ({scene}) => {
	const account = await scene.account(
		[...lanes, lane('l-indexer-pipeline', ['Taiko'])],
		({pipeline, action}) =>
			pipeline === 'l-indexer-pipeline' && action === 'DeployStagingTaiko'
				? buildOf(1, {failure: failing})
				: buildOf(600),
	);
	account.push(commits.ours);
	account.pass(120);
	const watch = scene.watch(account, {args: ['--exit-on', 'failure', '--heartbeat', '0']});
	expect(await watch.ended).toBe(1);
	expect(watch.lines()).toEqual([
		expect.stringMatching(/^ALERT pipeline=l-indexer-pipeline status=Failed /),
		'END code=1 done=0 gate=0 failed=1 carried=0 blocked=0',
	]);
});

story('--timeout ends with 4', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(600));
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account, {args: ['--timeout', '2s']});
	expect(await watch.ended).toBe(4);
	expect(watch.out()).toContain('state=Running');
	expect(watch.lines().at(-1)).toBe('END code=4 done=0 gate=0 failed=0 carried=0 blocked=0 ended=timeout');
});

story('a commit that no pipeline ever gets ends with 4 after --appear', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.older);
	account.pass(60);
	const watch = scene.watch(account, {args: ['--appear', '2s']});
	await watch.line(/exec=none status=Awaited state=Awaited/);
	expect(await watch.ended).toBe(4);
	expect(watch.out()).toContain('exec=none status=NotTriggered state=NotTriggered');
});

story('credentials that expire on the way may be renewed; when they are not, 5', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(600));
	account.push(commits.ours);
	account.pass(60);
	const patient = scene.watch(account);
	const hasty = scene.watch(account, {args: ['--grace', '2s']});
	await Promise.all([patient.line(/state=Running/), hasty.line(/state=Running/)]);
	await account.misbehave('expired');
	await patient.line(/^TROUBLE ExpiredToken\S* .*do="/);
	expect(await hasty.ended).toBe(5);
	expect(hasty.lines().at(-1)).toMatch(/^END code=5 /);
	expect(hasty.err()).toMatch(
		/^sluice: the credentials have expired and were not renewed within 2s: [^\n]+\n$/,
	);
	await account.misbehave();
	await patient.line(/^RECOVERED after=/);
	account.pass(7200);
	expect(await patient.ended).toBe(0);
});

story('several commits are told apart, and each of them counts', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.older);
	account.pass(60);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account, {
		commit: commits.older,
		args: [commits.ours.slice(0, 9), commits.older],
	});
	expect(await watch.ended).toBe(6);
	expect(await watch.line(/^READY-TO-APPROVE /)).toContain(` commit=${commits.older}`);
	expect(await watch.line(/^BLOCKED /)).toContain(` commit=${commits.ours}`);
	const last = 'END code=6 done=0 gate=1 failed=0 carried=0 blocked=1';
	expect(watch.lines().at(-1)).toBe(last);
	for (const line of watch.lines().slice(0, -1)) expect(line).toMatch(/ commit=[\da-f]{40}( |$)/);
});

story('a stage that is waited for ends watch when it is reached', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account, {args: ['--reached', 'DeployProduction']});
	await watch.line(/^READY-TO-APPROVE /);
	account.approve('l-slasher-pipeline');
	account.pass(60);
	expect(await watch.ended).toBe(0);
	const staged = scene.watch(account, {args: ['--reached', 'DeployStaging']});
	expect(await staged.ended).toBe(0);
	const none = scene.watch(account, {args: ['--reached', 'Staging']});
	expect(await none.ended).toBe(2);
	expect(none.err()).toBe(
		'sluice: no pipeline has a stage Staging: there are Source, DeployStaging, DeployProduction\n',
	);
	expect(none.lines().at(-1)).toMatch(/^END code=2 /);
});

story('a short SHA that stands for two commits is refused', async ({scene}) => {
	const twin = `${commits.ours.slice(0, 7)}${'0'.repeat(33)}`;
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(5);
	account.push(twin);
	account.pass(5);
	const watch = scene.watch(account, {commit: commits.ours.slice(0, 7)});
	expect(await watch.ended).toBe(2);
	expect(watch.err()).toMatch(
		/^sluice: acfd7c6 is the beginning of several commits [^\n]*: give more digits\n$/,
	);
	expect(watch.lines().at(-1)).toMatch(/^END code=2 /);
});

story('of several commits the one that cannot be followed is named', async ({scene}) => {
	const account = await scene.account(lanes);
	const watch = scene.watch(account, {args: ['no-such-branch']});
	expect(await watch.ended).toBe(2);
	expect(watch.err()).toMatch(/^sluice: no-such-branch needs a git repository: [^\n]+\n$/);
	expect(watch.out()).toBe('');
	expect(account.calls).toEqual([]);
});

story('nobody knows whether ours is carried: what to do about it is said', async ({scene}) => {
	const account = await scene.account(lanes, ({commit}) =>
		commit?.sha === commits.older ? buildOf(600) : undefined,
	);
	for (const sha of [commits.older, commits.ours, commits.newer]) {
		account.push(sha);
		account.pass(10);
	}
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(3);
	expect(await watch.line(/^ALERT /)).toContain(
		` by=${commits.newer} carried=unknown do="run git fetch, or install gh" url=https://`,
	);
});

story('a stage that another commit is in counts as blocked, but nobody must act', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(600));
	account.push(commits.older);
	account.pass(60);
	account.push(commits.ours);
	account.pass(60);
	const watch = scene.watch(account, {args: ['--timeout', '3s']});
	expect(await watch.line(/^BLOCKED /)).toContain('reason=stage-busy');
	expect(await watch.ended).toBe(4);
	expect(watch.lines().at(-1)).toBe('END code=4 done=0 gate=0 failed=0 carried=0 blocked=1 ended=timeout');
});

story('--mine says for whose merges it waits', async ({scene}) => {
	const account = await scene.account(lanes);
	const clone = repositoryIn();
	const watch = scene.watch(account, {commit: null, args: ['--mine', '--timeout', '1s'], cwd: clone.path});
	await watch.ended;
	expect(watch.err()).toContain('sluice: waiting for the next merge of ada@example.com');
	const options = {columns: 100, rows: 30, commit: null, args: ['--mine'], cwd: clone.path};
	await scene.follow(account, options).see('waiting for your next merge: c picks a commit');
});

story('whoever stops reading is not told that all is well', async ({scene}) => {
	const account = await scene.account(lanes, () => buildOf(600));
	account.push(commits.ours);
	account.pass(60);
	const command = [process.execPath, program, 'watch', commits.ours, ...account.flags];
	const words = command.map(word => `'${word}'`).join(' ');
	const pipe = scene.below('sh', ['-c', `{ ${words}; echo "ended $?" >&2; } | head -1`], {
		columns: 100,
		rows: 10,
	});
	await pipe.see('ended 141');
});
