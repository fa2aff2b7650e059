import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** A folder that goes with the test; gives the path of a file in it. */
export function scratch(): (name: string, content?: string) => string {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	return (name, content) => {
		const file = join(folder, name);
		if (content !== undefined) writeFileSync(file, content);
		return file;
	};
}
