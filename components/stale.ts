import {type FleetRow, isRunning} from '../source/domain/fleet.ts';
import type {Follow} from '../source/domain/follow.ts';
import {slack} from '../source/domain/fresh.ts';
import {own} from '../source/domain/own.ts';
import type {Standing} from '../source/domain/standing.ts';
import type {ScopeRecord} from '../source/domain/state.ts';
import {isBlinding} from '../source/domain/trouble.ts';

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

/** The same of a row of the fleet: what stands still there is as true as ever, unless nothing can be seen. */
export function isOldRow(row: FleetRow, scope: ScopeRecord | undefined, now: number): boolean {
	if (row.lookedAt === null || scope === undefined) return false;
	const every = Math.max(scope.every, own(scope.pipelines, row.pipeline)?.every ?? scope.interval);
	const old = now - row.lookedAt > 2 * every + slack;
	const goesOn = row.gates.length > 0 || row.stages.some(isRunning);
	return old && (scope.trouble !== null || isBlinding(row.trouble) || goesOn);
}
