import {readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join, resolve} from 'node:path';
import {plain} from '../terminal/sanitise.ts';
import {type Found, noSettings, type SettingsProblem} from './settings.ts';

const fileName = 'sluice.toml';

export interface Place {
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** The file that the user named; null: look for one. */
	readonly file: string | null;
}

/**
 * Reads the settings: the file named, else the nearest `sluice.toml` from the working directory upwards, else the user's
 * own under `$XDG_CONFIG_HOME`. The parser is loaded only when there is a file. Never rejects for what is in it.
 */
export async function findSettings({cwd, env, file: named}: Place): Promise<Found> {
	const own = ownFile(env);
	const file = named === null ? await nearest([...upwards(cwd), own]) : resolve(cwd, named);
	if (file === null) return {kind: 'settings', settings: noSettings, file: null};
	const toml = await content(file);
	if (toml === null) {
		const message = 'cannot be read: name a file with --settings FILE, or mend its permissions';
		return {kind: 'problems', problems: [{file, line: null, key: null, message}]};
	}
	const {readSettings} = await import('./read.ts');
	return readSettings(toml, {file, trusted: named !== null || file === own});
}

/** A problem as one line: `file:line: key: what is wrong`. */
export function describeProblem({file, line, key, message}: SettingsProblem): string {
	const place = line === null ? file : `${file}:${line}`;
	return plain([place, ...(key === null ? [] : [key]), message].join(': '));
}

function ownFile(env: Place['env']): string {
	const configured = env.XDG_CONFIG_HOME;
	// A relative one is to be ignored, says the XDG base directory specification.
	const base =
		configured !== undefined && isAbsolute(configured) ? configured : join(env.HOME || homedir(), '.config');
	return join(resolve(base), 'sluice', fileName);
}

function upwards(cwd: string): readonly string[] {
	const files: string[] = [];
	let folder = resolve(cwd);
	while (dirname(folder) !== folder) {
		files.push(join(folder, fileName));
		folder = dirname(folder);
	}
	return [...files, join(folder, fileName)];
}

async function nearest(files: readonly string[]): Promise<string | null> {
	for (const file of files) if (await isFile(file)) return file;
	return null;
}

/** Devices and pipes that lie about in a folder are not read: that might never end. */
async function isFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

async function content(file: string): Promise<string | null> {
	try {
		return await readFile(file, 'utf8');
	} catch {
		return null;
	}
}
