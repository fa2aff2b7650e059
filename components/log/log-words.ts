import {isSearching} from '../../hooks/log-find.ts';
import type {LogView} from '../../hooks/log-view.ts';
import {indexIn} from '../../hooks/sorted.ts';
import {grouped, lineCount} from '../../source/wording/log-numbers.ts';
import type {Span} from '../../source/wording/spans.ts';

export interface Position {
	/** Whether the first line known is the log's first. */
	readonly fromStart: boolean;
	readonly cut: boolean;
}

/** Where the reader is in the log, most important first. */
export function positionWords(view: LogView, {fromStart, cut}: Position): readonly string[] {
	const {content, cursor, all, following, left, moved} = view;
	const total = content.lines.length;
	const error = indexIn(content.errors, cursor);
	return [
		`line ${grouped(cursor + 1)} of ${fromStart ? '' : 'the last '}${grouped(total)}`,
		findWords(view),
		error >= 0
			? `error ${error + 1} of ${content.errors.length}`
			: content.errors.length > 0
				? `${content.errors.length} ${content.errors.length === 1 ? 'error' : 'errors'}`
				: '',
		content.relevant.length === 0 ? '' : all ? 'all lines' : 'relevant',
		following ? 'following' : content.live ? (moved ? 'paused, f follows' : 'live, f follows') : '',
		left > 0 ? `from column ${left + 1}` : cut ? 'cut at right edge' : '',
	].filter(word => word !== '');
}

/** What was found so far, and whether more may be. */
function findWords({find, content, cursor}: LogView): string {
	if (find === null || find.query === '') return '';
	if (find.problem !== null) return find.problem;
	const {hits} = find.scan;
	const match = indexIn(hits, cursor);
	const searching = isSearching(find, content.lines) ? ', searching…' : '';
	if (hits.length === 0)
		return searching === '' ? `nothing matches ${find.query}` : `searching ${find.query}…`;
	return match < 0
		? `${grouped(hits.length)} match ${find.query}${searching}`
		: `match ${grouped(match + 1)} of ${grouped(hits.length)}${searching}`;
}

/** What stands over the log. */
export function logTitle({content, all, marking}: LogView): string {
	const {lines, relevant, novel} = content;
	if (lines.length === 0) return 'log';
	const shown =
		all || relevant.length === 0
			? lineCount(lines.length)
			: `relevant: ${relevant.length} of ${lineCount(lines.length)}`;
	const marked =
		novel === null || !marking
			? ''
			: novel.length === 0
				? ' · all in the last green log'
				: ` · not in the last green log: ${grouped(novel.length)} (marked +)`;
	return `log · ${shown}${marked}`;
}

/** What is typed to find something, with what came of it. */
export function findPrompt({find, content}: LogView): readonly Span[] {
	if (find === null) return [];
	const found =
		find.problem ??
		(find.query === '' ? '' : foundCount(find.scan.hits.length, isSearching(find, content.lines)));
	return [
		[find.regex ? 'regex /' : '/', 'key'],
		find.query,
		['▏', 'cursor'],
		[found === '' ? '' : ` ${found}`, find.problem === null ? 'dim' : 'trouble'],
	];
}

function foundCount(found: number, searching: boolean): string {
	if (found === 0) return searching ? 'searching…' : 'no match';
	return `${lineCount(found)}${searching ? ', searching…' : ''}`;
}
