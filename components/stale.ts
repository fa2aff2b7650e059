import {type FleetRow, isRunning} from '../source/domain/fleet.ts';
import type {Follow} from '../source/domain/follow.ts';
import {slack} from '../source/domain/fresh.ts';
import {own} from '../source/domain/own.ts';
import type {Standing} from '../source/domain/standing.ts';
import type {ScopeRecord} from '../source/domain/state.ts';
import {isBlinding} from '../source/domain/trouble.ts';

/**
 * Whether a follow is older than two looks, as often as these are planned to come. What is settled is looked at rarely and is
 * as true as ever, unless nothing can be seen: then nothing of the scope is.
 */
export function isStale(follow: Follow, scope: ScopeRecord | undefined, now: number): boolean {
	if (follow.asOf === null || scope === undefined) return false;
	const goesOn = follow.trouble !== null || moves(follow.standing);
	return isOld(follow.asOf, follow.record.every, goesOn, scope, now);
}

/** `every`: as often as it is planned to be looked at, in ms, null: not told; `goesOn`: whether that is soon enough to matter. */
function isOld(
	asOf: number,
	every: number | null,
	goesOn: boolean,
	scope: ScopeRecord,
	now: number,
): boolean {
	const age = now - asOf;
	const late = age > 2 * Math.max(scope.every, every ?? scope.interval) + slack;
	return (late && (goesOn || scope.trouble !== null)) || (age > blindAfter(scope) && isBlindFor(scope, now));
}

/** Rows that are planned to be looked at less often must not stand there as fresh beside those that have gone stale. */
function isBlindFor(scope: ScopeRecord, now: number): boolean {
	return scope.trouble !== null && now - scope.trouble.since > blindAfter(scope);
}

function blindAfter({every}: ScopeRecord): number {
	return 2 * every + slack;
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
	const every = own(scope.pipelines, row.pipeline)?.every ?? null;
	const goesOn = isBlinding(row.trouble) || row.gates.length > 0 || row.stages.some(isRunning);
	return isOld(row.lookedAt, every, goesOn, scope, now);
}
