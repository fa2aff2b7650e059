import {dirname, resolve} from 'node:path';
import {parse, TomlError, type TomlTable} from 'smol-toml';
import * as v from 'valibot';
import {plain} from '../terminal/sanitise.ts';
import {faultsOf} from './cause-rules.ts';
import {dotted, lineOf, type Path} from './locate.ts';
import {type FileSettings, fileSettings, spanOf} from './schema.ts';
import type {AlertSettings, Found, Settings, SettingsProblem, UserFailure} from './settings.ts';

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
	const wrong = (path: Path, message: string): SettingsProblem => ({
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
	const settings = settingsIn(result.output, dirname(file));
	const faults = settings.failures.flatMap((failure, index) =>
		faultsOf(failure).map(({key, message}) => wrong(['failures', index, key], message)),
	);
	return faults.length > 0 ? {kind: 'problems', problems: faults} : {kind: 'settings', settings, file};
}

function parsed(toml: string): TomlTable | TomlError {
	try {
		return parse(toml);
	} catch (error) {
		if (error instanceof TomlError) return error;
		throw error;
	}
}

/** The way to what is wrong. */
function pathOf({path}: v.BaseIssue<unknown>): Path {
	return (path ?? []).map(({key}) => key).filter(key => typeof key === 'string' || typeof key === 'number');
}

function settingsIn(said: FileSettings, folder: string): Settings {
	const {file, table} = said.credentials ?? {};
	const {portal, role} = said.console ?? {};
	return {
		region: said.region ?? null,
		track: [said.track ?? []].flat(),
		interval: said.interval ?? null,
		rate: said.rate ?? null,
		bell: said.bell ?? null,
		credentials: {file: file === undefined ? null : resolve(folder, file), table: table ?? null},
		approvalAlso: said.approval?.also === undefined ? null : plain(said.approval.also).trim() || null,
		paths: Object.entries(said.pipelines ?? {}).flatMap(([pipeline, {paths}]) =>
			paths === undefined ? [] : {pipeline, paths},
		),
		console: portal === undefined ? null : {portal, role: role ?? null},
		alerts: alertsIn(said.alerts, folder),
		theme: said.theme ?? null,
		failures: (said.failures ?? []).map(failureIn),
	};
}

/** A program named with a slash stands where the file says, whichever folder Sluice is started in. */
function alertsIn(said: FileSettings['alerts'], folder: string): AlertSettings | null {
	const [program, ...args] = said?.run ?? [];
	if (program === undefined) return null;
	return {
		run: [program.includes('/') ? resolve(folder, program) : program, ...args],
		remind: said?.remind === undefined ? null : spanOf(said.remind),
	};
}

function failureIn(said: NonNullable<FileSettings['failures']>[number]): UserFailure {
	return {
		id: plain(said.id).trim(),
		match: said.match,
		not: said.not ?? null,
		cause: plain(said.cause).trim(),
		advice: plain(said.advice).trim(),
		retryHelps: said.retry_helps ?? null,
		sure: said.sure ?? null,
		example: said.example ?? null,
		unlike: said.unlike ?? null,
	};
}
