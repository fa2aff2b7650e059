import {type Outcome, run} from './run.ts';

/** Asks git, in one folder. */
export type Git = (...args: readonly string[]) => Promise<Outcome>;

/** Nobody waits longer for git; ms. A walk over a hundred thousand commits takes a second or two. */
const patience = 10_000;

/**
 * A repository may be a stranger's, and its configuration names programs: whatever makes git start one while it reads
 * (signatures, file monitors, pagers, fetching what a partial clone left out) is switched off.
 */
const harmless = ['--no-pager', '-c', 'log.showSignature=false', '-c', 'core.fsmonitor=false'];
const reading = {
	LC_ALL: 'C',
	GIT_OPTIONAL_LOCKS: '0',
	GIT_TERMINAL_PROMPT: '0',
	GIT_NO_LAZY_FETCH: '1',
	GIT_ALLOW_PROTOCOL: 'none',
};

/** Git that only reads: it takes no locks, asks nothing, fetches nothing. */
export function gitIn(cwd: string, env: NodeJS.ProcessEnv): Git {
	const options = {cwd, env: {...env, ...reading}, timeout: patience};
	return (...args) => run('git', [...harmless, ...args], options);
}

/** What it printed; null when it ended with anything but 0. */
export function printed(outcome: Outcome): string | null {
	return outcome.kind === 'ended' && outcome.code === 0 ? outcome.stdout : null;
}

/** Whether a text can name a commit by its digits. Revisions of other sources (S3, ECR) are never given to git. */
export function isHex(text: string): boolean {
	return /^[0-9a-f]{4,64}$/i.test(text);
}

/** Whether a text has the form of a commit's SHA, whole or at least seven digits of it. */
export function isSha(text: string): boolean {
	return /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i.test(text);
}

/** Whether a text is a whole SHA: no branch can stand in for it, and nothing has to be looked up. */
export function isWhole(text: string): boolean {
	return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}
