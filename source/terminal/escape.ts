const bel = '\x07';

/** Puts text into the clipboard of the terminal (OSC 52), over ssh too where the terminal allows it. */
export function clipboardSequence(text: string): string {
	return `\x1b]52;c;${Buffer.from(text).toString('base64')}${bel}`;
}

/** How long a string GNU screen hands on whole. */
const screenTakes = 252;

/** Hands a sequence through GNU screen to the terminal that it is in (DCS), in pieces that it takes. */
export function throughScreen(sequence: string): string {
	const pieces = sequence.match(new RegExp(`[^]{1,${screenTakes}}`, 'g')) ?? [];
	return pieces.map(piece => `\x1bP${piece}\x1b\\`).join('');
}

/** Sets the title of the window or pane (OSC 2); `title` is clean text of one line. */
export function titleSequence(title: string): string {
	return `\x1b]2;${title}${bel}`;
}

/** Keeps the titles of window and icon on the terminal's own stack, and brings them back (XTWINOPS 22 and 23). */
export const keepTitle = '\x1b[22;0t';
export const bringBackTitle = '\x1b[23;0t';

/** Clears the screen, and puts the cursor into its first cell. */
export const clearScreen = '\x1b[2J\x1b[H';

/** Goes to the alternate screen, which is empty; the cursor stays where it was on the other one (DECSET 1049). */
export const alternateScreen = '\x1b[?1049h';

/** Between the two the terminal shows nothing of what it is told, and then all of it at once (DECSET 2026). */
export const beginUpdate = '\x1b[?2026h';
export const endUpdate = '\x1b[?2026l';

/** Rings the bell; in tmux that marks the window. */
export const bell = bel;

/** Asks the terminal to say when it gets and loses the focus, and to stop saying it. */
export const reportFocus = '\x1b[?1004h';
export const stopReportingFocus = '\x1b[?1004l';
