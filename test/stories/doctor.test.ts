import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect} from 'vitest';
import {needed} from '../../source/commands/doctor/needs.ts';
import {program, repositoryIn} from '../git/scratch.ts';
import {buildOf, commits, failing, lane, repository, type StoryAccount} from './account.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-slasher-pipeline', ['Taiko', 'Base']), lane('l-indexer-pipeline', ['Taiko'])];
const arn = 'arn:aws:iam::123456789012:user/operator';
const noKeys = {
	AWS_ACCESS_KEY_ID: undefined,
	AWS_SECRET_ACCESS_KEY: undefined,
	AWS_SESSION_TOKEN: undefined,
};

interface Check {
	readonly check: string;
	readonly status: string;
	readonly message: string;
	readonly fix: string | null;
}
interface Told {
	readonly code: number | null;
	readonly object: Record<string, unknown>;
	check(name: string): Check | undefined;
	/** Which checks are of a status. */
	names(status: string): readonly string[];
}

/** A gh that answers without a network: whether this machine has one must not matter. */
const signedIn = program('gh', `[ "$1" = --version ] && echo 'gh version 2.60.1'; exit 0`);
const path = (...folders: readonly string[]) => ({PATH: [...folders, process.env.PATH].join(':')});

/** An account with builds and their logs behind it. */
async function busy(scene: Scene): Promise<StoryAccount> {
	const account = await scene.account(lanes, ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(1, {failure: failing}) : undefined,
	);
	account.push(commits.older);
	account.pass(120);
	account.push(commits.ours);
	account.pass(120);
	return account;
}

async function doctor(
	scene: Scene,
	args: readonly string[],
	options: Parameters<Scene['piped']>[1] = {},
): Promise<Told> {
	const run = scene.piped(['doctor', '--json', ...args], {
		...options,
		env: {...path(signedIn), ...options.env},
	});
	const code = await run.ended;
	expect(run.err()).toBe('');
	expect(run.lines()).toHaveLength(1);
	const object: Record<string, unknown> = JSON.parse(run.out());
	// Its shape is what this story is about.
	const checks = object.checks as readonly Check[];
	return {
		code,
		object,
		check: name => checks.find(({check}) => check === name),
		names: status => checks.filter(each => each.status === status).map(({check}) => check),
	};
}

story('an account that lets us read all, from the clone that its pipelines follow', async ({scene}) => {
	scene.needs('git');
	const account = await busy(scene);
	const clone = repositoryIn();
	clone.commit('feat: batch inserts (#812)');
	clone.git('remote', 'add', 'origin', `git@github.com:${repository}.git`);
	const told = await doctor(scene, account.flags, {cwd: clone.path});
	expect(told.object).toMatchObject({
		v: 1,
		asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
		account: '123456789012',
		region: 'us-west-2',
		trouble: null,
	});
	expect(told.names('fault')).toEqual([]);
	expect(told.code).toBe(0);
	expect(told.check('credentials')?.message).toBe(arn);
	expect(told.check('clock')?.status).toBe('ok');
	expect(told.check('repository')?.message).toBe(`${repository}, which your pipelines follow`);
	expect(told.check('gh')?.message).toBe('2.60.1, signed in');
	for (const operation of needed) expect(told.check(operation)).toMatchObject({status: 'ok', fix: null});
	expect(new Set(account.calls.map(({operation}) => operation))).toEqual(new Set(needed));
	expect(told.object.next).toBe(`sluice '#812' --region us-west-2 --endpoint-url ${account.url}`);
});

describe('a read that is denied', () => {
	for (const denied of needed) {
		story(`${denied}: the others are tried all the same`, async ({scene}) => {
			const account = await busy(scene);
			await account.misbehave(`denied:${denied}`);
			const told = await doctor(scene, [...account.flags, '--pipelines', 'l-slasher-pipeline']);
			expect(told.names('fault')).toEqual([denied]);
			expect(told.code).toBe(1);
			expect(told.check(denied)?.fix).toMatch(new RegExp(`^allow \\w+:${denied} `));
			expect(told.object.trouble).toBeNull();
			const untried = denied === 'BatchGetBuilds' ? ['GetLogEvents'] : [];
			if (denied === 'ListPipelineExecutions')
				untried.push('GetPipelineExecution', 'ListActionExecutions', 'ListRuleExecutions');
			const missing = needed.filter(operation => told.check(operation)?.status === 'note');
			expect(missing.sort()).toEqual(untried.sort());
		});
	}
});

story('credentials that have expired', async ({scene}) => {
	const account = await busy(scene);
	await account.misbehave('expired');
	const told = await doctor(scene, account.flags);
	expect(told.code).toBe(1);
	expect(told.names('fault')).toEqual(['credentials']);
	expect(told.object).toMatchObject({
		account: null,
		trouble: {
			kind: 'expired',
			message: 'the credentials have expired',
			renew: expect.stringMatching(/^renew AWS_ACCESS_KEY_ID/),
		},
		next: 'sluice demo',
	});
	// The refusal has told the time.
	expect(told.check('clock')?.status).toBe('ok');
	expect(account.calls.map(({operation}) => operation)).toEqual(['GetCallerIdentity']);
});

story('no credentials at all', async ({scene}) => {
	const account = await busy(scene);
	const told = await doctor(scene, account.flags, {env: noKeys});
	expect(told.code).toBe(1);
	expect(told.names('fault')).toEqual(['credentials']);
	expect(told.object).toMatchObject({trouble: {kind: 'no-credentials'}, next: 'sluice demo'});
	expect(account.calls).toEqual([]);
});

story('throttling, a second time too', async ({scene}) => {
	const account = await busy(scene);
	await account.misbehave('throttle');
	const told = await doctor(scene, account.flags);
	expect(told.code).toBe(1);
	expect(told.object).toMatchObject({trouble: {kind: 'throttled'}});
	expect(told.names('fault')).toEqual(['GetCallerIdentity', 'ListPipelines']);
	expect(account.calls).toHaveLength(4);
});

story('no network, no region, no git: all else is told', async ({scene}) => {
	const empty = scene.folder();
	const env = {PATH: empty};
	const cut = await doctor(scene, ['--region', 'us-west-2', '--endpoint-url', 'http://127.0.0.1:1'], {env});
	expect(cut.code).toBe(1);
	expect(cut.object).toMatchObject({
		account: null,
		region: 'us-west-2',
		trouble: {kind: 'unreachable', renew: 'is something listening at http://127.0.0.1:1?'},
	});
	expect(cut.names('fault')).toEqual(['GetCallerIdentity', 'ListPipelines']);
	expect(cut.check('git')).toMatchObject({status: 'note', fix: 'install git'});
	expect(cut.check('gh')).toMatchObject({status: 'note'});
	const lost = await doctor(scene, [], {env});
	expect(lost.names('fault')).toEqual(['region']);
	expect(lost.object).toMatchObject({region: null, account: null, trouble: null, next: 'sluice demo'});
});

story('settings with a fault are named by file, line and key, and hide nothing', async ({scene}) => {
	const account = await busy(scene);
	const {path: cwd} = repositoryIn();
	const file = join(cwd, 'sluice.toml');
	writeFileSync(file, 'region = "us-west-2"\nrate = "fast"\n');
	const told = await doctor(scene, account.flags, {cwd});
	expect(told.names('fault')).toEqual(['settings']);
	expect(told.check('settings')?.message).toMatch(/sluice\.toml:2: rate: /);
	expect(told.check('GetLogEvents')?.status).toBe('ok');
});

story('text in a terminal, within its columns, with the command to type next at its end', async ({scene}) => {
	const account = await busy(scene);
	await account.misbehave('denied:GetPipelineState');
	const tmux = program(
		'tmux',
		`[ "$1" = -V ] && echo 'tmux 3.4' || { [ "$3" = focus-events ] && echo off || exit 1; }`,
	);
	const terminal = scene.sluice(['doctor', ...account.flags], {
		columns: 80,
		rows: 60,
		env: {...path(signedIn, tmux), TMUX: '/nowhere,1,0', TERM: 'tmux-256color', LANG: 'C.UTF-8'},
	});
	expect(await terminal.ended).toEqual({code: 1, signal: 0});
	const rows = terminal.rows();
	expect(rows).toContain('  ✓ ok     ListPipelines           2 pipelines');
	const denied = rows.findIndex(row => row.includes('✗ fault  GetPipelineState        denied: '));
	expect(rows.slice(denied).find(row => row.includes('→'))).toContain(
		'→ allow codepipeline:GetPipelineState',
	);
	expect(rows.join('\n')).toMatch(/! note {3}focus-events +off: .*\n +→ tmux set -g focus-events on\n/);
	expect(rows.join('\n')).toMatch(/1 fault, \d+ notes?\nNext, [^\n]+:\n {2}sluice doctor --policy /);
	expect(terminal.written()).toContain('\x1b[38;5;29m✓ ok');
	expect(terminal.alternate()).toBe(false);
});

story('text in pipes, in ASCII where no more is allowed, a row for each check', async ({scene}) => {
	const account = await busy(scene);
	const run = scene.piped(['doctor', ...account.flags], {env: {...path(signedIn), LC_ALL: 'C'}});
	expect(await run.ended).toBe(0);
	expect(run.out()).toMatch(/^[\n -~]+$/);
	expect(run.lines()).toContain('  + ok     GetCallerIdentity       account 123456789012; needs no grant');
	expect(run.out()).not.toContain('\x1b');
});

story('the policy needs no credentials and asks nobody', async ({scene}) => {
	const account = await busy(scene);
	const run = scene.piped(['doctor', '--policy', ...account.flags], {env: noKeys});
	expect(await run.ended).toBe(0);
	const policy: {readonly Statement: readonly {readonly Action: readonly string[]}[]} = JSON.parse(run.out());
	expect(policy.Statement.flatMap(({Action}) => Action)).toHaveLength(needed.length - 1);
	expect(run.out()).toContain('arn:aws:codepipeline:us-west-2:*:*');
	expect(account.calls).toEqual([]);
});
