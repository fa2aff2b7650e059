import {describe, expect, it} from 'vitest';
import {aboutGh, aboutGit} from '../../source/git/about.ts';
import {environment, folder, program, repositoryIn} from './scratch.ts';

const nothing = {PATH: '/nonexistent', HOME: '/nonexistent'};

describe('git', () => {
	it('is known by its version and the origin of the clone', async () => {
		const {path, git, commit} = repositoryIn();
		commit('feat: one');
		git('remote', 'add', 'origin', 'git@github.com:harbor/lanes.git');
		expect(await aboutGit(path, environment())).toEqual({
			kind: 'repository',
			version: expect.stringMatching(/^\d+\.\d+/),
			origin: 'harbor/lanes',
			shallow: false,
		});
		const shallow = folder();
		git('clone', '--quiet', '--depth=1', `file://${path}`, shallow);
		expect(await aboutGit(shallow, environment())).toMatchObject({origin: null, shallow: true});
	});

	it('is told from a folder outside of any repository, and from none at all', async () => {
		expect(await aboutGit(folder(), environment())).toMatchObject({kind: 'no-repository'});
		expect(await aboutGit(folder(), nothing)).toEqual({kind: 'absent'});
	});

	it('says why it will not read a repository', async () => {
		const bin = program(
			'git',
			`case "$*" in
*--version*) echo git version 2.39.5 ;;
*) echo "fatal: detected dubious ownership in repository at '/x'" >&2; exit 128 ;;
esac`,
		);
		expect(await aboutGit(folder(), environment(bin))).toEqual({
			kind: 'unreadable',
			version: '2.39.5',
			reason: "fatal: detected dubious ownership in repository at '/x'",
		});
	});
});

describe('gh', () => {
	const gh = (status: number) =>
		environment(
			program(
				'gh',
				`case "$*" in
--version) echo 'gh version 2.60.1 (2026-01-01)' ;;
'auth status') echo 'Token: planted-secret' >&2; exit ${status} ;;
*) exit 9 ;;
esac`,
			),
		);

	it('is known by its version and whether somebody is signed in, and tells no more', async () => {
		expect(await aboutGh(folder(), gh(0))).toEqual({kind: 'installed', version: '2.60.1', signedIn: true});
		expect(await aboutGh(folder(), gh(1))).toMatchObject({signedIn: false});
	});

	it('is none where it is not installed', async () => {
		expect(await aboutGh(folder(), nothing)).toEqual({kind: 'absent'});
	});

	it('is not waited for', async () => {
		const bin = program('gh', `[ "$1" = --version ] && echo 'gh version 2.60.1' || exec sleep 60`);
		expect(await aboutGh(folder(), environment(bin), 300)).toMatchObject({signedIn: null});
	});
});
