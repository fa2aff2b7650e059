import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';
import type {Kept} from './schema.ts';
import {writeWhole} from './write-file.ts';

/** What was found: `unusable` says why, as the end of a sentence. */
export type Remembered =
	| {readonly kind: 'kept'; readonly kept: Kept}
	| {readonly kind: 'none'}
	| {readonly kind: 'unusable'; readonly why: string};

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
export async function readKept(file: string): Promise<Remembered> {
	let text: string;
	try {
		const found = await stat(file);
		if (!found.isFile() || found.size > largest) return {kind: 'unusable', why: 'is no file of Sluice'};
		text = await readFile(file, 'utf8');
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') return {kind: 'none'};
		return {kind: 'unusable', why: `cannot be read (${code})`};
	}
	const {keptIn} = await import('./schema.ts');
	const value = parsed(text);
	const kept = keptIn(value);
	if (kept !== null) return {kind: 'kept', kept};
	return {kind: 'unusable', why: isNewer(value) ? 'was written by a newer Sluice' : 'is damaged'};
}

/** Writes the state file, for its owner alone: whoever reads meanwhile sees the old one or the new one, whole. */
export async function writeKept(file: string, kept: Kept): Promise<void> {
	await writeWhole(file, `${JSON.stringify(kept)}\n`);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function isNewer(value: unknown): boolean {
	return (
		typeof value === 'object' &&
		value !== null &&
		'v' in value &&
		typeof value.v === 'number' &&
		value.v > nothingKept.v
	);
}
