import {spawn} from 'node:child_process';
import type {TerminalEnvironment} from './environment.ts';
import {clipboardSequence, throughScreen} from './escape.ts';

/**
 * Copies text: into tmux's buffer (and through it the clipboard) inside tmux, else by OSC 52, unless the terminal would
 * print that. Answers with what was done.
 */
export async function copy(
	text: string,
	{tmux, screen, strings}: Pick<TerminalEnvironment, 'tmux' | 'screen' | 'strings'>,
	write: (bytes: string) => void,
): Promise<string> {
	if (tmux && (await loadBuffer(text))) return 'copied to the tmux buffer';
	if (!strings) return 'this terminal has no clipboard: v lists the whole links';
	write(screen ? throughScreen(clipboardSequence(text)) : clipboardSequence(text));
	return 'copied by the terminal (OSC 52)';
}

/** Whether tmux took it; `-w` passes it on to the clipboard. */
function loadBuffer(text: string): Promise<boolean> {
	return new Promise(resolve => {
		const tmux = spawn('tmux', ['load-buffer', '-w', '-'], {stdio: ['pipe', 'ignore', 'ignore']});
		tmux.once('error', () => resolve(false));
		tmux.once('close', code => resolve(code === 0));
		// A tmux that does not listen says so by its exit code.
		tmux.stdin.on('error', () => {});
		tmux.stdin.end(text);
	});
}
