import {expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import {pickerRows} from '../../../components/picker/picker-rows.ts';
import {matching} from '../../../hooks/matching.ts';
import {knownCommits} from '../../../source/domain/reach.ts';
import {createStore} from '../../../source/store/store.ts';
import {createTheme} from '../../../source/wording/theme.ts';
import {allPlans} from '../../busy-day.ts';
import {commit, minute, noon, partsWith, scope, shas, storeWith} from '../../fixtures.ts';
import {keys, openScreen} from '../../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};

async function openPicker(columns = 120, rows = 24) {
	const store = storeWith(allPlans);
	const world = partsWith(store);
	const screen = await openScreen(<App parts={world.parts} first={{kind: 'picker'}} terminal={terminal} />, {
		columns,
		rows,
	});
	return {...world, store, screen};
}

it('lists the commits with how far each has come, the cursor on the newest own', async () => {
	const {screen, sent} = await openPicker();
	expect(sent).toContainEqual({kind: 'list-history'});
	const selected = screen.rows().find(row => row.startsWith('▌'));
	expect(selected).toMatch(/^▌\* acfd7c6 +14m +you .* staging 5\/8 · production 1\/8/);
	await screen.close();
});

it('filters while one types, q and all, and follows what Enter takes', async () => {
	const {screen, sent} = await openPicker();
	await screen.press('q');
	expect(screen.text()).toContain('follow which commit? q');
	await screen.press(keys.backspace, 'f', 'i', 'x');
	expect(screen.text()).toContain('1 of 6 commits');
	await screen.press(keys.enter);
	expect(sent.find(({kind}) => kind === 'track')).toMatchObject({commit: {sha: shas.newer}});
	expect(screen.text()).not.toContain('follow which commit?');
	await screen.close();
});

it('moves with the arrows and Ctrl-n, Ctrl-p', async () => {
	const {screen, sent} = await openPicker();
	await screen.press(keys.down, keys.ctrl('n'), keys.ctrl('p'), keys.up, keys.up, keys.enter);
	expect(sent.find(({kind}) => kind === 'track')).toMatchObject({commit: {sha: shas.newer}});
	await screen.close();
});

it('follows a SHA that is in no list', async () => {
	const {screen, sent} = await openPicker();
	const sha = 'e'.repeat(40);
	await screen.press(sha, keys.enter);
	expect(sent.find(({kind}) => kind === 'track')).toMatchObject({commit: {sha}});
	await screen.close();
});

it('is left by Esc without a choice', async () => {
	const {screen, sent} = await openPicker();
	await screen.press(keys.esc);
	await screen.until(text => !text.includes('follow which commit?'));
	expect(sent.some(({kind}) => kind === 'track')).toBe(false);
	await screen.close();
});

it('says what keeps everything from being seen, and what mends it', async () => {
	const {screen, store} = await openPicker(100, 24);
	expect(screen.text()).not.toContain('expired');
	const trouble = {
		kind: 'expired',
		name: 'ExpiredTokenException',
		message: 'the credentials have expired',
		hint: 'aws sso login --profile ops',
		operation: null,
		since: noon - minute,
		retryAt: null,
	} as const;
	store.dispatch({kind: 'scope-unread', at: noon, scope, trouble});
	await screen.until(text => text.includes('? credentials have expired'));
	expect(screen.text()).toContain('aws sso login --profile ops');
	expect(screen.rows().length).toBeLessThanOrEqual(24);
	await screen.close();
});

it('stays of use at 40×10', async () => {
	const {screen} = await openPicker(40, 10);
	expect(screen.rows().every(row => row.length <= 40)).toBe(true);
	expect(screen.text()).toMatch(/▌\* acfd7c6 +14m {2}feat/);
	expect(screen.rows()[1]).toMatch(/^─ you · staging 5\/8 · production 1\/8 ─*$/);
	await screen.press(keys.up);
	expect(screen.rows()[1]).toMatch(/^─ Kim/);
	await screen.close();
});

it('shows the letters that match', () => {
	const store = storeWith(allPlans);
	const theme = createTheme({level: 1, unicode: true});
	const commits = knownCommits(store.getState(), []);
	const matched = (query: string) => {
		const found = matching(commits, query);
		const picker = {
			picking: {query, selected: null},
			step: () => {},
			found,
			at: 0,
			total: commits.length,
			reach: new Map(),
			tracked: [],
			looking: false,
		};
		const [row = ''] = pickerRows(picker, {columns: 100, height: 3, now: noon, theme, topOf: () => 0});
		const open = theme.paint('match', 'x').split('x')[0] ?? '';
		return row
			.split(open)
			.slice(1)
			.map(part => part.slice(0, part.indexOf('\x1b')));
	};
	expect(matched('')).toEqual([]);
	expect(matched('retry')).toEqual(['retry']);
	expect(matched('#812')).toEqual(['#812']);
	expect(matched('acfd7')).toEqual(['acfd7']);
});

it('keeps up with typing among 10,000 commits, and reaches the last of them', async () => {
	const {screen, store, sent} = await openPicker();
	const many = Array.from({length: 10_000}, (_, index) =>
		commit((index + 1).toString(16).padStart(40, '0'), {
			subject: `chore: step ${index} of the long way (#${index})`,
			at: noon - (index + 20) * minute,
		}),
	);
	store.dispatch({kind: 'history-listed', at: noon, commits: many});
	await screen.until(text => /100\d\d commits/.test(text));
	const began = performance.now();
	await screen.press(...'step 9999');
	expect(screen.text()).toContain('step 9999 of the long way');
	expect(performance.now() - began).toBeLessThan(5000);
	await screen.press(keys.enter);
	expect(sent.find(({kind}) => kind === 'track')).toMatchObject({commit: {sha: many.at(-1)?.sha}});
	await screen.close();
});

it('says what to do where nothing tells of any commit', async () => {
	const store = createStore();
	store.dispatch({at: noon, kind: 'scope-opened', scope, region: 'us-west-2', interval: 30_000});
	const {parts} = partsWith(store);
	const screen = await openScreen(<App parts={parts} first={{kind: 'picker'}} terminal={terminal} />, {
		columns: 80,
		rows: 12,
	});
	expect(screen.text()).toContain('looking for commits…');
	store.dispatch({at: noon, kind: 'scope-answered', scope});
	await screen.until(text => text.includes('start sluice in a clone, or type a SHA'));
	await screen.close();
});
