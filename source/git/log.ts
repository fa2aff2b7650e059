import type {Commit} from '../domain/commit.ts';
import {plain} from '../terminal/sanitise.ts';
import {type Git, printed} from './git.ts';

/** What is printed of each commit; each field ends with a NUL, which none of them can hold. */
const format = ['%H', '%an', '%ae', '%ct', '%s'];

/** The commits that `git log` lists for these arguments, newest first; empty when it cannot. `user`: whose are `mine`. */
export async function logOf(
	git: Git,
	user: string | null,
	args: readonly string[],
	revisions: readonly string[],
): Promise<readonly Commit[]> {
	const output = printed(
		await git(
			'log',
			'-z',
			'--no-color',
			'--no-show-signature',
			'--encoding=UTF-8',
			`--format=tformat:${format.join('%x00')}`,
			...args,
			'--end-of-options',
			...revisions,
			'--',
		),
	);
	return output === null ? [] : commitsIn(output, user);
}

function commitsIn(output: string, user: string | null): readonly Commit[] {
	const words = output.split('\0');
	const commits: Commit[] = [];
	for (let at = 0; at + format.length <= words.length; at += format.length) {
		const [sha = '', author = '', email = '', seconds = '', subject = ''] = words.slice(
			at,
			at + format.length,
		);
		commits.push({
			sha,
			subject: plain(subject).trim(),
			author: plain(author).trim(),
			at: Number(seconds) * 1000,
			mine: user !== null && email.toLowerCase() === user.toLowerCase(),
		});
	}
	return commits;
}
