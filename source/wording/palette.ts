import type {ChalkInstance} from 'chalk';
import type {Style} from './theme.ts';

/** What colours are chosen for. */
export type Palette = 'auto' | 'dark' | 'light' | 'high-contrast';

/**
 * The colours that differ from the usual ones. `auto` trusts the terminal's own sixteen; `dark` and `light` name shades
 * that stand out on such a ground, whatever the terminal makes of its sixteen; `high-contrast` dims nothing.
 */
export const palettes = {
	auto: () => ({}),
	dark: chalk => ({
		...quiet(chalk.ansi256(246)),
		good: chalk.greenBright,
		running: chalk.cyanBright,
		waiting: chalk.yellowBright,
		ended: chalk.magentaBright,
		cause: chalk.redBright,
	}),
	light: chalk => ({
		...quiet(chalk.ansi256(242)),
		good: chalk.ansi256(28),
		bad: chalk.ansi256(160).bold,
		gate: chalk.ansi256(130).bold,
		running: chalk.ansi256(25),
		waiting: chalk.ansi256(130),
		ended: chalk.ansi256(90),
		mine: chalk.blue,
		trouble: chalk.ansi256(130),
		cause: chalk.ansi256(124),
		note: chalk.ansi256(130),
		cursor: chalk.blue.bold,
	}),
	'high-contrast': chalk => ({
		...quiet(chalk.reset),
		title: chalk.bold,
		good: chalk.greenBright.bold,
		running: chalk.cyanBright.bold,
		waiting: chalk.yellowBright.bold,
		ended: chalk.magentaBright.bold,
		mine: chalk.blueBright.bold,
		trouble: chalk.yellowBright.bold,
		cause: chalk.redBright.bold,
		note: chalk.yellowBright.bold,
		match: chalk.black.bgYellowBright.bold,
	}),
} as const satisfies Record<Palette, (chalk: ChalkInstance) => Partial<Record<Style, ChalkInstance>>>;

/** All that stands back, in one tone. */
function quiet(tone: ChalkInstance) {
	return {dim: tone, title: tone, line: tone};
}
