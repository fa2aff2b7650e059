import {afterEach, expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay} from '../busy-day.ts';
import {commit, look, noon, type PipelinePlan, partsWith, shas, storeWith} from '../fixtures.ts';
import {keys, openScreen, type Screen} from '../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

/** The screen of a store that follows our commit and the newer one, at 120×36. */
async function showTwo(plans: readonly PipelinePlan[] = allPlans) {
	const store = storeWith(plans);
	store.dispatch({
		kind: 'commit-tracked',
		at: noon,
		commit: commit(shas.newer, {subject: 'fix: retry uploads (#815)'}),
		place: 'last',
	});
	const {parts, sent, used} = partsWith(store);
	const terminal = {redraw: () => {}, asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns: 120, rows: 36},
	);
	open.push(screen);
	return {screen, store, sent, used};
}

const row = (screen: Screen, pattern: RegExp) => screen.rows().find(each => pattern.test(each)) ?? '';

it('shows another commit as a line of its own below the pipelines', async () => {
	const {screen} = await showTwo();
	expect(screen.rows()[0]).toMatch(/^ acfd7c6 /);
	expect(row(screen, / b7d19f0 fix: retry/)).toMatch(/^ b7d19f0 fix: retry uploads \(#815\) +◇1 ◐1 │/);
});

it('shows where it stands when it is selected, and follows it first on Enter', async () => {
	const {screen, store, sent} = await showTwo();
	await screen.press('G');
	expect(row(screen, /b7d19f0 fix: retry/)).toMatch(/^▌b7d19f0/);
	const detail = screen.rows().map(each => each.split('│')[1] ?? '');
	expect(detail.join('\n')).toMatch(/slasher +\S+ +0\/2 Running/);
	await screen.press(keys.enter);
	expect(sent.findLast(({kind}) => kind === 'track')).toMatchObject({
		kind: 'track',
		commit: {sha: shas.newer},
		place: 'first',
	});
	store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.newer), place: 'first'});
	await screen.until(() => /^ b7d19f0 /.test(screen.rows()[0] ?? ''));
	expect(row(screen, /acfd7c6 feat/)).toMatch(/acfd7c6 feat\(order-stream\)/);
});

it('leaves it out once nothing more happens to it', async () => {
	const {done} = busyDay;
	const {screen, store} = await showTwo([done]);
	expect(row(screen, /b7d19f0/)).not.toBe('');
	store.dispatch({
		kind: 'given-up',
		at: noon,
		scope: '123456789012/us-west-2',
		pipeline: done.definition.name,
		sha: shas.newer,
	});
	look(store, done, noon + 1000);
	await screen.until(() => row(screen, /b7d19f0/) === '');
	expect(screen.rows()[0]).toMatch(/^ acfd7c6 /);
});

it('announces a gate of another commit once, as its own', async () => {
	const {atGate} = busyDay;
	const {screen} = await showTwo([atGate]);
	expect(screen.rows().filter(each => /^▲ GATE /.test(each))).toHaveLength(1);
});

it('tells what happened of the commit that is shown alone, and on its own page of whom', async () => {
	const {screen, store} = await showTwo([busyDay.done]);
	const all = store.getState().happened;
	const [first] = all.filter(notice => notice.kind === 'done');
	if (first?.kind !== 'done') throw new Error('something is done');
	store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.newer), place: 'first'});
	await screen.until(() => /^ b7d19f0 /.test(screen.rows()[0] ?? ''));
	expect(screen.text()).not.toMatch(/\d ✓ \S+ +done/);
	store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.ours), place: 'first'});
	store.dispatch({kind: 'commit-tracked', at: noon, commit: commit(shas.newer), place: 'last'});
	await screen.until(() => /^ acfd7c6 /.test(screen.rows()[0] ?? ''));
	expect(screen.text()).toMatch(/\d ✓ \S+ +done/);
	await screen.press('L');
	expect(screen.text()).toMatch(/\d ✓ acfd7c6 \S+ +done/);
});
