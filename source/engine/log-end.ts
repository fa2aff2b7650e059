import {type Build, isBad} from '../domain/build.ts';
import type {LogGap} from '../domain/log.ts';
import type {Trouble} from '../domain/trouble.ts';

/** How long after a build's end lines of it may still arrive; ms. */
const logLag = 15_000;

export function isFinished({status}: Build): boolean {
	return status === 'Succeeded' || isBad(status);
}

/** Whether a build has ended so long ago that all of its log has arrived; `now`: ms since the epoch. */
export function isComplete(build: Build, now: number): boolean {
	return isFinished(build) && now >= (build.endedAt ?? 0) + logLag;
}

/** Why a log cannot be read. What is not there is gone where the log was `complete`; else it is not there yet. */
export function gapAfter(trouble: Trouble, complete: boolean): LogGap {
	if (trouble.kind !== 'not-found') return {kind: 'trouble', trouble};
	return complete ? goneAs(trouble) : {kind: 'not-yet'};
}

/** One code stands for a group that is missing and for a stream; only its sentence tells which. */
function goneAs({message}: Trouble): LogGap {
	const what = /\blog (group|stream)\b/i.exec(message)?.[1]?.toLowerCase();
	return what === 'group' || what === 'stream' ? {kind: 'gone', what} : {kind: 'gone'};
}
