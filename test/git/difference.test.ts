import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, it} from 'vitest';
import {openRepository, type Repository} from '../../source/git/repository.ts';
import {bob, environment, firstCommitAt, folder, repositoryIn, type Scratch} from './scratch.ts';

let scratch: Scratch;
let root: string;
beforeEach(() => {
	scratch = repositoryIn();
	scratch.put('readme');
	scratch.put('b/two\nlines');
	root = scratch.commit('Root');
});

async function open({path}: Scratch): Promise<Repository> {
	const repository = await openRepository(path, environment());
	if (repository === null) throw new Error('no repository');
	return repository;
}
const paths = async (id: string) => (await open(scratch)).paths(id);

it('tells the paths of a commit, of the first too, names cleaned', async () => {
	scratch.put('a/\u001b[31mé');
	const second = scratch.commit('Second');
	expect(await paths(root)).toEqual(['b/two lines', 'readme']);
	expect(await paths(second.slice(0, 8))).toEqual(['a/é']);
	expect(await paths(scratch.commit('Nothing'))).toEqual([]);
	expect(await paths('0123456789abcdef0123456789abcdef01234567')).toBeNull();
	expect(await paths('--all')).toBeNull();
});

it('tells both names of what moved, and what is gone', async () => {
	scratch.git('mv', 'readme', 'README');
	expect(await paths(scratch.commit('Move'))).toEqual(['README', 'readme']);
	scratch.git('rm', '--quiet', 'README');
	expect(await paths(scratch.commit('Drop'))).toEqual(['README']);
});

it('holds a merge against its first parent', async () => {
	scratch.git('checkout', '--quiet', '-b', 'side');
	scratch.put('side');
	scratch.commit('Side');
	scratch.git('checkout', '--quiet', 'main');
	scratch.put('main');
	scratch.commit('Main');
	expect(await paths(scratch.merge('side', 'Merge'))).toEqual(['side']);
});

it('does as it says whatever is configured', async () => {
	scratch.put('deep/one');
	scratch.put('two');
	const both = scratch.commit('Both');
	scratch.git('config', 'diff.relative', 'true');
	scratch.git('config', 'log.showRoot', 'false');
	scratch.git('config', 'log.diffMerges', 'off');
	scratch.git('config', 'diff.orderFile', '/nonexistent');
	const repository = await openRepository(join(scratch.path, 'deep'), environment());
	expect(await repository?.paths(both)).toEqual(['deep/one', 'two']);
	expect(await repository?.paths(root)).toEqual(['b/two lines', 'readme']);
});

it('lists what one commit brings that another lacks, newest first', async () => {
	scratch.put('one');
	const one = scratch.commit('  Carry\u001b[2J it (#81)', bob);
	scratch.put('two');
	const two = scratch.commit(`Revert\n\nThis reverts commit ${one.slice(0, 9)}.`);
	const {between} = await open(scratch);
	expect(await between(root, two)).toEqual({
		commits: [
			{
				sha: two,
				subject: 'Revert',
				author: 'Ada',
				at: firstCommitAt + 2000,
				mine: true,
				pullRequest: null,
				paths: ['two'],
				reverts: one,
			},
			{
				sha: one,
				subject: 'Carry it (#81)',
				author: 'Bob',
				at: firstCommitAt + 1000,
				mine: false,
				pullRequest: 81,
				paths: ['one'],
				reverts: null,
			},
		],
		lost: [],
		whole: true,
	});
	expect(await between(two, root)).toMatchObject({commits: [], lost: [{sha: two}, {sha: one}], whole: true});
	expect(await between(two, two)).toEqual({commits: [], lost: [], whole: true});
});

it('names what is taken back, listed or not', async () => {
	const merged = scratch.commit('Carry it (#81)');
	const short = scratch.commit(`Revert\n\nThis reverts commit ${root.slice(0, 8)}.`);
	const unknown = scratch.commit(`Revert\n\nThis reverts commit 0123456.`);
	const whole = scratch.commit(`Revert\n\nThis reverts commit ${'0'.repeat(40)}.`);
	const pull = scratch.commit('Revert (#90)\n\nReverts acme/relay#81');
	const absent = scratch.commit('Revert (#91)\n\nReverts acme/relay#7');
	const difference = await (await open(scratch)).between(merged, absent);
	const reverts = difference?.commits.map(commit => [commit.sha, commit.reverts]);
	expect(reverts).toEqual([
		[absent, null],
		[pull, merged],
		[whole, '0'.repeat(40)],
		[unknown, null],
		[short, root],
	]);
});

it('tells both sides of a fork, and every commit that a merge brings', async () => {
	const left = scratch.commit('Left');
	scratch.git('checkout', '--quiet', '-b', 'side', root);
	scratch.put('side');
	const side = scratch.commit('Side');
	const {between} = await open(scratch);
	expect(await between(left, side)).toMatchObject({commits: [{sha: side}], lost: [{sha: left}]});
	scratch.git('checkout', '--quiet', 'main');
	const merge = scratch.merge('side', 'Merge pull request #9 from ada/side');
	expect(await between(left, merge)).toMatchObject({
		commits: [
			{sha: merge, pullRequest: 9, paths: ['side']},
			{sha: side, paths: ['side']},
		],
		lost: [],
	});
});

it('lists five hundred and says that there are more', async () => {
	const lines = Array.from({length: 501}, (_, count) => {
		const message = `${count}\n`;
		const parent = count === 0 ? `from ${root}\n` : '';
		return `commit refs/heads/main\nmark :${count + 1}\ncommitter E <e@x> ${1_796_000_000 + count} +0000\ndata ${message.length}\n${message}${parent}`;
	});
	scratch.import(lines.join('\n'));
	const {between} = await open(scratch);
	const at = (revision: string) => scratch.git('rev-parse', revision);
	const more = await between(root, at('main'));
	expect([more?.commits.length, more?.commits[0]?.subject, more?.whole]).toEqual([500, '500', false]);
	const all = await between(root, at('main~1'));
	expect([all?.commits.length, all?.commits[0]?.subject, all?.whole]).toEqual([500, '499', true]);
	expect(await between(at('main'), root)).toMatchObject({commits: [], whole: false});
});

it('knows nothing of what it does not have', async () => {
	const {between} = await open(scratch);
	expect(await between(root, '0123456789abcdef0123456789abcdef01234567')).toBeNull();
	expect(await between('sQ3.versionId_of-S3', root)).toBeNull();
});

it('believes neither paths nor differences at the edge of a shallow clone', async () => {
	scratch.put('two');
	const second = scratch.commit('Second');
	scratch.put('three');
	const third = scratch.commit('Third');
	const path = join(folder(), 'clone');
	scratch.git('clone', '--quiet', '--depth=2', `file://${scratch.path}`, path);
	const shallow = repositoryIn(path);
	const repository = await open(shallow);
	expect(await repository.paths(third)).toEqual(['three']);
	expect(await repository.paths(second)).toBeNull();
	expect(await repository.between(second, third)).toBeNull();
	shallow.git('fetch', '--quiet', '--unshallow');
	expect(await repository.paths(second)).toEqual(['two']);
	expect(await repository.between(second, third)).toMatchObject({commits: [{sha: third}]});
});

it('lists commits whose trees the clone lacks', async () => {
	scratch.put('two');
	const second = scratch.commit('Second');
	const tree = scratch.git('rev-parse', `${second}^{tree}`);
	rmSync(join(scratch.path, '.git', 'objects', tree.slice(0, 2), tree.slice(2)), {force: true});
	const repository = await open(scratch);
	expect(await repository.paths(second)).toBeNull();
	expect(await repository.between(root, second)).toMatchObject({commits: [{sha: second, paths: null}]});
});
