import {Chalk, type ChalkInstance, type ColorSupportLevel} from 'chalk';
import {type Palette, palettes} from './palette.ts';

/** What a piece of text means; the theme gives it a colour. */
export type Style =
	| 'plain'
	| 'dim'
	| 'bold'
	| 'good'
	| 'bad'
	| 'gate'
	| 'running'
	| 'waiting'
	| 'ended'
	| 'mine'
	| 'title'
	| 'key'
	| 'match'
	| 'flash-gate'
	| 'flash-bad'
	| 'flash-good'
	| 'cursor'
	| 'trouble'
	| 'line'
	| 'cause'
	| 'note';

export interface Theme {
	/** False where the terminal cannot show more than ASCII. */
	readonly unicode: boolean;
	paint(style: Style, text: string): string;
	/** The selected row of the pane that has the keys, and of one that has not. */
	selected(text: string, active: boolean): string;
}

export function createTheme({
	level,
	unicode,
	palette = 'neutral',
}: {
	readonly level: ColorSupportLevel;
	readonly unicode: boolean;
	readonly palette?: Palette;
}): Theme {
	const chalk = new Chalk({level});
	const styles = {
		plain: chalk.reset,
		dim: chalk.dim,
		bold: chalk.bold,
		good: chalk.green,
		bad: chalk.redBright.bold,
		gate: chalk.yellowBright.bold,
		running: chalk.cyan,
		waiting: chalk.yellow,
		ended: chalk.magenta,
		mine: chalk.blueBright,
		title: chalk.dim,
		key: chalk.bold,
		match: chalk.black.bgYellow,
		'flash-gate': chalk.black.bgYellowBright.bold,
		'flash-bad': chalk.whiteBright.bgRed.bold,
		'flash-good': chalk.black.bgGreenBright.bold,
		trouble: chalk.yellowBright,
		line: chalk.dim,
		cause: chalk.red,
		note: chalk.yellowBright,
		cursor: chalk.cyanBright.bold,
		...palettes[palette](chalk),
	} as const satisfies Record<Style, ChalkInstance>;
	return {
		unicode,
		paint: (style, text) => (style === 'plain' || text === '' ? text : styles[style](text)),
		selected: (text, active) => (active ? chalk.inverse(text) : chalk.bold(text)),
	};
}
