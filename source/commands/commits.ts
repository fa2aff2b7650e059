import type {Commit} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import {resolveRevision} from '../git/revision.ts';
import type {Doubts} from './doubt.ts';
import type {Ground} from './ground.ts';

/** The commits that are asked for, and what their reader should know of them. */
export interface Chosen {
	readonly commits: readonly Commit[];
	readonly notes: readonly string[];
	readonly doubts: Doubts;
}

/** The commits that were typed, each once, HEAD where none was; or what is wrong with the first that cannot be followed. */
export async function commitsOf(
	typed: readonly string[],
	ground: Ground,
): Promise<Chosen | {readonly problem: string}> {
	const commits: Commit[] = [];
	const notes: string[] = [];
	const unpushed: Sha[] = [];
	for (const each of typed.length === 0 ? ['HEAD'] : typed) {
		const resolved = await resolveRevision(each, ground);
		if (resolved.kind === 'problem') return {problem: resolved.message};
		const {commit, note, pushed} = resolved;
		if (commits.some(({sha}) => sha === commit.sha)) continue;
		commits.push(commit);
		if (note !== null) notes.push(note);
		if (pushed === false) unpushed.push(commit.sha);
	}
	const head = typed.length === 0 ? (commits[0]?.sha ?? null) : null;
	const isBranch = head !== null && (await ground.repository?.isOnTrunk(head)) === false;
	return {commits, notes, doubts: {head: isBranch ? head : null, unpushed}};
}

/** Nothing is asked for. */
export const noCommits: Chosen = {commits: [], notes: [], doubts: {head: null, unpushed: []}};
