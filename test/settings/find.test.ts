import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {describeProblem, findSettings} from '../../source/settings/find.ts';
import {noSettings} from '../../source/settings/settings.ts';

/** A home and a working directory in a folder that goes with the test. */
function home() {
	const root = mkdtempSync(join(tmpdir(), 'sluice-settings-'));
	onTestFinished(() => rmSync(root, {recursive: true}));
	const cwd = join(root, 'work', 'relay', 'deep');
	mkdirSync(cwd, {recursive: true});
	const env = {HOME: join(root, 'home')};
	return {
		root,
		cwd,
		env,
		write(path: string, toml: string) {
			const file = join(root, path);
			mkdirSync(dirname(file), {recursive: true});
			writeFileSync(file, toml);
			return file;
		},
		find: (more: {file?: string; env?: Record<string, string>} = {}) =>
			findSettings({cwd, env, file: null, ...more}),
	};
}

const own = 'home/.config/sluice/sluice.toml';
const regionIs = (region: string, file: string) => ({
	kind: 'settings',
	settings: {...noSettings, region},
	file,
});

describe('where settings are read from', () => {
	it('is nowhere when there is no file', async () => {
		expect(await home().find()).toEqual({kind: 'settings', settings: noSettings, file: null});
	});

	it('is the nearest file from the working directory upwards, then the user’s own', async () => {
		const {write, find} = home();
		for (const [path, region] of [
			[own, 'eu-west-1'],
			['work/sluice.toml', 'eu-west-2'],
			['work/relay/deep/sluice.toml', 'eu-west-3'],
		] as const) {
			const file = write(path, `region = "${region}"`);
			expect(await find()).toEqual(regionIs(region, file));
		}
	});

	it('is XDG_CONFIG_HOME, unless that is relative', async () => {
		const {root, write, find, env} = home();
		const standard = write(own, 'region = "eu-west-1"');
		const moved = write('xdg/sluice/sluice.toml', 'region = "eu-west-2"');
		const xdg = (folder: string) => find({env: {...env, XDG_CONFIG_HOME: folder}});
		expect(await xdg(join(root, 'xdg'))).toEqual(regionIs('eu-west-2', moved));
		expect(await xdg('xdg')).toEqual(regionIs('eu-west-1', standard));
		expect(await xdg('')).toEqual(regionIs('eu-west-1', standard));
	});

	it('is the file named, relative to the working directory', async () => {
		const {write, find} = home();
		write('work/sluice.toml', 'region = "eu-west-1"');
		const file = write('work/relay/mine.toml', 'region = "eu-west-2"');
		expect(await find({file: '../mine.toml'})).toEqual(regionIs('eu-west-2', file));
	});

	it('is never something that is no file', async () => {
		const {cwd, root, find} = home();
		mkdirSync(join(cwd, 'sluice.toml'));
		symlinkSync('/dev/zero', join(root, 'work', 'relay', 'sluice.toml'));
		symlinkSync('nowhere', join(root, 'work', 'sluice.toml'));
		expect(await find()).toMatchObject({kind: 'settings', file: null});
	});

	it('must be there when it is named', async () => {
		const {cwd, find} = home();
		const file = join(cwd, 'none.toml');
		const found = await find({file: 'none.toml'});
		expect(found).toMatchObject({kind: 'problems', problems: [{file, line: null, key: null}]});
		if (found.kind === 'problems' && found.problems[0] !== undefined) {
			expect(describeProblem(found.problems[0])).toMatch(`${file}: cannot be read: name a file`);
		}
	});
});

describe('a file that may be a stranger’s', () => {
	const foreign =
		'region = "eu-west-1"\nendpoint_url = "http://x"\n[alerts]\nrun = ["x"]\n[console]\nportal = "https://x"\n';

	it('says nothing of programs, portals and endpoints', async () => {
		const {write, find} = home();
		const file = write('work/sluice.toml', foreign);
		const message = expect.stringMatching(/not taken from a file found in a folder/);
		expect(await find()).toEqual({
			kind: 'problems',
			problems: [
				{file, line: 2, key: 'endpoint_url', message},
				{file, line: 3, key: 'alerts', message},
				{file, line: 5, key: 'console', message},
			],
		});
	});

	it('is neither the user’s own, even from within its folder, nor one that is named', async () => {
		const {write, find, env} = home();
		const file = write(own, foreign);
		const unknown = {message: expect.stringMatching(/^is not a setting; known here: region, track/)};
		const problems = [{...unknown, key: 'endpoint_url'}];
		expect(await find()).toMatchObject({problems});
		expect(await findSettings({cwd: dirname(file), env, file: null})).toMatchObject({problems});
		expect(await find({file: write('work/sluice.toml', foreign)})).toMatchObject({problems});
	});
});

it('describes a problem in one line that no terminal obeys', () => {
	const problem = {file: '/a/b.toml', line: 3, key: 'track', message: 'must be\n\u001b[2Jthis'};
	expect(describeProblem(problem)).toBe('/a/b.toml:3: track: must be this');
});
