import {Writable} from 'node:stream';
import {alternateScreen, beginUpdate, clearScreen, endUpdate} from './escape.ts';

/** A terminal's output stream, as far as a screen needs it. */
export interface TerminalOutput {
	readonly columns: number;
	readonly rows: number;
	write(bytes: string, written?: () => void): unknown;
	on(event: 'resize', listener: () => void): unknown;
	off(event: 'resize', listener: () => void): unknown;
}

/** A terminal that is dragged to a size reports many on the way; it is drawn anew when it has come to rest; ms. */
const resizeRest = 30;
/** While it is dragged for longer than this it is drawn on the way, too; ms. */
const longestDrag = 150;

/**
 * What a screen is drawn on, between the renderer and the terminal. Each frame leaves in one write. The renderer hears of
 * a new size only once the terminal has come to rest; frames for a size that is over are dropped, as they would wrap.
 */
export class Canvas extends Writable {
	readonly isTTY = true;
	columns: number;
	rows: number;
	readonly #terminal: TerminalOutput;
	readonly #drawAll: () => void;
	/** The bytes of a frame that has not ended. */
	#frame: string[] | null = null;
	#clearsFirst = false;
	#muted = false;
	#dragSince: number | null = null;
	#rest: NodeJS.Timeout | undefined;

	/** `drawAll` makes the renderer draw its whole picture again, whatever it believes to be on the screen. */
	constructor(terminal: TerminalOutput, drawAll: () => void) {
		super({decodeStrings: false});
		this.#terminal = terminal;
		this.#drawAll = drawAll;
		this.columns = terminal.columns;
		this.rows = terminal.rows;
		terminal.on('resize', this.#resized);
	}

	/** Draws everything anew, in one frame that clears the screen first. */
	redraw(): void {
		this.#clearsFirst = true;
		this.#drawAll();
	}

	/** Runs something whose output is of no use. */
	mute(run: () => void): void {
		const before = this.#muted;
		this.#muted = true;
		run();
		this.#muted = before;
	}

	/** Leaves the terminal's size alone from now on. */
	release(): void {
		clearTimeout(this.#rest);
		this.#terminal.off('resize', this.#resized);
		this.#dragSince = null;
		this.#clearsFirst = false;
	}

	override _write(chunk: unknown, _encoding: string, done: () => void): void {
		const bytes = String(chunk);
		if (bytes === beginUpdate) this.#frame = [];
		else if (bytes === endUpdate) this.#endFrame();
		else if (this.#frame !== null) this.#frame.push(bytes);
		else if (bytes !== '' && !this.#muted) this.#terminal.write(bytes);
		// The renderer draws from where the cursor stands.
		if (bytes.includes(alternateScreen)) this.#clearsFirst = true;
		done();
	}

	#endFrame(): void {
		const frame = (this.#frame ?? []).join('');
		this.#frame = null;
		if (frame === '' || this.#muted || this.#dragSince !== null) return;
		const whole = this.#clearsFirst ? clearScreen + frame : frame;
		this.#clearsFirst = false;
		this.#terminal.write(beginUpdate + thrifty(whole) + endUpdate);
	}

	readonly #resized = (): void => {
		this.#dragSince ??= performance.now();
		clearTimeout(this.#rest);
		if (performance.now() - this.#dragSince >= longestDrag) this.#settle();
		else this.#rest = setTimeout(this.#settle, resizeRest);
	};

	readonly #settle = (): void => {
		this.#dragSince = null;
		this.columns = this.#terminal.columns;
		this.rows = this.#terminal.rows;
		// The renderer draws what it knew at the new size before it has heard of it itself.
		this.mute(() => this.emit('resize'));
		this.redraw();
	};
}

/** The same moves in fewer bytes: a run of steps to the next line is one step of so many lines. */
function thrifty(frame: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor begins with one
	return frame.replace(/(?:\x1b\[E){2,}/g, steps => `\x1b[${steps.length / 3}E`);
}
