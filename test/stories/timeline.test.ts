import {expect} from 'vitest';
import {expectRestored, story} from './story.ts';

story(
	'the demo shows a timeline, and leads from it to a log and back',
	{timeout: 90_000},
	async ({scene}) => {
		const terminal = scene.sluice(['demo', '--speed', '60'], {columns: 120, rows: 40, patience: 60_000});
		await terminal.see(/✗ indexer .*Failed/);
		terminal.press('g', 'enter');
		await terminal.see(/▌ .*✗ Taiko/);
		terminal.press('T');
		await terminal.see(/l-indexer-pipeline › timeline/);
		await terminal.until(
			'all twenty are read',
			text => /last 20 .*median/.test(text) && !/reading/.test(text),
		);
		await terminal.see(/▌ +✗ Taiko +failed/);
		await terminal.see(/machines took \d+s/);
		expect(terminal.overflows()).toBe(false);

		terminal.press('[', '[', '[');
		await terminal.see(/run 17 of 20/);
		await terminal.see(/✓ ApproveDeployToProduction +(?:try \d +)?approved/);
		await terminal.see(/people \d+/);
		terminal.press('enter');
		await terminal.see(/› DeployProduction › .* ✓ SUCCEEDED/);
		terminal.press('escape');
		await terminal.see(/run 17 of 20/);
		expect(terminal.overflows()).toBe(false);
		terminal.press('escape');
		await terminal.see(/exec [\da-f-]{36}/);
		await terminal.until('the split view', text => !text.includes('› timeline'));
		terminal.press('q');
		expect(await terminal.ended).toEqual({code: 0, signal: 0});
		expectRestored(terminal);
	},
);
