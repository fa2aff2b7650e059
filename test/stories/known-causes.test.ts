import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect} from 'vitest';
import {buildLog} from '../../source/simulator/scenarios/log/build-log.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-slasher-pipeline', ['Taiko'])];
const refused = buildOf(6, {failure: failing, log: build => buildLog(build, 'assume-role-denied')});

/** Settings that know a cause by its pattern, as arguments. */
function knowing(scene: Scene, match: string): readonly string[] {
	const file = join(scene.folder(), 'mine.toml');
	writeFileSync(
		file,
		`[[failures]]\nid = "role"\nmatch = '${match}'\ncause = "the deployment role was replaced"\nadvice = "compare its trust policy"\nretry_helps = false\nsure = "likely"\n`,
	);
	return ['--settings', file];
}

async function failed(scene: Scene) {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? refused : undefined,
	);
	account.push(commits.ours);
	account.pass(900);
	return account;
}

story('a cause that the settings know is told in lines, JSON, lists and above the log', async ({scene}) => {
	const account = await failed(scene);
	const args = knowing(scene, 'exit status 255$');
	const cause = 'the deployment role was replaced';
	const watch = scene.watch(account, {args});
	expect(await watch.ended).toBe(1);
	expect(await watch.line(/^ALERT /)).toContain(`chains=Taiko cause="${cause}" url=`);

	const objects = scene.watch(account, {args: [...args, '--json']});
	expect(await objects.ended).toBe(1);
	expect(JSON.parse(await objects.line(/"event":"failed"/))).toMatchObject({chains: ['Taiko'], cause});

	const where = scene.piped(['where', commits.ours, ...account.flags, ...args, '--json']);
	expect(await where.ended).toBe(1);
	expect(JSON.parse(where.out())).toMatchObject({pipelines: [{status: 'Failed', reason: `Taiko: ${cause}`}]});

	const fleet = scene.piped(['fleet', ...account.flags, ...args]);
	expect(await fleet.ended).toBe(0);
	expect(fleet.out()).toMatch(
		/DeployStaging\/DeployStagingTaiko failed .* ago: the deployment role was replaced/,
	);

	const terminal = scene.follow(account, {columns: 120, rows: 40, args});
	await terminal.see(`✗ FAILED l-slasher-pipeline · DeployStaging/Taiko · ${cause}`);
});

story('a cause that only the log shows stands above it with its proof and what to do', async ({scene}) => {
	const account = await failed(scene);
	const args = knowing(scene, 'AccessDenied.* AssumeRole');
	const terminal = scene.follow(account, {columns: 120, rows: 40, args});
	await terminal.see('✗ FAILED l-slasher-pipeline · DeployStaging/Taiko · exit status 255');
	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see(
		/likely +the deployment role was replaced *\n *proof +line [\d,]+ +An error occurred \(AccessDenied\)[^\n]*\n( *then [^\n]*\n)? *do +compare its trust policy · retrying will not help/,
	);
});
