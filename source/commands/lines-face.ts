import type {Program} from '../assemble.ts';
import {exitCode} from '../exit-code.ts';
import type {Link} from './lines.ts';
import {untilRefused} from './refusal.ts';
import {endLine, watch} from './watch.ts';

/** Runs a program without a screen: lines, then an exit code. The signal's reason is the exit code of an interruption. */
export async function showLines(
	{store, engine, link}: Program,
	sought: string,
	say: (line: string) => void,
	complain: (line: string) => void,
	interrupted: AbortSignal,
): Promise<number> {
	const over = new AbortController();
	const ending = AbortSignal.any([over.signal, interrupted]);
	// The page of a PARALLEL pipeline is empty: only its executions have one that shows something.
	const toPage: Link = ({scope, pipeline, execution}) => {
		const mode = store.getState().scopes[scope]?.pipelines[pipeline]?.definition?.mode;
		return link(pipeline, mode === 'PARALLEL' && execution !== null ? {execution} : null);
	};
	const running = engine.run(ending).finally(() => over.abort());
	// A fault is thrown where it is awaited, below.
	running.catch(() => {});
	const watching = watch(store, toPage, say, ending);
	const refusal = await Promise.race([untilRefused(store, sought, ending), watching.then(() => null)]);
	over.abort();
	const tally = await watching;
	await running;
	if (refusal !== null) {
		complain(`sluice: ${refusal.message}`);
		return refusal.code;
	}
	if (interrupted.aborted) return Number(interrupted.reason);
	const code = exitCode({
		refused: false,
		failed: tally.failed > 0,
		ended: tally.dead > 0,
		blocked: tally.blocked > 0,
		missing: tally.followed === 0,
	});
	say(endLine(code, tally));
	return code;
}
