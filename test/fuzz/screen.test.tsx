import fc from 'fast-check';
import stringWidth from 'string-width';
import {afterEach, beforeAll, beforeEach, expect, it, vi} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import {catalogue} from '../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../source/diagnosis/catalogue/recognise.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {partsWith} from '../fixtures.ts';
import {keys, openScreen} from '../screen.tsx';
import {colours, unclean} from './clean.ts';
import {mutated, mutations, runsOf} from './mutations.ts';
import {lookedAt, normalised, storeOf} from './normalised.ts';
import {asHandedOn, type Recording, type Replies, record} from './recorded.ts';

const runs = runsOf(40);
const sizes = ['160x45', '100x30', '80x24', '60x30', '40x10', '20x5', '300x60'] as const;
/** A screen to begin on, and what is typed there: none of it leaves the program. */
const tours = [
	{
		first: null,
		typed: [keys.enter, keys.enter, 'a', 'w', 't', keys.pageDown, 'n', '/', 'x', keys.enter, 'z', 'Y'],
	},
	{first: null, typed: ['Y', 'y', 'x', '!', '!', 'l', 'j', 'j', keys.enter, 'a']},
	{first: null, typed: ['j', 'd', keys.down, keys.pageDown]},
	{first: {kind: 'picker'}, typed: ['e', keys.down, keys.backspace, keys.enter]},
	{first: {kind: 'links'}, typed: [keys.down, 'y']},
	{first: {kind: 'happened'}, typed: [keys.pageDown, keys.up]},
	{first: {kind: 'help'}, typed: [keys.pageDown]},
] as const;

let recordings: readonly Recording[] = [];
beforeAll(async () => {
	recordings = (await record()).map(each => ({...each, replies: asHandedOn(each.replies) as Replies}));
});
/** What React has to say of what it draws goes there. */
const complaints = vi.spyOn(console, 'error');
beforeEach(() => complaints.mockReset());
afterEach(() => complaints.mockReset());

const esc = String.fromCharCode(27);
/** What Ink and Sluice themselves write: moves, erasing, the alternate screen, the cursor, synchronised updates. */
const moves = new RegExp(`${esc}\\[(?:[0-9;]*[ABCDEFGHJK]|\\?(?:25|1049|2026|2004|1004)[hl])`);

function expectClean(written: string, columns: number): void {
	for (const row of written.replace(colours, '').split(new RegExp(`${moves.source}|\\r|\\n|\\u0007`))) {
		const found = unclean(row);
		if (found !== null) expect.fail(`${found} in ${JSON.stringify(row.slice(0, 300))}`);
		if (stringWidth(row) > columns) expect.fail(`${stringWidth(row)} columns: ${JSON.stringify(row)}`);
	}
}

const theme = createTheme({level: 0, unicode: true});
const sizeOf = (size = '') => {
	const [columns = 0, rows = 0] = size.split('x').map(Number);
	return {columns, rows};
};

const pipeline = fc.record({which: fc.nat(1000), deeds: mutations});
const pipelines = fc.array(pipeline, {minLength: 1, maxLength: 3});

const anySize = fc.constantFrom(...sizes);

async function draw(
	chosen: readonly {readonly which: number; readonly deeds: Parameters<typeof mutated>[1]}[],
	{first, typed}: (typeof tours)[number],
	[size, next]: readonly string[],
): Promise<void> {
	const told = chosen.map(({which, deeds}) => {
		const {replies} = recordings[which % recordings.length] ?? {};
		if (replies === undefined) throw new Error('nothing was recorded');
		return normalised(mutated(replies, deeds));
	});
	const sha = recordings.find(each => each.pipeline.includes('indexer'))?.commit ?? '';
	const recognise = recogniseIn(catalogue);
	const {parts} = partsWith(storeOf(told, sha), {now: () => lookedAt + 40_000, recognise});
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App
				parts={parts}
				first={first}
				terminal={{redraw() {}, asWas: async () => {}, stop: async () => {}}}
			/>
		</ThemeProvider>,
		sizeOf(size),
	);
	try {
		for (const key of typed) await screen.press(key);
		const before = screen.written();
		expectClean(before, sizeOf(size).columns);
		await screen.resize(sizeOf(next));
		// Between two sizes Ink draws what it holds for the old one: only then may a row be cut by the terminal.
		expectClean(screen.written().slice(before.length), Number.POSITIVE_INFINITY);
		const resized = screen.written().length;
		for (const key of typed.slice(0, 3)) await screen.press(key);
		expectClean(screen.written().slice(resized), sizeOf(next).columns);
		expect(screen.written()).not.toContain(`${esc}[?1049l`);
		expect(screen.rows()).toHaveLength(sizeOf(next).rows);
	} finally {
		await screen.close();
	}
	expect(complaints.mock.calls).toEqual([]);
}

it('draws any reply on every screen at every size, clean and within its columns', async () => {
	await fc.assert(fc.asyncProperty(pipelines, fc.constantFrom(...tours), fc.tuple(anySize, anySize), draw), {
		numRuns: runs,
		interruptAfterTimeLimit: 240_000,
		markInterruptAsFailure: true,
	});
}, 300_000);
