import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';

const launcher = 'dist/sluice.js';

/** Runs the built program as on another version of Node. */
function onNode(version: string, ...args: readonly string[]) {
	const pretend = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;
	return spawnSync(process.execPath, ['--import', pretend, launcher, ...args], {encoding: 'utf8'});
}

it('says in one line what an older Node lacks', () => {
	expect(onNode('20.20.2', '--version')).toMatchObject({
		status: 1,
		stdout: '',
		stderr: 'sluice needs Node.js 22 or newer; this is 20.20.2\n',
	});
});

it('answers on the oldest Node that it takes', () => {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8'));
	expect(onNode('22.0.0', '--version')).toMatchObject({status: 0, stdout: `${version}\n`, stderr: ''});
});

it('can be installed: the package holds the program and starts from anywhere', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
	try {
		const packed = execFileSync(
			'npm',
			['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
			{encoding: 'utf8'},
		);
		execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', folder]);
		const {status, stdout} = spawnSync(process.execPath, [join(folder, 'package', launcher), '--help'], {
			cwd: folder,
			encoding: 'utf8',
		});
		expect(status).toBe(0);
		expect(stdout).toMatch(/^Where is my commit/);
	} finally {
		rmSync(folder, {recursive: true});
	}
});
