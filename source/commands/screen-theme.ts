import type {ThemeName} from '../settings/settings.ts';
import {type Ground, groundOfEnvironment} from '../terminal/background.ts';
import type {TerminalEnvironment} from '../terminal/environment.ts';
import {dependsOnGround, paletteFor} from '../wording/choose-palette.ts';
import {createTheme, type Theme} from '../wording/theme.ts';

/** The colours of a screen. */
export interface ScreenTheme {
	/** Those to begin with, by what can be known without asking. */
	readonly theme: Theme;
	/** Those for the background that the terminal tells when it is asked; null: it need not be. */
	readonly themeOn: ((ground: Ground) => Theme) | null;
}

/** The colours that were asked for, in this terminal. */
export function screenTheme(
	asked: ThemeName,
	{colors: level, unicode, strings, screen}: TerminalEnvironment,
	env: Readonly<Record<string, string | undefined>>,
): ScreenTheme {
	const themeOn = (ground: Ground | null) =>
		createTheme({level, unicode, palette: paletteFor(asked, {ground, level})});
	const asks = strings && !screen && dependsOnGround(asked, level);
	return {theme: themeOn(groundOfEnvironment(env)), themeOn: asks ? themeOn : null};
}
