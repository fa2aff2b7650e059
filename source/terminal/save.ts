import {writeFile} from 'node:fs/promises';
import {basename, resolve} from 'node:path';

/** Writes a new file into a folder, for its owner alone, and never over one that is there. Answers with one sentence. */
export async function saveNew(folder: string, name: string, text: string): Promise<string> {
	const file = resolve(folder, basename(name).replace(/[^\w.@-]/g, '-'));
	try {
		await writeFile(file, text, {flag: 'wx', mode: 0o600});
		return `saved ${file}`;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === 'EEXIST') return `not saved, there already: ${file}`;
		return `not saved: ${file} cannot be written (${code ?? 'unknown'})`;
	}
}
