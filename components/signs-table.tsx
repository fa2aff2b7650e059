import {Text} from 'ink';
import {Table} from 'ink-table';
import type {ReactNode} from 'react';
import {onlyAscii} from '../source/wording/ascii.ts';
import {signs} from '../source/wording/glyphs.ts';
import {useTheme} from './theme-context.ts';

/** How many columns and rows the table takes. */
export const signsSize = {
	columns: Math.max(...[...signs.values()].map(({word}) => word.length)) + 13,
	rows: 2 * signs.size + 3,
};

/** What the signs of the screen mean. Each stands beside its word wherever there is room, so nobody has to learn them. */
export function SignsTable(): ReactNode {
	const theme = useTheme();
	const drawn = (text: string) => (theme.unicode ? text : onlyAscii(text));
	return (
		<Table
			data={[...signs].map(([sign, {word}]) => ({sign, means: word}))}
			columns={['sign', 'means']}
			header={({children}) => <Text>{drawn(theme.paint('bold', words(children)))}</Text>}
			cell={({children}) => (
				<Text>
					{drawn(theme.paint(signs.get(words(children).trim())?.style ?? 'plain', words(children)))}
				</Text>
			)}
			skeleton={({children}) => <Text>{drawn(theme.paint('line', words(children)))}</Text>}
		/>
	);
}

/** ink-table hands out padded strings, typed as anything that can be drawn. */
function words(children: ReactNode): string {
	return typeof children === 'string' ? children : '';
}
