import {globSync, readFileSync} from 'node:fs';
import {dirname, join, posix} from 'node:path';
import {parse} from '@babel/parser';
import {describe, expect, it} from 'vitest';

type Import = {readonly from: string; readonly to: string};

/** Every import of a file, `import()`, re-exports and type imports included; relative ones as paths from the root. */
function importsOf(file: string): Import[] {
	const tree = parse(readFileSync(file, 'utf8'), {
		sourceType: 'module',
		plugins: file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'],
	});
	const names: string[] = [];
	const visit = (node: unknown): void => {
		if (typeof node !== 'object' || node === null) return;
		const {type, source, argument} = node as {
			type?: string;
			source?: {value?: unknown};
			argument?: {value?: unknown};
		};
		const named = type === 'TSImportType' ? (source ?? argument) : source;
		if (/^(Import|Export|TSImport)/.test(type ?? '') && typeof named?.value === 'string')
			names.push(named.value);
		for (const child of Object.values(node)) for (const each of [child].flat()) visit(each);
	};
	visit(tree.program);
	return names.map(name => ({from: file, to: name.startsWith('.') ? posix.join(dirname(file), name) : name}));
}

const files = globSync('{source,hooks,components}/**/*.{ts,tsx}').sort();
const imports = files.flatMap(importsOf);
const isReact = (name: string) => /^(react|ink|ink-table)(\/|$)/.test(name);

/** The imports that leave `room` (a path prefix, or several) for something that `allowed` does not name. */
function strays(room: string | readonly string[], allowed: (to: string) => boolean): string[] {
	const rooms = [room].flat();
	return imports
		.filter(({from, to}) => rooms.some(prefix => from.startsWith(prefix)) && !allowed(to))
		.map(({from, to}) => `${from} → ${to}`);
}
const local = (to: string) => /^(source|hooks|components)\//.test(to);
const within =
	(...prefixes: string[]) =>
	(to: string) =>
		!local(to) || prefixes.some(prefix => to.startsWith(prefix));

describe('the direction of imports', () => {
	it('reads imports at all', () => {
		expect(files.length).toBeGreaterThan(0);
		for (const {to} of imports.filter(({to}) => local(to)))
			expect(files.concat('source/launcher.js'), to).toContain(to);
	});

	it('keeps React out of source, but for the entry', () => {
		const view = (to: string) => isReact(to) || /^(hooks|components)\//.test(to);
		expect(
			imports.filter(({from, to}) => from.startsWith('source/') && from !== 'source/cli.ts' && view(to)),
		).toEqual([]);
		expect(imports.filter(({from, to}) => from === 'source/cli.ts' && isReact(to))).toEqual([]);
	});

	it('keeps the domain to itself', () => {
		expect(strays('source/domain/', to => to.startsWith('source/domain/'))).toEqual([]);
	});

	it('keeps diagnosis and keymap pure', () => {
		const pure = (to: string) => /^source\/(domain|diagnosis|keymap|terminal\/(text|sanitise))/.test(to);
		expect(strays(['source/diagnosis/', 'source/keymap/'], pure)).toEqual([]);
	});

	it('keeps the words pure', () => {
		const pure = (to: string) =>
			!local(to) || /^source\/(wording|domain|diagnosis|terminal\/(text|sanitise))/.test(to);
		expect(strays('source/wording/', pure)).toEqual([]);
	});

	it('lets the simulator and the providers share nothing', () => {
		expect(strays('source/simulator/', within('source/simulator/'))).toEqual([]);
		expect(
			strays('source/providers/', within('source/providers/', 'source/domain/', 'source/terminal/sanitise')),
		).toEqual([]);
		const users = imports.filter(({to}) => to.startsWith('source/simulator/')).map(({from}) => from);
		expect(users.filter(from => !/^source\/(simulator|commands)\//.test(from))).toEqual([]);
	});

	it('names AWS only behind the port', () => {
		const sdk = imports.filter(({to}) => /^@(aws-sdk|smithy)\//.test(to)).map(({from}) => from);
		expect(sdk.filter(from => !from.startsWith('source/providers/aws/'))).toEqual([]);
	});

	it('lets the engine and the store see the port and the domain only', () => {
		const inner = within(
			'source/engine/',
			'source/store/',
			'source/domain/',
			'source/providers/provider.ts',
			'source/git/history.ts',
		);
		expect(strays(['source/engine/', 'source/store/'], inner)).toEqual([]);
	});

	it('makes hooks the only bridge', () => {
		expect(
			strays(
				'hooks/',
				within(
					'hooks/',
					'source/domain/',
					'source/diagnosis/',
					'source/store/',
					'source/keymap/',
					'source/engine/intent.ts',
					'source/terminal/',
				),
			),
		).toEqual([]);
		expect(
			strays(
				'components/',
				within(
					'components/',
					'hooks/',
					'source/domain/',
					'source/keymap/',
					'source/diagnosis/',
					'source/terminal/',
					'source/engine/intent.ts',
					'source/store/',
					'source/wording/',
				),
			),
		).toEqual([]);
	});
});

it('keeps no path deeper than three steps up', () => {
	const deep = files.filter(file => readFileSync(file, 'utf8').includes(join('..', '..', '..', '..')));
	expect(deep).toEqual([]);
});
