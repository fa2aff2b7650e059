import {mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

/** What was found: `unusable` says why, as the end of a sentence. */
export type FoundFile<Content> =
	| {readonly kind: 'kept'; readonly kept: Content}
	| {readonly kind: 'none'}
	| {readonly kind: 'unusable'; readonly why: string};

export interface ReadOptions<Content> {
	/** A file of ours is smaller; bytes. */
	readonly largest: number;
	/** The version of the format that is written. */
	readonly version: number;
	/** What the file's JSON holds; null: it is none of ours. */
	readonly contentIn: (value: unknown) => Promise<Content | null>;
}

/** Reads a JSON file of ours. Never rejects: whatever is wrong with it, the program goes on without. */
export async function readWhole<Content>(
	file: string,
	{largest, version, contentIn}: ReadOptions<Content>,
): Promise<FoundFile<Content>> {
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
	const value = parsed(text);
	const kept = await contentIn(value);
	if (kept !== null) return {kind: 'kept', kept};
	return {
		kind: 'unusable',
		why: versionOf(value) > version ? 'was written by a newer Sluice' : 'is damaged',
	};
}

/** Writes a file for its owner alone: whoever reads meanwhile sees the old one or the new one, whole. */
export async function writeWhole(file: string, text: string): Promise<void> {
	await makeFolder(dirname(file), true);
	const draft = `${file}.${process.pid}`;
	try {
		await rm(draft, {force: true});
		await writeFile(draft, text, {flag: 'wx', mode: 0o600, flush: true});
		await rename(draft, file);
	} catch (error) {
		await rm(draft, {force: true}).catch(() => {});
		throw error;
	}
}

/** Node's own `recursive` never ends where a folder cannot be made for want of a file system that takes it (/proc). */
async function makeFolder(folder: string, deep: boolean): Promise<void> {
	try {
		await mkdir(folder, {mode: 0o700});
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST') return;
		if (code !== 'ENOENT' || !deep || dirname(folder) === folder) throw error;
		await makeFolder(dirname(folder), true);
		await makeFolder(folder, false);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function versionOf(value: unknown): number {
	const isVersioned = typeof value === 'object' && value !== null && 'v' in value;
	return isVersioned && typeof value.v === 'number' ? value.v : 0;
}
