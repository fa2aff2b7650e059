import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import {ThemeProvider} from '../../../components/theme-context.ts';
import type {DeskParts} from '../../../hooks/desk.ts';
import {createTheme} from '../../../source/wording/theme.ts';
import {allPlans, busyDay} from '../../busy-day.ts';
import {
	execution,
	executionId,
	look,
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
import {called, manyPlans} from '../../fleet-fixtures.ts';
import {keys, openScreen, type Screen} from '../../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(size: string, plans: readonly PipelinePlan[] = allPlans, over: Partial<DeskParts> = {}) {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	const store = storeWith(plans);
	const {parts, sent, used} = partsWith(store, over);
	const terminal = {redraw: () => {}, asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns, rows},
	);
	open.push(screen);
	await screen.press('F');
	return {screen, store, sent, used};
}

/** The names in the list, from the marker or glyph on; and the selected one. */
const listed = (screen: Screen) => {
	const end = screen.rows().findIndex((row, index) => index > 3 && /^─+$/.test(row));
	const list = end < 0 ? screen.rows() : screen.rows().slice(0, end);
	return list.flatMap(row => /^[▌ ][✗▲‖■◐✓?·] (\S+) {2}/.exec(row)?.[1] ?? []);
};
const selected = (screen: Screen) => screen.rows().flatMap(row => /^▌. (\S+)/.exec(row)?.[1] ?? [])[0];
const rowOf = (screen: Screen, name: string) =>
	screen.rows().find(row => row.slice(3).startsWith(`${name} `)) ?? '';

const sizes = ['200x50', '120x36', '80x24', '80x15', '40x10'];

describe('at every size', () => {
	it.each(sizes)('fills %s and no more, the urgent first', async size => {
		const {screen} = await show(size);
		const [columns = 0, rows = 0] = size.split('x').map(Number);
		expect(screen.rows()).toHaveLength(rows);
		for (const row of screen.rows()) expect(row.length).toBeLessThanOrEqual(columns);
		expect(screen.rows()[0]).toMatch(/^ fleet · 11 pipelines · 1 failed/);
		expect(listed(screen)[0]).toMatch(/^l-indexer/);
		expect(rowOf(screen, 'l-indexer')).toMatch(/Failed +6m/);
		expect(screen.rows().at(-1)).toContain('? help');
	});

	it('has a column for each stage with state, commit and age, and the reason last', async () => {
		const {screen} = await show('200x50');
		expect(screen.text()).toMatch(
			/STATE +SOURCE +DEPLOYSTAGING +DEPLOYNIGHTLY +DEPLOYPRODUCTION +DEPLOY +RAN +WHY/,
		);
		expect(rowOf(screen, 'l-order-stream')).toMatch(
			/▲ l-order-stream +Gate +3m .*✓ Done +b7d19f0 .*▲ Gate +\*acfd7c6 +3m .*6d23h left · 1 behind/,
		);
		const narrow = await show('120x36', [busyDay.failed, busyDay.atGate]);
		expect(rowOf(narrow.screen, 'indexer')).toMatch(
			/^.✗ indexer +Failed +6m +✓\*acfd7c6 11m +✗\*acfd7c6 {2}6m +✓ 9e0c4b7 .*Taiko: exit status 1/,
		);
	});

	it('keeps its columns in place whatever the order of the rows', async () => {
		const {running, done, others} = busyDay;
		const {screen, store} = await show('200x50', [running, done, ...others]);
		const titles = screen.rows()[2]?.replace(/RAN.*/, '').split(/ +/);
		const [other = done] = others;
		const stages = [stage('Github', [1, 'Succeeded']), stage('Deploy', [1, 'Failed'])];
		look(store, {...other, executions: [execution(1, shas.ours, 'Failed')], stages}, noon);
		await screen.settle();
		expect(rowOf(screen, 'signal')).toContain('Failed');
		expect(screen.rows()[2]?.replace(/RAN.*/, '').split(/ +/)).toEqual(titles);
	});

	it('leaves marks of the stages where there is room for no more', async () => {
		const {screen} = await show('40x10', [busyDay.failed, busyDay.running]);
		expect(rowOf(screen, 'prover-ansible')).toMatch(/◐ prover-ansible +Running +7m +✓✓◐✓/);
	});

	it('tells below a short list of what is selected, with its link and its runs', async () => {
		const {screen} = await show('120x36');
		expect(screen.text()).toMatch(/✗ DeployStaging\/DeployStagingTaiko failed 10m ago: exit status 1/);
		expect(screen.text()).toContain('/pipelines/l-indexer-pipeline/view?region=us-west-2');
		expect(screen.text()).toMatch(/last runs\n ✗ Failed +\*acfd7c6/);
		await screen.press('j');
		expect(screen.text()).toContain('/pipelines/l-distributor-pipeline/view');
	});
});

describe('with 300 pipelines', () => {
	it('shows the part of the list around the selected one', async () => {
		const {screen} = await show('120x36', manyPlans(300));
		expect(screen.rows()[0]).toMatch(/^ fleet · 300 pipelines · 75 failed · 75 gates/);
		expect(listed(screen)).toHaveLength(31);
		expect(listed(screen)[0]).toBe('003');
		expect(screen.text()).toContain('1 to 31 of 300');
		await screen.press('G');
		expect(screen.text()).toContain('270 to 300 of 300');
		expect(selected(screen)).toBe('296');
	});

	it('says how many of how many were read, and leaves the others for last', async () => {
		const {screen, store} = await show('120x36', manyPlans(8));
		const names = [
			...manyPlans(8).map(({definition}) => definition.name),
			'service-010-pipeline',
			'service-009-pipeline',
		];
		store.dispatch({kind: 'pipelines-listed', at: noon, scope, names});
		await screen.settle();
		expect(screen.rows()[0]).toMatch(/10 pipelines · read 8 of 10/);
		expect(rowOf(screen, '010')).toMatch(/\? 010 +Unread/);
		expect(listed(screen).slice(-2)).toEqual(['009', '010']);
		look(store, called(busyDay.failed, 'service-009-pipeline'), noon);
		await screen.settle();
		expect(screen.rows()[0]).toMatch(/read 9 of 10/);
	});
});

describe('its order', () => {
	it('stays within three seconds of a key, and the selection belongs to the pipeline', async () => {
		let now = noon + 6000;
		const {screen, store} = await show('120x36', [busyDay.done, busyDay.carried, busyDay.atGate], {
			now: () => now,
		});
		now += 4000;
		store.dispatch({kind: 'paced', at: now, scope, calls: 9, slowedBy: null});
		await screen.settle();
		expect(listed(screen)).toEqual(['order-stream', 'slasher', 'requestor-lists']);
		await screen.press('j');
		look(store, called(busyDay.failed, 'l-requestor-lists-pipeline'), now);
		await screen.settle();
		expect(listed(screen)).toEqual(['order-stream', 'slasher', 'requestor-lists']);
		now += 4000;
		store.dispatch({kind: 'paced', at: now, scope, calls: 10, slowedBy: null});
		await screen.settle();
		expect(listed(screen)).toEqual(['requestor-lists', 'order-stream', 'slasher']);
		expect(selected(screen)).toBe('slasher');
	});

	it('is changed by S at once, which says by what', async () => {
		const {screen} = await show('120x36');
		await screen.press('S');
		expect(screen.rows().at(-1)).toContain('sorted by name');
		expect(screen.rows()[0]).toContain('by name');
		expect(listed(screen)).toEqual(listed(screen).toSorted());
		await screen.press('S', 'S');
		expect(screen.rows()[0]).toContain('by time at the gate');
		expect(listed(screen).slice(0, 2)).toEqual(['l-distributor', 'l-order-stream']);
	});
});

describe('what is shown of it', () => {
	it('is filtered while one types, and Esc shows all again', async () => {
		const {screen} = await show('120x36');
		await screen.press('/', 'q', keys.backspace, 'g', 'a', 't', 'e');
		expect(listed(screen)).toEqual(['l-distributor', 'l-order-stream']);
		expect(screen.rows()[0]).toContain('2 of 11 pipelines');
		await screen.press(keys.enter);
		expect(screen.rows().at(-1)).toContain('/gate');
		await screen.press(keys.esc);
		await screen.until(() => listed(screen).length === 11);
		expect(screen.rows()[0]).toContain('fleet');
	});

	it('is narrowed by ! to what is wrong', async () => {
		const {screen} = await show('120x36', [busyDay.done, busyDay.failed, busyDay.carried, busyDay.closed]);
		await screen.press('!');
		expect(listed(screen)).toEqual(['indexer', 'kailua-batch']);
		await screen.press('!');
		expect(listed(screen)).toHaveLength(4);
	});

	it('is grouped by B, folded where all is well, and unfolded by x or by Enter on a group', async () => {
		const plans = [
			called(busyDay.done, 'x-calm-a-y'),
			called(busyDay.done, 'x-calm-b-y'),
			called(busyDay.failed, 'x-loud-a-y'),
			called(busyDay.done, 'x-loud-b-y'),
		];
		const {screen} = await show('120x36', plans);
		await screen.press('x');
		expect(screen.rows().at(-1)).toContain('nothing is folded: B groups');
		await screen.press('B');
		expect(screen.text()).toMatch(/▾ x-loud {2}2 pipelines {2}1 failed/);
		expect(screen.text()).toMatch(/▸ x-calm {2}2 pipelines {2}nothing runs, nothing is wrong/);
		expect(listed(screen)).toEqual(['loud-a', 'loud-b']);
		await screen.press('G', keys.enter);
		expect(listed(screen)).toEqual(['loud-a', 'loud-b', 'calm-a', 'calm-b']);
		await screen.press(keys.enter, 'x');
		expect(listed(screen)).toHaveLength(4);
		await screen.press('y');
		expect(screen.rows().at(-1)).toContain('a group is selected');
	});

	it('says why nothing can be grouped', async () => {
		const {screen} = await show('120x36', manyPlans(4));
		await screen.press('B');
		expect(screen.rows().at(-1)).toContain('no names begin alike');
	});

	it('dims nothing that rests, and says of what moves how old it is', async () => {
		let now = noon + 6000;
		const {screen, store} = await show('120x36', [busyDay.done, busyDay.carried], {now: () => now});
		now += 3 * minute;
		store.dispatch({kind: 'paced', at: now, scope, calls: 9, slowedBy: null});
		await screen.settle();
		expect(rowOf(screen, 'slasher')).toMatch(/Running +2m .*as of 3m ago/);
		expect(rowOf(screen, 'requestor-lists')).not.toContain('as of');
	});

	it('says of a PARALLEL pipeline what is not known', async () => {
		const {carried} = busyDay;
		const stages = carried.stages.map(each => ({...each, latest: null, inbound: []}));
		const parallel = {
			...carried,
			stages,
			runs: {},
			definition: {...carried.definition, mode: 'PARALLEL' as const},
		};
		const {screen} = await show('200x50', [busyDay.done, parallel]);
		expect(rowOf(screen, 'slasher')).toMatch(
			/\? slasher +Unknown .*PARALLEL +1 execution in progress not looked at/,
		);
	});

	it('says what keeps all of it from being seen', async () => {
		const {screen, store} = await show('80x24');
		const trouble = {
			kind: 'expired',
			name: 'ExpiredToken',
			operation: 'ListPipelines',
			message: 'expired',
		} as const;
		store.dispatch({
			kind: 'scope-unread',
			at: noon,
			scope,
			trouble: {...trouble, hint: 'aws sso login', since: noon, retryAt: null},
		});
		await screen.settle();
		expect(screen.rows()[1]).toMatch(/^ \? credentials have expired .*aws sso login/);
	});
});

describe('the pipeline that Enter opens', () => {
	it('is shown in detail, whoever’s it is, and Esc goes back to where one was', async () => {
		const {screen, store, sent} = await show('120x36');
		expect(sent).toContainEqual({kind: 'look-around'});
		await screen.press('j', keys.enter);
		expect(screen.rows()[0]).toMatch(/^ l-distributor-pipeline .*not your commit/);
		expect(screen.text()).toContain(`exec ${executionId(1)}`);
		expect(sent).toContainEqual({kind: 'inspect', pipeline: {scope, name: 'l-distributor-pipeline'}});
		expect(sent).toContainEqual({
			kind: 'read-execution',
			scope,
			pipeline: 'l-distributor-pipeline',
			execution: executionId(1),
		});
		const runs = [run('DeployProduction', 'ApproveDeployToProduction', 'InProgress', [4000, 4000])];
		const about = {at: noon, scope, pipeline: 'l-distributor-pipeline', execution: executionId(1)};
		store.dispatch({...about, kind: 'actions-read', runs});
		await screen.settle();
		expect(screen.text()).toMatch(/▌ {2}▲ ApproveDeployToProduction .*waits for approval/);
		await screen.press(']');
		expect(screen.rows()[0]).toMatch(/run 1 of 1/);
		await screen.press(keys.esc);
		await screen.until(text => text.includes('not your commit'));
		await screen.press(keys.esc);
		await screen.until(text => text.startsWith(' fleet'));
		expect(selected(screen)).toBe('l-distributor');
		await screen.settle();
		expect(sent.findLast(({kind}) => kind === 'inspect')).toEqual({kind: 'inspect', pipeline: null});
		expect(sent.filter(({kind}) => kind === 'read-execution')).toHaveLength(2);
	});

	it('leads on to a log, to what a gate would ship, and to links; a key that cannot work says why', async () => {
		const {screen, used} = await show('120x36');
		await screen.press('y');
		expect(used.at(-1)).toContain('copy https://us-west-2.console.aws.amazon.com');
		await screen.press(keys.enter);
		expect(screen.rows()[0]).toMatch(/^ l-indexer-pipeline .*run 1 of 1/);
		await screen.press('o');
		expect(used.at(-1)).toContain('open https://');
		await screen.press('m');
		expect(screen.rows().at(-1)).toContain('the banner stands over');
		await screen.press('g', keys.enter);
		expect(screen.rows().at(-1)).toContain('Github has no build');
		await screen.press('q');
		expect(screen.rows()[0]).toMatch(/^ fleet/);
		await screen.press('v');
		expect(screen.text()).toContain('/pipelines/l-indexer-pipeline/view');
		await screen.press('q', 'q');
		expect(screen.rows()[0]).toMatch(/^ acfd7c6/);
	});

	it('is selected when one comes back, whatever has come before it since', async () => {
		const {screen, store} = await show('120x36', [busyDay.atGate, busyDay.done]);
		await screen.press(keys.enter, 'q');
		look(store, called(busyDay.failed, 'l-requestor-lists-pipeline'), noon);
		await screen.press('S', 'S', 'S', 'S');
		expect(listed(screen)).toEqual(['requestor-lists', 'order-stream']);
		expect(selected(screen)).toBe('order-stream');
	});

	it('tells nothing of the commit that is followed beside an execution of another one', async () => {
		const {screen} = await show('120x36', [busyDay.atGate]);
		await screen.press(keys.enter);
		expect(screen.text()).toMatch(/after yours +b7d19f0/);
		await screen.press(']');
		expect(screen.rows()[0]).toContain('not your commit');
		expect(screen.text()).not.toContain('after yours');
	});

	it('takes several moves that arrive together', async () => {
		const {screen} = await show('120x36');
		await screen.press(keys.enter, 'g', 'jj');
		const marked = screen.rows().find(row => row.startsWith('▌')) ?? '';
		expect(marked).toContain('EthSepolia');
	});
});

it('needs no commit that is followed', async () => {
	const store = storeWith(allPlans);
	const untracked = {...store.getState(), tracked: []};
	const {parts} = partsWith({...store, getState: () => untracked});
	const terminal = {redraw: () => {}, asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(<App parts={parts} first={{kind: 'picker'}} terminal={terminal} />, {
		columns: 120,
		rows: 36,
	});
	open.push(screen);
	await screen.press(keys.esc);
	await screen.until(text => text.includes('F shows the fleet'));
	await screen.press('F');
	expect(listed(screen)[0]).toBe('l-indexer');
	expect(screen.text()).not.toContain('*acfd7c6');
	await screen.press('j', keys.enter);
	expect(screen.rows()[0]).toMatch(/^ l-distributor-pipeline/);
	expect(screen.text()).not.toContain('your commit');
	await screen.press('q', 'v');
	expect(screen.text()).toContain('/pipelines/l-distributor-pipeline/view');
});
