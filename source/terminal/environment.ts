/** What can be known of the terminal without asking it. */
export interface TerminalEnvironment {
	/** 0 none, 1 the sixteen colours, 2 the 256, 3 all. */
	readonly colors: 0 | 1 | 2 | 3;
	/** Whether more than ASCII can be shown. */
	readonly unicode: boolean;
	readonly tmux: boolean;
	/** Inside GNU screen, which hands on only what is wrapped for it. */
	readonly screen: boolean;
	readonly ssh: boolean;
	/** Whether it is known to take strings (OSC) for a title or the clipboard, and not to print them. */
	readonly strings: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * `color` is false where the command line asks for none; NO_COLOR (no-color.org) and TERM=dumb do too. FORCE_COLOR
 * (force-color.org) wins over both of them, as everywhere in Node.
 */
export function terminalEnvironment(env: Env, color: boolean): TerminalEnvironment {
	return {
		colors: color ? colorsOf(env) : 0,
		unicode: isUnicode(env),
		tmux: Boolean(env.TMUX),
		screen: Boolean(env.STY) && !env.TMUX,
		ssh: Boolean(env.SSH_CONNECTION || env.SSH_TTY),
		strings: takesStrings(env.TERM ?? ''),
	};
}

/** Consoles and terminals of old know no OSC, and some print it. */
function takesStrings(term: string): boolean {
	return (
		term !== '' && !/^(?:ansi|cons\d*|cygwin|dumb|eterm|linux|sun|unknown|vt\d+|wsvt\d*)(?:-|$)/.test(term)
	);
}

function colorsOf(env: Env): TerminalEnvironment['colors'] {
	const term = env.TERM ?? '';
	const forced = forcedColors(env.FORCE_COLOR);
	if (forced !== null) return forced;
	if (env.NO_COLOR || term === '' || term === 'dumb') return 0;
	if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 3;
	return /256/.test(term) ? 2 : 1;
}

/** What FORCE_COLOR asks for; null: nothing. Empty and `true` are the sixteen colours, as in chalk. */
function forcedColors(asked: string | undefined): TerminalEnvironment['colors'] | null {
	switch (asked) {
		case '0':
		case 'false':
			return 0;
		case '1':
		case 'true':
		case '':
			return 1;
		case '2':
			return 2;
		case '3':
			return 3;
		default:
			return null;
	}
}

/** Whether a screen can be drawn on it at all: its TERM says what it is, and that is more than a row of characters. */
export function drawsScreens(env: Env, platform: NodeJS.Platform): boolean {
	if (env.TERM === 'dumb' || env.TERM === 'unknown') return false;
	// The consoles of Windows say nothing, and can do all of it.
	return Boolean(env.TERM) || platform === 'win32';
}

/** The first of LC_ALL, LC_CTYPE and LANG that is set tells; where none is (a bare container), terminals are UTF-8 today. */
function isUnicode(env: Env): boolean {
	if (env.TERM === 'linux') return false;
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return !locale || /utf-?8/i.test(locale);
}
