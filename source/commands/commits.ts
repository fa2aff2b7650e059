import type {Commit} from '../domain/commit.ts';
import {resolveRevision} from '../git/revision.ts';
import type {Ground} from './ground.ts';

/** The commits that were typed, and what their reader should know of them. */
export interface Chosen {
	readonly commits: readonly Commit[];
	readonly notes: readonly string[];
}

/** The commits that were typed, each once; or what is wrong with the first that cannot be followed. */
export async function commitsOf(
	typed: readonly string[],
	ground: Ground,
): Promise<Chosen | {readonly problem: string}> {
	const commits: Commit[] = [];
	const notes: string[] = [];
	for (const each of typed) {
		const resolved = await resolveRevision(each, ground);
		if (resolved.kind === 'problem') return {problem: resolved.message};
		if (commits.some(({sha}) => sha === resolved.commit.sha)) continue;
		commits.push(resolved.commit);
		if (resolved.note !== null) notes.push(resolved.note);
	}
	return {commits, notes};
}
