import {go} from 'fuzzysort';
import type {Commit} from '../source/domain/commit.ts';
import {isSha} from '../source/domain/execution.ts';

/** A commit that a query finds, and which letters it matches: positions in the subject and the author, and how many digits. */
export interface Match {
	readonly commit: Commit;
	readonly subject: readonly number[];
	readonly author: readonly number[];
	readonly digits: number;
}

/** The commits that a query finds: a pull request by `#812`, a SHA by its beginning, anything else fuzzily, best first. */
export function matching(commits: readonly Commit[], query: string): readonly Match[] {
	const wanted = query.trim();
	if (wanted === '') return commits.map(commit => found(commit));
	if (/^#\d+$/.test(wanted)) {
		const exact = numbered(commits, new RegExp(`${wanted}(?!\\d)`));
		return exact.length > 0 ? exact : numbered(commits, new RegExp(wanted));
	}
	const sha = wanted.toLowerCase();
	if (/^[0-9a-f]{4,64}$/.test(sha)) {
		const begun = commits.filter(commit => commit.sha.startsWith(sha));
		if (begun.length > 0) return begun.map(commit => found(commit, {digits: sha.length}));
		if (isSha(sha)) return [found({sha, subject: null, author: null, at: null, mine: false})];
	}
	const alike = go(wanted, commits, {
		keys: [({subject}) => subject, ({author}) => author],
		limit: 0,
		threshold: 0.2,
	});
	return alike.map(result => {
		const [subject, author] = result;
		return found(result.obj, {subject: subject?.indexes ?? [], author: author?.indexes ?? []});
	});
}

function found(commit: Commit, matched: Partial<Omit<Match, 'commit'>> = {}): Match {
	return {commit, subject: [], author: [], digits: 0, ...matched};
}

function numbered(commits: readonly Commit[], number: RegExp): readonly Match[] {
	return commits.flatMap(commit => {
		const match = number.exec(commit.subject ?? '');
		if (match === null) return [];
		return [found(commit, {subject: Array.from(match[0], (_, index) => match.index + index)})];
	});
}
