import {closeSync, openSync, writeSync} from 'node:fs';
import type {AwsEvent} from './event.ts';

/** A file that events are appended to, one as JSON on each line. */
export type EventsFile = {readonly append: (event: AwsEvent) => void; readonly close: () => void};

/**
 * Opens the file, for its owner only when it is new. Throws the system's error when it cannot be opened; `onTrouble` is told
 * once when it cannot be written any more, after which nothing more is.
 */
export function openEventsFile(path: string, onTrouble: (message: string) => void): EventsFile {
	let file: number | undefined = openSync(path, 'a', 0o600);
	const close = () => {
		if (file !== undefined) closeSync(file);
		file = undefined;
	};
	return {
		append: event => {
			if (file === undefined) return;
			try {
				writeSync(file, `${JSON.stringify(event)}\n`);
			} catch (error) {
				close();
				onTrouble(error instanceof Error ? error.message : String(error));
			}
		},
		close,
	};
}
