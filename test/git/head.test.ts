import {beforeEach, expect, it} from 'vitest';
import {headAlternative} from '../../source/git/head.ts';
import {openRepository} from '../../source/git/repository.ts';
import {type FakeGh, fakeGh, hubCommit, hubComparison, sha} from './hub.ts';
import {environment, repositoryIn, type Scratch} from './scratch.ts';

const question = 'pr view --json headRefOid,mergeCommit,number,state,title';
const absent = sha('a');

let scratch: Scratch;
let squashed: string;
let head: string;
beforeEach(() => {
	scratch = repositoryIn();
	const root = scratch.commit('Root');
	squashed = scratch.commit('Carry it (#812)');
	scratch.git('update-ref', 'refs/remotes/origin/main', squashed);
	scratch.git('checkout', '--quiet', '-b', 'topic', root);
	head = scratch.commit('Carry it');
});
const alternative = async ({gh}: Pick<FakeGh, 'gh'>) =>
	headAlternative({repository: await openRepository(scratch.path, environment()), gh});
const merged = (more: object = {}) => ({
	number: 812,
	state: 'MERGED',
	title: 'Carry it',
	mergeCommit: {oid: squashed},
	headRefOid: head,
	...more,
});
const saying = (pullRequest: object, more: object = {}) => fakeGh({[question]: pullRequest, ...more});

it('finds what merged the pull request of the current branch', async () => {
	const fake = saying(merged());
	expect(await alternative(fake)).toMatchObject({
		head: {sha: head, subject: 'Carry it'},
		number: 812,
		merge: {sha: squashed, subject: 'Carry it (#812)', mine: true},
	});
	expect(fake.asked()).toEqual([question]);
});

it('has gh describe a merge that was not fetched', async () => {
	const commit = {[`api repos/{owner}/{repo}/commits/${absent}`]: hubCommit(absent, 'Carry it all (#812)')};
	const pullRequest = merged({mergeCommit: {oid: absent}});
	expect(await alternative(saying(pullRequest, commit))).toMatchObject({
		merge: {sha: absent, subject: 'Carry it all (#812)', author: 'Ada', mine: true},
	});
	expect(await alternative(saying(pullRequest))).toMatchObject({
		merge: {sha: absent, subject: 'Carry it', author: null},
	});
});

it('does not ask for a HEAD that the pipelines’ branch has', async () => {
	scratch.git('checkout', '--quiet', '--detach', squashed);
	const fake = saying(merged({headRefOid: squashed}));
	expect(await alternative(fake)).toBeNull();
	expect(fake.asked()).toEqual([]);
});

it.each([
	['open', {state: 'OPEN'}],
	['closed', {state: 'CLOSED'}],
	['merged by nothing that is known', {mergeCommit: null}],
	['without a number', {number: null}],
	['without a branch', {headRefOid: ''}],
])('finds none when the pull request is %s', async (_, more) => {
	expect(await alternative(saying(merged(more)))).toBeNull();
});

it('finds none for work that came after the merge, or for another branch’s', async () => {
	const fake = saying(merged());
	scratch.commit('More');
	expect(await alternative(fake)).toBeNull();
	scratch.git('checkout', '--quiet', '-b', 'other', `${head}~1`);
	scratch.commit('Other');
	expect(await alternative(fake)).toBeNull();
});

it('takes a HEAD that is only behind its pull request', async () => {
	const later = scratch.commit('More');
	scratch.git('reset', '--quiet', '--hard', head);
	expect(await alternative(saying(merged({headRefOid: later})))).toMatchObject({head: {sha: head}});
	const updated = merged({headRefOid: absent});
	const comparison = `api repos/{owner}/{repo}/compare/${head}...${absent}`;
	expect(await alternative(saying(updated, {[comparison]: hubComparison('ahead')}))).toMatchObject({
		number: 812,
	});
	expect(await alternative(saying(updated, {[comparison]: hubComparison('diverged')}))).toBeNull();
	expect(await alternative(saying(updated))).toBeNull();
});

it('finds none where nothing can be asked', async () => {
	expect(
		await alternative(fakeGh('echo "no pull requests found for branch \\"topic\\"" >&2; exit 1')),
	).toBeNull();
	expect(await headAlternative({repository: null, gh: saying(merged()).gh})).toBeNull();
	const repository = await openRepository(scratch.path, environment());
	expect(await headAlternative({repository, gh: null})).toBeNull();
});
