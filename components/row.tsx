import {Text} from 'ink';
import type {ReactNode} from 'react';
import {onlyAscii} from '../source/wording/ascii.ts';
import {useTheme} from './theme-context.ts';

/** One row of the screen, already painted and fitted: one Text each is what Ink draws fastest. */
export function Row({children}: {readonly children: string}): ReactNode {
	const {unicode} = useTheme();
	const row = children === '' ? ' ' : children;
	return <Text wrap="truncate">{unicode ? row : onlyAscii(row)}</Text>;
}

/** Rows one below the other. */
export function Rows({rows}: {readonly rows: readonly string[]}): ReactNode {
	return rows.map((row, index) => <Row key={index}>{row}</Row>);
}
