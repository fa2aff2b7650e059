import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import type {DeskParts} from '../../hooks/desk.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay, runningFailed} from '../busy-day.ts';
import {
	executionId,
	look,
	minute,
	noon,
	type PipelinePlan,
	partsWith,
	scope,
	storeWith,
} from '../fixtures.ts';
import {keys, openScreen, type Screen} from '../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(size: string, plans: readonly PipelinePlan[] = allPlans, over: Partial<DeskParts> = {}) {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	const store = storeWith(plans);
	const {parts, sent, used} = partsWith(store, over);
	const terminal = {redraw: () => used.push('redraw'), asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns, rows},
	);
	open.push(screen);
	return {screen, store, sent, used};
}

const link = (pipeline: string) =>
	`https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/${pipeline}/view?region=us-west-2`;
/** The list's rows, from the marker or glyph on. */
const listed = (screen: Screen) =>
	screen.rows().flatMap(row => /^[▌ ]([✗▲◇‖■◐✓?·]) (\S+)/.exec(row)?.[2] ?? []);
const selected = (screen: Screen) => screen.rows().flatMap(row => /^▌\S (\S+)/.exec(row)?.[1] ?? [])[0];

const sizes = ['160x45', '120x36', '100x8', '80x24', '80x15', '40x10', '20x5'];

describe('at every size', () => {
	it.each(sizes)('fills %s and no more', async size => {
		const {screen} = await show(size);
		const [columns = 0, rows = 0] = size.split('x').map(Number);
		expect(screen.rows()).toHaveLength(rows);
		for (const row of screen.rows()) expect(row.length).toBeLessThanOrEqual(columns);
		expect(screen.rows()[0]).toMatch(size === '20x5' ? /^needs 40×10 \(20×5\)$/ : /^ acfd7c6/);
		if (size !== '20x5') expect(screen.rows().at(-1)).toContain('? help');
	});

	it.each(sizes.slice(0, -1))('names the gate and its pipeline at %s', async size => {
		const {screen} = await show(size);
		expect(screen.rows()[1]).toMatch(/^▲ GATE order-stream/);
		expect(screen.text()).toContain('GATE distributor');
	});

	it.each(['160x45', '120x36', '80x24', '80x15'])('shows the whole link below the gate at %s', async size => {
		const {screen} = await show(size);
		const [columns = 0] = size.split('x').map(Number);
		const url = link('l-order-stream-pipeline');
		const rows = screen.rows().slice(2, 2 + Math.ceil(url.length / columns));
		expect(rows.join('')).toBe(url);
	});

	it('takes a new size at once', async () => {
		const {screen} = await show('160x45');
		for (const size of ['80x15', '20x5', '120x36']) {
			const [columns = 0, rows = 0] = size.split('x').map(Number);
			await screen.resize({columns, rows});
			expect(screen.rows()).toHaveLength(rows);
		}
		expect(listed(screen)).toHaveLength(8);
	});
});

describe('the banner', () => {
	it('says whose commit stands there, what ships with it, who waits and how long it stays open', async () => {
		const {screen, sent} = await show('120x36');
		expect(sent).toContainEqual({kind: 'list-history'});
		expect(screen.rows()[1]).toBe(
			'▲ GATE order-stream · DeployProduction/ApproveDeployToProduction · YOURS acfd7c6 +2 more · 1 newer waits · 6d23h left',
		);
		expect(screen.text()).toMatch(/GATE distributor .*not yours:? 9e0c4b7 .*yours waits/);
	});

	it('is hidden by m until something new comes up', async () => {
		const {screen, store} = await show('120x36');
		await screen.press('m');
		expect(screen.text()).not.toContain('GATE');
		look(store, busyDay.closed, noon + 1000);
		await screen.settle();
		expect(screen.text()).not.toContain('GATE');
		look(store, runningFailed, noon + 2000);
		await screen.settle();
		expect(screen.text()).toContain('GATE order-stream');
	});

	it('rings once for all that comes up together', async () => {
		const {used} = await show('120x36');
		expect(used.filter(each => each === 'bell')).toHaveLength(1);
	});

	it('rings no more for what it has rung for when it is seen again', async () => {
		let now = noon + 6000;
		const {screen, used} = await show('120x36', allPlans, {now: () => now});
		now += minute;
		await screen.press('?', 'q');
		expect(screen.text()).toContain('GATE');
		expect(used.filter(each => each === 'bell')).toHaveLength(1);
	});

	it('rings while another screen covers it, which says what has come up', async () => {
		let now = noon + 6000;
		const {screen, store, used} = await show('120x36', allPlans, {now: () => now});
		await screen.press('?');
		now += minute;
		look(store, runningFailed, now);
		await screen.settle();
		expect(screen.rows().at(-1)).toContain('l-prover-ansible-pipeline has failed');
		expect(used.filter(each => each === 'bell')).toHaveLength(2);
		await screen.press('j');
		expect(screen.rows().at(-1)).not.toContain('has failed');
	});

	it('rings once, at the end, for what came up out of sight, however long the looks take', async () => {
		let now = noon + 6000;
		const {screen, store, used} = await show('120x36', allPlans, {now: () => now});
		const rung = () => used.filter(each => each === 'bell').length;
		now += minute;
		store.dispatch({kind: 'catching-up', at: now, scope, since: noon});
		look(store, runningFailed, now);
		await screen.settle();
		expect(screen.text()).toContain('FAILED');
		expect(rung()).toBe(1);
		now += minute;
		store.dispatch({kind: 'caught-up', at: now, scope});
		await screen.settle();
		expect(rung()).toBe(2);
		expect(screen.text()).toMatch(/seen again after 2m/);
	});

	it('is told apart from fresh data when the look is old', async () => {
		const {screen} = await show('120x36', allPlans, {now: () => noon + 10 * minute});
		expect(screen.rows()[1]).toMatch(/as of \d\d:\d\d/);
	});

	it('says that all is done', async () => {
		const {screen} = await show('120x36', [busyDay.done]);
		expect(screen.rows()[1]).toContain('DONE acfd7c6');
	});
});

describe('the list', () => {
	it('has the most urgent first, and folds what the commit does not concern', async () => {
		const {screen} = await show('120x36');
		expect(listed(screen)).toEqual([
			'indexer',
			'order-stream',
			'distributor',
			'kailua-batch',
			'order-generator',
			'prover-ansible',
			'slasher',
			'requestor-lists',
		]);
		expect(screen.text()).toContain('3 not triggered (other repositories)');
		await screen.press('x');
		expect(screen.text()).toMatch(/· signal +·· +No run/);
	});

	it('tells the state in a word and the reason in a sentence', async () => {
		const {screen} = await show('80x15');
		const row = (name: string) => screen.rows().find(each => each.includes(name) && !each.includes('GATE'));
		expect(row('distributor')).toMatch(/◇ distributor +✓✓◇ +2\/2 Behind +5m +9e0c4b7 \(2d\) is at the gate/);
		expect(row('kailua-batch')).toMatch(/‖ .* Closed +9m +"freeze until Monday"/);
		expect(row('slasher')).toMatch(/Running +2m +carried by b7d19f0/);
	});

	it('counts the chains that are done, not those of a stage whose gate is still closed', async () => {
		const {screen} = await show('80x15');
		expect(screen.text()).toMatch(/▲ order-stream +✓✓▲ +2\/2 +Gate/);
		expect(screen.text()).toMatch(/◇ distributor +✓✓◇ +2\/2 +Behind/);
		expect(screen.text()).toMatch(/✗ indexer +✓✗· +2\/3 +Failed/);
	});

	it('keeps the selection on its pipeline, and the order for three seconds after a key', async () => {
		let now = noon + 6000;
		const {screen, store} = await show('120x36', allPlans, {now: () => now});
		await screen.press('jjjjj');
		expect(selected(screen)).toBe('prover-ansible');
		const before = listed(screen);
		look(store, runningFailed, noon + 7000);
		await screen.settle();
		expect(listed(screen)).toEqual(before);
		now += 4000;
		store.dispatch({kind: 'clock-ticked', at: noon + 8000});
		await screen.settle();
		expect(listed(screen).indexOf('prover-ansible')).toBeLessThan(2);
		expect(selected(screen)).toBe('prover-ansible');
	});

	it('is filtered by what is typed, letters being text', async () => {
		const {screen} = await show('120x36');
		await screen.press('/', 'o', 'r', 'd', 'q');
		expect(screen.text()).toContain('no pipeline is called like "ordq"');
		await screen.press(keys.backspace);
		expect(listed(screen)).toHaveLength(2);
		await screen.press(keys.enter);
		expect(listed(screen)).toHaveLength(2);
		await screen.press(keys.backspace);
		expect(listed(screen)).toHaveLength(8);
	});

	it('shows only what is wrong', async () => {
		const {screen} = await show('120x36');
		await screen.press('!');
		expect(listed(screen)).toEqual([
			'indexer',
			'order-stream',
			'distributor',
			'kailua-batch',
			'order-generator',
		]);
	});
});

describe('the detail', () => {
	it('shows stages, chains and one line of cause, never the script', async () => {
		const {screen} = await show('120x36');
		const text = screen.text();
		expect(text).toContain('exec 896c834b-07aa-468c-9d3a-000000000002  commit acfd7c6');
		expect(text).toMatch(/✗ DeployStaging +failed · 2 of 3/);
		expect(text).toMatch(/✗ Taiko +1m +failed/);
		expect(text).toContain('exit status 1');
		expect(text).not.toContain('CALLER');
	});

	it('tells what stands in front and what is closed', async () => {
		const {screen} = await show('120x36');
		await screen.press('jj');
		expect(screen.text()).toMatch(/↓ 9e0c4b7 \(2d\) is at the gate/);
		await screen.press('j');
		expect(screen.text()).toContain('closed: "freeze until Monday" · 1h30m ago · by dana');
	});

	it('leaves the link to o, y and v where it would take the room of what it is about', async () => {
		const {screen} = await show('100x8');
		expect(screen.text()).toContain('✗ Taiko');
		expect(screen.rows().some(row => row.includes('│https://'))).toBe(false);
	});

	it('keeps its rows together on a very wide terminal', async () => {
		const {screen} = await show('300x45');
		const row = screen.rows().find(each => /✗ DeployStaging/.test(each)) ?? '';
		expect((row.split('│')[1] ?? '').trimEnd().length).toBeLessThan(115);
	});

	it('breaks its link hard from its first column', async () => {
		const {screen} = await show('120x36');
		const right = screen.rows().map(row => row.split('│')[1] ?? '');
		const start = right.findIndex(row => row.startsWith('https://'));
		expect(`${right[start]}${right[start + 1]}`).toBe(link('l-indexer-pipeline'));
	});

	it('marks the row that the keys are for, and the other pane’s differently, without colours too', async () => {
		const {screen} = await show('120x36');
		const marked = () => screen.text().match(/[▌▎] *[✗▲◇‖■◐✓?·] [\w-]+/g);
		expect(marked()).toEqual(['▌✗ indexer', '▎  ✗ Taiko']);
		await screen.press(keys.tab);
		expect(marked()).toEqual(['▎✗ indexer', '▌  ✗ Taiko']);
	});

	it('says why there is no log to open', async () => {
		const {screen} = await show('120x36');
		await screen.press('j', keys.enter, 'G', keys.enter);
		expect(screen.rows().at(-1)).toContain('has not started');
	});

	it('takes the whole of a small screen, and Esc leads back', async () => {
		const {screen} = await show('80x15');
		await screen.press(keys.enter);
		expect(screen.text()).toContain('l-indexer-pipeline');
		expect(screen.text()).toMatch(/▌ {2}✗ Taiko/);
		await screen.press('q');
		expect(listed(screen).length).toBeGreaterThan(5);
	});

	it('shows older executions, and says that they are not yours', async () => {
		const {screen, sent} = await show('120x36');
		await screen.press(keys.enter, '[');
		expect(screen.text()).toContain('not your commit');
		expect(sent).toContainEqual({
			kind: 'read-execution',
			scope,
			pipeline: 'l-indexer-pipeline',
			execution: executionId(1),
		});
		await screen.press(']');
		expect(screen.text()).toContain('run 1 of 1');
	});
});

describe('keys', () => {
	it('copy and open the link of what is selected', async () => {
		const {screen, used} = await show('120x36');
		await screen.press('j', 'y');
		expect(used).toContain(`copy ${link('l-order-stream-pipeline')}`);
		expect(screen.rows().at(-1)).toContain('copied');
		await screen.press('o');
		expect(used).toContain(`open ${link('l-order-stream-pipeline')}`);
	});

	it('say why they do nothing', async () => {
		const {screen} = await show('120x36');
		await screen.press('e');
		expect(screen.rows().at(-1)).toContain('works only in: log');
		await screen.press('j');
		expect(screen.rows().at(-1)).toContain('? help');
	});

	it('open help, links and what happened, and q leads out of each', async () => {
		const {screen} = await show('80x24');
		await screen.press('?');
		expect(screen.rows()[0]).toContain('help');
		expect(screen.text()).toContain('next, previous error');
		await screen.press('q', 'v');
		expect(screen.rows().slice(3, 5).join('')).toBe(link('l-indexer-pipeline'));
		await screen.press('q', 'L');
		expect(screen.text()).toMatch(/✗ l-indexer-pipeline +failed in DeployStaging\/Taiko/);
		await screen.press('q');
		expect(listed(screen).length).toBeGreaterThan(5);
	});

	it('open help that says what a key does in few rows, however narrow', async () => {
		const {screen} = await show('40x10');
		await screen.press('?');
		expect(screen.rows()[2]).toMatch(/^ {2}Enter {7}open what is selected/);
	});

	it('open a screen over another, which keeps its place', async () => {
		const {screen} = await show('80x15');
		await screen.press('?', 'jjjj');
		const place = screen.rows().slice(0, -1);
		expect(place[0]).toContain('5 to');
		await screen.press('v');
		expect(screen.text()).toContain(link('l-indexer-pipeline').slice(0, 80));
		await screen.press('q');
		expect(screen.rows().slice(0, -1)).toEqual(place);
		await screen.press('j');
		expect(screen.rows()[0]).toContain('6 to');
	});

	it('keep to a quit where the terminal is too small, and the place for when it grows', async () => {
		const {screen} = await show('80x15');
		await screen.press('?', 'jjjj');
		const place = screen.rows();
		await screen.resize({columns: 20, rows: 5});
		await screen.press('j');
		await screen.resize({columns: 80, rows: 15});
		expect(screen.rows()).toEqual(place);
		await screen.resize({columns: 20, rows: 5});
		await screen.press('q');
		await screen.ended();
	});

	it('ask for a look, and for a drawing anew', async () => {
		const {screen, sent, used} = await show('120x36');
		await screen.press('r', keys.ctrl('l'));
		expect(sent).toContainEqual({kind: 'look-now'});
		expect(used).toContain('redraw');
	});
});

it('says common trouble in the header, and dims no word of it away', async () => {
	const {screen, store} = await show('80x15');
	const trouble = {
		kind: 'expired',
		name: 'ExpiredTokenException',
		message: 'expired',
		hint: 'aws sso login',
		operation: null,
		since: noon,
		retryAt: null,
	} as const;
	store.dispatch({kind: 'scope-unread', at: noon + 1000, scope, trouble});
	await screen.settle();
	expect(screen.rows()[1]).toContain('credentials have expired for 6s · aws sso login');
	expect(screen.rows()).toHaveLength(15);
});
