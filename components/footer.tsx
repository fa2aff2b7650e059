import type {ReactNode} from 'react';
import {useDesk} from '../hooks/desk.ts';
import {useNote} from '../hooks/note.ts';
import {type Command, footerRows, type KeyRow, keyName, type Place} from '../source/keymap/keymap.ts';
import {paintEnds, type Span, widthOf} from '../source/wording/spans.ts';
import type {Theme} from '../source/wording/theme.ts';
import {hintAt, roomForSteps} from './demo-hints.ts';
import {Row} from './row.tsx';
import {fitSegments, type Segment} from './segments.ts';
import {useTheme} from './theme-context.ts';

export interface FooterProps {
	readonly place: Place;
	readonly columns: number;
	/** What a key does right now, where the table's word is too general. */
	readonly labels?: Partial<Record<Command, string>>;
	/** What cannot work right now. */
	readonly without?: readonly Command[];
	/** Stands before the keys: what is typed, a hint. */
	readonly prompt?: readonly Span[];
	/** Stands at the right end where there is room. */
	readonly right?: readonly Span[];
}

/** The keys that work right now, behind the sentence that the last key had to say. */
export function Footer(props: FooterProps): ReactNode {
	const theme = useTheme();
	const note = useNote();
	const {session} = useDesk();
	const {place, columns, right = []} = props;
	const hint = session.demo && columns >= roomForSteps ? hintAt(place) : null;
	const prompt: readonly Span[] = props.prompt ?? [];
	const usual: readonly Span[] = prompt.length > 0 || hint === null ? prompt : [[hint, 'gate']];
	const before: readonly Span[] = note === null ? usual : [[note, 'note']];
	return <Row>{footerRow(props, before, right, theme)}</Row>;
}

function footerRow(
	{place, columns, labels = {}, without = []}: FooterProps,
	prompt: readonly Span[],
	right: readonly Span[],
	theme: Theme,
): string {
	const rows = footerRows(place).filter(
		row => !row.keys.every(([, command]) => without.includes(command)) && row.footer !== null,
	);
	const keys = rows.map((row, index): Segment => {
		const press = row.footer ?? '';
		const command = row.keys.find(([name]) => name === press)?.[1];
		const label = (command === undefined ? undefined : labels[command]) ?? row.label;
		const keep = command === 'help' ? 1000 : command === 'leave' || command === 'back' ? 500 : 400 - index;
		return {
			spans: [
				[pairOf(row) ?? keyName(press, theme.unicode), 'key'],
				[` ${label}`, 'dim'],
			],
			keep,
		};
	});
	const before: readonly Segment[] = prompt.length === 0 ? [] : [{spans: prompt, keep: Infinity}];
	const fitted = fitSegments([...before, ...keys], columns - 1, '  ');
	return paintEnds([' ', ...fitted], rightIfFits(right, fitted, columns), columns, theme);
}

/** Two keys that belong together, as `[ ]`; null: the row has one, or many. */
function pairOf({keys}: KeyRow): string | null {
	return keys.length === 2 && keys.every(([press]) => press.length === 1)
		? keys.map(([press]) => press).join(' ')
		: null;
}

function rightIfFits(right: readonly Span[], left: readonly Span[], columns: number): readonly Span[] {
	return widthOf(left) + widthOf(right) + 3 <= columns ? right : [];
}
