import {Text} from 'ink';
import type {ReactNode} from 'react';

/** One row of the screen, already painted and fitted: one Text each is what Ink draws fastest. */
export function Row({children}: {readonly children: string}): ReactNode {
	return <Text wrap="truncate">{children === '' ? ' ' : children}</Text>;
}
