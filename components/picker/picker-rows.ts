import type {Picker} from '../../hooks/use-picker.ts';
import {type Commit, short} from '../../source/domain/commit.ts';
import type {Reach} from '../../source/domain/reach.ts';
import {fit, paintRow, type Span, width, widthOf} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {duration} from '../../source/wording/words.ts';
import {fitSegments} from '../segments.ts';

export interface PickerRowsOptions {
	readonly columns: number;
	readonly height: number;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
}

/** The commits that are seen, the selected one among them: exactly `height` rows. */
export function pickerRows(picker: Picker, options: PickerRowsOptions): readonly string[] {
	const {columns, height, theme} = options;
	const {found, at, picking} = picker;
	if (found.length === 0) {
		const words =
			picking.query.trim() === '' ? ['looking for commits…'] : [`no commit is like "${picking.query}"`];
		return filled(
			words.map(word => paintRow(['  ', [word, 'note']], columns, theme)),
			height,
			columns,
		);
	}
	const top = Math.max(0, Math.min(at - Math.floor(height / 2), found.length - height));
	const seen = found.slice(top, top + height);
	const authors = Math.min(16, Math.max(3, ...seen.map(commit => width(who(commit)))));
	return filled(
		seen.map((commit, index) =>
			commitRow(commit, picker, {...options, authors, selected: top + index === at}),
		),
		height,
		columns,
	);
}

function filled(rows: readonly string[], height: number, columns: number): readonly string[] {
	return [
		...rows,
		...Array.from({length: Math.max(0, height - rows.length)}, () => ' '.repeat(columns)),
	].slice(0, height);
}

function commitRow(
	commit: Commit,
	{reach, tracked}: Picker,
	{
		columns,
		now,
		theme,
		authors,
		selected,
	}: PickerRowsOptions & {readonly authors: number; readonly selected: boolean},
): string {
	const wide = columns >= 72;
	const age = commit.at === null ? '' : duration(now - commit.at);
	const left: readonly Span[] = [
		selected ? ['▌', 'cursor'] : ' ',
		[commit.mine ? '* ' : '  ', 'mine'],
		[short(commit.sha), commit.sha === tracked ? 'running' : commit.mine ? 'mine' : 'plain'],
		[` ${age.padStart(5)}  `, 'dim'],
		wide ? [`${fit(who(commit), authors)}  `, commit.mine ? 'mine' : 'dim'] : '',
	];
	const progress = fitSegments(reachSegments(reach.get(commit.sha) ?? []), Math.floor(columns * 0.45));
	const room = columns - widthOf(left) - widthOf(progress) - 2;
	const subject = subjectOf(commit, wide && commit.sha === tracked);
	const right: readonly Span[] = room < 12 ? [] : progress;
	const space = columns - widthOf(left) - widthOf(right) - (right.length > 0 ? 2 : 0);
	return paintRow(
		[
			...left,
			[fit(subject, Math.max(0, space)), selected ? 'bold' : 'plain'],
			right.length > 0 ? ' ' : '',
			...right,
		],
		columns,
		theme,
	);
}

function who({mine, author}: Commit): string {
	return mine ? 'you' : (author ?? '');
}

function subjectOf({subject, sha}: Commit, tracked: boolean): string {
	const words = subject ?? `${sha} is in no list; Enter follows it`;
	return tracked ? `followed now · ${words}` : words;
}

/** `staging 8/8 · production 2/8`: the stage that most pipelines have is kept longest, then the later ones. */
function reachSegments(reach: readonly Reach[]) {
	return reach.map(({stage, done, of}, index) => ({
		spans: [
			[`${stageWord(stage)} `, 'dim'],
			[`${done}/${of}`, done === of ? 'good' : done > 0 ? 'running' : 'dim'],
		] as const,
		keep: of * 100 + index,
	}));
}

/** `DeployStaging` is `staging` to those who speak of it. */
function stageWord(stage: string): string {
	return (stage.replace(/^Deploy(?=.)(?:To)?/, '') || stage).replace(/^[-_]+/, '').toLowerCase();
}
