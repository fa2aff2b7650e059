import type {Commit, Containment} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {type Git, gitIn, isHex, printed} from './git.ts';
import type {History} from './history.ts';
import {logOf} from './log.ts';
import {repositoryAt} from './remote.ts';

/** What a revision stands for in the clone. */
export type Lookup =
	| {readonly kind: 'commit'; readonly commit: Commit}
	| {readonly kind: 'ambiguous'; readonly candidates: readonly Commit[]}
	| {readonly kind: 'unknown'};

/** The clone at hand. It is only read; no method rejects. */
export interface Repository extends History {
	resolve(revision: string): Promise<Lookup>;
	/** Whether a remote branch that the clone knows has the commit; null: cannot be told, or there are no remotes. */
	isPushed(sha: Sha): Promise<boolean | null>;
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
	const origin = repositoryAt(printed(address) ?? '');
	return repositoryOn(git, printed(email)?.trim() || null, origin === null ? null : plain(origin));
}

function repositoryOn(git: Git, user: string | null, repository: string | null): Repository {
	const log = (args: readonly string[], ...revisions: readonly string[]) => logOf(git, user, args, revisions);

	async function describe(sha: Sha): Promise<Commit | null> {
		if (!isHex(sha)) return null;
		const [commit] = await log(['--max-count=1'], `${sha}^{commit}`);
		// A branch may be called like a short SHA, and git prefers the branch.
		return commit?.sha.startsWith(sha.toLowerCase()) ? commit : null;
	}

	async function candidates(prefix: string): Promise<readonly Commit[]> {
		if (!isHex(prefix)) return [];
		// Of all kinds of objects: those that are no commits are nobody's candidates.
		const objects = printed(await git('rev-parse', `--disambiguate=${prefix}`)) ?? '';
		const commits = await Promise.all(objects.split('\n').filter(Boolean).slice(0, 8).map(describe));
		return commits.filter(commit => commit !== null);
	}

	async function resolve(revision: string): Promise<Lookup> {
		const found = printed(await git('rev-parse', '--verify', '--end-of-options', revision))?.trim() ?? '';
		// It may be a tag's own object, or a tree: peeled only now, as `:/text` would take what follows for text.
		const [commit] = isHex(found) ? await log(['--max-count=1'], `${found}^{commit}`) : [];
		if (commit !== undefined) return {kind: 'commit', commit};
		const [only, ...others] = await candidates(revision);
		if (only === undefined) return {kind: 'unknown'};
		return others.length === 0
			? {kind: 'commit', commit: only}
			: {kind: 'ambiguous', candidates: [only, ...others]};
	}

	async function contains(descendant: Sha, ancestor: Sha): Promise<Containment> {
		if (!isHex(descendant) || !isHex(ancestor)) return 'unknown';
		const answer = await git('merge-base', '--is-ancestor', '--end-of-options', ancestor, descendant);
		if (answer.kind !== 'ended' || answer.code > 1) return 'unknown';
		if (answer.code === 0) return 'contains';
		return (await isShallow()) ? 'unknown' : 'lacks';
	}

	/** Asked each time: a clone can be deepened while the program runs. */
	async function isShallow(): Promise<boolean> {
		return printed(await git('rev-parse', '--is-shallow-repository'))?.trim() !== 'false';
	}

	async function isPushed(sha: Sha): Promise<boolean | null> {
		if (!isHex(sha) || !printed(await git('remote'))?.trim()) return null;
		const lacking = printed(await git('rev-list', '--max-count=1', sha, '--not', '--remotes', '--'));
		if (lacking === null) return null;
		if (lacking.trim() === '') return true;
		return (await isShallow()) ? null : false;
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
		const merge = new RegExp(`\\(#${pullRequest}\\)$|^Merge pull request #${pullRequest}(?: |$)`);
		return named.find(({subject}) => merge.test(subject ?? '')) ?? null;
	}

	/** The branch that pipelines follow, as the last fetch left it. */
	async function trunk(): Promise<string> {
		const names = ['HEAD', 'main', 'master'].map(name => `refs/remotes/origin/${name}`);
		const there = printed(await git('for-each-ref', '--format=%(refname)', ...names))?.split('\n') ?? [];
		return names.find(name => there.includes(name)) ?? 'HEAD';
	}

	return {
		repository,
		describe,
		contains,
		resolve,
		isPushed,
		mergeOf,
		revertOf: async () => null,
		paths: async () => null,
		between: async () => null,
		recent: async limit => log([`--max-count=${limit}`], await trunk()),
	};
}
