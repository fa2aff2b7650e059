import {expect} from 'vitest';
import {buildLog} from '../../source/simulator/scenarios/log/build-log.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';

const lanes = [lane('l-indexer-pipeline', ['Taiko', 'BaseSepolia']), lane('l-slasher-pipeline', ['Taiko'])];
const denied = buildOf(6, {failure: failing, log: build => buildLog(build, 'assume-role-denied')});

story('two Enters lead from the list to the line that explains the failure', async ({scene}) => {
	const account = await scene.account(lanes, ({pipeline, action}) => {
		if (pipeline !== 'l-indexer-pipeline') return undefined;
		return action === 'DeployStagingTaiko' ? denied : buildOf(60);
	});
	account.push(commits.ours);
	account.pass(90);
	const terminal = scene.follow(account, {columns: 120, rows: 40});
	// The sibling goes on: it has not failed for good, and nothing is announced.
	await terminal.see(/▌✗ indexer .* 0\/2 Running/);
	await terminal.see(/◐ BaseSepolia .* running/);
	expect(terminal.written()).not.toContain('FAILED');

	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see(/l-indexer-pipeline › DeployStaging › Taiko .*✗ FAILED/);
	await terminal.see(/log · relevant: \d+ of \d,\d{3} lines/);
	const log = await terminal.see(
		/\n▌3,\d{3} .*An error occurred \(AccessDenied\) when calling the AssumeRole operation/,
	);
	expect(log).not.toContain('if [[ "$CALLER"');
	expect(log).not.toContain('echo "ERROR');
	terminal.press('e');
	await terminal.see(/\n▌3,\d{3} .*ERROR: Still using ops account[\s\S]*error 2 of 2/);
	terminal.press('E');
	await terminal.see(/error 1 of 2/);

	terminal.press('q');
	await terminal.see('PIPELINE');
	account.pass(900);
	await terminal.see(
		/✗ FAILED indexer · DeployStaging\/Taiko · assuming the role …:role\/deploy-indexer is denied to/,
	);
	await terminal.see('1/2 Failed');
});

story('a running log is followed to its end', async ({scene}) => {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(60, {log: build => buildLog(build)}) : undefined,
	);
	account.push(commits.ours);
	account.pass(300);
	const terminal = scene.follow(account, {columns: 120, rows: 40});
	await terminal.see(/◐ Taiko .* running/);
	terminal.press('enter');
	await terminal.see('Enter log');
	terminal.press('enter');
	await terminal.see(/Taiko .*◐ RUNNING/);
	await terminal.see('following');
	account.pass(180);
	await terminal.see('Entering phase POST_BUILD');
	account.pass(600);
	await terminal.see('Phase complete: UPLOAD_ARTIFACTS State: SUCCEEDED');
	await terminal.see(/Taiko .*✓ SUCCEEDED/);
});
