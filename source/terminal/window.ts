import {bringBackTitle, keepTitle, reportFocus, stopReportingFocus, titleSequence} from './escape.ts';

/** What a screen asks of the window that it is in: its title, and to be told of its focus. */
export interface Window {
	open(): void;
	/** Gives back what `open` asked for; as often as one likes. */
	close(): void;
	/** Writes the title where it has changed. */
	refresh(): void;
}

/** `title` gives clean text of one line; null: this terminal is not known to have a title. */
export function createWindow(stdout: {write(bytes: string): unknown}, title: (() => string) | null): Window {
	let shown: string | null = null;
	let isOpen = false;
	const write = (next: string | null) => {
		shown = next;
		return next === null ? '' : titleSequence(next);
	};
	return {
		open() {
			if (isOpen) return;
			isOpen = true;
			stdout.write((title === null ? '' : keepTitle + write(title())) + reportFocus);
		},
		close() {
			if (!isOpen) return;
			isOpen = false;
			stdout.write(stopReportingFocus + (title === null ? '' : bringBackTitle));
		},
		refresh() {
			const next = title?.() ?? null;
			if (isOpen && next !== null && next !== shown) stdout.write(write(next));
		},
	};
}
