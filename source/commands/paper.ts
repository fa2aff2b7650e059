import {groundOfEnvironment} from '../terminal/background.ts';
import {terminalEnvironment} from '../terminal/environment.ts';
import {toAscii} from '../wording/ascii.ts';
import {paletteFor} from '../wording/choose-palette.ts';
import {createTheme, type Theme} from '../wording/theme.ts';

/** What the text of one look is written on. */
export interface Paper {
	readonly columns: number;
	readonly theme: Theme;
	/** Writes as it stands. */
	write(text: string): void;
	/** Signs that it cannot show are drawn in ASCII. */
	print(line: string): void;
}

/** Where neither a terminal nor COLUMNS tells how wide it is. */
const usualColumns = 100;

/** Colours are for terminals and for FORCE_COLOR, and only where nobody asks for none; what is piped tells its width by COLUMNS. */
export function paperFor(
	stdout: {readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown},
	env: NodeJS.ProcessEnv,
	color: boolean,
): Paper {
	const {colors, unicode} = terminalEnvironment(
		env,
		color && (stdout.isTTY === true || Boolean(env.FORCE_COLOR)),
	);
	const palette = paletteFor('auto', {ground: groundOfEnvironment(env), level: colors});
	const told = Number(env.COLUMNS);
	const columns = (stdout.isTTY && stdout.columns) || (told > 0 ? Math.floor(told) : usualColumns);
	return {
		columns,
		theme: createTheme({level: colors, unicode, palette}),
		write: text => void stdout.write(text),
		print: line => void stdout.write(`${unicode ? line : toAscii(line)}\n`),
	};
}
