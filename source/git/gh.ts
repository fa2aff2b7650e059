import type {Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {
	type Comparison,
	comparisonIn,
	type HubCommit,
	hubCommitIn,
	type PullRequest,
	pullRequestAt,
} from './gh-json.ts';
import {run} from './run.ts';

/** Why gh did not answer. */
export type GhFailure =
	| {readonly kind: 'not-installed'}
	| {readonly kind: 'not-signed-in'}
	| {readonly kind: 'timed-out'}
	/** GitHub does not know it, or does not show it to this user. */
	| {readonly kind: 'not-found'}
	/** All else, in gh's own words; `status` is GitHub's (HTTP), null when it was not reached. */
	| {readonly kind: 'failed'; readonly message: string; readonly status: number | null};

export type GhAnswer<Value> =
	| {readonly kind: 'answer'; readonly value: Value}
	| {readonly kind: 'failure'; readonly failure: GhFailure};

/** The repository that gh is asked about. */
export interface Place {
	/** `owner/name`; null: the folder's own, as gh makes it out. */
	readonly repository: string | null;
	/** null: gh's own choice. */
	readonly host: string | null;
}

/** GitHub's own program, asked for what only GitHub knows. No method rejects. */
export interface Gh {
	/** Looks up a pull request by its number (in the repository at hand) or its address; null: the current branch's. */
	pullRequest(which: number | URL | null): Promise<GhAnswer<PullRequest>>;
	commit(sha: Sha, place: Place): Promise<GhAnswer<HubCommit>>;
	/** What `head` has that `base` lacks. */
	compare(base: Sha, head: Sha, place: Place): Promise<GhAnswer<Comparison>>;
}

/** What keeps gh from asking, from colours, and from looking for newer versions. */
export const quiet = {
	GH_PROMPT_DISABLED: '1',
	GH_NO_UPDATE_NOTIFIER: '1',
	GIT_TERMINAL_PROMPT: '0',
	NO_COLOR: '1',
	CLICOLOR_FORCE: '0',
};
/** How gh ends when nobody is signed in (`gh help exit-codes`). */
const signInNeeded = 4;
/** What is asked of a pull request. */
const wanted = 'headRefOid,mergeCommit,number,state,title';

/** gh in a folder; whether it is installed shows at the first question. `timeout`: ms. */
export function ghIn(cwd: string, env: NodeJS.ProcessEnv = process.env, timeout = 15_000): Gh {
	async function ask<Value>(
		args: readonly string[],
		read: (json: unknown) => Value | null,
	): Promise<GhAnswer<Value>> {
		const outcome = await run('gh', args, {cwd, env: {...env, ...quiet}, timeout});
		switch (outcome.kind) {
			case 'absent':
				return failure({kind: 'not-installed'});
			case 'cut-off':
				return failure({kind: 'timed-out'});
			case 'ended': {
				if (outcome.code !== 0) return failure(refusal(outcome.code, outcome.stderr));
				const value = read(parsed(outcome.stdout));
				if (value !== null) return {kind: 'answer', value};
				return failure({kind: 'failed', message: 'its answer cannot be read', status: 200});
			}
		}
	}
	const api = <Value>(path: string, {repository, host}: Place, read: (json: unknown) => Value | null) =>
		ask(
			[
				'api',
				`repos/${repository ?? '{owner}/{repo}'}/${path}`,
				...(host === null ? [] : ['--hostname', host]),
			],
			read,
		);

	return {
		pullRequest: which =>
			ask(['pr', 'view', '--json', wanted, ...(which === null ? [] : ['--', String(which)])], pullRequestAt),
		commit: (sha, place) => api(`commits/${sha}`, place, hubCommitIn),
		compare: (base, head, place) => api(`compare/${base}...${head}`, place, comparisonIn),
	};
}

function refusal(code: number, stderr: string): GhFailure {
	const digits = /\bHTTP (\d{3})\b/.exec(stderr)?.[1];
	const status = digits === undefined ? null : Number(digits);
	if (code === signInNeeded || status === 401) return {kind: 'not-signed-in'};
	if (status === 404 || status === 422) return {kind: 'not-found'};
	return {kind: 'failed', message: reasonIn(stderr), status};
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

function reasonIn(stderr: string): string {
	const line = stderr.split('\n').find(each => each.trim() !== '');
	return line === undefined ? 'it gave no reason' : plain(line).trim().slice(0, 200);
}

function failure(why: GhFailure): {readonly kind: 'failure'; readonly failure: GhFailure} {
	return {kind: 'failure', failure: why};
}
