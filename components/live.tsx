import {type RenderOptions, render, useApp} from 'ink';
import {type ReactNode, useLayoutEffect} from 'react';
import type {DeskParts} from '../hooks/desk.ts';
import {createFocus, FocusProvider} from '../hooks/focus.ts';
import type {Opened} from '../hooks/navigation.ts';
import type {State} from '../source/domain/state.ts';
import {summaryOf} from '../source/domain/summary.ts';
import type {Ground} from '../source/terminal/background.ts';
import {Canvas, type TerminalOutput} from '../source/terminal/canvas.ts';
import {type FatalSignal, hearSignals, measureTerminal, stopJob} from '../source/terminal/signals.ts';
import {holdWarnings} from '../source/terminal/warnings.ts';
import {createWindow, type Window} from '../source/terminal/window.ts';
import {summaryLine} from '../source/wording/summary-line.ts';
import type {Theme} from '../source/wording/theme.ts';
import {App} from './app.tsx';
import {observeFocus} from './focus-reports.ts';
import {askTerminal} from './terminal-replies.ts';
import {ThemeProvider} from './theme-context.ts';

type Input = NonNullable<RenderOptions['stdin']>;

export interface ScreenOptions {
	readonly parts: DeskParts;
	readonly theme: Theme;
	/** The colours for the terminal's background once it has told that; null: it is not asked. */
	readonly themeOn: ((ground: Ground) => Theme) | null;
	readonly stdout: TerminalOutput;
	readonly stdin: Input;
	/** What the terminal's title ends with, behind how the commits stand. */
	readonly title: string;
	/** Whether the terminal is known to have a title. */
	readonly titled: boolean;
	/** What lies over the split view at the start; null: nothing. */
	readonly first: Opened | null;
	/** Ends the screen from outside. */
	readonly signal: AbortSignal;
}

/** How the screen ended: the user left, or a signal ended it. */
export type ScreenExit = {readonly kind: 'left'} | {readonly kind: 'signal'; readonly signal: FatalSignal};

/**
 * Shows the live screen until the user leaves it. Rejects with what broke it, to be printed by the caller: the terminal
 * is the shell's again by then, whatever ended it.
 */
export async function startScreen(options: ScreenOptions): Promise<ScreenExit> {
	const {parts, themeOn, stdout, stdin, first} = options;
	let {theme} = options;
	const title = () => titleOf(parts.store.getState(), options.title, theme.unicode);
	const window = createWindow(stdout, options.titled ? title : null);
	const focus = createFocus();
	const observed = observeFocus(stdin, reported => {
		focus.report(reported);
		parts.send({kind: 'focus', focused: reported === 'in'});
	});
	const asking =
		themeOn === null
			? null
			: askTerminal(
					observed,
					bytes => stdout.write(bytes),
					ground => {
						theme = themeOn(ground);
						// Every row changes: it is drawn as after a resize.
						if (!over.aborted) canvas.redraw();
					},
				);
	const canvas = new Canvas(stdout, () => {
		if (away) return;
		canvas.mute(() => app.clear());
		app.rerender(tree());
	});
	let away = false;
	let exit: ScreenExit = {kind: 'left'};
	let suspend: Suspend = async () => {};
	const hold = (held: Suspend) => {
		suspend = held;
	};
	const aside = (run: () => Promise<void>) => suspend(() => terminal.asWas(run));
	const terminal = {
		redraw: () => canvas.redraw(),
		async asWas(run: () => Promise<void>) {
			away = true;
			window.close();
			const takeBack = signals.lend();
			try {
				await run();
			} finally {
				takeBack();
				if (!over.aborted) window.open();
				away = false;
				measureTerminal();
			}
		},
		stop: async () => stopJob(),
	};
	const ended = new AbortController();
	const over = ended.signal;
	const tree = () => (
		<ThemeProvider value={theme}>
			<FocusProvider value={focus}>
				<Frame window={window} hold={hold}>
					<App parts={parts} first={first} terminal={terminal} />
				</Frame>
			</FocusProvider>
		</ThemeProvider>
	);
	const app = render(tree(), {
		stdout: canvas,
		stdin: asking?.stdin ?? observed,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		// A key that comes just after a frame waits for the next one: at 60 a second that is felt in a log that is scrolled.
		maxFps: 120,
		// What a library prints would tear the screen, where both go to one terminal.
		patchConsole: stdout === process.stdout,
		exitOnCtrlC: false,
	});
	const end = () => {
		ended.abort();
		app.unmount();
	};
	const signals = hearSignals(stdin, {
		end(signal) {
			exit = {kind: 'signal', signal};
			end();
		},
		stop: () => void aside(terminal.stop),
		// The shell has had the terminal meanwhile: nothing of it is as it was.
		wake: () => void aside(async () => {}),
	});
	const sayWarnings = holdWarnings();
	const untitle = parts.store.subscribe(window.refresh);
	options.signal.addEventListener('abort', end, {once: true});
	if (options.signal.aborted) end();
	process.once('exit', end);
	try {
		await app.waitUntilExit();
		ended.abort();
		await asking?.drain();
		// A terminal may take its time over what was written last.
		await new Promise<void>(resolve => stdout.write('', () => resolve()));
		return exit;
	} finally {
		ended.abort();
		canvas.release();
		untitle();
		options.signal.removeEventListener('abort', end);
		process.off('exit', end);
		signals.close();
		sayWarnings();
	}
}

type Suspend = (run: () => Promise<void>) => Promise<void>;

/**
 * The terminal's window is ours as long as something is drawn: whatever takes the tree away gives it back. `hold` is told
 * how to have Ink step aside, for what comes from outside of the screen.
 */
function Frame({
	window,
	hold,
	children,
}: {
	readonly window: Window;
	readonly hold: (suspend: Suspend) => void;
	readonly children: ReactNode;
}): ReactNode {
	const {suspendTerminal} = useApp();
	useLayoutEffect(() => hold(suspendTerminal), [hold, suspendTerminal]);
	useLayoutEffect(() => {
		window.open();
		return window.close;
	}, [window]);
	return children;
}

/** `▲1 acfd7c6 · sluice`: a pane that is not seen tells in its title whether it should be. */
function titleOf(state: State, name: string, unicode: boolean): string {
	const line = summaryLine(summaryOf(state), unicode);
	return line === '' ? name : `${line} ${unicode ? '·' : '-'} ${name}`;
}
