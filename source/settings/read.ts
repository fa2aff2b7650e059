import {dirname, resolve} from 'node:path';
import {parse, TomlError, type TomlTable} from 'smol-toml';
import * as v from 'valibot';
import {plain} from '../terminal/sanitise.ts';
import {dotted, lineOf} from './locate.ts';
import {type FileSettings, fileSettings} from './schema.ts';
import type {Found, Settings, SettingsProblem} from './settings.ts';

export interface Origin {
	/** Absolute. */
	readonly file: string;
	/** Whether the user wrote or named it; else it may be part of a stranger's repository. */
	readonly trusted: boolean;
}

/** What would let a stranger's file run programs or send requests, signed with the user's keys, elsewhere. */
const ownOnly = ['alerts', 'console', 'endpoint', 'endpoint_url'];

/** Reads the text of a settings file: the settings, or all that is wrong with them, in the order of the lines. */
export function readSettings(toml: string, {file, trusted}: Origin): Found {
	const table = parsed(toml);
	if (table instanceof TomlError) {
		// What follows the first line quotes the file.
		const reason = table.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '');
		return {
			kind: 'problems',
			problems: [{file, line: table.line, key: null, message: `is not TOML: ${reason}`}],
		};
	}
	const foreign = trusted ? [] : ownOnly.filter(key => Object.hasOwn(table, key));
	for (const key of foreign) delete table[key];
	const result = v.safeParse(fileSettings, table);
	const wrong = (path: readonly string[], message: string): SettingsProblem => ({
		file,
		line: lineOf(toml, path),
		key: dotted(path),
		message,
	});
	const problems = [
		...foreign.map(key =>
			wrong([key], 'is not taken from a file found in a folder, which may be a stranger’s'),
		),
		...(result.issues ?? []).map(issue => wrong(pathOf(issue), issue.message)),
	];
	if (!result.success || problems.length > 0) {
		return {kind: 'problems', problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0))};
	}
	return {kind: 'settings', settings: settingsIn(result.output, dirname(file)), file};
}

function parsed(toml: string): TomlTable | TomlError {
	try {
		return parse(toml);
	} catch (error) {
		if (error instanceof TomlError) return error;
		throw error;
	}
}

/** The keys that lead to what is wrong; places in lists are left out. */
function pathOf({path}: v.BaseIssue<unknown>): readonly string[] {
	return (path ?? []).map(({key}) => key).filter(key => typeof key === 'string');
}

function settingsIn(said: FileSettings, folder: string): Settings {
	const {file, table} = said.credentials ?? {};
	return {
		region: said.region ?? null,
		track: [said.track ?? []].flat(),
		interval: said.interval ?? null,
		rate: said.rate ?? null,
		bell: said.bell ?? null,
		credentials: {file: file === undefined ? null : resolve(folder, file), table: table ?? null},
		approvalAlso: said.approval?.also === undefined ? null : plain(said.approval.also).trim() || null,
	};
}
