/** What text is written on. */
export type Ground = 'dark' | 'light';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Asks the terminal for the colour of its background (OSC 11), then who it is (DA1): every terminal answers that, in
 * order, so whoever has not told its colour by then does not know the question.
 */
export const askBackground = '\x1b]11;?\x1b\\\x1b[c';

// biome-ignore lint/suspicious/noControlCharactersInRegex: replies begin and end with control characters
const replies = /\x1b\](?:11|\d+);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[\?[\d;]*c/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const begun = /\x1b(?:\][^\x07\x1b]*\x1b?|\[(?:\?[\d;]*)?)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const colour = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

/** Takes the terminal's replies out of what is typed, and tells what they say. */
export interface Replies {
	/** What is left of these bytes for whoever reads keys. */
	withoutReplies(bytes: string): string;
	/** The question was put: until `answered`, what may be the beginning of a reply waits for its end. */
	asked(): void;
	/** Whether a question was put and not answered yet. */
	readonly outstanding: boolean;
}

/** `tell` hears the background once it is known; `answered` that all questions have their answer. */
export function hearReplies(tell: (ground: Ground) => void, answered: () => void = () => {}): Replies {
	let outstanding = false;
	let held = '';
	return {
		get outstanding() {
			return outstanding;
		},
		asked() {
			outstanding = true;
		},
		withoutReplies(bytes) {
			const text = held + bytes;
			held = '';
			const kept = text.replaceAll(replies, reply => {
				const ground = groundIn(reply);
				if (ground !== null) tell(ground);
				if (reply.endsWith('c') && outstanding) {
					outstanding = false;
					answered();
				}
				return '';
			});
			const cut = outstanding ? begun.exec(kept) : null;
			held = cut?.[0] ?? '';
			return kept.slice(0, kept.length - held.length);
		},
	};
}

/** The background that a reply to OSC 11 tells; null: it is another reply. */
export function groundIn(reply: string): Ground | null {
	const channels = colour.exec(reply)?.slice(1);
	if (channels === undefined) return null;
	const [red = 0, green = 0, blue = 0] = channels.map(
		hex => Number.parseInt(hex, 16) / (16 ** hex.length - 1),
	);
	return groundOf(luminance([red, green, blue]));
}

/** What rxvt, Konsole and others say of their colours: `15;0`, the last of them the background's number among the sixteen. */
export function groundOfEnvironment({COLORFGBG: said}: Env): Ground | null {
	const number = /^\d+(?:;[a-z\d]+)?;(\d{1,2})$/.exec(said ?? '')?.[1];
	if (number === undefined || Number(number) > 15) return null;
	return Number(number) === 7 || Number(number) > 8 ? 'light' : 'dark';
}

/** Whether white or black stands out better on it. */
function groundOf(luminance: number): Ground {
	return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? 'light' : 'dark';
}

/** The relative luminance of a colour (WCAG 2.1), each of its channels from 0 to 1. */
export function luminance([red, green, blue]: readonly [number, number, number]): number {
	const linear = (channel: number) =>
		channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
