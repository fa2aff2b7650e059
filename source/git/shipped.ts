import type {Difference, ShippedCommit} from '../domain/difference.ts';
import {pullRequestIn} from '../domain/difference.ts';
import type {Sha} from '../domain/pipeline.ts';
import {changedPaths, type Entry} from './log.ts';
import {type Taken, takenBackBy, takesBack} from './revert.ts';

/** More commits than that nobody reads. */
const most = 500;

/** The clone, as far as a difference asks it. */
export interface Asked {
	entries(args: readonly string[], ...revisions: readonly string[]): Promise<readonly Entry[] | null>;
	/** The commit that is taken back, where it is none of the listed. */
	resolve(taken: Taken): Promise<Sha | null>;
	/** What its repository is called, `owner/name`. */
	readonly repositories: readonly string[];
}

/** The difference of two commits that the clone has, whole SHAs; null when git cannot tell. */
export async function differenceOf(from: Sha, to: Sha, asked: Asked): Promise<Difference | null> {
	const [commits, lost] = await Promise.all([listed(from, to, asked), listed(to, from, asked)]);
	if (commits === null || lost === null) return null;
	return {
		commits: commits.slice(0, most),
		lost: lost.slice(0, most),
		whole: Math.max(commits.length, lost.length) <= most,
	};
}

async function listed(lacking: Sha, having: Sha, asked: Asked): Promise<readonly ShippedCommit[] | null> {
	const args = ['--date-order', `--max-count=${most + 1}`];
	const range = `${lacking}..${having}`;
	const detailed = await asked.entries([...args, ...changedPaths], range);
	// A clone can be without the trees that paths are read from.
	const entries = detailed ?? (await asked.entries(args, range));
	if (entries === null) return null;
	const named = entries.map(({commit, message}) => ({...commit, message}));
	return Promise.all(
		entries.map(async ({commit, message, paths}) => ({
			...commit,
			pullRequest: pullRequestIn(commit.subject),
			paths: detailed === null ? null : paths,
			reverts: await reverted(takenBackBy(message), named, asked),
		})),
	);
}

async function reverted(
	taken: Taken,
	listed: readonly {readonly sha: Sha; readonly subject: string | null}[],
	{resolve, repositories}: Asked,
): Promise<Sha | null> {
	if (taken.shas.length === 0 && taken.pullRequests.length === 0) return null;
	return listed.find(commit => takesBack(taken, commit, repositories))?.sha ?? (await resolve(taken));
}
