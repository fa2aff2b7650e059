/** What ends a screen. SIGUSR1 is among them because Node would open its debugger to whoever sends it. */
const fatal = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1'] as const;
export type FatalSignal = (typeof fatal)[number];

/** What Ctrl-C and Ctrl-\ send to all programs of a terminal: meant for the one that it is lent to. */
const typed: readonly FatalSignal[] = ['SIGINT', 'SIGQUIT'];

/** How often it is looked whether the program that started this one is still there; ms. */
const parentCheck = 2000;

export interface SignalHandlers {
	/** Something asks the program to end; a terminal that is gone counts as SIGHUP. */
	readonly end: (signal: FatalSignal) => void;
	/** Something asks the program to stop, as Ctrl-Z does where the terminal is not raw. */
	readonly stop: () => void;
	/** The program goes on after a stop that nothing had asked it for. */
	readonly wake: () => void;
}

/**
 * Hears what others do to a program that has the terminal, until `close`. `lend` leaves stopping and Ctrl-C to the program
 * that has the terminal meanwhile, and returns what takes it back.
 */
export function hearSignals(
	stdin: NodeJS.ReadableStream,
	{end, stop, wake}: SignalHandlers,
): {lend(): () => void; close(): void} {
	let lent = false;
	const handlers = fatal.map(name => ({
		name,
		handler: () => {
			if (!lent || !typed.includes(name)) end(name);
		},
	}));
	const gone = () => end('SIGHUP');
	const parent = process.ppid;
	// A launcher that was killed leaves its child behind, to write over the prompt of the shell that goes on without it.
	const orphaned = setInterval(() => {
		if (process.ppid !== parent) gone();
	}, parentCheck).unref();
	const listenToStops = () => void process.on('SIGTSTP', stop).on('SIGCONT', wake);
	const leaveStops = () => void process.off('SIGTSTP', stop).off('SIGCONT', wake);

	for (const {name, handler} of handlers) process.on(name, handler);
	for (const event of ['end', 'close', 'error']) stdin.on(event, gone);
	listenToStops();
	return {
		lend() {
			lent = true;
			leaveStops();
			return () => {
				lent = false;
				listenToStops();
			};
		},
		close() {
			clearInterval(orphaned);
			for (const {name, handler} of handlers) process.off(name, handler);
			for (const event of ['end', 'close', 'error']) stdin.off(event, gone);
			leaveStops();
		},
	};
}

/**
 * Stops the whole job (`npm start` and all that it started), as Ctrl-Z does, and returns when it goes on. Where no shell
 * could bring it back, the system does not stop it. To be called while the terminal is lent.
 */
export function stopJob(): void {
	process.kill(0, 'SIGTSTP');
}

/** Has the terminal's size read again: nobody tells a program that is stopped, or in the background, of a new one. */
export function measureTerminal(): void {
	process.kill(process.pid, 'SIGWINCH');
}
