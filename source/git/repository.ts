import type {Commit, Containment} from '../domain/commit.ts';
import {pullRequestIn} from '../domain/difference.ts';
import type {Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {type Git, gitIn, printed} from './git.ts';
import type {History} from './history.ts';
import {changedPaths, entriesOf, logOf} from './log.ts';
import {finderIn, type Lookup} from './lookup.ts';
import {hostOf, repositoryAt} from './remote.ts';
import {standingRevert, type Taken, takesBack} from './revert.ts';
import {differenceOf} from './shipped.ts';

/** The clone at hand; what it does not have, it does not know. It is only read; no method rejects. */
export interface Repository extends History {
	/** Where `origin` is, when its address tells: ssh can call a host anything. */
	readonly host: string | null;
	/** The e-mail address of the git user. */
	readonly user: string | null;
	resolve(revision: string): Promise<Lookup>;
	/** Whether a remote branch that the clone knows has the commit; null: cannot be told, or nothing was ever fetched. */
	isPushed(sha: Sha): Promise<boolean | null>;
	/** Whether the branch that the pipelines follow has the commit, as the last fetch left it; null: cannot be told. */
	isOnTrunk(sha: Sha): Promise<boolean | null>;
	/** The newest commit of the followed branch, or of HEAD, whose subject says that it merged the pull request. */
	mergeOf(pullRequest: number): Promise<Commit | null>;
}

/** The repository around a folder; null when there is none, git will not read it, or git is not installed. */
export async function openRepository(
	cwd: string,
	env: NodeJS.ProcessEnv = process.env,
): Promise<Repository | null> {
	const git = gitIn(cwd, env);
	const [folder, email, address] = await Promise.all([
		git('rev-parse', '--git-dir'),
		git('config', 'user.email'),
		git('remote', 'get-url', 'origin'),
	]);
	if (printed(folder) === null) return null;
	const origin = printed(address) ?? '';
	const name = repositoryAt(origin);
	return repositoryOn(git, {
		user: printed(email)?.trim() || null,
		repository: name === null ? null : plain(name),
		host: hostOf(origin),
	});
}

function repositoryOn(git: Git, known: Pick<Repository, 'user' | 'repository' | 'host'>): Repository {
	const {user, repository} = known;
	const entries = (args: readonly string[], ...revisions: readonly string[]) =>
		entriesOf(git, user, args, revisions);
	const log = (args: readonly string[], ...revisions: readonly string[]) => logOf(git, user, args, revisions);

	const {describe, whole, resolve} = finderIn(git, user);

	async function contains(descendant: Sha, ancestor: Sha): Promise<Containment> {
		const [having, had] = await Promise.all([whole(descendant), whole(ancestor)]);
		return having === null || had === null ? 'unknown' : isIn(had, having);
	}

	/** Whether a revision's history has a commit, both in forms that git cannot mistake. */
	async function isIn(ancestor: Sha, revision: string): Promise<Containment> {
		const answer = await git('merge-base', '--is-ancestor', '--end-of-options', ancestor, revision);
		if (answer.kind !== 'ended' || answer.code > 1) return 'unknown';
		if (answer.code === 0) return 'contains';
		return (await isShallow()) ? 'unknown' : 'lacks';
	}

	/** Asked each time: a clone can be deepened while the program runs. */
	async function isShallow(): Promise<boolean> {
		return printed(await git('rev-parse', '--is-shallow-repository'))?.trim() !== 'false';
	}

	/** What the repository of a commit may be called: a fork's clone has the commits of both. */
	function names(named: string | null): readonly string[] {
		return [repository, named].filter(name => name !== null);
	}

	async function revertOf(target: Commit, descendant: Sha, named: string | null = null): Promise<Sha | null> {
		const [from, to] = await Promise.all([describe(target.sha), whole(descendant)]);
		if (from === null || to === null || (await isIn(from.sha, to)) !== 'contains') return null;
		const patterns = ['--extended-regexp', '--grep=This reverts commit', '--grep=^Reverts [^ ]*#[0-9]'];
		const later = await entries(['--topo-order', '--max-count=500', ...patterns], `${from.sha}..${to}`);
		const written = later?.map(({commit, message}) => ({...commit, message})) ?? [];
		return standingRevert(from, written, names(named));
	}

	async function paths(sha: Sha): Promise<readonly string[] | null> {
		const id = await whole(sha);
		const [entry] = (id !== null && (await entries(['--max-count=1', ...changedPaths], id))) || [];
		// What a shallow clone's edge changed cannot be told from all that is there.
		if (entry === undefined || (entry.isRoot && (await isShallow()))) return null;
		return entry.paths;
	}

	async function between(from: Sha, to: Sha, named: string | null = null) {
		const [before, after] = await Promise.all([whole(from), whole(to)]);
		// A shallow clone may list what lies behind its edge on both sides.
		if (before === null || after === null || (await isShallow())) return null;
		return differenceOf(before, after, {entries, resolve: takenBack, repositories: names(named)});
	}

	async function takenBack(taken: Taken): Promise<Sha | null> {
		const [sha] = taken.shas;
		if (sha !== undefined) return whole(sha);
		const [merged] = taken.pullRequests;
		const commit = merged === undefined ? null : await mergeOf(merged.number);
		return commit !== null && takesBack(taken, commit, names(null)) ? commit.sha : null;
	}

	async function isPushed(sha: Sha): Promise<boolean | null> {
		const id = await whole(sha);
		if (id === null || !printed(await git('remote'))?.trim()) return null;
		// A remote that was never fetched tells nothing.
		if (!printed(await git('for-each-ref', '--count=1', '--format=%(refname)', 'refs/remotes'))?.trim())
			return null;
		const lacking = printed(await git('rev-list', '--max-count=1', id, '--not', '--remotes', '--'));
		if (lacking === null) return null;
		if (lacking.trim() === '') return true;
		return (await isShallow()) ? null : false;
	}

	async function isOnTrunk(sha: Sha): Promise<boolean | null> {
		const [id, branch] = await Promise.all([whole(sha), trunk()]);
		if (id === null || branch === 'HEAD') return null;
		const answer = await isIn(id, branch);
		return answer === 'unknown' ? null : answer === 'contains';
	}

	async function mergeOf(pullRequest: number): Promise<Commit | null> {
		const named = await log(
			[
				'--max-count=50',
				'--extended-regexp',
				`--grep=\\(#${pullRequest}\\)[[:space:]]*$`,
				`--grep=^Merge pull request #${pullRequest}( |$)`,
			],
			await trunk(),
			'HEAD',
		);
		// The patterns match any line of a message; only its subject counts.
		return named.find(({subject}) => pullRequestIn(subject) === pullRequest) ?? null;
	}

	/** The branch that pipelines follow, as the last fetch left it. */
	async function trunk(): Promise<string> {
		const names = ['HEAD', 'main', 'master'].map(name => `refs/remotes/origin/${name}`);
		const there = printed(await git('for-each-ref', '--format=%(refname)', ...names))?.split('\n') ?? [];
		return names.find(name => there.includes(name)) ?? 'HEAD';
	}

	return {
		...known,
		describe,
		contains,
		revertOf,
		paths,
		between,
		resolve,
		isPushed,
		isOnTrunk,
		mergeOf,
		recent: async limit => log([`--max-count=${limit}`], await trunk()),
	};
}
