import {plain} from '../terminal/sanitise.ts';
import {quiet} from './gh.ts';
import {gitIn, printed} from './git.ts';
import {repositoryAt} from './remote.ts';
import {run} from './run.ts';

/** The git of this machine, and the clone in a folder. */
export type AboutGit =
	| {readonly kind: 'absent'}
	| {readonly kind: 'no-repository'; readonly version: string}
	/** It belongs to somebody else, and git will not read it; `reason` is git's own. */
	| {readonly kind: 'unreadable'; readonly version: string; readonly reason: string}
	| {
			readonly kind: 'repository';
			readonly version: string;
			/** `owner/name`; null without an origin that has such a name. */
			readonly origin: string | null;
			/** Null: git does not tell. */
			readonly shallow: boolean | null;
	  };

/** Looks at git in a folder. Never rejects. */
export async function aboutGit(cwd: string, env: NodeJS.ProcessEnv): Promise<AboutGit> {
	const git = gitIn(cwd, env);
	const [about, folder, address, shallow] = await Promise.all([
		git('--version'),
		git('rev-parse', '--git-dir'),
		git('remote', 'get-url', 'origin'),
		git('rev-parse', '--is-shallow-repository'),
	]);
	const version = versionIn(printed(about));
	if (version === null) return {kind: 'absent'};
	if (printed(folder) === null) {
		const complaint = folder.kind === 'ended' ? plain(folder.stderr) : '';
		return /not a git repository/i.test(complaint)
			? {kind: 'no-repository', version}
			: {kind: 'unreadable', version, reason: complaint.slice(0, 200).trim() || 'git gave no reason'};
	}
	const origin = repositoryAt(printed(address) ?? '');
	const word = printed(shallow)?.trim();
	return {
		kind: 'repository',
		version,
		origin: origin === null ? null : plain(origin),
		shallow: word === 'true' || (word === 'false' ? false : null),
	};
}

/** gh on this machine; `signedIn` is null when it did not answer in time. */
export type AboutGh =
	| {readonly kind: 'absent'}
	| {readonly kind: 'installed'; readonly version: string; readonly signedIn: boolean | null};

/** Asks gh for its version and whether somebody is signed in, no more. Never rejects. `timeout`: ms. */
export async function aboutGh(cwd: string, env: NodeJS.ProcessEnv, timeout = 10_000): Promise<AboutGh> {
	const options = {cwd, env: {...env, ...quiet}, timeout};
	const version = versionIn(printed(await run('gh', ['--version'], options)));
	if (version === null) return {kind: 'absent'};
	const status = await run('gh', ['auth', 'status'], options);
	return {kind: 'installed', version, signedIn: status.kind === 'ended' ? status.code === 0 : null};
}

function versionIn(text: string | null): string | null {
	return text === null ? null : (/\d+(?:\.\d+)+/.exec(plain(text))?.[0] ?? 'of an unknown version');
}
