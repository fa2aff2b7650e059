import stringWidth from 'string-width';
import type {Style} from '../../wording/theme.ts';
import type {Paper} from '../paper.ts';
import {type Check, counted} from './check.ts';
import type {Next} from './next.ts';

/** The checks as rows, written as they come. */
export interface Report {
	/** Begins a section whose longest name of a check has `width` cells; `many` is what several of them are called. */
	section(title: string, width: number, many?: string): void;
	check(check: Check): void;
	end(next: Next): void;
}

const signs = {
	ok: {glyph: '✓', style: 'good'},
	note: {glyph: '!', style: 'waiting'},
	fault: {glyph: '✗', style: 'bad'},
} as const satisfies Record<Check['status'], {readonly glyph: string; readonly style: Style}>;

/** Fewer cells than this are no room for a sentence. */
const leastRoom = 30;

export function createReport({columns, theme, print}: Paper): Report {
	let width = 0;
	let unit = 'checks';
	const rows = {ok: 0, note: 0, fault: 0};
	/** Checks that say the same, which become one row. */
	let held: readonly Check[] = [];

	function row({check, status, message, fix}: Check, name = check): void {
		rows[status]++;
		const {glyph, style} = signs[status];
		const sign = `${glyph} ${status.padEnd(5)}`;
		const left = `  ${theme.paint(style, sign)}  `;
		const start = 2 + sign.length + 2;
		const beside = start + Math.max(width, name.length) + 2;
		// Where next to nothing is left beside the name, the sentence stands below it.
		const indent = columns - beside < leastRoom ? start : beside;
		const lines = wrapped(message, roomIn(columns, indent));
		const [first = '', ...rest] = indent === beside ? lines : ['', ...lines];
		print(left + (first === '' ? name : `${name.padEnd(width)}  ${first}`));
		for (const line of rest) print(' '.repeat(indent) + line);
		if (fix === null) return;
		for (const [index, line] of wrapped(fix, roomIn(columns, start + 2)).entries())
			print(`${' '.repeat(start)}${index === 0 ? '→' : ' '} ${theme.paint('bold', line)}`);
	}

	function release(): void {
		const [first] = held;
		if (first !== undefined) row(first, held.length === 1 ? first.check : `${held.length} ${unit}`);
		held = [];
	}

	return {
		section(title, widest, many = 'checks') {
			release();
			if (width > 0) print('');
			[width, unit] = [widest, many];
			print(theme.paint('bold', title));
		},
		check(check) {
			if (!saysTheSame(held[0], check)) release();
			if (check.status === 'ok') row(check);
			else held = [...held, check];
		},
		end({command, why}) {
			release();
			print('');
			print(`${said(rows.fault, 'fault')}, ${said(rows.note, 'note')}`);
			print(`Next, ${why}:`);
			print(`  ${theme.paint('bold', command)}`);
		},
	};
}

function saysTheSame(one: Check | undefined, {status, message, fix}: Check): boolean {
	return one?.status === status && one.message === message && one.fix === fix;
}

function said(count: number, one: string): string {
	return count === 0 ? `no ${one}s` : counted(count, one);
}

/** The cells that are left beside an indentation; a terminal that is too narrow wraps by itself. */
function roomIn(columns: number, indent: number): number {
	return Math.max(20, columns - indent);
}

/** The text in lines of at most `room` cells, broken between words; a longer word behind a slash, else anywhere. */
export function wrapped(text: string, room: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ').flatMap(each => pieces(each, room))) {
		const joined = line === '' || word.glued ? line + word.text : `${line} ${word.text}`;
		if (line === '' || stringWidth(joined) <= room) line = joined;
		else {
			lines.push(line);
			line = word.text;
		}
	}
	return [...lines, line];
}

interface Piece {
	readonly text: string;
	/** Whether no space stands before it. */
	readonly glued: boolean;
}

function pieces(word: string, room: number): readonly Piece[] {
	if (stringWidth(word) <= room) return [{text: word, glued: false}];
	const parts = word
		.split(/(?<=\/)/)
		.flatMap(part => (stringWidth(part) <= room ? [part] : chunks(part, room)));
	return parts.map((text, index) => ({text, glued: index > 0}));
}

function chunks(text: string, room: number): readonly string[] {
	const found: string[] = [];
	let chunk = '';
	for (const sign of text) {
		if (stringWidth(chunk + sign) > room) {
			found.push(chunk);
			chunk = '';
		}
		chunk += sign;
	}
	return [...found, chunk];
}
