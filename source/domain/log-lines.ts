import type {LogLine} from './log.ts';

/** What is written line by line is put together up to so many lines. */
const together = 256;

/** The lines of a page as bytes: a million lines are a few hundred objects, and none that a garbage collector moves about. */
interface Block {
	/** The lines one behind the other, in Latin-1. */
	readonly bytes: Buffer;
	/** Lines with signs that Latin-1 lacks. */
	readonly apart: ReadonlyMap<number, string>;
	/** Where in `bytes` each line ends. */
	readonly ends: Uint32Array;
	/** When each was written; ms since the epoch, UTC. */
	readonly times: Float64Array;
}

/** Tells what belongs to one log from what belongs to another. */
type Lineage = symbol;

/**
 * The lines of a log, kept small: a million take little more room than their characters. Never changes; what grows is
 * another one that shares what was there before. Indexes that no line has give an empty text.
 */
export class LogLines implements Iterable<LogLine> {
	static readonly none = new LogLines([], Symbol('no log'), 0);

	readonly length: number;
	readonly #blocks: readonly Block[];
	/** The index of each block's first line. */
	readonly #starts: readonly number[];
	readonly #lineage: Lineage;
	/** How many lines have come before the one that was first when the log was begun. */
	readonly #before: number;

	private constructor(blocks: readonly Block[], lineage: Lineage, before: number) {
		const starts: number[] = [];
		let length = 0;
		for (const {ends} of blocks) {
			starts.push(length);
			length += ends.length;
		}
		this.length = length;
		this.#blocks = blocks;
		this.#starts = starts;
		this.#lineage = lineage;
		this.#before = before;
	}

	/** The lines of a log that begins with these. */
	static of(lines: readonly LogLine[]): LogLines {
		return LogLines.none.append(lines);
	}

	/** With lines behind the last one. */
	append(lines: readonly LogLine[]): LogLines {
		if (lines.length === 0) return this;
		const last = this.#blocks.at(-1);
		const joins = last !== undefined && last.ends.length + lines.length <= together;
		const blocks = joins
			? [...this.#blocks.slice(0, -1), blockOf([...linesIn(last, 0, last.ends.length), ...lines])]
			: [...this.#blocks, blockOf(lines)];
		return new LogLines(blocks, this.#own(), this.#before);
	}

	/** With lines before the first one. */
	prepend(lines: readonly LogLine[]): LogLines {
		if (lines.length === 0) return this;
		const before = this.length === 0 ? 0 : this.#before + lines.length;
		return new LogLines([blockOf(lines), ...this.#blocks], this.#own(), before);
	}

	text(index: number): string {
		const at = this.#blockAt(index);
		const block = this.#blocks[at];
		return block === undefined ? '' : textIn(block, index - (this.#starts[at] ?? 0));
	}

	/** When a line was written; ms since the epoch, UTC. Null where there is none. */
	at(index: number): number | null {
		const at = this.#blockAt(index);
		return this.#blocks[at]?.times[index - (this.#starts[at] ?? 0)] ?? null;
	}

	/** The texts of the lines from one index to before another. */
	texts(from: number, to: number = this.length): string[] {
		return this.#between(from, to, textsIn);
	}

	/** The lines from one index to before another, as a list of their own. */
	slice(from = 0, to: number = this.length): readonly LogLine[] {
		return this.#between(from, to, linesIn);
	}

	*[Symbol.iterator](): Iterator<LogLine> {
		for (const block of this.#blocks) yield* linesIn(block, 0, block.ends.length);
	}

	/** How many lines have come before the first one of an earlier state of the same log; null: it was another log's. */
	shiftSince(earlier: LogLines): number | null {
		if (earlier.length === 0 || earlier === this) return 0;
		return this.#lineage === earlier.#lineage ? this.#before - earlier.#before : null;
	}

	#own(): Lineage {
		return this.length === 0 ? Symbol('log') : this.#lineage;
	}

	/** The block that holds a line; -1: there is no such line. */
	#blockAt(index: number): number {
		if (!(index >= 0 && index < this.length)) return -1;
		let low = 0;
		let high = this.#starts.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((this.#starts[middle] ?? 0) <= index) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	#between<T>(from: number, to: number, read: (block: Block, from: number, to: number) => T[]): T[] {
		const found: T[] = [];
		const first = Math.max(0, from);
		const end = Math.min(to, this.length);
		for (let at = this.#blockAt(first); at >= 0 && at < this.#blocks.length; at++) {
			const block = this.#blocks[at];
			const start = this.#starts[at] ?? 0;
			if (block === undefined || start >= end) break;
			for (const each of read(block, Math.max(0, first - start), Math.min(block.ends.length, end - start)))
				found.push(each);
		}
		return found;
	}
}

/** What takes more than a byte. */
const beyondLatin = /[^\0-\xff]/;

function blockOf(lines: readonly LogLine[]): Block {
	const ends = new Uint32Array(lines.length);
	const apart = new Map<number, string>();
	let end = 0;
	for (const [index, {text}] of lines.entries()) {
		if (beyondLatin.test(text)) apart.set(index, text);
		else end += text.length;
		ends[index] = end;
	}
	const bytes = Buffer.allocUnsafeSlow(end);
	for (const [index, {text}] of lines.entries()) {
		if (!apart.has(index)) bytes.write(text, startIn(ends, index), 'latin1');
	}
	return {bytes, apart, ends, times: Float64Array.from(lines, ({at}) => at)};
}

function startIn(ends: Uint32Array, line: number): number {
	return line === 0 ? 0 : (ends[line - 1] ?? 0);
}

function textIn({bytes, apart, ends}: Block, line: number): string {
	return apart.get(line) ?? bytes.toString('latin1', startIn(ends, line), ends[line]);
}

/** The texts of some lines of a block: read as one, which takes a fraction of the time that each alone takes. */
function textsIn({bytes, apart, ends}: Block, from: number, to: number): string[] {
	const start = startIn(ends, from);
	const text = bytes.toString('latin1', start, startIn(ends, to));
	const own = (line: number) => text.slice(startIn(ends, line) - start, (ends[line] ?? 0) - start);
	return Array.from({length: to - from}, (_, index) => apart.get(from + index) ?? own(from + index));
}

function linesIn(block: Block, from: number, to: number): LogLine[] {
	return textsIn(block, from, to).map((text, index) => ({at: block.times[from + index] ?? 0, text}));
}
