import {signalCode, unwritable} from './exit-code.ts';

/**
 * Ends the program where what it says reaches nobody: quietly as a signal would where whoever read it has gone
 * (`sluice watch | head`), or the terminal has; with a sentence where there is no room for it.
 */
export function endWhenUnwritable(): void {
	process.stdout.on('error', error => {
		endWhereGone(error);
		process.stderr.write(`sluice: what it says cannot be written: ${reasonOf(error)}\n`);
		process.exit(unwritable);
	});
	// Nobody can be told of the others: how the run went still shows in its exit code.
	process.stderr.on('error', endWhereGone);
}

function endWhereGone({code}: NodeJS.ErrnoException): void {
	if (code === 'EPIPE') process.exit(signalCode('SIGPIPE'));
	if (code === 'EIO') process.exit(signalCode('SIGHUP'));
}

/** `ENOSPC: no space left on device, write` without what means nothing to people. */
function reasonOf({message}: Error): string {
	return message.replace(/^[A-Z0-9]+: |, write$/g, '');
}
