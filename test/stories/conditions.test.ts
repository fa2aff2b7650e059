import {expect} from 'vitest';
import {rule} from '../simulator/laboratory.ts';
import {commits, lane} from './account.ts';
import {type Scene, story} from './story.ts';

/** A pipeline whose staging is entered from the branch `release` only, with our commit of `main` before it. */
async function closedByRule(scene: Scene) {
	const {stages, ...rest} = lane('l-indexer-pipeline', ['Taiko', 'Base']);
	const [first, second, ...others] = stages;
	if (first === undefined || second === undefined) throw new Error('a source and a stage');
	const named = {...first, actions: first.actions.map(action => ({...action, namespace: 'Src'}))};
	const isRelease = rule('IsRelease', 'VariableCheck', {
		Variable: '#{Src.BranchName}',
		Operator: 'EQ',
		Value: 'release',
	});
	const guarded = {...second, beforeEntry: {conditions: [{result: 'FAIL' as const, rules: [isRelease]}]}};
	const account = await scene.account([{...rest, stages: [named, guarded, ...others]}]);
	account.push(commits.ours);
	account.pass(300);
	return account;
}

story('a stage that a condition ended is told with the rule that did not hold', async ({scene}) => {
	const account = await closedByRule(scene);
	const diagnose = scene.piped(['diagnose', 'l-indexer-pipeline', ...account.flags]);
	expect(await diagnose.ended).toBe(0);
	expect(diagnose.out().replace(/\s+/g, ' ')).toMatch(
		/DeployStaging failed, but none of its actions: a condition for entering it did not hold: rule IsRelease \(VariableCheck\): /,
	);
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(1);
	expect(await watch.line(/^ALERT/)).toMatch(
		/stage=DeployStaging .*cause="rule IsRelease \(VariableCheck\): /,
	);
	const terminal = scene.follow(account, {columns: 120, rows: 40});
	await terminal.see('✗ FAILED l-indexer-pipeline');
	expect(await terminal.see(/✗ rule IsRelease \(VariableCheck\)/)).toMatch(/✗ DeployStaging +failed/);
	expect(account.calls.filter(({operation}) => operation === 'ListRuleExecutions')).toHaveLength(3);
});

story('where rules may not be read, it is told as ever, and nothing is missed', async ({scene}) => {
	const account = await closedByRule(scene);
	await account.misbehave('denied:ListRuleExecutions');
	const diagnose = scene.piped(['diagnose', 'l-indexer-pipeline', '--json', ...account.flags]);
	expect(await diagnose.ended).toBe(0);
	expect(JSON.parse(diagnose.out())).toMatchObject({
		stage: 'DeployStaging',
		trouble: null,
		note: expect.stringContaining('a condition for entering it did not hold; the console shows which rule'),
	});
	const watch = scene.watch(account);
	expect(await watch.ended).toBe(1);
	expect(watch.out()).not.toContain('TROUBLE');
	expect(await watch.line(/^ALERT/)).toMatch(/stage=DeployStaging /);
});
