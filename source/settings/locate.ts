import {parse} from 'smol-toml';

/** A key, or keys with dots between them, bare or quoted. */
const key = /(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')/;
const keys = `${key.source}(?:[ \\t]*\\.[ \\t]*${key.source})*`;
const header = new RegExp(`^\\s*(\\[{1,2})\\s*(${keys})\\s*\\]`);
const assignment = new RegExp(`^\\s*(${keys})\\s*=`);

/** The way to a setting: keys, and the places (from 0) of what stands in a list. */
export type Path = readonly (string | number)[];

/**
 * The line, from 1, on which a setting stands, or the table that it stands in; null when neither is seen. It reads line
 * by line, as the parser tells no places: text in several lines that looks like a setting can mislead it.
 */
export function lineOf(toml: string, path: Path): number | null {
	let best: number | null = null;
	let depth = 0;
	let within: Path = [];
	const lists = new Map<string, number>();
	for (const [index, line] of toml.split('\n').entries()) {
		const [, brackets, table] = header.exec(line) ?? [];
		const setting = assignment.exec(line)?.[1];
		if (table !== undefined) within = placeOf(partsOf(table), brackets === '[[', lists);
		else if (setting === undefined) continue;
		const here = setting === undefined ? within : [...within, ...partsOf(setting)];
		const shared = depthOf(here, path);
		if (shared > depth) [best, depth] = [index + 1, shared];
	}
	return best;
}

/** Where a table stands: one of a list (`[[x]]`) is a new one, what is named below a list belongs to its last. */
function placeOf(parts: readonly string[], listed: boolean, lists: Map<string, number>): Path {
	const path: (string | number)[] = [];
	for (const [index, part] of parts.entries()) {
		path.push(part);
		const key = JSON.stringify(path);
		if (listed && index === parts.length - 1) lists.set(key, (lists.get(key) ?? 0) + 1);
		const length = lists.get(key);
		if (length !== undefined) path.push(length - 1);
	}
	return path;
}

/** A path as it is written in the file, where places in lists have no name. */
export function dotted(path: Path): string {
	const keys = path.filter(part => typeof part === 'string');
	return keys.map(part => (/^[\w-]+$/.test(part) ? part : JSON.stringify(part))).join('.');
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
function depthOf(here: Path, path: Path): number {
	const apart = path.findIndex((part, at) => part !== here[at]);
	return apart < 0 ? path.length : apart;
}
