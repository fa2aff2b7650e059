import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Gh, ghIn} from '../../source/git/gh.ts';
import {environment, folder, program} from './scratch.ts';

/** A whole SHA that no clone of the tests has. */
export const sha = (letter: string) => letter.repeat(40);

/** When every commit of GitHub was committed. */
export const hubTime = '2026-11-20T10:00:00Z';

/** A commit as GitHub's REST interface tells it. */
export function hubCommit(id: string, message: string, more: object = {}, email = 'ada@example.com') {
	const person = {name: 'Ada', email, date: '2026-11-19T09:00:00Z'};
	const commit = {
		message,
		author: person,
		committer: {name: 'GitHub', email: 'noreply@github.com', date: hubTime},
	};
	return {sha: id, commit, author: {login: 'ada'}, ...more};
}

/** What GitHub answers to a comparison, its commits in GitHub's order: oldest first. */
export function hubComparison(status: string, commits: readonly object[] = [], more: object = {}) {
	return {
		status,
		total_commits: commits.length,
		behind_by: 0,
		commits,
		files: [{filename: 'all.txt'}],
		...more,
	};
}

export interface FakeGh {
	readonly gh: Gh;
	/** The command lines that it was asked with, in turn. */
	asked(): readonly string[];
}

/** A program in place of gh: JSON for each command line that it knows, GitHub's 404 for any other; or a script. */
export function fakeGh(
	answers: Readonly<Record<string, unknown>> | string,
	cwd = folder(),
	timeout?: number,
): FakeGh {
	const log = join(folder(), 'asked');
	const cases = Object.entries(typeof answers === 'string' ? {} : answers).map(([line, answer]) => {
		const file = join(folder(), 'answer');
		writeFileSync(file, JSON.stringify(answer));
		return `'${line}') exec cat ${file};;`;
	});
	const otherwise = `*) echo 'gh: Not Found (HTTP 404)' >&2; exit 1;;`;
	const reply =
		typeof answers === 'string' ? answers : `case "$*" in ${[...cases, otherwise].join('\n')} esac`;
	const env = environment(program('gh', `echo "$*" >> ${log}\n${reply}`));
	return {
		gh: ghIn(cwd, env, timeout),
		asked: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
	};
}
