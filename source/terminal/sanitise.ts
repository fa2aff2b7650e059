/*
 * Text from outside is hostile: a commit message or a log line may hold what a terminal obeys. It is cleaned once, where
 * it enters. util.stripVTControlCharacters alone leaves control characters, unfinished sequences and invisible text behind.
 */

const esc = '\u001b';

/**
 * Every escape sequence of ECMA-48, 7- and 8-bit, finished or not; a lone ESC too. A control string ends where xterm ends
 * it (ST, BEL, CAN, SUB, any ESC), and at a line's end at the latest, so that an unfinished one cannot hide the rest of a text.
 */
const sequences = new RegExp(
	[
		`(?:${esc}[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x18\\x1a${esc}\\x9c\\r\\n]*(?:[\\x07\\x18\\x1a\\x9c]|${esc}\\\\)?`,
		`(?:${esc}\\[|\\x9b)[0-?]*[ -/]*[@-~]?`,
		`${esc}[ -/]*[0-~]?`,
	].join('|'),
	'g',
);

/** Characters that show nothing but reorder or hide text, and those that belong to no script. Emoji keep what joins them. */
const invisibles = [
	'[[\\p{Default_Ignorable_Code_Point}\\p{Cf}]--[\\u200d\\ufe0e\\ufe0f]--[\\u0600-\\u0605\\u06dd\\u08e2]]',
	'(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}]|\\p{Emoji}\\ufe0f)\\u200d',
	'\\u200d(?!\\p{Extended_Pictographic})',
	'(?<!\\p{Emoji})[\\ufe0e\\ufe0f]',
].join('|');
/** Made when the first text asks for it: that takes longer than many a command has. */
let invisible: RegExp | null = null;

/** C0, DEL and C1 without what parts words and lines, and without ESC, which the sequences take. */
const controls = new RegExp(`[^\\P{Cc}\\t\\n\\v\\f\\r${esc}\\u0085]`, 'gu');
const beyondAscii = /\P{ASCII}/u;
const breaks = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Who signs in inside an address, and with what. */
const signIn = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/?#@'"<>]{1,400})@/gi;

/** An address keeps no password, and the web's no name either: a token may stand for one. */
function withoutSignIn(text: string): string {
	if (!text.includes('://')) return text;
	return text.replace(signIn, (found: string, scheme: string, who: string) =>
		who.includes(':') || /^https?:/i.test(scheme) ? `${scheme}***@` : found,
	);
}

/**
 * One line without anything that a terminal would obey: a run of white space with a line's end in it is one space. No address
 * in it says how to sign in.
 */
export function plain(text: string): string {
	return withoutSignIn(bare(text.replace(sequences, ''))).replace(/[\s\u0085]+/gu, run =>
		breaks.test(run) ? ' ' : run.replaceAll('\t', ' '),
	);
}

/** As `plain`, but lines stay apart (`\n`), their tabs as four spaces. */
export function paragraphs(text: string): string {
	return withoutSignIn(bare(text.replace(sequences, '')))
		.replace(/\r\n?/g, '\n')
		.replace(/[\v\f\u0085\u2028\u2029]/g, ' ')
		.replaceAll('\t', '    ');
}

/**
 * A line of a log as a terminal would show it: colours (SGR sequences) stay and end with the line, tabs reach the next
 * eighth column, and what a carriage return let later text overwrite is gone, as in a progress bar.
 */
export function logLine(text: string): string {
	if (harmless.test(text)) return closed(text);
	const kept = text.replace(sequences, found => (isColour(found) || eraser.test(found) ? found : ''));
	const line = bare(kept).replace(/[\n\v\f\u0085\u2028\u2029]/g, ' ');
	let end = line.length;
	while (line[end - 1] === '\r') end--;
	const rest = line.slice(0, end);
	return moves.test(rest) ? played(rest) : closed(rest);
}

/** Most lines: nothing but what can be printed, and plain colours. Of a long log every line is asked this first. */
const harmless = new RegExp(
	`^[ -~]*(?:${esc}\\[(?:[0-7]|[39][0-7]|[34]9)?(?:;(?:[0-7]|[39][0-7]|[34]9))?m[ -~]*)*$`,
);

const colour = new RegExp(`^${esc}\\[[0-9;:]{0,64}m$`);
const reset = new RegExp(`^${esc}\\[[0;]*m$`);
/** To the line's end, or the whole line: progress bars end their shorter texts so. */
const eraser = new RegExp(`^${esc}\\[[02]?K$`);
const moves = new RegExp(`[\\t\\r]|${esc}\\[[02]?K`);
const tokens = new RegExp(`${esc}\\[[0-9;:]*[mK]|.`, 'gsu');
const tabStop = 8;

function bare(text: string): string {
	const clean = text.toWellFormed().replace(controls, '');
	if (!beyondAscii.test(clean)) return clean;
	invisible ??= new RegExp(invisibles, 'gv');
	return clean.replace(invisible, '');
}

/** Whether a sequence only sets colours and weights: a long one is an attack, concealed text a trap. */
function isColour(sequence: string): boolean {
	return colour.test(sequence) && !conceals(sequence.slice(2, -1).split(';'));
}

function conceals(parameters: readonly string[]): boolean {
	for (let i = 0; i < parameters.length; i++) {
		const parameter = parameters[i] ?? '';
		if (/^0*8$/.test(parameter)) return true;
		// 38;5;n and 38;2;r;g;b (foreground, background, underline): the numbers behind are no attributes.
		if (/^(?:38|48|58)$/.test(parameter)) i += Number(parameters[i + 1]) === 2 ? 4 : 2;
	}
	return false;
}

/** The line with its colours ended, so that they do not run into what stands beside it. */
function closed(line: string): string {
	const last = line.lastIndexOf(esc);
	return last < 0 || reset.test(line.slice(last, line.indexOf('m', last) + 1)) ? line : `${line}${esc}[m`;
}

interface Cell {
	readonly text: string;
	readonly style: string;
}
const blank: Cell = {text: ' ', style: ''};

/** What stands on the row after a terminal has played the line: carriage returns, tabs and erasing to the line's end. */
function played(line: string): string {
	const cells: (Cell | undefined)[] = [];
	let at = 0;
	let styles: string[] = [];
	let style = '';
	for (const [token] of line.matchAll(tokens)) {
		if (token === '\r') at = 0;
		else if (token === '\t') {
			do cells[at] ??= blank;
			while (++at % tabStop !== 0);
		} else if (!token.startsWith(esc)) cells[at++] = {text: token, style};
		else if (token.endsWith('K')) cells.length = token.includes('2') ? 0 : Math.min(cells.length, at);
		else {
			// Only the last few: a line of nothing but colours must not grow by their square.
			styles = reset.test(token) ? [] : [...styles, token].slice(-4);
			style = styles.join('');
		}
	}
	return drawn(cells);
}

function drawn(cells: readonly (Cell | undefined)[]): string {
	let line = '';
	let style = '';
	for (const cell of Array.from(cells, each => each ?? blank)) {
		if (cell.style !== style) line += (style === '' ? '' : `${esc}[m`) + cell.style;
		style = cell.style;
		line += cell.text;
	}
	// What was joined to a sign that is gone joins nothing.
	return closed(bare(line));
}
