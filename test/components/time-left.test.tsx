import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import type {Remembered} from '../../source/domain/remembered.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay} from '../busy-day.ts';
import {commit, look, minute, noon, partsWith, run, scope, shas, storeWith} from '../fixtures.ts';
import {openScreen, type Screen} from '../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(store: Store, columns: number, rows = 36) {
	const {parts, used} = partsWith(store);
	const terminal = {redraw: () => {}, asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns, rows},
	);
	open.push(screen);
	return {screen, used, row: (pattern: RegExp) => screen.rows().find(each => pattern.test(each)) ?? ''};
}

const {running} = busyDay;
const {name} = running.definition;
const [nightly, ansible] = ['DeployNightly', 'AnsibleDeployProductionNightly'];

/** Past runs tell how many minutes the nightly deployment of the prover usually takes; it has run for seven. */
function measured(minutes: number, plans = allPlans): Store {
	const store = storeWith(plans);
	const past = (stage: string, action: string, length: number) => ({
		...run(stage, action, 'Succeeded', [2000, 2000 - length]),
		execution: 'old',
	});
	const runs = [
		past(nightly, ansible, minutes),
		past(nightly, 'CWMonitoringProduction', 2),
		past('DeployProduction', 'AnsibleDeployProduction', 24),
		past('DeployProduction', 'CWMonitoringProduction', 3),
	];
	store.dispatch({kind: 'runs-read', at: noon, scope, pipeline: name, runs});
	return store;
}

describe('the time left', () => {
	it('stands in the list beside the time in the state, and nowhere where it is not known', async () => {
		const {row} = await show(measured(16), 120);
		expect(row(/PIPELINE/)).toMatch(/STATE +LEFT *│/);
		expect(row(/prover-ansib/)).toMatch(/ 1\/2 Running +\d+m ~9m *│/);
		expect(row(/slasher/)).toMatch(/ 0\/2 Running +\d+m *│/);
	});

	it('takes no column where nothing is known', async () => {
		const {row} = await show(storeWith(allPlans), 120);
		expect(row(/PIPELINE/)).not.toContain('LEFT');
	});

	it('says by how much what runs is over', async () => {
		const {row, screen} = await show(measured(4, [running]), 120);
		expect(row(/Running/)).toMatch(/Running +7m 3m over *│/);
		expect(screen.text()).toMatch(/Nightly +7m +running +3m over/);
		const wide = await show(measured(4, [running]), 160);
		expect(wide.screen.text()).toMatch(/running +(?:▇+ )?3m over the usual 4m/);
	});

	it('is a bar too where there is room, and in the detail beside the usual', async () => {
		const {row} = await show(measured(16, [running]), 200, 50);
		expect(row(/ ✓✓◐·/)).toMatch(/ ▇▇▇▇···· ~9m +DeployNightly/);
		expect(row(/AnsibleDeployProductionNightly {2,}7m/)).toMatch(/▇▇▇····· ~9m left usual 16m ?$/);
		expect(row(/CWMonitoringProduction {2,}2m/)).toMatch(/usual 2m ?$/);
		expect(row(/DeployNightly +running/)).toMatch(/~9m +7m ?$/);
		expect(row(/DeployProduction +not reached/)).toMatch(/usual 27m \+ approval ?$/);
	});

	it('never makes a row wider than the screen', async () => {
		for (const [columns, rows] of [
			[200, 50],
			[120, 36],
			[100, 24],
			[80, 24],
			[80, 15],
			[40, 10],
		] as const) {
			const {screen} = await show(measured(16), columns, rows);
			for (const each of screen.rows()) expect(each.length).toBeLessThanOrEqual(columns);
			expect(screen.rows().length).toBeLessThanOrEqual(rows);
		}
	});
});

describe('before anybody has looked', () => {
	const picture = (standing: 'Gate' | 'Running' | 'NotTriggered', sha: string = shas.ours) => ({
		asOf: noon - 3 * 60 * minute,
		commit: sha,
		standing,
		stages: ['Succeeded', 'Succeeded', 'Gate'] as const,
	});
	const known = (pipeline: string, told: Remembered['pipelines'][number]['picture']) => ({
		name: pipeline,
		picture: told,
		usual: [],
		measuredAt: null,
	});
	const remembered: Remembered = {
		account: null,
		pipelines: [
			known(name, picture('Running', shas.older)),
			known('l-order-stream-pipeline', picture('Gate')),
			known('signal-pipeline', picture('NotTriggered')),
			known('l-new-pipeline', null),
		],
	};
	function remembering(): Store {
		const store = createStore();
		store.dispatch({
			kind: 'scope-opened',
			at: noon,
			scope,
			region: 'us-west-2',
			interval: 30_000,
			remembered,
		});
		store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.ours)});
		return store;
	}

	it('shows what is remembered, with its age and the commit that it was of, and as nothing that is current', async () => {
		const store = remembering();
		const {screen, row, used} = await show(store, 140);
		expect(screen.rows()[0]).toMatch(/as of 3h00m ago · looking…/);
		expect(row(/order-stream/)).toMatch(/^ ▲ order-stream +✓✓▲ +Gate/);
		expect(row(/prover-ansible/)).toContain('9e0c4b7');
		expect(screen.rows().findIndex(each => each.includes('order-stream'))).toBeLessThan(
			screen.rows().findIndex(each => each.includes('prover-ansible')),
		);
		expect(screen.text()).not.toMatch(/signal|l-new|GATE/);
		expect(store.getState().happened).toEqual([]);
		expect(used).toEqual([]);
	});

	it('gives way to the truth row by row', async () => {
		const store = remembering();
		const {screen, row} = await show(store, 140);
		store.dispatch({kind: 'pipelines-listed', at: noon, scope, names: [name, 'l-order-stream-pipeline']});
		look(store, running);
		await screen.until(text => /prover-ansible .*Running +\d+m/.test(text));
		expect(row(/order-stream/)).toMatch(/Gate +as of 3h00m ago|Gate 3h00m ago/);
		look(store, busyDay.atGate);
		await screen.until(text => text.includes('GATE'));
		expect(screen.text()).not.toMatch(/as of 3h/);
	});
});
