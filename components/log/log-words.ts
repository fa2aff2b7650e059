import type {LogView} from '../../hooks/log-view.ts';
import type {Span} from '../../source/wording/spans.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** A number as it is read: `1,260`. */
export function grouped(number: number): string {
	return number.toLocaleString('en-US');
}

export function lineCount(lines: number): string {
	return `${grouped(lines)} ${lines === 1 ? 'line' : 'lines'}`;
}

/** A time since a build began: `+1:03`, `+1:02:03`; ms in. */
export function sinceStart(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `+${hours}:${two(minutes)}:${two(seconds % 60)}` : `+${minutes}:${two(seconds % 60)}`;
}

/** The time of day where the reader is: `14:16:03`. */
export function timeOfDay(at: number): string {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

export interface Position {
	/** Whether the first line known is the log's first. */
	readonly fromStart: boolean;
	readonly cut: boolean;
}

/** Where the reader is in the log, most important first. */
export function positionWords(view: LogView, {fromStart, cut}: Position): readonly string[] {
	const {content, cursor, all, find, following, left} = view;
	const total = content.lines.length;
	const error = content.errors.indexOf(cursor);
	const match = find?.matches.indexOf(cursor) ?? -1;
	const matches = find?.matches.length ?? 0;
	return [
		`line ${grouped(cursor + 1)} of ${fromStart ? '' : 'the last '}${grouped(total)}`,
		find === null || find.query === ''
			? ''
			: (find.problem ??
				(matches === 0
					? `nothing matches ${find.query}`
					: match < 0
						? `${grouped(matches)} match ${find.query}`
						: `match ${grouped(match + 1)} of ${grouped(matches)}`)),
		error >= 0
			? `error ${error + 1} of ${content.errors.length}`
			: content.errors.length > 0
				? `${content.errors.length} ${content.errors.length === 1 ? 'error' : 'errors'}`
				: '',
		content.relevant.length === 0 ? '' : all ? 'all lines' : 'relevant',
		following ? 'following' : content.live ? 'live, f follows' : '',
		left > 0 ? `from column ${left + 1}` : cut ? 'cut at right edge' : '',
	].filter(word => word !== '');
}

/** What stands over the log. */
export function logTitle({content, all}: LogView): string {
	const {lines, relevant} = content;
	if (lines.length === 0) return 'log';
	return all || relevant.length === 0
		? `log · ${lineCount(lines.length)}`
		: `log · relevant: ${relevant.length} of ${lineCount(lines.length)}`;
}

/** What is typed to find something, with what came of it. */
export function findPrompt({find}: LogView): readonly Span[] {
	if (find === null) return [];
	const found =
		find.problem ??
		(find.query === '' ? '' : find.matches.length === 0 ? 'no match' : lineCount(find.matches.length));
	return [
		[find.regex ? 'regex /' : '/', 'key'],
		find.query,
		['▏', 'cursor'],
		[found === '' ? '' : ` ${found}`, find.problem === null ? 'dim' : 'trouble'],
	];
}
