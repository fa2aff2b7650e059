import {readFile} from 'node:fs/promises';
import {parse, TomlError} from 'smol-toml';
import {plain} from '../../terminal/sanitise.ts';
import {ProviderError} from '../provider.ts';
import {fields} from './fields.ts';

/** The keys that sign a request. */
export interface Identity {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
	readonly expiration?: Date;
}

/**
 * The keys in a table of a TOML file: `access_key_id`, `secret_access_key`, perhaps `session_token`. Throws a ProviderError
 * that names the file and what is wrong with it, never what stands in it.
 */
export async function readIdentity(file: string, table: string): Promise<Identity> {
	const keys = tableOf(parsed(file, await content(file)), table);
	if (keys === null)
		throw refusal(`${file} has no table [${table}]`, 'name the table with --credentials-table NAME');
	const accessKeyId = word(keys.access_key_id);
	const secretAccessKey = word(keys.secret_access_key);
	const sessionToken = word(keys.session_token);
	if (accessKeyId === null || secretAccessKey === null) {
		const lacking = accessKeyId === null ? 'access_key_id' : 'secret_access_key';
		throw refusal(`[${table}] in ${file} lacks ${lacking}`, 'write it there as a text in quotes');
	}
	return {accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : {sessionToken})};
}

async function content(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const code = String(fields(error).code);
		const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
		throw refusal(`${file} ${why}`, 'name the file with --credentials-file FILE');
	}
}

function parsed(file: string, toml: string): unknown {
	try {
		return parse(toml);
	} catch (error) {
		// The parser's own message quotes the lines, keys and all.
		const place = error instanceof TomlError ? `, line ${error.line}, column ${error.column}` : '';
		throw refusal(`${file} is no TOML${place}`, 'mend the file');
	}
}

function tableOf(toml: unknown, path: string): Readonly<Record<string, unknown>> | null {
	let table: unknown = toml;
	for (const step of path.split('.')) {
		const within = fields(table);
		table = Object.hasOwn(within, step) ? within[step] : undefined;
	}
	return typeof table === 'object' && table !== null ? fields(table) : null;
}

function word(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function refusal(message: string, hint: string): ProviderError {
	return new ProviderError('no-credentials', 'CredentialsFile', plain(message), {hint});
}
