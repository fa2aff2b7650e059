/** Tells of each line that follows a header whether it is still part of what the agent repeats there. */
export type Echo = (line: string) => boolean;

/** More than this of a script that is not known is not believed: an unclosed quote would hide all output. */
const longestGuess = 200;

/**
 * The agent prints a script whole before it runs it, so the words of an error that a script may print stand in the log
 * of every build. `first` is the script's line in the header, `scripts` are those known whole from a failure's message.
 */
export function scriptEcho(first: string, scripts: readonly string[]): Echo {
	const begun = squeeze(first);
	const script = scripts.map(squeeze).find(each => each.startsWith(begun)) ?? null;
	const guess = shellEcho(first);
	let at = begun.length;
	let known = script !== null && begun !== '';
	return line => {
		if (!known || script === null) return guess(line);
		const piece = squeeze(line);
		if (at >= script.length) return false;
		if (script.startsWith(piece, at)) {
			at += piece.length;
			return true;
		}
		known = false;
		return guess(line);
	};
}

/** A script repeated behind a message: up to the line that `ends` it, that line included. */
export function echoUntil(ends: RegExp): Echo {
	let over = false;
	return line => {
		if (over) return false;
		over = ends.test(line);
		return true;
	};
}

/** White space is not always repeated as it stands in the buildspec. */
function squeeze(text: string): string {
	return text.replace(/\s+/g, '');
}

/** Goes by the looks of the lines, and by quotes that are still open. */
function shellEcho(first: string): Echo {
	let quoted = isOpen(first, false);
	let lines = 0;
	return line => {
		if (lines++ > longestGuess || !(quoted || line.trim() === '' || looksLikeShell(line))) return false;
		quoted = isOpen(line, quoted);
		return true;
	};
}

function isOpen(line: string, open: boolean): boolean {
	const quotes = line.match(/\\"|"/g)?.filter(quote => quote === '"').length ?? 0;
	return quotes % 2 === 1 ? !open : open;
}

const shell: readonly RegExp[] = [
	/^(?:then|else|fi|do|done|esac|;;|[{}()])\s*;?\s*(?:#.*)?$/,
	/^(?:if|elif|while|until|for|case)\s.*(?:\bthen|\bdo|\bin|\bfi|\bdone|\])\s*;?\s*(?:#.*)?$/,
	/^(?:echo|printf|export|unset|local|readonly|eval|exec|trap)(?:\s|$)/,
	/^(?:set|cd|source)\s+[-+./~$\w"']+$|^(?:exit|return)(?:\s+[\d$]\S*)?$/,
	/^[A-Za-z_]\w*\+?=/,
	/^#(?!\d)/,
	/(?:\\|&&|\|\||[^|]\|)$/,
	/\$\(|\$\{|\$[A-Za-z_]\w*/,
	/^(?:aws|pulumi|docker|np[mx]|pnpm|yarn|git|python3?|bash|sh|make|curl|terraform|kubectl|grep|sed|awk|jq|cat|test|mkdir|cp|mv|rm|chmod|tar|pip3?|cargo|go|\[\[?)\s+(?!ERR!|err|warn|notice)[-\w./"'[]/,
];

/** Whether a line is shell code rather than the output of a program. */
function looksLikeShell(line: string): boolean {
	const text = line.trim();
	return shell.some(pattern => pattern.test(text));
}
