import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {ghIn} from '../../source/git/gh.ts';
import {pullRequestNamed} from '../../source/git/pull-request.ts';
import {openRepository} from '../../source/git/repository.ts';
import {resolveRevision} from '../../source/git/revision.ts';
import {fakeGh, hubCommit, hubTime} from './hub.ts';
import {bob, environment, folder, program, repositoryIn, type Scratch} from './scratch.ts';

const missing = '0123456789ABCDEF0123456789abcdef01234567';

/** Resolves a text as somebody in the clone would, with a script in place of gh. */
async function resolve(typed: string, scratch: Scratch | null, gh: string | null = null) {
	const cwd = scratch?.path ?? folder();
	return await resolveRevision(typed, {
		repository: scratch && (await openRepository(cwd, environment())),
		gh: gh === null ? null : ghIn(cwd, environment(program('gh', gh))),
	});
}
const outside = (typed: string, gh: string | null = null) => resolve(typed, null, gh);
const foundAt = (sha: string, note: string | null = null) => ({kind: 'found', commit: {sha}, note});
const saying = (message: string | RegExp) => ({kind: 'problem', message: expect.stringMatching(message)});
const answering = (state: string, oid: string | null) =>
	`echo '${JSON.stringify({state, title: 'Carry it', mergeCommit: oid === null ? null : {oid}})}'`;

describe('outside a repository', () => {
	it('takes a SHA as it is', async () => {
		const commit = {sha: 'abc1234', subject: null, author: null, at: null, mine: false};
		expect(await outside(' ABC1234 ')).toEqual({kind: 'found', commit, note: null, pushed: null});
	});

	it.each([
		['abc123', /too short .*7 digits/],
		['HEAD~2', /needs a git repository: change into/],
		['main', /needs a git repository/],
		['#812', /#812 needs a repository: .*address/],
		['  ', /empty/],
		['-h', /needs a git repository/],
	])('refuses %s', async (typed, message) => {
		expect(await outside(typed, 'exit 1')).toEqual(saying(message));
	});
});

describe('inside a repository', () => {
	it('finds whatever git can name', async () => {
		const scratch = repositoryIn();
		const first = scratch.commit('First (#7)');
		const second = scratch.commit('Second', bob);
		scratch.git('-c', 'user.name=A', 'tag', '-a', 'v1', '-m', 'one', first);
		scratch.git('branch', 'fix/relay', first);
		for (const typed of [first, first.slice(0, 7), 'HEAD~1', 'v1', 'fix/relay', ':/First', 'HEAD^{/First}']) {
			expect(await resolve(typed, scratch), typed).toMatchObject(foundAt(first));
		}
		const {commit} = (await resolve('HEAD', scratch)) as {commit?: unknown};
		expect(commit).toMatchObject({sha: second, subject: 'Second', author: 'Bob', mine: false});
	});

	it('takes a SHA that the clone lacks as it is, and says so', async () => {
		const scratch = repositoryIn();
		scratch.commit('First');
		const note = '0123456 is not in this clone: run git fetch';
		expect(await resolve(missing, scratch)).toMatchObject(foundAt(missing.toLowerCase(), note));
		expect(await resolve(missing.slice(0, 7), scratch)).toMatchObject(foundAt('0123456', note));
	});

	it('knows no commit of any other text', async () => {
		const scratch = repositoryIn();
		scratch.commit('First');
		const others = [
			'nosuch',
			'HEAD~9',
			'main..HEAD',
			'^HEAD',
			'HEAD^{tree}',
			'--all',
			'-1',
			'#',
			'a\0b',
			'main:',
		];
		for (const typed of others) {
			const revision = await resolve(typed, scratch);
			expect(revision, typed).toEqual(saying(/is no commit of this clone: .*git fetch/));
		}
	});

	it('gives git no text as an option', async () => {
		const {path} = repositoryIn();
		const asked = join(folder(), 'asked');
		const git = program('git', `echo "$@" >> ${asked}\nPATH=\${PATH#*:} exec git "$@"`);
		const repository = await openRepository(path, environment(git));
		await resolveRevision('--all', {repository, gh: null});
		const given = readFileSync(asked, 'utf8').split('\n');
		expect(given.filter(line => line.includes('--all'))).toEqual([
			expect.stringMatching(/ rev-parse --verify --end-of-options --all$/),
		]);
	});

	it('prints nothing that a terminal would obey', async () => {
		const {message} = (await resolve(`\u001b[2Jx${'y'.repeat(90)}`, repositoryIn())) as {message: string};
		expect(message).toMatch(/^xy{58}… is no commit/);
	});

	it('lists the commits that begin alike', async () => {
		const scratch = repositoryIn();
		const [one, other] = twins(scratch);
		const prefix = one.slice(0, 7);
		const {message} = (await resolve(prefix, scratch)) as {message: string};
		expect(message).toContain(`${prefix} is the beginning of several commits`);
		for (const sha of [one, other]) expect(message).toContain(sha.slice(0, 11));
	});

	it('asks which is meant when a branch is called like the beginning of a commit', async () => {
		const scratch = repositoryIn();
		const first = scratch.commit('First');
		const second = scratch.commit('Second');
		const prefix = first.slice(0, 7);
		scratch.git('branch', prefix, first);
		expect(await resolve(prefix, scratch)).toMatchObject(foundAt(first));
		scratch.git('branch', '--force', prefix, second);
		const both = `${prefix} is a branch or tag \\(on ${second.slice(0, 7)}\\) .* a commit \\(${first.slice(0, 11)}\\)`;
		expect(await resolve(prefix, scratch)).toEqual(saying(new RegExp(both)));
		expect(await resolve(`refs/heads/${prefix}`, scratch)).toMatchObject(foundAt(second));
		expect(await resolve(first.slice(0, 11), scratch)).toMatchObject(foundAt(first));
		// Nobody means a commit by so few digits.
		scratch.git('branch', first.slice(0, 5), second);
		expect(await resolve(first.slice(0, 5), scratch)).toMatchObject(foundAt(second));
	});

	it('lists the commits that begin alike when a branch is called so too', async () => {
		const scratch = repositoryIn();
		const [one, other] = twins(scratch);
		const prefix = one.slice(0, 7);
		scratch.git('branch', prefix, scratch.commit('Third'));
		const {message} = (await resolve(prefix, scratch)) as {message: string};
		for (const sha of [one, other]) expect(message).toContain(sha.slice(0, 11));
	});

	it('says when a commit is on no remote branch', async () => {
		const scratch = repositoryIn();
		const first = scratch.commit('First');
		expect(await resolve('HEAD', scratch)).toMatchObject({...foundAt(first), pushed: null});
		scratch.git('remote', 'add', 'origin', '/nowhere');
		expect(await resolve('HEAD', scratch)).toMatchObject({...foundAt(first), pushed: null});
		scratch.git('update-ref', 'refs/remotes/origin/topic', first);
		const second = scratch.commit('Second');
		expect(await resolve(first, scratch)).toMatchObject({...foundAt(first), pushed: true});
		const note = `${second.slice(0, 7)} is not pushed: no remote branch in this clone has it`;
		expect(await resolve('HEAD', scratch)).toMatchObject({...foundAt(second, note), pushed: false});
	});
});

describe('a pull request', () => {
	const address = 'https://github.com/acme/relay/pull/81';

	let scratch: Scratch;
	let squashed: string;
	let merged: string;
	beforeAll(() => {
		scratch = repositoryIn();
		scratch.git('remote', 'add', 'origin', 'git@github.com:Acme/relay.git');
		squashed = scratch.commit('Carry it (#81)');
		merged = scratch.commit('Merge pull request #9 from ada/fix\n\nMend it');
		scratch.commit('Carry more (#812)\n\nafter (#81)\nMerge pull request #9 from x');
		scratch.git('update-ref', 'refs/remotes/origin/main', scratch.commit('Revert "Carry it (#81)" (#90)'));
	});

	it.each([
		['#812', 812, null],
		[address, 81, 'acme/relay'],
		['github.com/acme/relay/pull/81/files#diff', 81, 'acme/relay'],
		['https://ghe.corp:8443/acme/relay/pull/81?w=1', 81, 'acme/relay'],
	])('is named by %s', (typed, number, repository) => {
		expect(pullRequestNamed(typed)).toMatchObject({number, repository});
	});

	it.each([
		'812',
		'#0',
		'#x',
		'#',
		'https://github.com/acme/relay/issues/81',
		'feature/pull/81',
		'file:///a/b/pull/1',
	])('is not named by %s', typed => {
		expect(pullRequestNamed(typed)).toBeNull();
	});

	it('is found in the history without gh', async () => {
		expect(await resolve('#81', scratch)).toMatchObject(
			foundAt(squashed, `#81 was merged as ${squashed.slice(0, 7)}`),
		);
		expect(await resolve(address, scratch)).toMatchObject({commit: {sha: squashed}});
		expect(await resolve('#9', scratch)).toMatchObject({commit: {sha: merged}});
		expect(await resolve('#8', scratch)).toEqual(
			saying(/#8 merged nothing in this clone: install gh, or run/),
		);
	});

	it('is not looked for in another repository’s history', async () => {
		const other = 'https://github.com/acme/other/pull/81';
		expect(await resolve(other, scratch)).toEqual(
			saying(/acme\/other#81 cannot be looked up here: install gh/),
		);
	});

	it('is what gh says', async () => {
		expect(await resolve('#5', scratch, answering('MERGED', squashed))).toMatchObject({
			commit: {sha: squashed, subject: 'Carry it (#81)', mine: true},
			note: `#5 was merged as ${squashed.slice(0, 7)}`,
		});
		expect(await resolve('#5', scratch, answering('MERGED', missing))).toMatchObject({
			commit: {sha: missing.toLowerCase(), subject: 'Carry it', author: null},
			note: '#5 was merged as 0123456, which is not in this clone: run git fetch',
		});
		expect(await outside(address, answering('MERGED', missing))).toMatchObject(
			foundAt(missing.toLowerCase(), 'acme/relay#81 was merged as 0123456'),
		);
	});

	it('is asked for with nothing but its number or address', async () => {
		const asked = join(folder(), 'asked');
		await resolve('#5', scratch, `echo "$@" >> ${asked}`);
		await resolve(`${address}/files?--web`, scratch, `echo "$@" >> ${asked}`);
		const question = 'pr view --json headRefOid,mergeCommit,number,state,title --';
		expect(readFileSync(asked, 'utf8')).toBe(`${question} 5\n${question} ${address}\n`);
	});

	it.each([
		['open', answering('OPEN', null), /#81 is not merged yet: come back/],
		['closed', answering('CLOSED', null), /#81 was closed without a merge/],
	])('that is %s is no commit, whatever the history says', async (_, gh, message) => {
		expect(await resolve('#81', scratch, gh)).toEqual(saying(message));
	});

	it.each([
		['not signed in', 'exit 4', /gh is not signed in: run gh auth login/],
		['unwilling', `printf '\\n\\033[31mno such thing\\n' >&2; exit 1`, /gh says "no such thing": check/],
		['dumb', 'exit 1', /gh says "it gave no reason"/],
		['babbling', 'echo "{"', /gh says "its answer cannot be read"/],
		['strange', answering('SLEEPING', null), /gh says "its answer cannot be read"/],
		['without a merge commit', answering('MERGED', null), /merged nothing in this clone/],
	])('is sought in the history when gh is %s', async (_, gh, message) => {
		expect(await resolve('#81', scratch, gh)).toMatchObject({commit: {sha: squashed}});
		expect(await resolve('#5', scratch, gh)).toEqual(saying(message));
	});

	it('is described by gh when the clone lacks it, or there is none', async () => {
		const id = missing.toLowerCase();
		const place = `api repos/{owner}/{repo}/commits/${id} --hostname github.com`;
		const question = 'pr view --json headRefOid,mergeCommit,number,state,title --';
		const merge = {state: 'MERGED', title: 'Carry it', mergeCommit: {oid: id}};
		const {gh} = fakeGh({
			[`${question} 5`]: merge,
			[`${question} https://ghe.corp/acme/relay/pull/5`]: merge,
			[place]: hubCommit(id, 'Carry it (#5)'),
			[`api repos/acme/relay/commits/${id} --hostname ghe.corp`]: hubCommit(id, 'Carry (#5)', {}, bob.email),
		});
		const repository = await openRepository(scratch.path, environment());
		expect(await resolveRevision('#5', {repository, gh})).toEqual({
			kind: 'found',
			commit: {sha: id, subject: 'Carry it (#5)', author: 'Ada', at: Date.parse(hubTime), mine: true},
			note: '#5 was merged as 0123456, which is not in this clone: run git fetch',
			pushed: true,
		});
		expect(await resolveRevision('ghe.corp/acme/relay/pull/5', {repository: null, gh})).toMatchObject({
			commit: {subject: 'Carry (#5)', mine: false},
			note: 'acme/relay#5 was merged as 0123456',
		});
	});

	it('needs no gh that is installed', async () => {
		expect(await ghIn(folder(), {PATH: folder()}).pullRequest(5)).toEqual({
			kind: 'failure',
			failure: {kind: 'not-installed'},
		});
	});

	it('does not wait for a gh that hangs', async () => {
		const gh = ghIn(folder(), environment(program('gh', 'exec sleep 60')), 20);
		expect(await gh.pullRequest(5)).toEqual({kind: 'failure', failure: {kind: 'timed-out'}});
	});
});

/** Two commits whose SHAs have their first seven digits in common. */
function twins(scratch: Scratch): [string, string] {
	const tree = scratch.git('hash-object', '-t', 'tree', '-w', '--stdin');
	const who = 'E <e@x> 1795000000 +0000';
	const seen = new Map<string, string>();
	for (let count = 0; ; count++) {
		const object = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n\n${count}\n`;
		const sha = createHash('sha1').update(`commit ${object.length}\0${object}`).digest('hex');
		const earlier = seen.get(sha.slice(0, 7));
		if (earlier !== undefined) return [scratch.store(earlier), scratch.store(object)];
		seen.set(sha.slice(0, 7), object);
	}
}
