import type {Sha} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {isSha} from './git.ts';
import {run} from './run.ts';

const states = ['OPEN', 'CLOSED', 'MERGED'] as const;

/** What gh knows of a pull request; `merge` is null while it is not merged, or where gh does not name the commit. */
export interface PullRequest {
	readonly state: (typeof states)[number];
	readonly title: string;
	readonly merge: Sha | null;
}

/** Why gh did not answer; `failed` is all else, such as no such pull request, in gh's own words. */
export type GhFailure =
	| {readonly kind: 'not-installed'}
	| {readonly kind: 'not-signed-in'}
	| {readonly kind: 'timed-out'}
	| {readonly kind: 'failed'; readonly message: string};

export type GhAnswer =
	| {readonly kind: 'pull-request'; readonly pullRequest: PullRequest}
	| {readonly kind: 'failure'; readonly failure: GhFailure};

/** GitHub's own program, asked for what only GitHub knows. */
export interface Gh {
	/** Looks up a pull request by its number (in the repository at hand) or its address. Never rejects. */
	pullRequest(which: number | URL): Promise<GhAnswer>;
}

const quiet = {
	GH_PROMPT_DISABLED: '1',
	GH_NO_UPDATE_NOTIFIER: '1',
	GIT_TERMINAL_PROMPT: '0',
	NO_COLOR: '1',
	CLICOLOR_FORCE: '0',
};
/** How gh ends when nobody is signed in (`gh help exit-codes`). */
const signInNeeded = 4;

/** gh in a folder; whether it is installed shows at the first question. `timeout`: ms. */
export function ghIn(cwd: string, env: NodeJS.ProcessEnv = process.env, timeout = 15_000): Gh {
	return {
		async pullRequest(which) {
			const args = ['pr', 'view', '--json', 'mergeCommit,state,title', '--', String(which)];
			const outcome = await run('gh', args, {cwd, env: {...env, ...quiet}, timeout});
			switch (outcome.kind) {
				case 'absent':
					return failure({kind: 'not-installed'});
				case 'cut-off':
					return failure({kind: 'timed-out'});
				case 'ended':
					if (outcome.code === signInNeeded) return failure({kind: 'not-signed-in'});
					if (outcome.code !== 0) return failure({kind: 'failed', message: reasonIn(outcome.stderr)});
					return answerIn(outcome.stdout);
			}
		},
	};
}

function answerIn(json: string): GhAnswer {
	const {state: word, title, mergeCommit} = fields(parsed(json));
	const state = states.find(each => each === word);
	if (state === undefined) {
		return failure({kind: 'failed', message: 'its answer cannot be read'});
	}
	const {oid} = fields(mergeCommit);
	const merge = typeof oid === 'string' && isSha(oid) ? oid.toLowerCase() : null;
	const pullRequest = {state, title: typeof title === 'string' ? plain(title).trim() : '', merge};
	return {kind: 'pull-request', pullRequest};
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return null;
	}
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function reasonIn(stderr: string): string {
	const line = stderr.split('\n').find(each => each.trim() !== '');
	return line === undefined ? 'it gave no reason' : plain(line).trim().slice(0, 200);
}

function failure(why: GhFailure): GhAnswer {
	return {kind: 'failure', failure: why};
}
