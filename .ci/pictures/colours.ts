import type {IBufferCell} from '@xterm/headless';

/** The colours of the pictures: dark, and quiet beside a page of either background. */
export const page = {text: '#d5dae1', background: '#14181f', frame: '#3a424e'};

const sixteen = [
	...['#4a5260', '#d9534f', '#5fb870', '#d1a545', '#5a93dd', '#b57edc', '#45b0c4', '#c3c9d2'],
	...['#7d8795', '#ff7b72', '#7ee08f', '#f2c55c', '#7fb4ff', '#d2a8ff', '#6ed4e6', '#ffffff'],
];

const hex = (...channels: readonly number[]) =>
	`#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;

/** A colour of the palette of 256: sixteen named ones, a cube of six levels, and greys. */
function paletteColour(index: number): string {
	const named = sixteen[index];
	if (named !== undefined) return named;
	if (index >= 232) return hex(...Array<number>(3).fill(8 + 10 * (index - 232)));
	const levels = [36, 6, 1].map(weight => Math.floor((index - 16) / weight) % 6);
	return hex(...levels.map(level => (level === 0 ? 0 : 55 + 40 * level)));
}

const rgb = (colour: number) => hex((colour >> 16) & 255, (colour >> 8) & 255, colour & 255);

export interface Look {
	readonly text: string;
	/** null: that of the page. */
	readonly background: string | null;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly underlined: boolean;
}

/** How a cell looks, inversion resolved. */
export function lookOf(cell: IBufferCell): Look {
	const own = cell.isFgRGB()
		? rgb(cell.getFgColor())
		: cell.isFgPalette()
			? paletteColour(cell.getFgColor())
			: null;
	const behind = cell.isBgRGB()
		? rgb(cell.getBgColor())
		: cell.isBgPalette()
			? paletteColour(cell.getBgColor())
			: null;
	const inverse = cell.isInverse() !== 0;
	return {
		text: inverse ? (behind ?? page.background) : (own ?? page.text),
		background: inverse ? (own ?? page.text) : behind,
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		underlined: cell.isUnderline() !== 0,
	};
}
