import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {parse as parseToml} from 'smol-toml';
import {safeParse} from 'valibot';
import {expect, it} from 'vitest';
import {withTables} from '../.ci/readme-tables.js';
import {commands} from '../source/command-line/options.ts';
import {eventNames} from '../source/commands/facts.ts';
import {exitCode, ownFault, refused, unwritable, wrongUse} from '../source/exit-code.ts';
import {fileSettings} from '../source/settings/schema.ts';
import {bells, themes} from '../source/settings/settings.ts';

const readme = readFileSync('README.md', 'utf8');

/** The part below a heading. */
function section(heading: string): string {
	const [, text = ''] = readme.split(`\n## ${heading}\n`);
	return text.split('\n## ')[0] ?? '';
}

it('has the tables of the program (npm run readme writes them)', () => {
	expect(withTables(readme)).toBe(readme);
	expect(readme.match(/<!-- (\w+) -->/g)).toEqual([
		'<!-- options -->',
		'<!-- keys -->',
		'<!-- operations -->',
		'<!-- policy -->',
	]);
});

it('has its two commands in one block, a line each', () => {
	expect(readme).toContain('```sh\nnpm ci && npm start\nnpm ci && npm test\n```');
});

it('shows each picture that there is, small enough for a page', () => {
	const shown = [...readme.matchAll(/!\[[^\]]{20,}\]\((pictures\/[\w-]+\.svg)\)/g)].map(
		([, path]) => path ?? '',
	);
	expect(shown.toSorted()).toEqual(readdirSync('pictures').map(name => `pictures/${name}`));
	for (const path of shown) {
		const picture = readFileSync(path, 'utf8');
		expect(picture.length, path).toBeLessThan(60_000);
		expect(picture, path).toMatch(/^<svg [^>]*viewBox=.*<title>[^<]+<\/title>.*<\/svg>\n$/s);
	}
});

it('links to nothing in the repository that is not there', () => {
	const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
		(text ?? '')
			.toLowerCase()
			.replaceAll(/[^\w -]/g, '')
			.replaceAll(' ', '-'),
	);
	const targets = [...readme.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, target]) => target ?? '');
	expect(targets).not.toEqual([]);
	for (const target of targets)
		expect(target.startsWith('#') ? headings.includes(target.slice(1)) : existsSync(target), target).toBe(
			true,
		);
});

it('names every command', () => {
	for (const command of commands.filter(each => each !== 'live'))
		expect(readme, command).toMatch(new RegExp(`(?:^|["(\`])sluice ${command}\\b`, 'm'));
});

it('shows every setting, and none that there is not', () => {
	const text = /```toml\n(.*?)```/s.exec(section('Settings'))?.[1] ?? '';
	const shown = parseToml(text);
	const {success, issues} = safeParse(fileSettings, shown);
	expect(issues).toBeUndefined();
	expect(success).toBe(true);
	expect(pathsIn(shown)).toEqual(pathsOf(fileSettings));
	for (const word of [...themes, ...bells]) expect(text, word).toContain(word);
});

/** Where a setting stands: names of the user's own are `*`. */
function pathsIn(value: unknown, at: readonly string[] = []): readonly string[] {
	if (Array.isArray(value) && value.every(each => typeof each === 'object'))
		return [...new Set(value.flatMap(each => pathsIn(each, at)))].sort();
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at.join('.')];
	return Object.entries(value)
		.flatMap(([key, each]) => pathsIn(each, [...at, at.at(-1) === 'pipelines' ? '*' : key]))
		.sort();
}

/** The same of the schema; whatever else it is wrapped in, a table has `entries`, and one of the user's own names a `value`. */
function pathsOf(schema: unknown, at: readonly string[] = []): readonly string[] {
	const {entries, wrapped, pipe, item, value, options} = schema as Record<string, unknown>;
	if (typeof entries === 'object' && entries !== null)
		return Object.entries(entries)
			.flatMap(([key, each]) => pathsOf(each, [...at, key]))
			.sort();
	if (wrapped !== undefined) return pathsOf(wrapped, at);
	const inner = Array.isArray(pipe) ? pipe.slice(1).find(isTable) : undefined;
	if (inner !== undefined) return pathsOf(inner, at);
	if (options === undefined && item !== undefined && isTable(item)) return pathsOf(item, at);
	return isSchema(value) ? pathsOf(value, [...at, '*']) : [at.join('.')];
}

/** Whether something in it has keys of its own. */
function isTable(schema: unknown): boolean {
	if (!isSchema(schema)) return false;
	const {entries, pipe, value} = schema as Record<string, unknown>;
	return entries !== undefined || isSchema(value) || (Array.isArray(pipe) && pipe.slice(1).some(isTable));
}

function isSchema(schema: unknown): boolean {
	return typeof schema === 'object' && schema !== null && 'kind' in schema && schema.kind === 'schema';
}

it('tells every exit code', () => {
	const told = [...section('Exit codes').matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
	const outcomes = Array.from({length: 32}, (_, bits) => ({
		refused: (bits & 1) > 0,
		failed: (bits & 2) > 0,
		ended: (bits & 4) > 0,
		blocked: (bits & 8) > 0,
		missing: (bits & 16) > 0,
	}));
	const codes = new Set([...outcomes.map(exitCode), wrongUse, refused, ownFault, unwritable]);
	expect(told).toEqual([...codes].toSorted((a, b) => a - b));
});

it('tells every event of watch --json', () => {
	const sentence = /`event` is one of (.*?);/s.exec(section('For scripts and agents'))?.[1] ?? '';
	const told = [...sentence.matchAll(/`(\w+)`/g)].map(([, name]) => name);
	expect(told.toSorted()).toEqual([...eventNames].toSorted());
});
