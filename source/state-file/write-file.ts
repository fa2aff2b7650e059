import {mkdir, rename, rm, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';

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
