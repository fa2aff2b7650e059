import {open, rm} from 'node:fs/promises';
import {basename, resolve} from 'node:path';

/** Writes a new file, piece by piece, into a folder, for its owner alone, and never over one that is there. Answers with one sentence. */
export async function saveNew(folder: string, name: string, text: Iterable<string>): Promise<string> {
	const file = resolve(folder, basename(name).replace(/[^\w.@-]/g, '-'));
	try {
		const handle = await open(file, 'wx', 0o600);
		try {
			await handle.writeFile(text);
		} catch (error) {
			await rm(file, {force: true});
			throw error;
		} finally {
			await handle.close();
		}
		return `saved ${file}`;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === 'EEXIST') return `not saved, there already: ${file}`;
		return `not saved: ${file} cannot be written (${code ?? 'unknown'})`;
	}
}
