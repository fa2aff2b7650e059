import type {Program} from '../assemble.ts';
import type {WatchFlags} from '../command-line/parse.ts';
import type {Clock} from '../engine/clock.ts';
import {exitCode, ownFault, wrongUse} from '../exit-code.ts';
import type {Store} from '../store/store.ts';
import {jsonOf} from './event-of.ts';
import {type Said, textOf} from './facts.ts';
import {createHeld} from './held.ts';
import {span} from './line.ts';
import {pageLink} from './page-link.ts';
import {reachedBy} from './reached-by.ts';
import {hasStage, type Refusal, type Sought, untilRefused} from './refusal.ts';
import {endSaid} from './said.ts';
import {type Watched, watch} from './watch.ts';

export interface LinesOptions {
	readonly flags: WatchFlags;
	/** One JSON object a line in place of text. */
	readonly json: boolean;
	readonly sought: Sought;
	/** Whether each new merge of the user's is followed as it starts, so that nothing is the last. */
	readonly mine: boolean;
	readonly clock: Clock;
	readonly say: (line: string) => void;
	readonly complain: (line: string) => void;
	/** Its reason is the exit code of an interruption. */
	readonly interrupted: AbortSignal;
	/** Settles what only the pipelines can judge of the commits, before anything is said of them. */
	readonly settle: (signal: AbortSignal) => Promise<Refusal | null>;
}

/** Runs a program without a screen: lines, the last of them END, then an exit code. */
export async function showLines(program: Program, options: LinesOptions): Promise<number> {
	const {store, engine} = program;
	const {flags, json, sought, mine, clock, say, complain, interrupted, settle} = options;
	const over = new AbortController();
	const ending = AbortSignal.any([over.signal, interrupted]);
	const write = (said: Said) => {
		const {scopes, tracked} = store.getState();
		say(json ? JSON.stringify(jsonOf(said, {scopes})) : textOf(said, tracked.length > 1));
	};
	const held = createHeld(() => sought.stage === null || hasStage(store.getState(), sought.stage), write);
	const {print} = held;
	const running = engine
		.run(ending)
		.then(
			() => null,
			(error: unknown) => ({error}),
		)
		.finally(() => over.abort());
	const refused = untilRefused(store, sought, ending);
	const unsettled = await Promise.race([settle(ending), refused]);
	if (unsettled !== null) over.abort();
	const watching = watch({
		store,
		clock,
		link: pageLink(program),
		flags,
		endless: mine,
		reached: flags.reached === null ? null : reachedBy(flags.reached, store.getState),
		look: () => engine.send({kind: 'look-now'}),
		print,
		signal: ending,
	});
	const refusal = unsettled ?? (await Promise.race([refused, watching.then(() => null)]));
	over.abort();
	const watched = await watching;
	if (unsettled === null && refusal?.code !== wrongUse) held.release();
	const sayEnd = (code: number) =>
		write(endSaid(code, watched.tally, clock.now(), refusal === null && watched.ended === 'timeout'));
	const fault = await running;
	if (fault !== null) {
		sayEnd(ownFault);
		throw fault.error;
	}
	if (refusal !== null) complain(`sluice: ${refusal.message}`);
	else if (watched.ended === 'expired') complain(`sluice: ${notRenewed(store, flags.grace)}`);
	const code = refusal?.code ?? (interrupted.aborted ? Number(interrupted.reason) : codeOf(watched));
	sayEnd(code);
	return code;
}

function codeOf({tally, ended}: Watched): number {
	return exitCode({
		refused: ended === 'expired' || tally.unseen > 0,
		failed: tally.failed > 0,
		ended: tally.dead > 0,
		blocked: tally.held > 0,
		missing: tally.missing || ended === 'timeout',
	});
}

function notRenewed(store: Store, grace: number): string {
	const trouble = Object.values(store.getState().scopes).find(scope => scope.trouble !== null)?.trouble;
	const message = trouble?.message ?? 'the credentials have expired';
	const hint = trouble?.hint == null ? '' : `: ${trouble.hint}`;
	return `${message} and were not renewed within ${span(grace)}${hint}`;
}
