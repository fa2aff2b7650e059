import {helpText} from './help.ts';
import {commandOf} from './options.ts';

/** A command line that is answered with words. */
export interface QuickLine {
	readonly command: 'help' | 'version';
	readonly text: string;
}

/** `--help` and `--version` count wherever they stand; null: something else is asked for. Needs nothing but its words loaded. */
export function quickAnswer(argv: readonly string[], version: () => string): QuickLine | null {
	if (argv.includes('--help') || argv.includes('-h'))
		return {command: 'help', text: helpText(commandOf(argv[0]) ?? 'live')};
	return argv.includes('--version') ? {command: 'version', text: version()} : null;
}
