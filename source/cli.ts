import {parseCommandLine, type TerminalFlags} from './command-line/parse.ts';
import type {Paper} from './commands/paper.ts';
import type {Show, Showing} from './commands/show.ts';
import type {State} from './domain/state.ts';
import {systemClock} from './engine/clock.ts';
import {ownFault, signalCode, wrongUse} from './exit-code.ts';
import {coalesced} from './store/coalesced.ts';
import {drawsScreens} from './terminal/environment.ts';
import {paragraphs} from './terminal/sanitise.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
/** What was typed is repeated as it is wherever it is wrong. */
const complain = (text: string) => void process.stderr.write(`${paragraphs(text)}\n`);
const surroundings = {env: process.env, cwd: process.cwd()};

/** Reads the command line, runs the command that it names, and sets the exit code. Never rejects. */
export async function main(argv: readonly string[], version: string): Promise<void> {
	process.on('uncaughtException', error => {
		// What gives the terminal back on exit stands before this: the words are for the shell's screen.
		process.once('exit', () => report(error));
		process.exit(ownFault);
	});
	try {
		process.exitCode = await run(argv, version);
	} catch (error) {
		report(error);
		process.exitCode = ownFault;
	}
}

function report(error: unknown): void {
	complain(
		`sluice: a fault of its own, please report it: ${error instanceof Error ? error.message : String(error)}`,
	);
	if (process.env.SLUICE_DEBUG && error instanceof Error) complain(error.stack ?? '');
}

async function run(argv: readonly string[], version: string): Promise<number> {
	const line = await parseCommandLine(argv, version);
	switch (line.command) {
		case 'help':
		case 'version':
			say(line.text);
			return 0;
		case 'wrong':
			complain(`sluice: ${line.message}`);
			return wrongUse;
		case 'simulate': {
			const {simulate} = await import('./commands/simulate.ts');
			return simulate(line, say, complain, interruption());
		}
		case 'demo': {
			const {demo} = await import('./commands/demo.ts');
			return demo(line, face(false).show);
		}
		case 'live':
		case 'watch': {
			const shown = face(line.command === 'watch' || line.json);
			const {follow} = await import('./commands/follow.ts');
			const followed = follow(line, shown, surroundings, complain);
			// Loaded while git is asked; what goes wrong with it is thrown where it is awaited.
			if (shown.kind === 'screen') screenParts().catch(() => {});
			return followed;
		}
		case 'where': {
			const {where} = await import('./commands/where.ts');
			return where(line, surroundings, await paper(line.terminal), complain, interruption());
		}
		case 'doctor': {
			const {doctor} = await import('./commands/doctor/doctor.ts');
			const place = {...surroundings, tty: tty(), node: process.versions.node};
			return doctor(line, place, await paper(line.terminal));
		}
		case 'completion': {
			const {completion} = await import('./commands/completion/completion.ts');
			say(completion(line.shell));
			return 0;
		}
		case 'line': {
			const {statusLine} = await import('./commands/status-line.ts');
			say(await statusLine(line, process.env, Date.now()));
			return 0;
		}
		case 'fleet': {
			const {fleet} = await import('./commands/fleet.ts');
			return fleet(line, surroundings, await paper(line.terminal), complain, interruption());
		}
		case 'changes': {
			const {changes} = await import('./commands/changes.ts');
			return changes(line, surroundings, await paper(line.terminal), complain, interruption());
		}
		case 'diagnose': {
			const {diagnose} = await import('./commands/diagnose.ts');
			return diagnose(line, surroundings, await paper(line.terminal), complain, interruption());
		}
	}
}

/** What the text of one look is written on. */
async function paper({color}: TerminalFlags): Promise<Paper> {
	const {paperFor} = await import('./commands/paper.ts');
	return paperFor(process.stdout, process.env, color);
}

function tty() {
	const {stdin, stdout} = process;
	return {
		interactive: stdin.isTTY && stdout.isTTY,
		size: stdout.isTTY ? {columns: stdout.columns, rows: stdout.rows} : null,
	};
}

/** A screen needs a terminal at both ends, and somebody who wants one; lines need nothing. */
function face(linesWanted: boolean): {readonly kind: 'lines' | 'screen'; readonly show: Show} {
	const screen = process.stdin.isTTY && process.stdout.isTTY && drawsScreens(process.env, process.platform);
	return screen && !linesWanted ? {kind: 'screen', show: showOnScreen} : {kind: 'lines', show: showAsLines};
}

const aside = (sentence: string) => complain(`sluice: ${sentence}`);

async function showAsLines({
	program,
	sought,
	mine,
	watch: flags,
	json,
	voice,
	settle,
}: Showing): Promise<number> {
	voice.listen(aside);
	const {showLines} = await import('./commands/lines-face.ts');
	const interrupted = interruption();
	return showLines(program, {
		flags,
		json,
		sought,
		mine,
		clock: systemClock,
		say,
		complain,
		interrupted,
		settle,
	});
}

/** Aborts when a signal asks the program to end; its reason is the exit code. */
function interruption(): AbortSignal {
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
		process.once(signal, () => stop.abort(signalCode(signal)));
	return stop.signal;
}

/**
 * What the store learns within this time is drawn together, as a frame costs as much whatever changed (ms). That nothing
 * changed but the ages shown is drawn three times an interval: looks at many pipelines come one by one.
 */
const frameRest = {
	any: 200,
	aged: ({scopes}: State) => Math.min(...Object.values(scopes).map(({interval}) => interval)) / 3,
};

/** The live screen. It is loaded here and nowhere else, and has drawn its first frame before the first call goes out. */
async function showOnScreen({
	program,
	title,
	demo,
	mine,
	instead,
	alsoAsk,
	bell,
	pick,
	theme,
	memory,
	past,
	voice,
	terminal,
	sought,
}: Showing): Promise<number> {
	const {store, engine, link, opened, recognise} = program;
	const over = new AbortController();
	const before = past?.before();
	const {startScreen, screenTheme, createDesk, untilRefused, boundYoungHeap} = await screenParts();
	boundYoungHeap(store);
	const about = await terminalOf({...terminal, color: terminal.color && theme !== 'mono'});
	const leave = new AbortController();
	const happened = await before;
	const kept = [memory?.keep(store), past?.keep(store)];
	try {
		const left = startScreen({
			parts: {
				...createDesk({
					env: process.env,
					cwd: process.cwd(),
					stdout: process.stdout,
					terminal: about,
					demo,
					bell: terminal.bell,
				}),
				store: coalesced(store, systemClock, frameRest),
				send: engine.send,
				session: {
					demo,
					instead,
					alsoAsk,
					mine,
					bell: bell ?? ['gate', 'failed', 'done'],
					happened: happened ?? [],
					still: Boolean(process.env.NO_MOTION),
				},
				recognise,
				link: (_, pipeline, parallel) => link(pipeline, parallel),
				opened,
				listen: voice.listen,
			},
			...screenTheme(theme, about, process.env),
			stdout: process.stdout,
			stdin: process.stdin,
			title,
			titled: about.strings,
			first: pick ? {kind: 'picker'} : null,
			signal: leave.signal,
		});
		const running = engine.run(over.signal);
		const refused = untilRefused(store, sought, over.signal);
		const gone = Promise.race([refused, running.then(() => null)]).finally(() => leave.abort());
		// A fault ends the screen first, and is thrown where it is awaited, below.
		gone.catch(() => {});
		const exit = await left;
		voice.listen(aside);
		over.abort();
		const refusal = await gone;
		await running;
		if (refusal !== null) {
			complain(`sluice: ${refusal.message}`);
			return refusal.code;
		}
		return exit.kind === 'signal' ? signalCode(exit.signal) : 0;
	} finally {
		over.abort();
		await Promise.all(kept.map(each => each?.close()));
	}
}

let screen: ReturnType<typeof loadScreen> | null = null;

/** What a screen needs, loaded once. */
function screenParts() {
	screen ??= loadScreen();
	return screen;
}

/** Ink's layout engine decodes its WebAssembly sooner when there is no fetch to do it with, and undici stays unloaded. */
async function loadScreen() {
	const {fetch} = globalThis;
	Reflect.deleteProperty(globalThis, 'fetch');
	try {
		const parts = await Promise.all([
			import('../components/live.tsx'),
			import('./commands/screen-theme.ts'),
			import('./commands/desk.ts'),
			import('./commands/refusal.ts'),
			import('./young-heap.ts'),
		]);
		const [{startScreen}, {screenTheme}, {createDesk}, {untilRefused}, {boundYoungHeap}] = parts;
		return {startScreen, screenTheme, createDesk, untilRefused, boundYoungHeap};
	} finally {
		globalThis.fetch = fetch;
	}
}

async function terminalOf({color}: TerminalFlags) {
	const {terminalEnvironment} = await import('./terminal/environment.ts');
	return terminalEnvironment(process.env, color);
}
