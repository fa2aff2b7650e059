import {readdir, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {type Environment, sharedFiles} from './key-source.ts';

/** Where programs keep what a sign-in gave them, below `~/.aws`. */
const caches = ['sso/cache', 'login/cache', 'cli/cache'];

/**
 * What tells whether somebody has written to the files that keys come from: their sizes and times, nothing that stands in
 * them. `more`: files beside those that every AWS program reads.
 */
export async function keyFilesMark(env: Environment, more: readonly string[]): Promise<string> {
	const {config, credentials} = sharedFiles(env);
	const folder = join(env.HOME || homedir(), '.aws');
	const cached = await Promise.all(caches.map(cache => filesIn(join(folder, cache))));
	const token = env.AWS_WEB_IDENTITY_TOKEN_FILE;
	const files = [config, credentials, ...more, ...(token ? [token] : []), ...cached.flat()];
	return (await Promise.all(files.map(markOf))).join('\n');
}

async function filesIn(folder: string): Promise<readonly string[]> {
	const names = await readdir(folder).catch(() => []);
	return names.sort().map(name => join(folder, name));
}

async function markOf(file: string): Promise<string> {
	const about = await stat(file).catch(() => null);
	return about === null ? `${file} -` : `${file} ${about.ino} ${about.size} ${about.mtimeMs}`;
}
