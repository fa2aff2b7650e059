import {Box, render, Text} from 'ink';
import type {ReactNode} from 'react';

const Screen = ({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode => (
	<Box flexDirection="column">
		{Array.from({length: rows - 1}, (_, index) => (
			<Text key={index} wrap="truncate">
				{'─'.repeat(columns)}
			</Text>
		))}
		<Text wrap="truncate">? help</Text>
	</Box>
);

/** The least that a live screen of this size can be: rows of text, drawn with what the program draws with. */
export async function main(): Promise<void> {
	const {columns, rows} = process.stdout;
	const app = render(<Screen columns={columns} rows={rows} />, {
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: 120,
		exitOnCtrlC: false,
	});
	process.once('SIGTERM', () => app.unmount());
	// Reads keys as a screen does, and so stays until it is ended.
	process.stdin.setRawMode(true).resume();
	await app.waitUntilExit();
	process.stdin.pause();
}
