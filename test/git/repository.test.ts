import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openRepository, type Repository} from '../../source/git/repository.ts';
import {
	ada,
	bob,
	environment,
	firstCommitAt,
	folder,
	program,
	repositoryIn,
	type Scratch,
} from './scratch.ts';

async function open({path}: Scratch): Promise<Repository> {
	const repository = await openRepository(path, environment());
	if (repository === null) throw new Error('no repository');
	return repository;
}

it('opens none where there is none, no git, or no folder', async () => {
	const path = folder();
	expect(await openRepository(path, environment())).toBeNull();
	expect(await openRepository(join(path, 'gone'), environment())).toBeNull();
	expect(await openRepository(repositoryIn().path, {PATH: path})).toBeNull();
});

it('knows whose clone it is', async () => {
	const scratch = repositoryIn();
	expect((await open(scratch)).repository).toBeNull();
	scratch.git('config', 'url.git@github.com:.insteadOf', 'hub:');
	scratch.git('remote', 'add', 'origin', 'hub:acme/relay.git');
	expect((await open(scratch)).repository).toBe('acme/relay');
});

it('describes a commit, its text cleaned, its time the committer’s', async () => {
	const scratch = repositoryIn();
	const sha = scratch.commit('  Fix\t\u001b[31mthe\u001b[0m relay \n\nbody', ada);
	const other = scratch.commit('Second', {...bob, name: 'B\u009b1mob'});
	const {describe} = await open(scratch);
	const known = {sha, subject: 'Fix the relay', author: 'Ada', at: firstCommitAt, mine: true};
	expect(await describe(sha)).toEqual(known);
	expect(await describe(sha.slice(0, 9).toUpperCase())).toEqual(known);
	expect(await describe(other)).toMatchObject({author: 'Bob', at: firstCommitAt + 1000, mine: false});
});

it('describes nothing for what is no SHA of the clone', async () => {
	const scratch = repositoryIn();
	scratch.commit('One');
	const {describe} = await open(scratch);
	const absent = '0123456789abcdef0123456789abcdef01234567';
	for (const sha of [absent, 'HEAD', '--output=x', 'sQ3.versionId_of-S3', '']) {
		expect(await describe(sha), sha).toBeNull();
	}
});

it('does not take a branch for the short SHA that it is called like', async () => {
	const scratch = repositoryIn();
	const one = scratch.commit('One');
	const two = scratch.commit('Two');
	scratch.git('branch', 'deadbee');
	scratch.git('branch', one.slice(0, 8));
	const {describe, contains, paths} = await open(scratch);
	expect(await describe('deadbee')).toBeNull();
	expect(await contains('deadbee', one)).toBe('unknown');
	expect(await paths('deadbee')).toBeNull();
	expect(await describe(one.slice(0, 8))).toMatchObject({sha: one});
	expect(await contains(one.slice(0, 8), two)).toBe('lacks');
});

it('cannot tell what is pushed before anything was fetched', async () => {
	const scratch = repositoryIn();
	const one = scratch.commit('One');
	expect(await (await open(scratch)).isPushed(one)).toBeNull();
	scratch.git('remote', 'add', 'origin', '/nowhere');
	const {isPushed} = await open(scratch);
	expect(await isPushed(one)).toBeNull();
	scratch.git('update-ref', 'refs/remotes/origin/topic', one);
	expect(await isPushed(one)).toBe(true);
	expect(await isPushed(scratch.commit('Two'))).toBe(false);
	expect(await isPushed('0123456789abcdef0123456789abcdef01234567')).toBeNull();
});

it('tells what is on the branch that the pipelines follow', async () => {
	const scratch = repositoryIn();
	const one = scratch.commit('One');
	const two = scratch.commit('Two');
	const {isOnTrunk} = await open(scratch);
	expect(await isOnTrunk(one)).toBeNull();
	scratch.git('update-ref', 'refs/remotes/origin/topic', two);
	expect(await isOnTrunk(one)).toBeNull();
	scratch.git('update-ref', 'refs/remotes/origin/main', one);
	expect(await isOnTrunk(one.slice(0, 9))).toBe(true);
	expect(await isOnTrunk(two)).toBe(false);
	expect(await isOnTrunk('0123456789abcdef0123456789abcdef01234567')).toBeNull();
});

it('tells ancestors from others', async () => {
	const scratch = repositoryIn();
	const first = scratch.commit('First');
	const second = scratch.commit('Second');
	scratch.git('checkout', '--quiet', '-b', 'side', first);
	const aside = scratch.commit('Aside');
	const {contains} = await open(scratch);
	expect(await contains(second, first)).toBe('contains');
	expect(await contains(first, first)).toBe('contains');
	expect(await contains(first, second)).toBe('lacks');
	expect(await contains(aside, second)).toBe('lacks');
	expect(await contains('0123456789abcdef0123456789abcdef01234567', first)).toBe('unknown');
	expect(await contains('--version', first)).toBe('unknown');
});

it('does not believe the no of a shallow clone', async () => {
	const scratch = repositoryIn();
	const first = scratch.commit('First');
	scratch.commit('Second');
	const third = scratch.commit('Third');
	const clone = join(folder(), 'clone');
	scratch.git('clone', '--quiet', '--depth=2', `file://${scratch.path}`, clone);
	const shallow = repositoryIn(clone);
	const {contains, isPushed, recent} = await open(shallow);
	const [newest, oldest] = await recent(9);
	expect([newest?.sha, oldest?.subject]).toEqual([third, 'Second']);
	expect(await contains(third, oldest?.sha ?? '')).toBe('contains');
	expect(await contains(third, first)).toBe('unknown');
	expect(await contains(oldest?.sha ?? '', third)).toBe('unknown');
	expect(await isPushed(shallow.commit('Mine'))).toBeNull();
	shallow.git('fetch', '--quiet', '--unshallow');
	expect(await contains(oldest?.sha ?? '', third)).toBe('lacks');
});

it('lists the branch that the remote calls its own, then main, then master, then what is checked out', async () => {
	const scratch = repositoryIn();
	const shas = ['release', 'main', 'master', 'HEAD'].map(name => [name, scratch.commit(name)] as const);
	const {recent} = await open(scratch);
	const subjects = async () => (await recent(2)).map(({subject}) => subject);
	expect(await subjects()).toEqual(['HEAD', 'master']);
	for (const [name, sha] of shas.slice(0, 3).reverse()) {
		scratch.git('update-ref', `refs/remotes/origin/${name}`, sha);
		if (name === 'release') {
			scratch.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/release');
			expect(await subjects()).toEqual(['release']);
		} else expect((await subjects())[0]).toBe(name);
	}
	scratch.git('update-ref', '-d', 'refs/remotes/origin/release');
	expect((await subjects())[0]).toBe('main');
});

it('has no history before the first commit, or after the clone is gone', async () => {
	const scratch = repositoryIn();
	const {recent, contains, describe} = await open(scratch);
	expect(await recent(5)).toEqual([]);
	rmSync(scratch.path, {recursive: true});
	expect(await recent(5)).toEqual([]);
	expect(await contains('abcdef1', 'abcdef2')).toBe('unknown');
	expect(await describe('abcdef1')).toBeNull();
});

it('starts no program that a repository’s configuration names', async () => {
	const scratch = repositoryIn();
	const tree = scratch.git('hash-object', '-t', 'tree', '-w', '--stdin');
	const who = 'E <e@x> 1795000000 +0000';
	const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----';
	const sha = scratch.store(`tree ${tree}\nauthor ${who}\ncommitter ${who}\n${signature}\n\nSigned\n`);
	const trace = join(scratch.path, 'started');
	scratch.git('config', 'log.showSignature', 'true');
	scratch.git('config', 'gpg.program', join(program('gpg', `touch ${trace}`), 'gpg'));
	expect(await (await open(scratch)).describe(sha)).toMatchObject({sha, subject: 'Signed'});
	expect(existsSync(trace)).toBe(false);
	scratch.git('log', '-1', sha);
	expect(existsSync(trace)).toBe(true);
});
