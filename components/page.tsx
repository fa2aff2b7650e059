import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Command, Place} from '../source/keymap/keymap.ts';
import {paintEnds} from '../source/wording/spans.ts';
import {Footer} from './footer.tsx';
import {filled} from './list-pane.ts';
import {Rows} from './row.tsx';
import {useTheme} from './theme-context.ts';

/** What has nothing to do on a page: the key that opens it, links where it tells of no single pipeline, and what tells of a failure. */
const idle = {
	help: ['help', 'open-link', 'copy-link', 'copy-report'],
	links: ['list-links', 'open-link', 'copy-link', 'copy-report'],
	changes: ['copy-report'],
} as const satisfies Partial<Record<Place, readonly Command[]>>;

export interface PageProps {
	readonly place: keyof typeof idle;
	readonly title: string;
	/** All rows of the text, and the first one seen. */
	readonly text: readonly string[];
	readonly top: number;
	readonly columns: number;
	readonly rows: number;
	/** Stands beside the text; as wide as it says, and no higher than the page. */
	readonly beside?: {readonly columns: number; readonly content: ReactNode};
}

/** How many rows of text a page of so many rows has. */
export function pageHeight(rows: number): number {
	return rows - 3;
}

/** A text over the whole screen: title, as much of it as fits, and the keys. */
export function Page({place, title, text, top, columns, rows, beside}: PageProps): ReactNode {
	const theme = useTheme();
	const height = pageHeight(rows);
	const end = Math.min(text.length, top + height);
	const range = text.length > height ? `${top + 1} to ${end} of ${text.length} ` : '';
	return (
		<>
			<Rows
				rows={[
					paintEnds([' ', [title, 'bold']], [[range, 'dim']], columns, theme),
					theme.paint('line', '─'.repeat(columns)),
				]}
			/>
			<Box height={height}>
				<Box flexDirection="column" width={columns - (beside?.columns ?? 0)}>
					<Rows rows={filled(text.slice(top, end), columns - (beside?.columns ?? 0), height)} />
				</Box>
				{beside?.content}
			</Box>
			<Footer place={place} columns={columns} labels={{leave: 'back'}} without={['back', ...idle[place]]} />
		</>
	);
}
