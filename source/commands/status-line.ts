import type {KeptLine} from '../state-file/schema.ts';
import {readKept, stateFileIn} from '../state-file/state-file.ts';
import {terminalEnvironment} from '../terminal/environment.ts';
import {summaryLine} from '../wording/summary-line.ts';

/** What is not renewed for this long is stale, unless looks are rarer than that; ms. */
const fresh = 90_000;

/** What `sluice line` prints, from the state file alone. `now`: ms since the epoch. Never rejects. */
export async function statusLine(
	{json}: {readonly json: boolean},
	env: NodeJS.ProcessEnv,
	now: number,
): Promise<string> {
	const found = await readKept(stateFileIn(env));
	const kept = found.kind === 'kept' ? found.kept.line : null;
	const stale = kept === null || isStale(kept, now);
	const {unicode} = terminalEnvironment(env, false);
	const line = kept === null || stale ? '?' : lineOf(kept, unicode);
	if (!json) return line;
	return JSON.stringify({
		v: 1,
		asOf: kept === null || kept.asOf === null ? null : new Date(kept.asOf).toISOString(),
		account: kept?.account ?? null,
		region: kept?.region ?? null,
		trouble: kept?.trouble ?? null,
		line,
		stale,
		gates: kept?.gates ?? null,
		failed: kept?.failed ?? null,
		behind: kept?.behind ?? null,
		ended: kept?.ended ?? null,
		running: kept?.running ?? null,
		commits: kept?.commits ?? [],
	});
}

function lineOf(kept: KeptLine, unicode: boolean): string {
	return summaryLine({...kept, commits: kept.commits.map(({sha}) => sha)}, unicode);
}

/** A time that is yet to come was written by another clock: it tells nothing. */
function isStale({at, interval}: KeptLine, now: number): boolean {
	return Math.abs(now - at) > Math.max(3 * interval, fresh);
}
