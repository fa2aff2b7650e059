import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import {ThemeProvider} from '../../../components/theme-context.ts';
import type {PastRun} from '../../../source/domain/comparison.ts';
import type {Execution} from '../../../source/domain/execution.ts';
import type {ActionRun} from '../../../source/domain/pipeline.ts';
import {createTheme} from '../../../source/wording/theme.ts';
import {
	definition,
	execution,
	executionId,
	minute,
	noon,
	type PipelinePlan,
	partsWith,
	run,
	scope,
	shas,
	stage,
	storeWith,
} from '../../fixtures.ts';
import {keys, openScreen, type Screen} from '../../screen.tsx';

const name = 'l-order-stream-pipeline';
const pipeline = definition(name, [
	['Github', [['Github']]],
	['DeployStaging', [['DeployStagingBase', 'DeployStagingTaiko']]],
	['DeployProduction', [['ApproveDeployToProduction'], ['DeployProductionBase', 'DeployProductionTaiko']]],
]);

/** The newest execution: Taiko was tried twice, the gate took an hour, production runs. */
const now: readonly ActionRun[] = [
	run('Github', 'Github', 'Succeeded', [92, 91.5]),
	run('DeployStaging', 'DeployStagingBase', 'Succeeded', [91, 83]),
	run('DeployStaging', 'DeployStagingTaiko', 'Failed', [91, 88]),
	run('DeployStaging', 'DeployStagingTaiko', 'Succeeded', [80, 72]),
	run('DeployProduction', 'ApproveDeployToProduction', 'Succeeded', [70, 10], {by: 'ana'}),
	run('DeployProduction', 'DeployProductionBase', 'InProgress', [10, 10]),
	run('DeployProduction', 'DeployProductionTaiko', 'Abandoned', [10, 9]),
];

/** An execution of some hours ago that went through, or failed in staging. */
function past(
	number: number,
	hours: number,
	failed = false,
): {execution: Execution; runs: readonly PastRun[]} {
	const begin = hours * 60;
	const runs = [
		run('Github', 'Github', 'Succeeded', [begin, begin - 0.5]),
		run('DeployStaging', 'DeployStagingBase', 'Succeeded', [begin - 1, begin - 9]),
		run('DeployStaging', 'DeployStagingTaiko', failed ? 'Failed' : 'Succeeded', [begin - 1, begin - 10]),
		...(failed
			? []
			: [
					run('DeployProduction', 'ApproveDeployToProduction', 'Succeeded', [begin - 10, begin - 25]),
					run('DeployProduction', 'DeployProductionBase', 'Succeeded', [begin - 25, begin - 31]),
					run('DeployProduction', 'DeployProductionTaiko', 'Succeeded', [begin - 25, begin - 33]),
				]),
	].map(each => ({...each, id: `${number}/${each.action}`, execution: executionId(number)}));
	const ended = failed ? begin - 10 : begin - 33;
	return {
		execution: execution(number, shas.older, failed ? 'Failed' : 'Succeeded', {
			startedAt: noon - begin * minute,
			updatedAt: noon - ended * minute,
		}),
		runs,
	};
}

const earlier = Array.from({length: 22}, (_, index) => past(22 - index, 3 + 4 * index, index === 2));
const plan: PipelinePlan = {
	definition: pipeline,
	executions: [
		execution(30, shas.ours, 'InProgress', {startedAt: noon - 92 * minute}),
		...earlier.map(each => each.execution),
	],
	stages: [
		stage('Github', [30, 'Succeeded']),
		stage('DeployStaging', [30, 'Succeeded']),
		stage('DeployProduction', [30, 'InProgress']),
	],
	runs: {30: now},
};

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(size = '120x36', {unicode = true, known = true} = {}) {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	const store = storeWith([plan]);
	const runs = earlier.flatMap(each => each.runs);
	if (known) store.dispatch({kind: 'runs-read', at: noon, scope, pipeline: name, runs});
	const world = partsWith(store);
	const screen = await openScreen(
		<ThemeProvider value={createTheme({level: 0, unicode})}>
			<App
				parts={world.parts}
				first={{kind: 'timeline', scope, pipeline: name, execution: null}}
				terminal={terminal}
			/>
		</ThemeProvider>,
		{columns, rows},
	);
	open.push(screen);
	const row = (of: RegExp) => screen.rows().find(each => of.test(each)) ?? '';
	return {...world, store, screen, row};
}

describe('the timeline of an execution', () => {
	it('sets each action against its usual length, each try in a row of its own, gates in another style', async () => {
		const {row, screen} = await show();
		expect(screen.rows()[0]).toMatch(/^ l-order-stream-pipeline › timeline .*looked 6s ago$/);
		expect(row(/✓ Base /)).toMatch(/✓ Base +8m00s +8m00s +▇+┊$/);
		expect(row(/Taiko try 1/)).toMatch(/✗ Taiko try 1 +failed +3m00s +9m00s +▇+ +┊$/);
		expect(row(/Taiko try 2/)).toMatch(/✓ Taiko try 2 +8m00s +9m00s +▇+ *┊$/);
		expect(row(/✓ Approve/)).toMatch(/✓ ApproveDeployToProduction +approved +1h00m +░+$/);
		expect(row(/◐ Base/)).toMatch(/◐ Base +running +10m +6m00s +▇+┊▇*›$/);
		expect(row(/■ Taiko/)).toMatch(/■ Taiko +abandoned +1m00s/);
		expect(row(/took +usual +0/)).toContain('≈');
		expect(row(/machines took/)).toMatch(
			/machines took 26m30s · ░ people 1h00m · waited for others 5m30s · so far 1h32m/,
		);
	});

	it('starts bars of one moment in one column', async () => {
		const {screen} = await show('160x40');
		const rows = screen.rows();
		const begins = [/✓ Base /, /Taiko try 1/].map(of => rows.find(row => of.test(row))?.indexOf('▇'));
		expect(new Set(begins).size).toBe(1);
	});

	it('tells how the last twenty fared, and asks for what was not read', async () => {
		const {screen, sent, row} = await show('120x36', {known: false});
		expect(row(/last 20/)).toContain('1 of 19 ended failed (5 %) · reading 19 more…');
		expect(row(/^ length/)).toContain('?');
		const [newest, oldest] = [earlier[0], earlier[18]];
		expect(sent).toContainEqual({
			kind: 'read-runs',
			scope,
			pipeline: name,
			execution: newest?.execution.id,
			since: oldest?.execution.startedAt,
		});
		expect(screen.text()).toContain('[◐]');
		const {row: known} = await show();
		expect(known(/last 20/)).toContain('1 of 19 ended failed (5 %) · median 17m');
		expect(known(/^ length/)).not.toContain('?');
		expect(known(/^ gate/)).toContain('15m');
	});

	it('shows the execution that is chosen from the strip, and reads what it does not know of it', async () => {
		const {screen, sent, row} = await show('120x36', {known: false});
		await screen.press(keys.left);
		expect(row(/run 19 of 20/)).toContain('✓ succeeded · 9e0c4b7');
		expect(screen.text()).toContain('? DeployStaging  not read yet');
		expect(screen.text()).toContain('its actions are being read…');
		expect(sent).toContainEqual({
			kind: 'read-execution',
			scope,
			pipeline: name,
			execution: earlier[0]?.execution.id,
		});
		await screen.press(']');
		expect(row(/run 20 of 20/)).toContain('◐ running · acfd7c6 (yours)');
		await screen.press('l');
		expect(screen.rows().at(-1)).toContain('this is the newest execution');
	});

	it('says of a failed execution what was never reached', async () => {
		const {screen, row} = await show();
		await screen.press(keys.left, keys.left, keys.left);
		expect(row(/run 17 of 20/)).toContain('✗ failed');
		expect(screen.text()).toContain('· DeployProduction  not reached');
		expect(row(/▌/)).toMatch(/▌ +✗ Taiko +failed +9m00s/);
		expect(row(/Taiko in these/)).toContain('1 of 20 failed');
	});

	it('leads to the log of a row, the try that was chosen, and back', async () => {
		const {screen, sent} = await show();
		await screen.press('g', 'j', 'j', keys.enter);
		expect(screen.rows()[0]).toMatch(/l-order-stream-pipeline › DeployStaging › Taiko +✗ FAILED/);
		expect(sent).toContainEqual({kind: 'watch-build', scope, build: 'DeployStagingTaiko:1'});
		await screen.press(keys.esc);
		await screen.until(text => text.includes('› timeline'));
		await screen.press('j', keys.enter);
		expect(screen.rows()[0]).toMatch(/› Taiko +✓ SUCCEEDED/);
		await screen.press('q', 'T');
		expect(screen.text()).not.toContain('› timeline');
		expect(screen.rows()[0]).toContain('acfd7c6');
	});

	it('opens from list and detail with the execution that is shown there', async () => {
		const {screen, row} = await show();
		await screen.press('q', keys.enter, '[', 'T');
		expect(row(/run \d+ of 20/)).toContain('run 19 of 20');
	});

	it('says what may not be read', async () => {
		const {screen, store} = await show('120x36', {known: false});
		const trouble = {
			kind: 'denied',
			name: 'AccessDeniedException',
			message: 'not authorized',
			hint: null,
			operation: 'ListActionExecutions',
			permission: 'codepipeline:ListActionExecutions',
			optional: true,
			since: noon,
			retryAt: null,
		} as const;
		store.dispatch({kind: 'pipeline-unread', at: noon, scope, pipeline: name, trouble});
		await screen.settle();
		expect(screen.rows()[1]).toContain('codepipeline:ListActionExecutions');
		expect(screen.text()).not.toContain('reading');
	});
});

describe('at every size', () => {
	it.each(['200x50', '120x36', '80x24', '80x15', '60x12', '40x10'])('fills %s and no more', async size => {
		const {screen, row} = await show(size);
		const [columns = 0, rows = 0] = size.split('x').map(Number);
		for (const each of [1, 2, 3]) {
			expect(screen.rows()).toHaveLength(rows);
			for (const text of screen.rows()) expect(text.length).toBeLessThanOrEqual(columns);
			expect(screen.rows()[0]).toContain(columns < 60 ? 'l-order' : name);
			expect(screen.rows().at(-1)).toContain('? help');
			expect(screen.text()).toMatch(/\[[◐✓]\]/);
			expect(row(/machines took/)).not.toBe('');
			expect(screen.text().split('▌')).toHaveLength(2);
			await screen.press(each === 1 ? keys.left : 'g');
		}
	});

	it('is a list with lengths and no bars on 40x10, and scrolls', async () => {
		const {screen, row} = await show('40x10');
		expect(screen.text()).not.toMatch(/[▇░]/);
		expect(row(/▌/)).toMatch(/◐ Base +running +10m +6m00s/);
		expect(screen.text()).toMatch(/\d more rows, j k/);
		await screen.press('g');
		expect(row(/▌/)).toMatch(/✓ Github +30s +30s/);
	});

	it('draws with ASCII alone where the terminal has no more', async () => {
		const {screen, row} = await show('120x36', {unicode: false});
		// biome-ignore lint/suspicious/noControlCharactersInRegex: all that is beyond ASCII is looked for
		expect(screen.text()).not.toMatch(/[^\x00-\x7f]/);
		expect(row(/\+ Base /)).toMatch(/8m00s +8m00s +#+\|$/);
		expect(row(/\+ Approve/)).toMatch(/:+$/);
	});
});
