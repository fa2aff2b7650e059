import type {Pane} from './pane.ts';
import {press, type Times} from './press.ts';

/** What the log's part of the screen shows. */
interface Look {
	/** The row with the cursor. */
	readonly cursor: string;
	readonly title: string;
	readonly body: string;
	readonly footer: string;
}

/** A key, what it sends, and how the screen tells that it was taken in. */
export interface LogKey {
	readonly name: string;
	readonly sends: string;
	readonly done: (before: Look, after: Look) => boolean;
}

const moved: LogKey['done'] = (before, after) => after.cursor !== before.cursor;
const redrawn: LogKey['done'] = (before, after) => after.body !== before.body;
const answered: LogKey['done'] = (before, after) => redrawn(before, after) || after.footer !== before.footer;

export const logKeys = {
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
} as const satisfies Record<string, LogKey>;

/** A letter of what is sought. */
export function letter(sends: string): LogKey {
	return {name: 'letter', sends, done: (before, after) => after.footer !== before.footer};
}

const isRelevant = ({title}: Look) => title.includes('relevant:');

/** Presses a key in the log view. */
export function pressInLog(pane: Pane, {name, sends, done}: LogKey, times: Times): Promise<void> {
	return press(pane, {name, sends, done: (before, after) => done(lookAt(before), lookAt(after))}, times);
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
