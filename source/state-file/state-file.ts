import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import type {Kept} from './schema.ts';
import {type FoundFile, readWhole, writeWhole} from './whole-file.ts';

/** What was found: `unusable` says why, as the end of a sentence. */
export type Remembered = FoundFile<Kept>;

export const nothingKept: Kept = {v: 1, followed: {}, line: null};

/** A file of ours is far smaller. */
const largest = 1_000_000;

/** `$XDG_STATE_HOME/sluice/state.json`; a relative one is to be ignored, says the XDG base directory specification. */
export function stateFileIn(env: Readonly<Record<string, string | undefined>>): string {
	const configured = env.XDG_STATE_HOME;
	const base =
		configured !== undefined && isAbsolute(configured)
			? configured
			: join(env.HOME || homedir(), '.local', 'state');
	return join(base, 'sluice', 'state.json');
}

/** Reads the state file. Never rejects: whatever is wrong with it, the program goes on without. */
export function readKept(file: string): Promise<Remembered> {
	return readWhole(file, {
		largest,
		version: nothingKept.v,
		contentIn: async value => (await import('./schema.ts')).keptIn(value),
	});
}

/** Writes the state file, for its owner alone: whoever reads meanwhile sees the old one or the new one, whole. */
export function writeKept(file: string, kept: Kept): Promise<void> {
	return writeWhole(file, `${JSON.stringify(kept)}\n`);
}
