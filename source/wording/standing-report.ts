import {withoutSecrets} from '../diagnosis/secrets.ts';
import type {Commit} from '../domain/commit.ts';
import {commitOf, type Execution} from '../domain/execution.ts';
import type {Follow} from '../domain/follow.ts';
import type {StageProgress} from '../domain/progress.ts';
import {stageLooks} from './glyphs.ts';
import {code, escaped, type Fact, factList, link as linkTo, utc} from './markdown.ts';
import {type Describe, lookOf, reasonIn} from './words.ts';

export interface StandingReport {
	readonly follow: Follow;
	/** The commit that is followed. */
	readonly commit: Commit | null;
	/** The execution that is looked at, and how far it has come; null: there is none. */
	readonly execution: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly link: string;
	readonly describe: Describe;
}

/** Where a commit stands in a pipeline in which nothing has failed, in Markdown: short, times in UTC, the link whole. */
export function standingReport(report: StandingReport): string {
	const {follow, commit, execution, stages, link, describe} = report;
	const own = execution === null || execution.id === follow.execution?.id;
	const {glyph, word} = lookOf(follow.standing);
	const reason = own ? reasonIn(follow, describe) : '';
	const since = own && 'since' in follow.standing ? follow.standing.since : null;
	const revision = execution === null ? null : commitOf(execution);
	const facts: readonly Fact[] = [
		['commit', shown(revision?.sha ?? commit?.sha ?? null, commit, revision?.subject ?? null)],
		['execution', execution === null ? '' : code(execution.id)],
		[
			'stands',
			own ? [`${glyph} ${word}`, escaped(masked(reason))].filter(part => part !== '').join(': ') : '',
		],
		['since', since === null ? '' : utc(since)],
		['stages', stages.map(stageWords).join(' · ')],
		['looked at', follow.asOf === null ? '' : utc(follow.asOf)],
	];
	return [
		`### ${escaped(follow.pipeline)}${own ? `: ${word}` : ''}`,
		'',
		...factList(facts),
		'',
		linkTo(link),
		'',
	].join('\n');
}

function shown(sha: string | null, tracked: Commit | null, told: string | null): string {
	if (sha === null) return 'unknown';
	const subject = (tracked?.sha === sha ? tracked.subject : null) ?? told;
	return `${code(sha)}${subject === null ? '' : ` ${code(masked(subject))}`}`;
}

function stageWords({name, state, done, total}: StageProgress): string {
	const {glyph, word} = stageLooks[state];
	const counted = total > 1 && done !== total && state !== 'NotReached' ? ` ${done ?? '?'}/${total}` : '';
	return `${glyph} ${escaped(name)} ${word}${counted}`;
}

function masked(text: string): string {
	return withoutSecrets(text.replace(/\s+/g, ' ').trim());
}
