import {repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, lane, type StoryAccount} from './account.ts';
import {story} from './story.ts';

const slow = buildOf(60);
const size = {columns: 160, rows: 45};
const idOf = ({director}: StoryAccount, pipeline: string, sha: string) =>
	director.executions(pipeline).find(({commit}) => commit?.sha === sha)?.id ?? '';

story('ours is superseded, and a later commit that contains it carries it on', async ({scene}) => {
	scene.needs('git');
	const {path, commit} = repositoryIn();
	const [older, ours, newer] = [commit('feat: one'), commit('feat: two (#812)'), commit('feat: three')];
	const account = await scene.account(
		[lane('l-slasher-pipeline', ['Taiko']), lane('l-indexer-pipeline', ['Taiko'])],
		start => (start.commit?.sha === older ? slow : undefined),
	);
	account.push(older);
	account.pass(60);
	account.push(ours, 'feat: two (#812)');
	account.pass(60);
	const terminal = scene.follow(account, {...size, commit: 'HEAD~1', cwd: path});
	await terminal.see(new RegExp(`◇ slasher .*Behind .*${older.slice(0, 7)}`));

	account.push(newer);
	account.pass(10);
	await terminal.see(`carried by ${newer.slice(0, 7)}`);
	account.pass(900);
	account.approve('l-slasher-pipeline');
	account.pass(900);
	await terminal.see(new RegExp(`▲ slasher +✓✓▲ .*carried by ${newer.slice(0, 7)}`));
});

story('without a clone it is unknown whether what came after carries ours', async ({scene}) => {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])], () => slow);
	for (const sha of [commits.older, commits.ours, commits.newer]) {
		account.push(sha);
		account.pass(10);
	}
	const terminal = scene.follow(account, size);
	await terminal.see(/⇢ .*Superseded .*by b7d19f0 · whether that carries i/);
});

story('what was stopped and what is closed say why', async ({scene}) => {
	const account = await scene.account(
		[lane('l-generator-pipeline', ['Taiko']), lane('l-kailua-pipeline', ['Taiko'])],
		({pipeline}) => (pipeline === 'l-generator-pipeline' ? slow : undefined),
	);
	account.director.disableTransition('l-kailua-pipeline', 'DeployProduction', 'freeze until Monday');
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, size);
	await terminal.see(/‖ kailua .*✓✓‖.* Closed .*"freeze until Monday"/);
	account.director.stop({
		pipeline: 'l-generator-pipeline',
		executionId: idOf(account, 'l-generator-pipeline', commits.ours),
		reason: 'wrong branch',
		abandon: true,
	});
	account.pass(10);
	await terminal.see(/■ generator .* Stopped .*"wrong branch"/);
	account.director.enableTransition('l-kailua-pipeline', 'DeployProduction');
	await terminal.see('▲ GATE kailua');
});

story('in a PARALLEL pipeline each execution has a gate and a link of its own', async ({scene}) => {
	const account = await scene.account([
		lane('l-lists-pipeline', ['Taiko'], {executionMode: 'PARALLEL'}),
		lane('l-slasher-pipeline', ['Taiko']),
	]);
	for (const sha of [commits.older, commits.ours, commits.newer]) account.push(sha);
	account.pass(60);
	const terminal = scene.follow(account, size);
	await terminal.see(/▲ GATE lists .*YOURS acfd7c6/);
	await terminal.see('PARALLEL mode');
	const own = idOf(account, 'l-lists-pipeline', commits.ours);
	await terminal.until('the link of its execution', () =>
		terminal.joined().includes(`/pipelines/l-lists-pipeline/executions/${own}/`),
	);
});

story('in a QUEUED pipeline ours waits for its turn', async ({scene}) => {
	const account = await scene.account(
		[lane('l-lists-pipeline', ['Taiko'], {executionMode: 'QUEUED'}), lane('l-slasher-pipeline', ['Taiko'])],
		({pipeline, commit}) =>
			pipeline === 'l-lists-pipeline' && commit?.sha === commits.older ? slow : undefined,
	);
	account.push(commits.older);
	account.pass(10);
	account.push(commits.ours);
	account.pass(60);
	const terminal = scene.follow(account, size);
	await terminal.see(/◇ lists .*Behind .*9e0c4b7.* is in DeployStaging/);
	account.pass(600);
	await terminal.see(/▲ GATE lists .*not yours: 9e0c4b7/);
	account.approve('l-lists-pipeline');
	account.pass(600);
	await terminal.see(/▲ GATE lists .*YOURS acfd7c6/);
});
