import type {ChalkInstance} from 'chalk';
import type {Style} from './theme.ts';

/** What colours are chosen for; `neutral`: nobody knows what they are written on. */
export type Palette = 'neutral' | 'dark' | 'light' | 'high-contrast-dark' | 'high-contrast-light';

type Colours = Partial<Record<Style, ChalkInstance>>;

/**
 * The colours that differ from the terminal's own sixteen, which may be anything. Each names a shade that can be read on the
 * usual backgrounds: 4.5 to 1 and better where text tells something, 3 to 1 where it stands back (WCAG 2.1), 7 to 1 in
 * high contrast. `neutral` names the shades that stand out alike on black and on white; where there are only sixteen
 * colours it leaves them to the terminal.
 */
export const palettes = {
	neutral: chalk =>
		chalk.level === 1
			? {}
			: {
					...quiet(shade(chalk, '#757575', 243)),
					...told({
						good: shade(chalk, '#0b8835', 29),
						bad: shade(chalk, '#e81a13', 196),
						gate: shade(chalk, '#a56800', 130),
						running: shade(chalk, '#088199', 31),
						ended: shade(chalk, '#c431c4', 164),
						mine: shade(chalk, '#2472e0', 27),
					}),
					...marks(chalk),
				},
	dark: chalk => ({
		...quiet(chalk.level === 1 ? chalk.dim : chalk.ansi256(246)),
		...told({
			good: chalk.ansi256(78),
			bad: chalk.ansi256(210),
			gate: chalk.ansi256(221),
			running: chalk.ansi256(80),
			ended: chalk.ansi256(176),
			mine: chalk.ansi256(111),
		}),
		...marks(chalk),
	}),
	light: chalk => ({
		...quiet(chalk.level === 1 ? chalk.dim : chalk.ansi256(242)),
		...told({
			good: chalk.ansi256(22),
			bad: chalk.ansi256(160),
			gate: chalk.ansi256(94),
			running: chalk.ansi256(25),
			ended: chalk.ansi256(90),
			mine: chalk.ansi256(26),
		}),
		...marks(chalk),
	}),
	'high-contrast-dark': chalk => ({
		...quiet(chalk.reset),
		...told(
			bolder({
				good: chalk.ansi256(120),
				bad: chalk.ansi256(217),
				gate: chalk.ansi256(227),
				running: chalk.ansi256(123),
				ended: chalk.ansi256(219),
				mine: chalk.ansi256(153),
			}),
		),
		...marks(chalk),
		title: chalk.bold,
	}),
	'high-contrast-light': chalk => ({
		...quiet(chalk.reset),
		...told(
			bolder({
				good: shade(chalk, '#004d00', 22),
				bad: shade(chalk, '#8f0000', 88),
				gate: shade(chalk, '#5c3d00', 58),
				running: shade(chalk, '#003f75', 18),
				ended: shade(chalk, '#6b006b', 53),
				mine: shade(chalk, '#00338f', 18),
			}),
		),
		...marks(chalk),
		title: chalk.bold,
	}),
} as const satisfies Record<Palette, (chalk: ChalkInstance) => Colours>;

/** A colour, and the one of the 256 that stands in for it. */
function shade(chalk: ChalkInstance, hex: string, number: number): ChalkInstance {
	return chalk.level === 2 ? chalk.ansi256(number) : chalk.hex(hex);
}

/** All that stands back, in one tone. */
function quiet(tone: ChalkInstance): Colours {
	return {dim: tone, title: tone, line: tone};
}

type Told = 'good' | 'bad' | 'gate' | 'running' | 'ended' | 'mine';

/** All that tells something, in six colours. What calls for a person is bold as well. */
function told({good, bad, gate, running, ended, mine}: Record<Told, ChalkInstance>): Colours {
	return {
		good,
		bad: bad.bold,
		gate: gate.bold,
		running,
		waiting: gate,
		ended,
		mine,
		trouble: gate,
		cause: bad,
		note: gate,
		cursor: running.bold,
	};
}

function bolder({good, bad, gate, running, ended, mine}: Record<Told, ChalkInstance>) {
	return {
		good: good.bold,
		bad: bad.bold,
		gate: gate.bold,
		running: running.bold,
		ended: ended.bold,
		mine: mine.bold,
	};
}

/** What is written on a ground of its own. */
function marks(chalk: ChalkInstance): Colours {
	const [black, white] = [chalk.ansi256(16), chalk.ansi256(231)];
	return {
		match: black.bgAnsi256(220),
		'flash-gate': black.bgAnsi256(220).bold,
		'flash-bad': white.bgAnsi256(124).bold,
		'flash-good': black.bgAnsi256(78).bold,
	};
}
