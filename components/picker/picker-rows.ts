import type {Match} from '../../hooks/matching.ts';
import type {Picker} from '../../hooks/use-picker.ts';
import type {TopOf} from '../../hooks/use-window.ts';
import {type Commit, short} from '../../source/domain/commit.ts';
import {paintRow, type Span, width, widthOf} from '../../source/wording/spans.ts';
import type {Style, Theme} from '../../source/wording/theme.ts';
import {duration} from '../../source/wording/words.ts';
import {fitSegments} from '../segments.ts';
import {marked} from './marked.ts';
import {reachSegments} from './reach-segments.ts';

export interface PickerRowsOptions {
	readonly columns: number;
	readonly height: number;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
	readonly topOf: TopOf;
}

/** From these widths on each row tells the author, and how far the commit has come; below them the rule does, of the selected one. */
const authorFrom = 100;
const reachFrom = 72;

/** The commits that are seen, the selected one among them: exactly `height` rows. */
export function pickerRows(picker: Picker, options: PickerRowsOptions): readonly string[] {
	const {columns, height, theme, topOf} = options;
	const {found, at} = picker;
	if (found.length === 0) {
		const none = paintRow(['  ', [noneWords(picker), 'note']], columns, theme);
		return filled([none], height, columns);
	}
	const top = topOf({count: found.length, height, at, key: found[at]?.commit.sha ?? null});
	const seen = found.slice(top, top + height);
	const authors = Math.min(16, Math.max(3, ...seen.map(({commit}) => width(who(commit)))));
	return filled(
		seen.map((match, index) => commitRow(match, picker, {...options, authors, selected: top + index === at})),
		height,
		columns,
	);
}

function noneWords({picking: {query}, looking}: Picker): string {
	if (query.trim() !== '') return `no commit is like "${query}"`;
	return looking ? 'looking for commits…' : 'no commit is known: start sluice in a clone, or type a SHA';
}

function filled(rows: readonly string[], height: number, columns: number): readonly string[] {
	return [
		...rows,
		...Array.from({length: Math.max(0, height - rows.length)}, () => ' '.repeat(columns)),
	].slice(0, height);
}

/** A stage that one pipeline alone has says less than who wrote the commit. */
const aloneKeep = 199;

/** The rule above the commits; where their rows are too narrow, with the author of the selected one and how far it has come. */
export function pickerRule({found, at, reach}: Picker, columns: number, theme: Theme): string {
	const commit = found[at]?.commit;
	if (columns >= authorFrom || commit === undefined) return theme.paint('line', '─'.repeat(columns));
	const author: Span = [who(commit), commit.mine ? 'mine' : 'dim'];
	const told = fitSegments(
		[
			{spans: [author], keep: aloneKeep},
			...(columns < reachFrom ? reachSegments(reach.get(commit.sha) ?? []) : []),
		],
		columns - 4,
	);
	if (widthOf(told) === 0) return theme.paint('line', '─'.repeat(columns));
	const rest = '─'.repeat(Math.max(0, columns - widthOf(told) - 3));
	return paintRow([['─', 'line'], ' ', ...told, ' ', [rest, 'line']], columns, theme);
}

function commitRow(
	{commit, subject, author, digits}: Match,
	{reach, tracked}: Picker,
	{
		columns,
		now,
		theme,
		authors,
		selected,
	}: PickerRowsOptions & {readonly authors: number; readonly selected: boolean},
): string {
	const isTracked = tracked.includes(commit.sha);
	const age = commit.at === null ? '' : duration(now - commit.at);
	const name = short(commit.sha);
	const own: Style = commit.mine ? 'mine' : 'dim';
	const left: readonly Span[] = [
		selected ? ['▌', 'cursor'] : ' ',
		[commit.mine ? '* ' : '  ', 'mine'],
		[name.slice(0, digits), 'match'],
		[name.slice(digits), isTracked ? 'running' : commit.mine ? 'mine' : 'plain'],
		[` ${age.padStart(6)}  `, 'dim'],
		...(columns >= authorFrom ? [...marked(who(commit), commit.mine ? [] : author, authors, own), '  '] : []),
	];
	const progress =
		columns >= reachFrom
			? fitSegments(reachSegments(reach.get(commit.sha) ?? []), Math.floor(columns * 0.45))
			: [];
	const space = columns - widthOf(left) - (progress.length > 0 ? widthOf(progress) + 2 : 0);
	const before = isTracked && columns >= reachFrom ? 'followed now · ' : '';
	const words = before + (commit.subject ?? `${commit.sha} is in no list; Enter follows it`);
	const positions = subject.map(position => position + before.length);
	return paintRow(
		[
			...left,
			...marked(words, positions, space, selected ? 'bold' : 'plain'),
			progress.length > 0 ? '  ' : '',
			...progress,
		],
		columns,
		theme,
	);
}

function who({mine, author}: Commit): string {
	return mine ? 'you' : (author ?? '');
}
