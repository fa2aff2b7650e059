import {Text, Transform, useStdout} from 'ink';
import {memo, type ReactNode} from 'react';
import {onlyAscii} from '../source/wording/ascii.ts';
import {narrowWidth} from '../source/wording/narrow.ts';
import {useTheme} from './theme-context.ts';

/**
 * One row of the screen, already painted and fitted. Ink takes each text of a frame to pieces four times over, to clean, to
 * measure and to style it. A row that is known to be clean and to fit is put in the place of a blank, and spares it three.
 */
export const Row = memo(function Row({children}: {readonly children: string}): ReactNode {
	const {unicode} = useTheme();
	const terminal = useColumns();
	// Ink fills a row with blanks by itself.
	const row = (unicode ? children : onlyAscii(children)).trimEnd();
	const columns = narrowWidth(row);
	if (columns === null || columns > terminal) return <Text wrap="truncate">{row === '' ? ' ' : row}</Text>;
	return <Transform transform={() => row}> </Transform>;
});

function useColumns(): number {
	const {stdout} = useStdout();
	return 'columns' in stdout ? Number(stdout.columns) : 0;
}

/** Rows one below the other. */
export function Rows({rows}: {readonly rows: readonly string[]}): ReactNode {
	return rows.map((row, index) => <Row key={index}>{row}</Row>);
}
