import {withoutSecrets} from '../diagnosis/secrets.ts';
import type {Commit} from '../domain/commit.ts';
import {plain} from '../terminal/sanitise.ts';
import {type Git, printed} from './git.ts';
import {isMine} from './mine.ts';

/** A commit of the log. */
export interface Entry {
	readonly commit: Commit;
	/** As written: it may hold what a terminal obeys, and is only read for what it names. */
	readonly message: string;
	/** Whether it has no parents, as far as the clone knows: a shallow one hides those at its edge. */
	readonly isRoot: boolean;
	/** The paths that were asked for with `changedPaths`; empty without. */
	readonly paths: readonly string[];
}

/** Whatever the configuration says of diffs: all paths of each commit against its first parent, old and new name of what moved. */
export const changedPaths = [
	'--name-only',
	'--root',
	'--diff-merges=first-parent',
	'--no-renames',
	'--no-relative',
	'--no-ext-diff',
	'--ignore-submodules=none',
	'-O/dev/null',
];

/** What is printed of each commit, each field after a NUL, which none of them can hold. */
const format = ['%H', '%an', '%ae', '%ct', '%P', '%s', '%B'];
/** The same without messages, which would fill megabytes of a long list. */
const brief = ['%H', '%an', '%ae', '%ct', '%P', '%s', ''];

/** The commits that `git log` lists for these arguments, newest first; null when it cannot. `user`: whose are `mine`. */
export async function entriesOf(
	git: Git,
	user: string | null,
	args: readonly string[],
	revisions: readonly string[],
	fields: readonly string[] = format,
): Promise<readonly Entry[] | null> {
	const output = printed(
		await git(
			'log',
			'-z',
			'--no-color',
			'--no-show-signature',
			'--encoding=UTF-8',
			`--format=tformat:${fields.map(field => `%x00${field}`).join('')}`,
			...args,
			'--end-of-options',
			...revisions,
			'--',
		),
	);
	return output === null ? null : entriesIn(output, user);
}

/** As `entriesOf`, of the commits alone; empty when git cannot. */
export async function logOf(
	git: Git,
	user: string | null,
	args: readonly string[],
	revisions: readonly string[],
): Promise<readonly Commit[]> {
	return (await entriesOf(git, user, args, revisions, brief))?.map(({commit}) => commit) ?? [];
}

function entriesIn(output: string, user: string | null): readonly Entry[] {
	const words = output.split('\0');
	const entries: Entry[] = [];
	// An entry begins with an empty word, which no path can be; its paths follow its fields.
	for (let at = 0; at + format.length < words.length; ) {
		const fields = words.slice(at + 1, at + 1 + format.length);
		const [sha = '', author = '', email = '', seconds = '', parents = '', subject = '', message = ''] =
			fields;
		at += 1 + format.length;
		const paths: string[] = [];
		// git parts them from the fields by a line's end.
		for (; words[at] !== undefined && words[at] !== ''; at++)
			paths.push(plain(paths.length === 0 ? (words[at] ?? '').replace(/^\n/, '') : (words[at] ?? '')));
		const commit = {
			sha,
			subject: withoutSecrets(plain(subject)).trim(),
			author: plain(author).trim(),
			at: Number(seconds) * 1000,
			mine: isMine({email, login: null}, user),
		};
		entries.push({commit, message, isRoot: parents === '', paths});
	}
	return entries;
}
