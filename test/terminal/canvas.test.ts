import {EventEmitter} from 'node:events';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {Canvas} from '../../source/terminal/canvas.ts';
import {beginUpdate, clearScreen, endUpdate} from '../../source/terminal/escape.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal that keeps what it is told, and a canvas on it whose renderer draws one frame of a word. */
function open() {
	const written: string[] = [];
	const terminal = Object.assign(new EventEmitter(), {
		columns: 80,
		rows: 24,
		write: (bytes: string) => written.push(bytes),
	});
	const draw = (frame: string) => {
		for (const bytes of [beginUpdate, frame, endUpdate]) canvas.write(bytes);
	};
	const canvas: Canvas = new Canvas(terminal, () => draw('all'));
	const resize = (columns: number) => {
		terminal.columns = columns;
		terminal.emit('resize');
	};
	return {canvas, draw, resize, written: () => written.splice(0)};
}

it('writes a frame at once, and steps over what did not change in few bytes', () => {
	const {draw, canvas, written} = open();
	draw('a\x1b[E\x1b[E\x1b[E\x1b[Eb\x1b[Ec');
	expect(written()).toEqual([`${beginUpdate}a\x1b[4Eb\x1b[Ec${endUpdate}`]);
	canvas.write('\x1b[?25l');
	expect(written()).toEqual(['\x1b[?25l']);
	draw('');
	expect(written()).toEqual([]);
});

it('draws the first frame of an alternate screen from its first cell, wherever the shell left the cursor', () => {
	const {draw, canvas, written} = open();
	canvas.write('\x1b[?1049h');
	draw('a');
	draw('b');
	expect(written().slice(1)).toEqual([
		`${beginUpdate}${clearScreen}a${endUpdate}`,
		`${beginUpdate}b${endUpdate}`,
	]);
});

it('drops frames for a size that is over, and draws all at the new one once it rests', () => {
	const {canvas, draw, resize, written} = open();
	const heard: number[] = [];
	canvas.on('resize', () => {
		heard.push(canvas.columns);
		draw('for the old size');
	});
	for (const columns of [70, 60, 50]) resize(columns);
	draw('too wide');
	expect([heard, written(), canvas.columns]).toEqual([[], [], 80]);
	vi.advanceTimersByTime(30);
	expect(heard).toEqual([50]);
	expect(written()).toEqual([`${beginUpdate}${clearScreen}all${endUpdate}`]);
	draw('more');
	expect(written()).toEqual([`${beginUpdate}more${endUpdate}`]);
});

it('draws now and then while the terminal is dragged and dragged', () => {
	const {resize, written} = open();
	for (let step = 0; step < 200; step++) {
		resize(20 + step);
		vi.advanceTimersByTime(5);
	}
	expect(written().length).toBeGreaterThanOrEqual(5);
	vi.advanceTimersByTime(30);
	expect(written().length).toBeLessThanOrEqual(1);
});

it('draws nothing for a size that comes when the screen is gone', () => {
	const {canvas, resize, written} = open();
	resize(60);
	canvas.release();
	resize(50);
	vi.advanceTimersByTime(1000);
	expect(written()).toEqual([]);
});
