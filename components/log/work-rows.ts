import type {Newer} from '../../source/domain/failed.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import {person, workWords} from '../../source/wording/failure-words.ts';
import {retryWords} from '../../source/wording/retry-words.ts';
import {breakHard, breakWords, fit, paintRow} from '../../source/wording/spans.ts';
import type {Style, Theme} from '../../source/wording/theme.ts';
import {clock} from '../../source/wording/words.ts';

export interface WorkRowsOptions {
	readonly columns: number;
	readonly height: number;
	/** The console's page of what does the work. */
	readonly link: string;
	/** Whether a newer execution has entered its stage. */
	readonly newer: Newer;
	/** ms since the epoch. */
	readonly now: number;
	readonly theme: Theme;
}

/** Columns of the words before a row. */
const labelled = 11;

/**
 * What an action without a build says of itself, in exactly `height` rows: its own words first; the link whole and from the
 * first column, as long as it does not take their room.
 */
export function workRows(action: ActionProgress, options: WorkRowsOptions): readonly string[] {
	const {columns, height, theme} = options;
	const facts = factsOf(action, options).flatMap(([label, text, style]) =>
		text
			.split('\n')
			.flatMap(line => breakWords(line.trimEnd(), Math.max(20, columns - labelled - 1)))
			.map((row, index) =>
				paintRow(
					[' ', [(index === 0 ? label : '').padEnd(labelled - 1), 'dim'], [row, style]],
					columns,
					theme,
				),
			),
	);
	const link = breakHard(options.link, columns).map(row => fit(row, columns));
	const room = height - facts.length;
	const below = link.length <= Math.max(room, Math.floor(height / 3)) ? link : [];
	const above = facts.slice(0, height - below.length);
	const gap = Math.min(1, height - above.length - below.length);
	const blank = (rows: number) => Array.from({length: Math.max(0, rows)}, () => ' '.repeat(columns));
	const rows = [...above, ...blank(gap), ...below];
	return [...rows, ...blank(height - rows.length)];
}

/** Where more stands; of an approval whether it can be asked anew. */
function moreWords(action: ActionProgress, newer: Newer): string {
	const late = action.category === 'Approval' && newer.kind === 'entered';
	return late ? retryWords(null, newer, action.stage) : workWords(action).more;
}

type Fact = readonly [label: string, text: string, style: Style];

function factsOf(action: ActionProgress, {now, newer}: WorkRowsOptions): readonly Fact[] {
	const {run, state, provider, category} = action;
	const {failure, summary, by = null} = run ?? {failure: null, summary: null};
	const message = failure?.message.trim() ?? '';
	const code = failure?.code ?? '';
	const facts: readonly Fact[] = [
		['message', message, 'cause'],
		['summary', summary === message ? '' : (summary ?? ''), 'plain'],
		['code', message.includes(code) ? '' : code, 'plain'],
		[category === 'Approval' ? 'reviewer' : 'by', by === null ? '' : person(by), 'plain'],
		['runs in', provider === '' ? '' : `${provider} (${category})`, 'dim'],
		['began', run?.startedAt == null ? '' : clock(run.startedAt, now), 'dim'],
		['more', state === 'Failed' ? moreWords(action, newer) : 'o opens what it does in the console', 'dim'],
	];
	const told = facts.filter(([, text]) => text !== '');
	const silent =
		state === 'Failed' && category !== 'Approval' && message === '' && (summary ?? '') === '' && code === '';
	return silent ? [['message', 'it failed, and nothing says why', 'note'], ...told] : told;
}
