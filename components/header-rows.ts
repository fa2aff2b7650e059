import {type Commit, short} from '../source/domain/commit.ts';
import {firstStart} from '../source/domain/first-start.ts';
import {freshFor} from '../source/domain/fresh.ts';
import {picturesIn} from '../source/domain/remembered.ts';
import type {ScopeRecord} from '../source/domain/state.ts';
import {isOptional, type Trouble} from '../source/domain/trouble.ts';
import {breakWords, fit, paintRow, type Span, width, widthOf} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {duration, mendingOf, paceWords, troubleWords} from '../source/wording/words.ts';

export interface HeaderView {
	readonly theme: Theme;
	readonly columns: number;
	readonly now: number;
	readonly demo: boolean;
	/** Host and port of whoever is asked in AWS's place; null: AWS itself. */
	readonly instead: string | null;
	/** When the newest look ended; ms since the epoch, null: none has. */
	readonly lookedAt: number | null;
}

/**
 * Which commit, where, and how fresh; below it what troubles a whole scope, with the command that mends it. What does
 * not fit goes: account, author, subject. The SHA, the trouble and the age stay.
 */
export function headerRows(
	commit: Commit | null,
	scopes: readonly ScopeRecord[],
	view: HeaderView,
): readonly string[] {
	return [firstRow(commit, scopes, view), ...commonTrouble(scopes, view)];
}

/** What troubles a whole scope, else what the looks do without: one of each, with what mends it; three rows at most. */
export function commonTrouble(
	scopes: readonly ScopeRecord[],
	view: Pick<HeaderView, 'theme' | 'columns' | 'now'>,
): readonly string[] {
	const troubles = [...scopes.flatMap(({trouble}) => trouble ?? []), ...scopes.flatMap(lackIn)];
	return troubles.slice(0, 1).flatMap(trouble => troubleRows(trouble, view));
}

function firstRow(commit: Commit | null, scopes: readonly ScopeRecord[], view: HeaderView): string {
	const {theme, columns, now, demo, instead, lookedAt} = view;
	const sha: Span = commit === null ? ['no commit', 'dim'] : [short(commit.sha), 'mine'];
	const age = lookedAt === null ? lookingWords(scopes, now) : lookedWords(now - lookedAt, freshFor(scopes));
	const pace = scopes.map(paceWords).find(words => words !== '') ?? '';
	const slow: readonly Span[] = pace === '' || columns < roomForPace ? [] : [' ', [pace, 'trouble']];
	const fixed: readonly Span[] = [
		...(demo ? [['DEMO', 'gate'] as const, ' '] : []),
		...(instead === null ? [] : [[insteadWords(instead, columns), 'gate'] as const, ' ']),
		[age, 'dim'],
		...slow,
		' ',
	];
	const room = columns - 1 - widthOf([sha, ...fixed]) - 2;
	const subject = commit?.subject ?? '';
	const wanted = subject === '' ? 0 : width(subject) + 1;
	const takes = (text: string) => (text === '' ? 0 : width(text) + 3);
	const [author, place] = choices(commit, scopes, now).find(
		([who, where]) => wanted + takes(who) + takes(where) <= room,
	) ?? ['', ''];
	const left: readonly Span[] = [
		' ',
		sha,
		subject === '' || room < 8 ? '' : ` ${fit(subject, Math.min(width(subject), room - 1))}`,
		[author === '' ? '' : ` · ${author}`, 'dim'],
	];
	const right: readonly Span[] = [[place === '' ? '' : `${place} · `, 'dim'], ...fixed];
	const between = Math.max(1, columns - widthOf(left) - widthOf(right));
	return paintRow([...left, ' '.repeat(between), ...right], columns, theme);
}

/** On fewer columns it is not said who is asked, only that it is not AWS. */
const roomForHost = 90;

/** That it is not AWS that answers: `not AWS but 127.0.0.1:4599`; nothing where it is. */
export function insteadWords(instead: string | null, columns: number): string {
	if (instead === null) return '';
	return columns < roomForHost ? 'not AWS' : `not AWS but ${instead}`;
}

/** How old the commit is; where nobody tells, when its first execution started. */
function ageOf(commit: Commit | null, scopes: readonly ScopeRecord[], now: number): string {
	if (commit === null) return '';
	if (commit.at !== null) return `${duration(now - commit.at)} ago`;
	const starts = scopes
		.flatMap(({pipelines}) => Object.values(pipelines))
		.flatMap(({executions}) => firstStart(executions, commit.sha) ?? []);
	return starts.length === 0 ? '' : `started ${duration(now - Math.min(...starts))} ago`;
}

/** What may stand behind the subject and at the right, the most first. */
function choices(
	commit: Commit | null,
	scopes: readonly ScopeRecord[],
	now: number,
): readonly (readonly [author: string, place: string])[] {
	const who = commit?.mine ? 'you' : (commit?.author ?? '');
	const age = ageOf(commit, scopes, now);
	const author = [who, age].filter(part => part !== '').join(' · ');
	const accounts = scopes
		.map(({account, region}) => [account, region].filter(part => part !== null).join(' '))
		.join(', ');
	const regions = [...new Set(scopes.map(({region}) => region))].join(', ');
	return [
		[author, accounts],
		[author, regions],
		[author, ''],
		[age, regions],
		[age, ''],
	];
}

/** On fewer columns the commit, the age and what troubles it leave no room for the pace. */
const roomForPace = 50;

/** Before the first look: from when that is what is shown meanwhile. */
function lookingWords(scopes: readonly ScopeRecord[], now: number): string {
	const times = scopes.flatMap(scope => [...picturesIn(scope).values()].map(({asOf}) => asOf));
	return times.length === 0 ? 'looking…' : `as of ${duration(now - Math.max(...times))} ago · looking…`;
}

const minute = 60_000;
/** What is younger than this was just now, where looks follow each other so quickly; ms. */
const soon = 10_000;

/** As long as the next look is not late, an age is told in words that are true and stand still. */
export function lookedWords(age: number, fresh: number): string {
	if (age < fresh) return fresh <= soon ? 'just looked' : `looked <${duration(wholeUnits(fresh))} ago`;
	return age < 2000 ? 'just looked' : `looked ${duration(age)} ago`;
}

/** Rounded up to what a duration is told in, so that less than it is true. */
function wholeUnits(ms: number): number {
	const unit = ms < minute ? 1000 : ms < 60 * minute ? minute : 60 * minute;
	return Math.ceil(ms / unit) * unit;
}

/** What the looks at a scope do without: one call of those that are denied. */
function lackIn({pipelines}: ScopeRecord): readonly Trouble[] {
	for (const {trouble} of Object.values(pipelines)) if (isOptional(trouble)) return [trouble];
	return [];
}

/** Why nothing can be seen, and what mends it: as many rows as it takes, three at most. */
function troubleRows(
	trouble: Trouble,
	{theme, columns, now}: Pick<HeaderView, 'theme' | 'columns' | 'now'>,
): readonly string[] {
	const again =
		trouble.retryAt === null
			? ''
			: trouble.retryAt <= now
				? ' · trying again'
				: ` · again in ${duration(trouble.retryAt - now)}`;
	const since = ` for ${duration(now - trouble.since)}`;
	const mending = mendingOf(trouble);
	const text = isOptional(trouble)
		? `${troubleWords(trouble)}: all else is shown`
		: `${troubleWords(trouble)}${since}${again}${mending === null ? '' : ` · ${mending}`}`;
	return breakWords(text, columns - 3)
		.slice(0, 3)
		.map((row, index) =>
			paintRow([index === 0 ? [' ? ', 'trouble'] : '   ', [row, 'trouble']], columns, theme),
		);
}
