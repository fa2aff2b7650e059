import {createHash} from 'node:crypto';
import {readdir, readFile, rm, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {dirname, isAbsolute, join} from 'node:path';
import {writeWhole} from '../state-file/whole-file.ts';
import {type Cached, cachedIn} from './schema.ts';

/** The largest file that is written and read; bytes. */
export const largest = 1_000_000;
/** How many scopes have a file: those that were written last. */
const mostFiles = 20;
/** What nobody has used for so long is let go of; ms. */
const longest = 90 * 86_400_000;

const ours = /^pipelines-[0-9a-f]{16}\.json$/;

/** `$XDG_CACHE_HOME/sluice/pipelines-….json`, one for each scope; a relative one is to be ignored, says the XDG specification. */
export function cacheFileIn(env: Readonly<Record<string, string | undefined>>, scope: string): string {
	const configured = env.XDG_CACHE_HOME;
	const base =
		configured !== undefined && isAbsolute(configured) ? configured : join(env.HOME || homedir(), '.cache');
	const id = createHash('sha256').update(scope).digest('hex').slice(0, 16);
	return join(base, 'sluice', `pipelines-${id}.json`);
}

/** Reads a scope's file. Never rejects: what is missing, broken, of another version or another's is nothing that is known. */
export async function readCached(file: string, scope: string): Promise<Cached | null> {
	try {
		const found = await stat(file);
		if (!found.isFile() || found.size > largest) return null;
		return cachedIn(JSON.parse(await readFile(file, 'utf8')), scope);
	} catch {
		return null;
	}
}

/** Writes a scope's file, the pipelines that were used last as far as they have room. Rejects where it cannot be written. */
export async function writeCached(file: string, cached: Cached, now: number): Promise<void> {
	await writeWhole(file, bounded(cached, now));
	await prune(dirname(file)).catch(() => {});
}

function bounded({pipelines, ...head}: Cached, now: number): string {
	const newest = pipelines
		.filter(({usedAt}) => now - usedAt < longest)
		.toSorted((a, b) => b.usedAt - a.usedAt)
		.map(each => JSON.stringify(each));
	const frame = `${JSON.stringify({...head, pipelines: []}).slice(0, -2)}`;
	const end = ']}\n';
	let room = largest - Buffer.byteLength(frame + end);
	const kept: string[] = [];
	for (const each of newest) {
		room -= Buffer.byteLength(each) + 1;
		if (room < 0) break;
		kept.push(each);
	}
	return `${frame}${kept.join(',')}${end}`;
}

async function prune(folder: string): Promise<void> {
	const names = (await readdir(folder)).filter(each => ours.test(each));
	if (names.length <= mostFiles) return;
	const files = names.map(each => join(folder, each));
	const aged = await Promise.all(files.map(async file => ({file, at: (await stat(file)).mtimeMs})));
	const oldest = aged.toSorted((a, b) => b.at - a.at).slice(mostFiles);
	await Promise.all(oldest.map(({file}) => rm(file, {force: true})));
}
