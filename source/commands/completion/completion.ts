import type {Shell} from '../../command-line/parse.ts';
import {bash} from './bash.ts';
import {fish} from './fish.ts';
import {zsh} from './zsh.ts';

/** The script that makes a shell complete commands, options and their values. Nothing is asked while it completes. */
export function completion(shell: Shell): string {
	switch (shell) {
		case 'bash':
			return bash();
		case 'zsh':
			return zsh();
		case 'fish':
			return fish();
	}
}
