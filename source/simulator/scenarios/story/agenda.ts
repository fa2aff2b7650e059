import type {Random} from '../../random.ts';
import type {Director} from '../../scenario.ts';
import {branch} from '../fleet/declare.ts';
import {otherRepositories} from '../fleet/pipelines.ts';
import {asCommit, type History} from '../history/commits.ts';
import {authors, words} from '../history/subjects.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The newest past commit that stays before the account's own history. */
export const oldestPushed = -21;

/** Pushes the history's commits, each at its time, for as long as the account lives. */
export function pushCommits(director: Director, history: History, index = oldestPushed): void {
	const entry = history.entry(index);
	director.at(entry.at, () => {
		const executions = director.push(asCommit(entry));
		const delay = director.random.between(32, 50) * minute;
		if (index !== -1 && index !== 0) director.after(delay, () => lookAfter(director, executions));
		pushCommits(director, history, index + 1);
	});
}

/**
 * Somebody looks at a commit's runs: most that failed are tried again, now and then one that is under way is stopped. The
 * account refuses what does not apply.
 */
function lookAfter(director: Director, executions: ReadonlyMap<string, string>): void {
	for (const [pipeline, executionId] of executions) {
		const lot = director.random.next();
		if (lot < 0.02) director.stop({pipeline, executionId, reason: 'a hotfix goes first'});
		else if (lot < 0.7)
			for (const stage of ['DeployStaging', 'DeployProduction'])
				director.retry({pipeline, stage, executionId});
	}
}

/** The other repositories live their own lives: a push every hour or so, every day or so in the recorded past. */
export function pushElsewhere(director: Director): void {
	for (const repository of otherRepositories) {
		const random = director.random.fork(repository);
		const next = () => {
			const past = director.now() < -2 * hour;
			director.after(random.between(0.3, 1.7) * (past ? 30 * hour : hour), () => {
				director.push({
					repository,
					branch,
					sha: random.hex(40),
					message: message(random),
					author: random.pick(authors).name,
				});
				next();
			});
		};
		next();
	}
}

function message(random: Random): string {
	return `${random.pick(words.kinds)}: ${random.pick(words.verbs)} ${random.pick(words.things)}`;
}
