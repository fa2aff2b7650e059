import {beforeEach, expect, it} from 'vitest';
import type {Commit} from '../../source/domain/commit.ts';
import {openRepository} from '../../source/git/repository.ts';
import {environment, repositoryIn, type Scratch} from './scratch.ts';

let scratch: Scratch;
let target: string;
beforeEach(() => {
	scratch = repositoryIn();
	scratch.git('remote', 'add', 'origin', 'https://github.com/Acme/relay.git');
	scratch.commit('Before');
	target = scratch.commit('Carry it (#81)');
});

/** The revert of `id` in the history of HEAD. */
async function revertOf(id = target, named: string | null = null) {
	const repository = await openRepository(scratch.path, environment());
	const commit: Commit = {sha: id, subject: null, author: null, at: null, mine: false};
	return (await repository?.revertOf(commit, scratch.git('rev-parse', 'HEAD'), named)) ?? null;
}
const taking = (id: string) => `Revert something\n\nThis reverts commit ${id}.`;

it('finds none where nothing is taken back', async () => {
	scratch.commit(taking('0123456789abcdef0123456789abcdef01234567'));
	scratch.commit(`Carry more (#82)\n\nunlike ${target}\nReverts nothing`);
	expect(await revertOf()).toBeNull();
});

it.each<readonly [string, (id: string) => string]>([
	['git revert', taking],
	[
		'git revert of a merge',
		id => `Revert\n\nThis reverts commit ${id}, reversing\nchanges made to ${'0'.repeat(40)}.`,
	],
	['git revert --reference', id => `Revert\n\nThis reverts commit ${id.slice(0, 7)} (Carry it, 2026-11-18).`],
	['a body with more in it', id => `Mend (#90)\n\n* Revert\n\nThis reverts commit ${id}.\n\n* more`],
	['several at once', id => `Revert two\n\n${taking('0'.repeat(40))}\n${taking(id)}`],
	['GitHub’s button', () => 'Revert "Carry it" (#90)\n\nReverts acme/relay#81'],
	['GitHub’s button, the short form', () => 'Revert "Carry it" (#90)\n\nReverts #81'],
])('knows the words of %s', async (_, words) => {
	const revert = scratch.commit(words(target));
	scratch.commit('After');
	expect(await revertOf()).toBe(revert);
	expect(await revertOf(target.slice(0, 8))).toBe(revert);
});

it.each([
	['six digits', (id: string) => `This reverts commit ${id.slice(0, 6)}`],
	['other digits behind', (id: string) => taking(`${id.slice(0, 12)}${id[12] === '0' ? '1' : '0'}`)],
	['another pull request', () => 'Revert (#90)\n\nReverts acme/relay#812'],
	['another repository', () => 'Revert (#90)\n\nReverts acme/other#81'],
	['a sentence', () => 'Mend (#90)\n\nIt Reverts #81 in part'],
	['a subject', () => 'Revert "Carry it (#81)"'],
])('does not take %s for a revert', async (_, words) => {
	scratch.commit(words(target));
	expect(await revertOf()).toBeNull();
});

it('knows a fork’s commit by the name of the repository that a pipeline follows', async () => {
	const revert = scratch.commit('Revert (#90)\n\nReverts upstream/relay#81');
	expect(await revertOf()).toBeNull();
	expect(await revertOf(target, 'upstream/relay')).toBe(revert);
});

it('knows the pull request of a merge', async () => {
	const merge = scratch.commit('Merge pull request #9 from ada/fix\n\nMend it');
	const revert = scratch.commit('Revert "Mend it" (#91)\n\nReverts Acme/relay#9');
	expect(await revertOf(merge)).toBe(revert);
	expect(await revertOf()).toBeNull();
});

it('does not count a revert that was taken back, however deep', async () => {
	const first = scratch.commit(taking(target));
	expect(await revertOf()).toBe(first);
	const second = scratch.commit(taking(first));
	expect(await revertOf()).toBeNull();
	expect(await revertOf(first)).toBe(second);
	const third = scratch.commit(taking(second));
	expect(await revertOf()).toBe(first);
	const again = scratch.commit(`Revert "Carry it" (#95)\n\nReverts #81`);
	expect(await revertOf()).toBe(again);
	scratch.commit('Revert (#96)\n\nReverts #95');
	expect(await revertOf()).toBe(first);
	expect(await revertOf(second)).toBe(third);
});

it('looks only at what came after it and is in the history', async () => {
	scratch.commit('Revert (#80)\n\nReverts #82');
	expect(await revertOf(scratch.commit('Carry more (#82)'))).toBeNull();
	scratch.git('checkout', '--quiet', '-b', 'side');
	scratch.commit(taking(target));
	scratch.git('checkout', '--quiet', 'main');
	scratch.commit('After');
	expect(await revertOf()).toBeNull();
	scratch.git('checkout', '--quiet', `${target}~1`);
	scratch.commit(taking(target));
	expect(await revertOf()).toBeNull();
});

it('looks at the far side of a merge too', async () => {
	scratch.git('checkout', '--quiet', '-b', 'side');
	const revert = scratch.commit(taking(target));
	scratch.git('checkout', '--quiet', 'main');
	scratch.commit('After');
	scratch.merge('side', 'Merge pull request #90 from ada/side');
	expect(await revertOf()).toBe(revert);
});
