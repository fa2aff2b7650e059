import type {AccountFlags} from '../../command-line/parse.ts';
import {type Commit, short} from '../../domain/commit.ts';
import {commitOf, isSha} from '../../domain/execution.ts';
import type {AboutGit} from '../../git/about.ts';
import {plain} from '../../terminal/sanitise.ts';
import {needed, needs} from './needs.ts';
import type {Survey} from './survey.ts';

/** The command to type next, and what it does. */
export interface Next {
	readonly command: string;
	readonly why: string;
}

export interface Standpoint {
	/** Whether the settings can be used. */
	readonly settings: boolean;
	/** Whether it is known in which region to look. */
	readonly region: boolean;
	readonly survey: Survey;
	readonly git: AboutGit;
	/** The newest commits of the branch that pipelines follow. */
	readonly recent: readonly Commit[];
	readonly account: AccountFlags;
}

/** What to do after the checks. Pure. */
export function nextCommand({settings, region, survey, git, recent, account}: Standpoint): Next {
	const {sample, trouble, outcomes} = survey;
	const sluice = (...words: readonly string[]) => ['sluice', ...words, ...flagsOf(account)].join(' ');
	if (!settings) return {command: sluice('doctor'), why: 'check again once the settings are mended'};
	if (trouble?.kind === 'expired' && trouble.hint?.startsWith('aws '))
		return {command: trouble.hint, why: 'renew the credentials'};
	if (!region || trouble?.kind === 'expired' || trouble?.kind === 'no-credentials')
		return {command: 'sluice demo', why: 'see it without an AWS account'};
	const isDenied = needed.some(operation => {
		const outcome = outcomes.get(operation);
		return needs[operation].required && outcome?.kind === 'failed' && outcome.error.kind === 'denied';
	});
	if (isDenied)
		return {command: sluice('doctor', '--policy'), why: 'print what to ask your administrator for'};
	if (trouble !== null) return {command: sluice('doctor'), why: 'check again once AWS answers'};
	if (sample.pipelines?.length === 0)
		return {command: 'sluice demo', why: 'see what it looks like with pipelines'};
	if (git.kind === 'repository' && sample.followed !== false) {
		const merge = recent.find(({mine, subject}) => mine && pullRequestIn(subject) !== null);
		const number = pullRequestIn(merge?.subject ?? null);
		return number === null
			? {command: sluice(), why: 'pick a commit and follow it'}
			: {command: sluice(`'#${number}'`), why: 'follow your newest merge'};
	}
	const newest = sample.execution === null ? null : commitOf(sample.execution.execution);
	return newest !== null && isSha(newest.sha)
		? {command: sluice(short(newest.sha)), why: 'follow the newest commit seen'}
		: {command: sluice('fleet'), why: 'see every pipeline at one look'};
}

/** The pull request that a merge's subject names. */
function pullRequestIn(subject: string | null): string | null {
	return (
		/\(#(\d+)\)$|^Merge pull request #(\d+)/
			.exec(subject ?? '')
			?.slice(1)
			.find(Boolean) ?? null
	);
}

/** The flags that lead to the same account again. */
function flagsOf(account: AccountFlags): readonly string[] {
	const given: readonly (readonly [string, string | null])[] = [
		['--profile', account.profile],
		['--region', account.region],
		['--endpoint-url', account.endpointUrl],
		['--credentials-file', account.credentialsFile],
		['--credentials-table', account.credentialsTable],
		['--settings', account.settings],
		...account.pipelines.map(glob => ['--pipelines', glob] as const),
	];
	return given.flatMap(([flag, value]) => (value === null ? [] : [flag, quoted(value)]));
}

/** As a shell takes it for one word. */
function quoted(given: string): string {
	const word = plain(given);
	return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
