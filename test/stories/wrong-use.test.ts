import {appendFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect} from 'vitest';
import {repositoryIn} from '../git/scratch.ts';
import {commits, type keys, lane} from './account.ts';
import {expectRestored, type Scene, story} from './story.ts';

/** An address of this machine at which nothing listens. */
const nowhere = 'http://127.0.0.1:1';
const size = {columns: 100, rows: 30};
const lanes = [lane('l-slasher-pipeline', ['Taiko'])];
const noKeys = {
	AWS_ACCESS_KEY_ID: undefined,
	AWS_SECRET_ACCESS_KEY: undefined,
	AWS_SESSION_TOKEN: undefined,
} satisfies Partial<Record<keyof typeof keys, undefined>>;

interface Wrong {
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly cwd?: string;
	readonly code: number;
	readonly says: RegExp;
}

/** One sentence on stderr in pipes, the same in a terminal that is given back, and the exit code in both. */
async function expectRefusal(
	scene: Scene,
	args: readonly string[],
	{code, says, ...options}: Wrong,
): Promise<void> {
	const piped = scene.piped(args, options);
	expect(await piped.ended).toBe(code);
	expect(piped.err()).toMatch(/^sluice: [^\n]+\n$/);
	expect(piped.err()).toMatch(says);
	expect(piped.out()).not.toMatch(/^\s+at /m);

	const terminal = scene.sluice(args, {...options, ...size});
	expect(await terminal.ended).toEqual({code, signal: 0});
	expectRestored(terminal);
	expect(terminal.rows().join('')).toContain(piped.err().trim());
	expect(terminal.text()).not.toMatch(/^\s+at /m);
}

describe('bad input is answered with one sentence and an exit code', () => {
	story('a stage that no pipeline has, before a line is told of any', async ({scene}) => {
		const account = await scene.account([
			lane('l-slasher-pipeline', ['Taiko']),
			lane('l-x-pipeline', ['Base']),
		]);
		account.push(commits.ours);
		const watch = scene.watch(account, {args: ['--reached', 'Nope']});
		expect(await watch.ended).toBe(2);
		expect(watch.err()).toBe(
			'sluice: no pipeline has a stage Nope: there are Source, DeployStaging, DeployProduction\n',
		);
		expect(watch.lines()).toEqual(['END code=2 done=0 gate=0 failed=0 carried=0 blocked=0']);
	});

	story('--mine where nobody is known', async ({scene}) => {
		const clone = repositoryIn();
		clone.git('config', '--unset', 'user.email');
		const env = {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', EMAIL: undefined};
		const args = ['watch', '--mine', '--region', 'us-west-2', '--endpoint-url', nowhere];
		const nobody = scene.piped(args, {cwd: clone.path, env});
		expect(await nobody.ended).toBe(2);
		expect(nobody.err()).toBe(
			'sluice: --mine needs to know who you are: git config --global user.email YOU@EXAMPLE.COM\n',
		);
		const outside = scene.piped(args);
		expect(await outside.ended).toBe(2);
		expect(outside.err()).toMatch(/^sluice: --mine needs a clone, .*\n$/);
	});

	story('an option that does not exist', ({scene}) =>
		expectRefusal(scene, ['--pipeline', 'l-*'], {
			code: 2,
			says: /no option --pipeline: did you mean --pipelines\?/,
		}),
	);

	story('a mistyped command, which is taken for a commit', ({scene}) =>
		expectRefusal(scene, ['diagnse', 'l-slasher-pipeline', '--region', 'us-west-2'], {
			code: 2,
			says: /^sluice: diagnse needs a git repository: .*; or did you mean sluice diagnose\? sluice --help lists the commands\n$/,
		}),
	);

	story('a word that is neither a commit nor a command', ({scene}) =>
		expectRefusal(scene, ['frob', '--region', 'us-west-2'], {
			code: 2,
			says: /^sluice: frob needs a git repository: .*; and frob is no command: sluice --help lists them\n$/,
		}),
	);

	story('a word that is no region', ({scene}) =>
		expectRefusal(scene, ['acfd7c6', '--region', 'oregon'], {
			code: 2,
			says: /--region takes a region such as us-west-2, not oregon/,
		}),
	);

	story('no region at all', ({scene}) =>
		expectRefusal(scene, ['acfd7c6'], {code: 2, says: /no region is set: give --region/}),
	);

	story('a revision that the clone does not know', async ({scene}) => {
		scene.needs('git');
		const {path, commit} = repositoryIn();
		commit('feat: one');
		await expectRefusal(scene, ['no-such-branch', '--region', 'us-west-2'], {
			cwd: path,
			code: 2,
			says: /no-such-branch is no commit of this clone: check the spelling, or run git fetch/,
		});
	});

	story('a branch where there is no clone', ({scene}) =>
		expectRefusal(scene, ['main', '--region', 'us-west-2'], {code: 2, says: /main needs a git repository/}),
	);

	story('no credentials', async ({scene}) => {
		const {flags} = await scene.account(lanes);
		await expectRefusal(scene, [commits.ours, ...flags], {
			env: noKeys,
			code: 5,
			says: /no credentials were found: name a profile with --profile NAME/,
		});
	});

	story('credentials that have expired', async ({scene}) => {
		const account = await scene.account(lanes);
		await account.misbehave('expired');
		await expectRefusal(scene, [commits.ours, ...account.flags], {
			code: 5,
			says: /the credentials have expired: renew/,
		});
	});

	story('an account that may not be looked at', async ({scene}) => {
		const account = await scene.account(lanes);
		await account.misbehave('denied:ListPipelines');
		await expectRefusal(scene, [commits.ours, ...account.flags], {
			code: 5,
			says: /the permission codepipeline:ListPipelines is missing/,
		});
	});

	story('no pipeline of that name', async ({scene}) => {
		const {flags} = await scene.account(lanes);
		await expectRefusal(scene, [commits.ours, ...flags, '--pipelines', 'x-*'], {
			code: 2,
			says: /no pipeline in us-west-2.* matches x-\*: check --region and --pipelines/,
		});
	});

	story('a settings file with a key that does not exist', async ({scene}) => {
		const cwd = scene.folder();
		appendFileSync(join(cwd, 'sluice.toml'), 'region = "us-west-2"\nregoin = "us-east-1"\n');
		await expectRefusal(scene, [commits.ours], {cwd, code: 2, says: /sluice\.toml.*2.*regoin/});
	});
});

story('an AWS that cannot be reached is said, and the screen stays until q', async ({scene}) => {
	const args = [commits.ours, '--region', 'us-west-2', '--endpoint-url', nowhere, '--interval', '1'];
	const terminal = scene.sluice(args, size);
	await terminal.see(/AWS cannot be reached[^│]* · is something listening at\s+http:\/\/127\.0\.0\.1:1\?/);
	expect(terminal.rows()[0]).toContain('acfd7c6');
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);

	const watch = scene.piped(['watch', ...args]);
	expect(await watch.line(/^TROUBLE /)).toMatch(/ECONNREFUSED operation=ListPipelines .*retry=\d+s/);
	watch.kill('SIGTERM');
	expect(await watch.ended).toBe(143);
});

story('a terminal of 20×5 is told which size is needed', async ({scene}) => {
	const account = await scene.account(lanes);
	account.push(commits.ours);
	const terminal = scene.follow(account, {columns: 20, rows: 5});
	const text = await terminal.see(/40.10/);
	expect(text.trim().split('\n')).toHaveLength(1);
	terminal.press('q');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expectRestored(terminal);
});
