import {Box} from 'ink';
import type {ReactNode} from 'react';
import {SeenProvider} from '../hooks/seen.ts';

/** One of the screens that lie over each other: only the topmost is seen, those below keep their place. */
export function Layer({seen, children}: {readonly seen: boolean; readonly children: ReactNode}): ReactNode {
	return (
		<SeenProvider value={seen}>
			<Box display={seen ? 'flex' : 'none'} flexDirection="column">
				{children}
			</Box>
		</SeenProvider>
	);
}
