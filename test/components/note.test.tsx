import {afterEach, expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import type {DeskParts} from '../../hooks/desk.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans} from '../busy-day.ts';
import {partsWith, storeWith} from '../fixtures.ts';
import {openScreen, type Screen} from '../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const terminal = {redraw: () => {}, asWas: async () => {}, stop: async () => {}};
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(over: Partial<DeskParts> = {}): Promise<Screen> {
	const {parts} = partsWith(storeWith(allPlans), over);
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns: 120, rows: 36},
	);
	open.push(screen);
	return screen;
}

const footer = (screen: Screen) => screen.rows().at(-1);
const lastOf = (text: string) => text.split('\n').at(-1) ?? '';

it('what answers a key goes by itself, in one frame; what is told unasked stays until a key', async () => {
	const told = await show({
		listen(hear) {
			hear('the disk is full');
			return () => {};
		},
	});
	expect(footer(told)).toContain('the disk is full');
	const answers = [
		['r', 'looking now'],
		['y', 'copied'],
		['o', 'opened'],
		['e', 'works only in: log'],
	] as const;
	await Promise.all(
		answers.map(async ([key, sentence]) => {
			const screen = await show();
			const before = footer(screen);
			await screen.press(key);
			await screen.until(text => lastOf(text).includes(sentence));
			const written = screen.written().length;
			await screen.until(text => !lastOf(text).includes(sentence));
			expect(footer(screen)).toBe(before);
			expect(screen.written().length - written).toBeLessThan(400);
		}),
	);
	expect(footer(told)).toContain('the disk is full');
	await told.press('j');
	expect(footer(told)).not.toContain('the disk is full');
}, 30_000);

it('nothing goes by itself where nothing may move by itself', async () => {
	const session = {demo: false, alsoAsk: null, bell: [], still: true} as const;
	const [still, other] = [await show({session}), await show()];
	for (const screen of [still, other]) await screen.press('r');
	await other.until(text => !lastOf(text).includes('looking now'));
	expect(footer(still)).toContain('looking now');
}, 30_000);
