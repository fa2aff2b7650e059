import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';

interface Manifest {
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly allowScripts: Readonly<Record<string, boolean>>;
}
interface Locked {
	readonly version?: string;
	readonly resolved?: string;
	readonly integrity?: string;
	readonly dev?: boolean;
	readonly hasInstallScript?: boolean;
}
const read = (name: string): unknown =>
	JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const manifest = read('package.json') as Manifest;
const {packages} = read('package-lock.json') as {readonly packages: Readonly<Record<string, Locked>>};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

it('has each dependency at one version', () => {
	for (const [name, version] of Object.entries({...manifest.dependencies, ...manifest.devDependencies}))
		expect(version, name).toMatch(/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/);
});

it('is made of few packages, each for a reason, and bundles what it runs on', () => {
	const reasons = {
		'the reads of AWS and the keys for them': [
			'@aws-sdk/client-cloudwatch-logs',
			'@aws-sdk/client-codebuild',
			'@aws-sdk/client-codepipeline',
			'@aws-sdk/client-sts',
			'@aws-sdk/credential-provider-node',
			'@smithy/shared-ini-file-loader',
		],
		'the screen': ['chalk', 'ink', 'ink-table', 'react', 'slice-ansi', 'string-width', 'zustand'],
		'the command line and the settings': ['parse-duration', 'picomatch', 'smol-toml', 'valibot'],
		'the search of the commit picker': ['fuzzysort'],
		'links in the browser': ['open'],
		'buildspecs and scenarios of the simulator': ['yaml'],
		'the tools of developers': ['@biomejs/biome', 'esbuild', 'node', 'typescript'],
		'types of what has none': ['@types/node', '@types/picomatch', '@types/react'],
		'the tests': [
			'@babel/parser',
			'@lydell/node-pty',
			'@xterm/headless',
			'fast-check',
			'ink-testing-library',
			'vitest',
		],
	};
	expect(Object.keys(manifest.devDependencies).sort()).toEqual(Object.values(reasons).flat().sort());
	expect(manifest.dependencies).toBeUndefined();
});

it('installs nothing that runs a script of its own, but for the tools of developers', () => {
	const scripted = locked.filter(([, {hasInstallScript}]) => hasInstallScript);
	expect(scripted.map(([path]) => nameOf(path)).sort()).toEqual(Object.keys(manifest.allowScripts).sort());
	for (const [path, {dev}] of scripted) expect(dev, path).toBe(true);
});

it('is locked to what the packages were', () => {
	for (const [path, {integrity, version}] of locked) {
		expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
		expect(integrity, path).toMatch(/^sha512-/);
	}
});
