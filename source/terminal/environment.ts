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
	readonly title: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** `color` is false where the command line asks for none; NO_COLOR (no-color.org) and TERM=dumb do too. */
export function terminalEnvironment(env: Env, color: boolean): TerminalEnvironment {
	return {
		colors: color ? colorsOf(env) : 0,
		unicode: isUnicode(env),
		tmux: Boolean(env.TMUX),
		screen: Boolean(env.STY) && !env.TMUX,
		ssh: Boolean(env.SSH_CONNECTION || env.SSH_TTY),
		title: takesStrings(env.TERM ?? ''),
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
	if (env.NO_COLOR || term === '' || term === 'dumb') return 0;
	if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 3;
	return /256/.test(term) ? 2 : 1;
}

/** The first of LC_ALL, LC_CTYPE and LANG that is set tells; where none is (a bare container), terminals are UTF-8 today. */
function isUnicode(env: Env): boolean {
	if (env.TERM === 'linux') return false;
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
	return !locale || /utf-?8/i.test(locale);
}
