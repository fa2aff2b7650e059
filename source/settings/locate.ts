import {parse} from 'smol-toml';

/** A key, or keys with dots between them, bare or quoted. */
const key = /(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')/;
const keys = `${key.source}(?:[ \\t]*\\.[ \\t]*${key.source})*`;
const header = new RegExp(`^\\s*\\[{1,2}\\s*(${keys})\\s*\\]`);
const assignment = new RegExp(`^\\s*(${keys})\\s*=`);

/**
 * The line, from 1, on which a setting stands, or the table that it stands in; null when neither is seen. It reads line
 * by line, as the parser tells no places: text in several lines that looks like a setting can mislead it.
 */
export function lineOf(toml: string, path: readonly string[]): number | null {
	let best: number | null = null;
	let depth = 0;
	let within: readonly string[] = [];
	for (const [index, line] of toml.split('\n').entries()) {
		const table = header.exec(line)?.[1];
		const setting = assignment.exec(line)?.[1];
		if (table !== undefined) within = partsOf(table);
		else if (setting === undefined) continue;
		const here = setting === undefined ? within : [...within, ...partsOf(setting)];
		const shared = depthOf(here, path);
		if (shared > depth) [best, depth] = [index + 1, shared];
	}
	return best;
}

/** A path as it is written in the file. */
export function dotted(path: readonly string[]): string {
	return path.map(part => (/^[\w-]+$/.test(part) ? part : JSON.stringify(part))).join('.');
}

function partsOf(text: string): readonly string[] {
	const parts: string[] = [];
	let rest = parsed(`${text} = 0`);
	while (typeof rest === 'object' && rest !== null) {
		const [entry] = Object.entries(rest);
		if (entry === undefined) break;
		parts.push(entry[0]);
		rest = entry[1];
	}
	return parts;
}

/** Null for what looks like a key and is none: a line of some longer text. */
function parsed(toml: string): unknown {
	try {
		return parse(toml);
	} catch {
		return null;
	}
}

/** How much of the path leads here: all of it, or what stands around it. */
function depthOf(here: readonly string[], path: readonly string[]): number {
	const apart = path.findIndex((part, at) => part !== here[at]);
	return apart < 0 ? path.length : apart;
}
