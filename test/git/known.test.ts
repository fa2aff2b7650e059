import {beforeEach, expect, it} from 'vitest';
import type {Commit} from '../../source/domain/commit.ts';
import {ghIn} from '../../source/git/gh.ts';
import {historyOf} from '../../source/git/known.ts';
import {openRepository} from '../../source/git/repository.ts';
import {type FakeGh, fakeGh, hubCommit, hubComparison, hubTime, sha} from './hub.ts';
import {environment, folder, repositoryIn, type Scratch} from './scratch.ts';

const [a, b, c] = [sha('a'), sha('b'), sha('c')];
const own = 'api repos/{owner}/{repo}';
const acme = 'api repos/acme/relay';
const commit = (id: string, subject: string | null = null): Commit => ({
	sha: id,
	subject,
	author: null,
	at: null,
	mine: false,
});

let scratch: Scratch;
let first: string;
let second: string;
beforeEach(() => {
	scratch = repositoryIn();
	first = scratch.commit('First (#1)');
	second = scratch.commit('Second');
});
const outside = ({gh}: FakeGh) => historyOf({repository: null, gh});
const inside = async ({gh}: FakeGh) =>
	historyOf({repository: await openRepository(scratch.path, environment()), gh});

it('knows nothing without clone and gh', async () => {
	const history = historyOf({repository: null, gh: null});
	expect(history.repository).toBeNull();
	expect(await history.describe(a, 'acme/relay')).toBeNull();
	expect(await history.contains(a, b, 'acme/relay')).toBe('unknown');
	expect(await history.revertOf(commit(a), b, 'acme/relay')).toBeNull();
	expect(await history.paths(a, 'acme/relay')).toBeNull();
	expect(await history.between(a, b, 'acme/relay')).toBeNull();
	expect(await history.recent(5)).toEqual([]);
});

it('does not ask gh what the clone knows', async () => {
	const fake = fakeGh({});
	const history = await inside(fake);
	expect(await history.describe(first, 'acme/relay')).toMatchObject({subject: 'First (#1)'});
	expect(await history.contains(second, first)).toBe('contains');
	expect(await history.contains(first, second)).toBe('lacks');
	expect(await history.revertOf(commit(first), second)).toBeNull();
	expect(await history.revertOf(commit(second), first)).toBeNull();
	expect(await history.paths(second)).toEqual([]);
	expect(await history.between(first, second)).toMatchObject({commits: [{sha: second}]});
	expect(await history.recent(1)).toMatchObject([{sha: second}]);
	const revert = scratch.commit(`Revert\n\nThis reverts commit ${first}.`);
	expect(await history.revertOf(commit(first), revert)).toBe(revert);
	expect(fake.asked()).toEqual([]);
});

it('asks gh for what the clone lacks: about the clone’s own repository, or the one that is named', async () => {
	const fake = fakeGh({
		[`${own}/commits/${a}`]: hubCommit(a, 'Ours'),
		[`${acme}/commits/${a}`]: hubCommit(a, 'Theirs'),
	});
	const history = await inside(fake);
	expect(await history.describe(a)).toMatchObject({sha: a, subject: 'Ours'});
	expect(await history.describe(a, 'acme/relay')).toMatchObject({subject: 'Theirs'});
	// CodeCommit's repositories have no owner.
	expect(await history.describe(a, 'relay')).toMatchObject({subject: 'Ours'});
	expect(fake.asked()).toEqual([`${own}/commits/${a}`, `${acme}/commits/${a}`]);
});

it('asks gh outside a clone only about a repository that is named', async () => {
	const fake = fakeGh({[`${acme}/commits/${a}`]: hubCommit(a, 'Theirs')});
	const history = outside(fake);
	for (const named of [null, 'relay', 'a/b/c', '../relay', 'acme/..', 'acme/re lay', '-/{repo}']) {
		expect(await history.describe(a, named), String(named)).toBeNull();
	}
	expect(fake.asked()).toEqual([]);
	expect(await history.describe(a, 'acme/relay')).toMatchObject({subject: 'Theirs'});
});

it('names the host where the origin tells it', async () => {
	scratch.git('remote', 'add', 'origin', 'https://ghe.corp:8443/acme/relay.git');
	const fake = fakeGh({});
	const history = await inside(fake);
	expect(history.repository).toBe('acme/relay');
	await history.describe(a);
	await history.describe(a, 'Acme/Relay');
	await history.describe(a, 'acme/other');
	expect(fake.asked()).toEqual([
		`${own}/commits/${a} --hostname ghe.corp:8443`,
		`api repos/Acme/Relay/commits/${a} --hostname ghe.corp:8443`,
		`api repos/acme/other/commits/${a}`,
	]);
});

it('asks gh for nothing but commits', async () => {
	const fake = fakeGh({});
	const history = outside(fake);
	for (const revision of ['sQ3.versionId_of-S3', 'sha256:abc', '', '--help', '../x', 'abc123']) {
		expect(await history.describe(revision, 'acme/relay')).toBeNull();
		expect(await history.contains(a, revision, 'acme/relay')).toBe('unknown');
		expect(await history.between(revision, a, 'acme/relay')).toBeNull();
	}
	expect(fake.asked()).toEqual([]);
});

it('describes a commit as GitHub does, cleaned', async () => {
	const fake = fakeGh({
		[`${acme}/commits/${a}`]: hubCommit(a, 'Carry\u001b[2J\nit (#81)\n\nbody', {
			files: [{filename: 'a\u001b[31m.txt'}, {filename: 'new', previous_filename: 'old'}],
		}),
	});
	const history = outside(fake);
	expect(await history.describe(a, 'acme/relay')).toEqual({
		sha: a,
		subject: 'Carry it (#81)',
		author: 'Ada',
		at: Date.parse(hubTime),
		mine: false,
	});
	expect(await history.paths(a, 'acme/relay')).toEqual(['a.txt', 'old', 'new']);
	expect(fake.asked()).toHaveLength(1);
});

it('knows the user’s own by the clone’s user', async () => {
	const fake = fakeGh({
		[`${own}/commits/${a}`]: hubCommit(a, 'Mine', {}, 'ADA@example.com'),
		[`${own}/commits/${b}`]: hubCommit(b, 'Not mine', {}, 'bob@example.com'),
	});
	const history = await inside(fake);
	expect(await history.describe(a)).toMatchObject({mine: true});
	expect(await history.describe(b)).toMatchObject({mine: false});
	scratch.git('config', 'user.email', '7+ada@users.noreply.github.com');
	expect(await (await inside(fake)).describe(b)).toMatchObject({mine: true});
});

it('does not take the first page of a commit’s files for all', async () => {
	const files = Array.from({length: 300}, (_, count) => ({filename: `${count}`}));
	const fake = fakeGh({[`${acme}/commits/${a}`]: hubCommit(a, 'Much', {files})});
	expect(await outside(fake).paths(a, 'acme/relay')).toBeNull();
});

it.each([
	['ahead', 'contains'],
	['identical', 'contains'],
	['behind', 'lacks'],
	['diverged', 'lacks'],
	['strange', 'unknown'],
])('reads a comparison that is %s', async (status, containment) => {
	const fake = fakeGh({[`${acme}/compare/${a}...${b}`]: hubComparison(status)});
	expect(await outside(fake).contains(b, a, 'acme/relay')).toBe(containment);
});

it('asks gh when the clone has one of two commits, or is shallow', async () => {
	const path = `${folder()}/clone`;
	scratch.git('clone', '--quiet', '--depth=1', `file://${scratch.path}`, path);
	const fake = fakeGh({
		[`${own}/compare/${first}...${a}`]: hubComparison('ahead'),
		[`${own}/compare/${first}...${second}`]: hubComparison('ahead', [hubCommit(second, 'Second')]),
	});
	expect(await (await inside(fake)).contains(a, first)).toBe('contains');
	const shallow = historyOf({repository: await openRepository(path, environment()), gh: fake.gh});
	expect(await shallow.contains(second, first)).toBe('contains');
	expect(await shallow.between(first, second)).toMatchObject({commits: [{sha: second}], whole: true});
});

it('finds what takes a commit back among those that GitHub lists', async () => {
	const revert = (id: string, taken: string) => hubCommit(id, `Revert\n\nThis reverts commit ${taken}.`);
	const base = {base_commit: hubCommit(a, 'Carry it (#81)')};
	const button = hubCommit(c, 'Revert (#90)\n\nReverts acme/relay#81');
	const listed = [revert(b, a), revert(sha('d'), b), hubCommit(sha('e'), 'After')];
	const fake = fakeGh({
		[`${acme}/compare/${a}...${b}`]: hubComparison('ahead', listed.slice(0, 1), base),
		[`${acme}/compare/${a}...${sha('d')}`]: hubComparison('ahead', listed, base),
		[`${acme}/compare/${a}...${c}`]: hubComparison('ahead', [...listed, button], base),
		[`${acme}/compare/${a}...${sha('9')}`]: hubComparison('diverged', [revert(b, a)], base),
	});
	const history = outside(fake);
	expect(await history.revertOf(commit(a), b, 'acme/relay')).toBe(b);
	expect(await history.revertOf(commit(a), sha('d'), 'acme/relay')).toBeNull();
	expect(await history.revertOf(commit(a), c, 'acme/relay')).toBe(c);
	expect(await history.revertOf(commit(a), sha('9'), 'acme/relay')).toBeNull();
});

it('lists what GitHub lists, newest first', async () => {
	const older = hubCommit(b, 'Carry it (#81)');
	const newer = hubCommit(c, `Revert\n\nThis reverts commit ${b.slice(0, 9)}.`);
	const fake = fakeGh({
		[`${acme}/compare/${a}...${c}`]: hubComparison('ahead', [older, newer]),
		[`${acme}/compare/${c}...${a}`]: hubComparison('behind', [], {behind_by: 2}),
		[`${acme}/compare/${a}...${b}`]: hubComparison('ahead', [older], {total_commits: 251}),
		[`${acme}/compare/${b}...${c}`]: hubComparison('diverged', [newer], {behind_by: 1}),
	});
	const {between} = outside(fake);
	expect(await between(a, c, 'acme/relay')).toMatchObject({
		commits: [
			{sha: c, pullRequest: null, paths: null, reverts: b},
			{sha: b, subject: 'Carry it (#81)', pullRequest: 81, paths: null, reverts: null},
		],
		lost: [],
		whole: true,
	});
	expect(await between(c, a, 'acme/relay')).toMatchObject({
		commits: [],
		lost: [{sha: c}, {sha: b}],
		whole: true,
	});
	expect(await between(a, b, 'acme/relay')).toMatchObject({commits: [{sha: b}], whole: false});
	expect(await between(b, c, 'acme/relay')).toMatchObject({commits: [{sha: c}], lost: [], whole: false});
	expect(await between(b, a, 'acme/relay')).toBeNull();
});

it.each([
	['does not know the commit', `echo 'gh: Not Found (HTTP 404)' >&2; exit 1`],
	['does not take it for one', `echo 'gh: No commit found for SHA (HTTP 422)' >&2; exit 1`],
	['is signed out', 'exit 4'],
	['babbles', 'echo "[]"'],
	['fails', 'exit 1'],
])('knows nothing when gh %s', async (_, script) => {
	const history = outside(fakeGh(script));
	expect(await history.describe(a, 'acme/relay')).toBeNull();
	expect(await history.contains(a, b, 'acme/relay')).toBe('unknown');
	expect(await history.between(a, b, 'acme/relay')).toBeNull();
});

it('needs no gh that is installed', async () => {
	const history = historyOf({repository: null, gh: ghIn(folder(), {PATH: folder()})});
	expect(await history.contains(a, b, 'acme/relay')).toBe('unknown');
});
