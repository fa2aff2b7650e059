import type {IBufferLine} from '@xterm/headless';
import {type Look, page} from './colours.ts';
import {backgrounds, type Run, words} from './runs.ts';
import {blockOf, centre, linesOf} from './shapes.ts';

/** A cell, the font and the space around the screen; px. */
const [width, height, size, margin] = [8.43, 18, 14, 16];
const fonts = "ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace";

const short = (value: number) => String(Math.round(value * 100) / 100);
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const x = (column: number) => margin + column * width;
const y = (row: number) => margin + row * height;

const paint = ({text, dim}: Look) => `fill="${text}"${dim ? ' opacity=".62"' : ''}`;

function box(
	run: Run,
	row: number,
	[left, top, wide, high]: readonly [number, number, number, number],
): string {
	const at = `x="${short(x(run.column + left))}" y="${short(y(row + top))}"`;
	return `<rect ${at} width="${short(wide * width * run.columns)}" height="${short(high * height)}" `;
}

/** The lines of boxes as one path, so that they meet. */
function strokes(run: Run, row: number, ends: NonNullable<ReturnType<typeof linesOf>>): string {
	const at = ([right, down]: readonly [number, number]) =>
		`${short(x(run.column + right * run.columns))} ${short(y(row + down))}`;
	return ends.map(end => `M${at(centre)}L${at(end)}`).join('');
}

function written(run: Run, row: number): string {
	const {look, text, column, columns} = run;
	// The font at hand may be wider or narrower: the length keeps the columns where they are.
	const length = text.length > 1 ? ` textLength="${short(columns * width)}"` : '';
	const weight = look.bold ? ' font-weight="700"' : '';
	const line = look.underlined ? ' text-decoration="underline"' : '';
	return `<text x="${short(x(column))}" y="${short(y(row) + size - 0.5)}"${length} ${paint(look)}${weight}${line}>${escaped(text)}</text>`;
}

function rowOf(line: IBufferLine, row: number): {readonly shapes: readonly string[]; readonly path: string} {
	const behind = backgrounds(line).map(
		run => `${box(run, row, [0, 0, 1, 1])}fill="${run.look.background}"/>`,
	);
	const drawn = words(line).map(run => {
		const [character = ''] = run.text;
		const [block, ends] = [blockOf(character), linesOf(character)];
		if (ends !== undefined) return {shape: '', path: strokes(run, row, ends)};
		const shape = block === undefined ? written(run, row) : `${box(run, row, block)}${paint(run.look)}/>`;
		return {shape, path: ''};
	});
	return {
		shapes: [...behind, ...drawn.map(({shape}) => shape)].filter(Boolean),
		path: drawn.map(({path}) => path).join(''),
	};
}

/** The screen of a terminal as a picture; `title` is what it says to who cannot see it. */
export function svgOf(lines: readonly IBufferLine[], columns: number, title: string): string {
	const [wide, high] = [columns * width + 2 * margin, lines.length * height + 2 * margin].map(short);
	const rows = lines.map(rowOf);
	const frame = `<rect x=".5" y=".5" style="shape-rendering:auto" width="${Number(wide) - 1}" height="${Number(high) - 1}" rx="8" fill="${page.background}" stroke="${page.frame}"/>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" font-family="${fonts}" font-size="${size}">`,
		`<title>${escaped(title)}</title>`,
		frame,
		`<path d="${rows.map(({path}) => path).join('')}" stroke="${page.frame}" fill="none"/>`,
		// Edges that are smoothed would let the page through between shapes that touch.
		'<style>rect{shape-rendering:crispEdges}</style>',
		...rows.flatMap(({shapes}) => shapes),
		'</svg>',
		'',
	].join('\n');
}
