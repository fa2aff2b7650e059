import {createRandom} from '../../random.ts';
import type {Commit} from '../../scenario.ts';
import {branch, repository} from '../fleet/declare.ts';
import {authors, nextSubjects, pastSubjects, trackedSubject, words} from './subjects.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A commit with what git would tell about it. */
export type HistoryEntry = {
	/** 0 is the tracked commit, -1 the one before, 1 the one after. */
	readonly index: number;
	readonly sha: string;
	readonly parents: readonly string[];
	readonly subject: string;
	/** The pull request that its subject names. */
	readonly pullRequest: number;
	readonly author: string;
	readonly email: string;
	/** When it reached the branch: simulated ms from the start of the simulator, below 0 in the past. */
	readonly at: number;
};

/** A branch without merges, from a root in the past to an end that is never reached. */
export type History = {
	/** Throws a RangeError before the first commit. */
	readonly entry: (index: number) => HistoryEntry;
	/** The index of the oldest commit. */
	readonly first: number;
	/** The commit that the demo follows. */
	readonly tracked: HistoryEntry;
	/** The commits that are on the branch at a simulated time, newest first; all of them are made up to then. */
	readonly knownAt: (time: number) => readonly HistoryEntry[];
	/** A commit by its whole SHA, when it is on the branch by then. */
	readonly find: (sha: string, time: number) => HistoryEntry | undefined;
	/** True when `newer` is `older` or comes after it; false for SHAs that are not on the branch by then. */
	readonly contains: (newer: string, older: string, time: number) => boolean;
};

const first = -pastSubjects.length;
/** Pushes that the story of the first minutes counts on; see `story/tracked-story.ts`. */
const fixedTimes: Readonly<Record<number, number>> = {
	[-1]: -26 * hour,
	0: -30 * second,
	1: 24 * minute,
	2: 43 * minute,
};

/** Once in the past, three commits came so close together that a run was overtaken. */
const pastGaps: Readonly<Record<number, number>> = {[-7]: 8 * minute, [-6]: 9 * minute};

/** The history that belongs to a seed; the commits of the first minutes come at the same times under every seed. */
export function commitHistory(seed: number): History {
	const entries = new Map<number, HistoryEntry>();
	const indexes = new Map<string, number>();
	let known = 0;

	const sha = (index: number) => createRandom(`${seed}/commit/${index}`).hex(40);
	const make = (index: number): HistoryEntry => {
		const random = createRandom(`${seed}/history/${index}`);
		const after = index > 0 ? entryAt(index - 1) : index < 0 ? entryAt(index + 1) : undefined;
		const step = index === 1 ? 3 : random.integer(1, 4);
		const pullRequest = after === undefined ? 812 : after.pullRequest + Math.sign(index) * step;
		const gap =
			index > 0 ? random.between(7, 21) * minute : (pastGaps[index] ?? random.between(20, 44) * hour);
		const author = random.pick(authors);
		return {
			index,
			sha: sha(index),
			parents: index === first ? [] : [sha(index - 1)],
			subject: `${subject(index, seed)} (#${pullRequest})`,
			pullRequest,
			author: author.name,
			email: author.email,
			at: fixedTimes[index] ?? Math.round((after?.at ?? 0) + Math.sign(index) * gap),
		};
	};
	const entryAt = (index: number) => {
		if (!Number.isInteger(index) || index < first) throw new RangeError(`no commit ${index} in the history`);
		const entry = entries.get(index) ?? make(index);
		entries.set(index, entry);
		indexes.set(entry.sha, index);
		return entry;
	};
	const until = (time: number) => {
		while (entryAt(known + 1).at <= time) known += 1;
		for (let index = known; index >= first; index -= 1) if (entryAt(index).at <= time) return index;
		return first - 1;
	};
	const find = (wanted: string, time: number) => {
		if (!indexes.has(wanted)) until(time);
		const index = indexes.get(wanted);
		const entry = index === undefined ? undefined : entryAt(index);
		return entry !== undefined && entry.at <= time ? entry : undefined;
	};

	// Makes the whole past, so that `find` knows every SHA of it.
	entryAt(first);

	return {
		entry: entryAt,
		first,
		tracked: entryAt(0),
		knownAt: time => {
			const last = until(time);
			return Array.from({length: Math.max(0, last - first + 1)}, (_, back) => entryAt(last - back));
		},
		find,
		contains: (newer, older, time) => {
			const [head, base] = [find(newer, time), find(older, time)];
			return head !== undefined && base !== undefined && base.index <= head.index;
		},
	};
}

function subject(index: number, seed: number): string {
	if (index === 0) return trackedSubject;
	const written = index < 0 ? pastSubjects[-index - 1] : nextSubjects[index - 1];
	if (written !== undefined) return written;
	const random = createRandom(`${seed}/subject/${index}`);
	const scope = random.pick(words.scopes);
	return `${random.pick(words.kinds)}(${scope}): ${random.pick(words.verbs)} ${random.pick(words.things)}`;
}

/** An entry as the push that brings it to the branch. */
export function asCommit(entry: HistoryEntry): Commit {
	return {repository, branch, sha: entry.sha, message: entry.subject, author: entry.author};
}
