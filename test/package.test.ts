import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync} from 'node:fs';
import {isBuiltin} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {bundle} from '../.ci/bundle.js';

interface Packed {
	readonly size: number;
	readonly unpackedSize: number;
	readonly files: readonly {readonly path: string}[];
}
interface Manifest {
	readonly dependencies?: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const megabyte = 2 ** 20;

function pack(): Packed {
	const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [packed] = JSON.parse(text) as readonly Packed[];
	if (packed === undefined) throw new Error(`not what npm pack says: ${text}`);
	return packed;
}

it('holds the program, what explains it, and nothing else', () => {
	const {files, size, unpackedSize} = pack();
	const paths = files.map(({path}) => path);
	expect(paths.filter(path => !path.startsWith('dist/chunks/')).sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'dist/main.js',
		'dist/notices.txt',
		'dist/sluice.js',
		'package.json',
	]);
	for (const path of paths.filter(each => each.startsWith('dist/chunks/'))) expect(path).toMatch(/\.js$/);
	expect(size).toBeLessThan(3 * megabyte);
	expect(unpackedSize).toBeLessThan(10 * megabyte);
});

it('brings all that it imports, with the licence of each package', async () => {
	const folder = join(tmpdir(), `sluice-bundle-${process.pid}`);
	try {
		const {inputs, outputs} = await bundle('source/main.ts', folder);
		const outside = Object.values(outputs).flatMap(({imports}) =>
			imports.filter(({external}) => external).map(({path}) => path),
		);
		const needed = outside.filter(path => !isBuiltin(path));
		expect(needed.filter(path => manifest.dependencies?.[path] === undefined)).toEqual([]);

		const notices = readFileSync('dist/notices.txt', 'utf8');
		for (const name of ['ink', 'react', 'zustand', 'yaml', '@aws-sdk/client-codepipeline']) {
			expect(Object.keys(inputs).some(path => path.startsWith(`node_modules/${name}/`))).toBe(true);
			expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
		}
		expect(notices).toContain('Permission is hereby granted, free of charge');
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
