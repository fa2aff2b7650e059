import type {Pane} from './pane.ts';

/** What the log's part of the screen shows. */
interface Look {
	/** The row with the cursor. */
	readonly cursor: string;
	readonly title: string;
	readonly body: string;
	readonly footer: string;
}

/** A key, what it sends, and how the screen tells that it was taken in. */
export interface BenchKey {
	readonly name: string;
	readonly sends: string;
	readonly done: (before: Look, after: Look) => boolean;
}

const moved: BenchKey['done'] = (before, after) => after.cursor !== before.cursor;
const redrawn: BenchKey['done'] = (before, after) => after.body !== before.body;
const answered: BenchKey['done'] = (before, after) =>
	redrawn(before, after) || after.footer !== before.footer;

export const keys = {
	j: {name: 'j', sends: 'j', done: moved},
	k: {name: 'k', sends: 'k', done: moved},
	halfDown: {name: 'Ctrl-d', sends: '\x04', done: moved},
	halfUp: {name: 'Ctrl-u', sends: '\x15', done: moved},
	end: {name: 'G', sends: 'G', done: moved},
	top: {name: 'g', sends: 'g', done: moved},
	find: {name: '/', sends: '/', done: (_, after) => after.footer.startsWith(' /▏')},
	keep: {name: 'Enter', sends: '\r', done: (_, after) => !after.footer.includes('▏')},
	next: {name: 'n', sends: 'n', done: moved},
	error: {name: 'e', sends: 'e', done: moved},
	errorBefore: {name: 'E', sends: 'E', done: moved},
	all: {name: 'a', sends: 'a', done: (before, after) => isRelevant(before) !== isRelevant(after)},
	wrap: {name: 'w', sends: 'w', done: redrawn},
	times: {name: 't', sends: 't', done: redrawn},
	green: {name: '=', sends: '=', done: answered},
} as const satisfies Record<string, BenchKey>;

/** A letter of what is sought. */
export function letter(sends: string): BenchKey {
	return {name: 'letter', sends, done: (before, after) => after.footer !== before.footer};
}

const isRelevant = ({title}: Look) => title.includes('relevant:');

/** How long the screen may take to show a key before it counts as not shown; ms. */
const patience = 8000;

/** How long keys took until what came of them was on the screen (ms), by name; null: that never came. */
export type Times = Map<string, (number | null)[]>;

/** Presses a key and notes how long it took. Between two keys stands a pause of its own length, so that none keeps step with the screen. */
export async function press(pane: Pane, key: BenchKey, times: Times): Promise<void> {
	// A key that does nothing at all is tried once: the table says so.
	if (times.get(key.name)?.[0] === null) return;
	await new Promise(resolve => setTimeout(resolve, 5 + Math.random() * 35));
	const before = lookAt(pane.rows());
	const began = performance.now();
	pane.type(key.sends);
	const shown = await pane.until(rows => key.done(before, lookAt(rows)), patience);
	times.set(key.name, [...(times.get(key.name) ?? []), shown === null ? null : Math.max(0, shown - began)]);
}

function lookAt(rows: readonly string[]): Look {
	const title = rows.findIndex(row => row.startsWith('─ log'));
	const body = rows.slice(title + 1, -3);
	return {
		cursor: body.find(row => row.startsWith('▌'))?.slice(1) ?? '',
		title: rows[title] ?? '',
		body: body.join('\n'),
		footer: rows.at(-1) ?? '',
	};
}
