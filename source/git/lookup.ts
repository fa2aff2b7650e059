import type {Commit} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import {type Git, isHex, isWhole, printed} from './git.ts';
import {logOf} from './log.ts';

/** What a revision stands for in the clone. */
export type Lookup =
	| {readonly kind: 'commit'; readonly commit: Commit}
	/** The beginning of several commits, or of one and the name of a branch or tag on another, `named`. */
	| {readonly kind: 'ambiguous'; readonly candidates: readonly Commit[]; readonly named: Commit | null}
	| {readonly kind: 'unknown'};

/** What finds commits of the clone by what people call them. */
export interface Finder {
	describe(sha: Sha): Promise<Commit | null>;
	/** The whole SHA; null for a short one that stands for no commit of the clone. */
	whole(sha: Sha): Promise<Sha | null>;
	resolve(revision: string): Promise<Lookup>;
}

/** `user`: whose commits are `mine`. */
export function finderIn(git: Git, user: string | null): Finder {
	const one = async (revision: string) => (await logOf(git, user, ['--max-count=1'], [revision]))[0];

	async function describe(sha: Sha): Promise<Commit | null> {
		if (!isHex(sha)) return null;
		const commit = await one(`${sha}^{commit}`);
		if (commit?.sha.startsWith(sha.toLowerCase())) return commit;
		// A branch may be called like a short SHA, and git prefers the branch.
		const [only, ...others] = commit === undefined ? [] : await candidates(sha);
		return only !== undefined && others.length === 0 ? only : null;
	}

	async function whole(sha: Sha): Promise<Sha | null> {
		return isWhole(sha) ? sha.toLowerCase() : ((await describe(sha))?.sha ?? null);
	}

	async function candidates(prefix: string): Promise<readonly Commit[]> {
		if (!isHex(prefix)) return [];
		// Of all kinds of objects: those that are no commits are nobody's candidates.
		const objects = printed(await git('rev-parse', `--disambiguate=${prefix}`)) ?? '';
		const shas = objects.split('\n').filter(isWhole).slice(0, 8);
		const commits = await Promise.all(shas.map(sha => one(`${sha}^{commit}`)));
		return commits
			.filter(commit => commit !== undefined)
			.filter(({sha}) => sha.startsWith(prefix.toLowerCase()));
	}

	async function resolve(revision: string): Promise<Lookup> {
		const found = printed(await git('rev-parse', '--verify', '--end-of-options', revision))?.trim() ?? '';
		// It may be a tag's own object, or a tree: peeled only now, as `:/text` would take what follows for text.
		const named = isHex(found) ? await one(`${found}^{commit}`) : undefined;
		// Git prefers a branch's or tag's name; with seven digits and more, a SHA may as well be meant.
		if (named !== undefined && (revision.length < 7 || isWhole(revision)))
			return {kind: 'commit', commit: named};
		const alike = (await candidates(revision)).filter(({sha}) => sha !== named?.sha);
		const [first, ...others] = alike;
		if (first === undefined) return named === undefined ? {kind: 'unknown'} : {kind: 'commit', commit: named};
		return named === undefined && others.length === 0
			? {kind: 'commit', commit: first}
			: {kind: 'ambiguous', candidates: alike, named: named ?? null};
	}

	return {describe, whole, resolve};
}
