import type {AboutGh, AboutGit} from '../../git/about.ts';
import {type Check, note, ok} from './check.ts';

/** The Node.js that runs this; the launcher has refused any that is too old. */
export function nodeCheck(version: string): Check {
	return ok('node', version);
}

/** git itself, and what can be asked of the clone. `followed`: whether a pipeline follows it, null when not known. */
export function gitChecks(git: AboutGit, followed: boolean | null): readonly Check[] {
	switch (git.kind) {
		case 'absent':
			return [
				note(
					'git',
					'not installed: whether one commit contains another must be asked of gh, or stays unknown',
					'install git',
				),
			];
		case 'no-repository':
			return [
				ok('git', git.version),
				note(
					'repository',
					'not inside one: commits can be named by their SHA only',
					'cd into the clone of what your pipelines deploy',
				),
			];
		case 'unreadable':
			return [
				ok('git', git.version),
				note(
					'repository',
					`git will not read it: ${git.reason}`,
					/dubious ownership/.test(git.reason)
						? 'git config --global --add safe.directory "$PWD"'
						: 'git status tells more',
				),
			];
		case 'repository':
			return [
				ok('git', git.version),
				originCheck(git.origin, followed),
				...(git.shallow ? [shallowCheck] : []),
			];
	}
}

function originCheck(origin: string | null, followed: boolean | null): Check {
	const check = 'repository';
	if (origin === null)
		return note(check, 'it has no origin on a host: whether your pipelines follow it is not known');
	if (followed === null) return ok(check, `${origin}; whether a pipeline follows it is not known`);
	return followed
		? ok(check, `${origin}, which your pipelines follow`)
		: note(
				check,
				`${origin}, which none of the pipelines looked at follows`,
				'cd into the clone of what your pipelines deploy, or check --pipelines',
			);
}

const shallowCheck = note(
	'history',
	'the clone is shallow: whether one commit contains another may stay unknown',
	'git fetch --unshallow',
);

/** gh, which is asked about pull requests. */
export function ghCheck(gh: AboutGh): Check {
	const lost = "'#812' is looked up in the local history only";
	if (gh.kind === 'absent') return note('gh', `not installed: ${lost}`, 'install it: https://cli.github.com');
	const {version, signedIn} = gh;
	if (signedIn === null) return note('gh', `${version}; it did not say in time whether you are signed in`);
	return signedIn
		? ok('gh', `${version}, signed in`)
		: note('gh', `${version}, not signed in: ${lost}`, 'gh auth login');
}
