import type {Follow} from '../source/domain/follow.ts';
import {slack} from '../source/domain/fresh.ts';
import type {Standing} from '../source/domain/standing.ts';
import type {ScopeRecord} from '../source/domain/state.ts';

/**
 * Whether a follow is older than two looks, as often as these are planned to come. What is settled is looked at rarely and is
 * as true as ever, unless nothing can be seen.
 */
export function isStale(follow: Follow, scope: ScopeRecord | undefined, now: number): boolean {
	if (follow.asOf === null || scope === undefined) return false;
	const every = Math.max(scope.every, follow.record.every ?? scope.interval);
	const old = now - follow.asOf > 2 * every + slack;
	return old && (scope.trouble !== null || follow.trouble !== null || moves(follow.standing));
}

function moves({kind}: Standing): boolean {
	switch (kind) {
		case 'Running':
		case 'Stopping':
		case 'Gate':
		case 'Behind':
		case 'Awaited':
		case 'Unknown':
			return true;
		case 'Succeeded':
		case 'Failed':
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
		case 'NotTriggered':
			return false;
	}
}
