import type {KnownCause} from '../domain/cause.ts';
import {short} from '../domain/commit.ts';
import {canRetryHelp, type Newer} from '../domain/failed.ts';

/** Whether trying the stage again can help; empty: nobody knows. */
export function retryWords(known: KnownCause | null, newer: Newer, stage: string): string {
	if (newer.kind === 'entered') {
		const commit = newer.commit === null ? '' : ` (${short(newer.commit)})`;
		return `retrying is no longer possible: a newer execution${commit} has entered ${stage}`;
	}
	switch (known?.retryHelps ?? null) {
		case true:
			return newer.kind === 'none'
				? 'retrying can help'
				: 'retrying can help while nothing newer is in the stage';
		case false:
			return 'retrying will not help';
		case null:
			return '';
	}
}

/** The same in few words. */
export function briefRetryWords(known: KnownCause | null, newer: Newer): string {
	if (newer.kind === 'entered') return 'too late for a retry';
	const helps = canRetryHelp(known, newer);
	if (helps !== null) return helps ? 'retry can help' : 'retry will not help';
	return known?.retryHelps == null ? '' : 'retry may help';
}
