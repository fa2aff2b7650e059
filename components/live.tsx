import {setTimeout as pause} from 'node:timers/promises';
import {type RenderOptions, render} from 'ink';
import type {DeskParts} from '../hooks/desk.ts';
import {createFocus, FocusProvider} from '../hooks/focus.ts';
import type {Opened} from '../hooks/navigation.ts';
import type {State} from '../source/domain/state.ts';
import {summaryOf} from '../source/domain/summary.ts';
import {
	bringBackTitle,
	clearScreen,
	keepTitle,
	reportFocus,
	stopReportingFocus,
	titleSequence,
} from '../source/terminal/escape.ts';
import {summaryLine} from '../source/wording/summary-line.ts';
import type {Theme} from '../source/wording/theme.ts';
import {App} from './app.tsx';
import {observeFocus} from './focus-reports.ts';
import {ThemeProvider} from './theme-context.ts';

type Output = NonNullable<RenderOptions['stdout']>;
type Input = NonNullable<RenderOptions['stdin']>;

export interface ScreenOptions {
	readonly parts: DeskParts;
	readonly theme: Theme;
	readonly stdout: Output;
	readonly stdin: Input;
	/** What the terminal's title ends with, behind how the commits stand. */
	readonly title: string;
	/** What lies over the split view at the start; null: nothing. */
	readonly first: Opened | null;
	/** Ends the screen from outside. */
	readonly signal: AbortSignal;
}

/** How the screen ended: the user left, or a signal ended it. */
export type ScreenExit =
	| {readonly kind: 'left'}
	| {readonly kind: 'signal'; readonly signal: 'SIGTERM' | 'SIGHUP' | 'SIGINT'};

const on = (title: string) => keepTitle + titleSequence(title) + reportFocus;
const off = stopReportingFocus + bringBackTitle;

/** A terminal that is dragged to a size reports many on the way; it is drawn anew when it has come to rest; ms. */
const resizeRest = 30;

/**
 * Shows the live screen until the user leaves it. Rejects with what broke it, to be printed by the caller: the terminal
 * is the shell's again by then, whatever ended it.
 */
export async function startScreen(options: ScreenOptions): Promise<ScreenExit> {
	const {parts, theme, stdout, stdin, first} = options;
	const title = () => titleOf(parts.store.getState(), options.title, theme.unicode);
	let titled = title();
	const focus = createFocus();
	const input = observeFocus(stdin, reported => {
		focus.report(reported);
		parts.send({kind: 'focus', focused: reported === 'in'});
	});
	const tree = () => (
		<ThemeProvider value={theme}>
			<FocusProvider value={focus}>
				<App parts={parts} first={first} terminal={terminal} />
			</FocusProvider>
		</ThemeProvider>
	);
	let away = false;
	const redraw = () => {
		if (away) return;
		app.clear();
		stdout.write(clearScreen);
		app.rerender(tree());
	};
	const terminal = {
		redraw,
		async asWas(run: () => Promise<void>) {
			away = true;
			stdout.write(off);
			try {
				await run();
			} finally {
				titled = title();
				stdout.write(on(titled));
				away = false;
			}
		},
		/** Where nothing can stop the program (no shell that would bring it back), it simply goes on. */
		async stop() {
			process.kill(0, 'SIGTSTP');
			await pause(50);
		},
	};
	const app = render(tree(), {
		stdout,
		stdin: input,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		// A key that comes just after a frame waits for the next one: at 60 a second that is felt in a log that is scrolled.
		maxFps: 120,
		// What a library prints would tear the screen, where both go to one terminal.
		patchConsole: stdout === process.stdout,
		exitOnCtrlC: false,
	});
	stdout.write(on(titled));
	const untitle = parts.store.subscribe(() => {
		const next = title();
		if (away || next === titled) return;
		titled = next;
		stdout.write(titleSequence(next));
	});
	try {
		return await leave(app, {stdout, redraw, signal: options.signal});
	} finally {
		untitle();
	}
}

/** `▲1 acfd7c6 · sluice`: a pane that is not seen tells in its title whether it should be. */
function titleOf(state: State, name: string, unicode: boolean): string {
	const line = summaryLine(summaryOf(state), unicode);
	return line === '' ? name : `${line} ${unicode ? '·' : '-'} ${name}`;
}

type Ink = ReturnType<typeof render>;

/** Waits for the end, and gives the terminal back whichever it is. */
async function leave(
	app: Ink,
	{
		stdout,
		redraw,
		signal,
	}: {readonly stdout: Output; readonly redraw: () => void; readonly signal: AbortSignal},
): Promise<ScreenExit> {
	let ended: ScreenExit = {kind: 'left'};
	const restore = () => stdout.write(off);
	const signals = (['SIGTERM', 'SIGHUP', 'SIGINT'] as const).map(name => {
		const handler = () => {
			ended = {kind: 'signal', signal: name};
			app.unmount();
		};
		process.once(name, handler);
		return () => process.off(name, handler);
	});
	const unmount = () => app.unmount();
	signal.addEventListener('abort', unmount, {once: true});
	if (signal.aborted) unmount();
	let rest: NodeJS.Timeout | undefined;
	const resized = () => {
		clearTimeout(rest);
		rest = setTimeout(redraw, resizeRest);
	};
	stdout.on('resize', resized);
	process.on('SIGCONT', redraw);
	process.once('exit', restore);
	try {
		await app.waitUntilExit();
		return ended;
	} finally {
		signal.removeEventListener('abort', unmount);
		clearTimeout(rest);
		stdout.off('resize', resized);
		process.off('SIGCONT', redraw);
		process.off('exit', restore);
		for (const end of signals) end();
		restore();
	}
}
