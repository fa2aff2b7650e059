import {spawn} from 'node:child_process';
import {clipboardSequence} from './escape.ts';

/** Copies text: into tmux's buffer (and through it the clipboard) inside tmux, else by OSC 52. Answers with what was done. */
export async function copy(
	text: string,
	{tmux}: {readonly tmux: boolean},
	write: (bytes: string) => void,
): Promise<string> {
	if (tmux && (await loadBuffer(text))) return 'copied to the tmux buffer';
	write(clipboardSequence(text));
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
