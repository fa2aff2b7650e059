import {dirname, join} from 'node:path';
import type {Happened} from './happened-schema.ts';
import {type FoundFile, readWhole, writeWhole} from './whole-file.ts';

export const nothingHappened: Happened = {v: 1, scopes: {}};

/** A file of ours is never larger; bytes. */
const largest = 1_000_000;

/** `happened.json`, beside the state file. */
export function happenedFileBeside(stateFile: string): string {
	return join(dirname(stateFile), 'happened.json');
}

/** Reads what happened. Never rejects: whatever is wrong with the file, the program goes on without. */
export function readHappened(file: string): Promise<FoundFile<Happened>> {
	return readWhole(file, {
		largest,
		version: nothingHappened.v,
		contentIn: async value => (await import('./happened-schema.ts')).happenedIn(value),
	});
}

/** Writes what happened, for its owner alone. What the file has no room for goes: the scopes that rest longest first. */
export function writeHappened(file: string, {v, scopes}: Happened): Promise<void> {
	let room = largest - 1000;
	const newest = Object.entries(scopes).toSorted(([, a], [, b]) => b.until - a.until);
	const fitting = newest.filter(entry => {
		room -= Buffer.byteLength(JSON.stringify(entry));
		return room >= 0;
	});
	return writeWhole(file, `${JSON.stringify({v, scopes: Object.fromEntries(fitting)})}\n`);
}
