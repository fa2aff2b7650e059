import type {FleetRow} from '../domain/fleet.ts';
import {type FleetState, type FleetStateKind, fleetState} from '../domain/fleet-state.ts';
import {age, closedWords, idleWords, unseenWords} from './fleet-words.ts';
import {closedLook, type Look, skippedLook, stageLooks} from './glyphs.ts';
import {rulesWords} from './rule-words.ts';
import {count, failedWords, failingLook, skippedWords, standingLooks, timeLeft} from './words.ts';

const looks = {
	Failed: standingLooks.Failed,
	Failing: {...failingLook, word: 'Failing'},
	Gate: standingLooks.Gate,
	Unknown: standingLooks.Unknown,
	Running: standingLooks.Running,
	Stopping: standingLooks.Stopping,
	Stopped: standingLooks.Stopped,
	Cancelled: standingLooks.Cancelled,
	Closed: closedLook,
	Skipped: skippedLook,
	Idle: {...stageLooks.NotReached, word: 'Idle', style: 'waiting'},
	Done: standingLooks.Succeeded,
	Unread: {...stageLooks.Unknown, word: 'Unread', style: 'dim'},
} as const satisfies Record<FleetStateKind, Look>;

/** Glyph, word and colour of a pipeline's one state. */
export function lookOfState({kind}: FleetState): Look {
	return looks[kind];
}

/** What goes on by itself is counted up to the last look, what has ended up to now. */
export function countedTo(status: FleetStateKind | string | null, {lookedAt}: FleetRow, now: number): number {
	const goesOn = ['Failing', 'Gate', 'Running', 'Stopping'].includes(status ?? '');
	return goesOn && lookedAt !== null ? Math.min(lookedAt, now) : now;
}

/** For how long a pipeline has stood so, in one unit; empty where that is not known. */
export function stateAge(row: FleetRow, now: number): string {
	const {kind, since} = fleetState(row);
	return age(since, countedTo(kind, row, now));
}

/** The one sentence about a pipeline: why it failed, what waits, what cannot be seen; empty where its state says it all. */
export function remarkOf(row: FleetRow, now: number): string {
	const {stages} = row;
	const failed = stages.flatMap(stand => stand.failed);
	const broken = stages.filter(stand => stand.status === 'Failed' && stand.failed.length === 0);
	const words = [
		failedWords(failed),
		...broken.map(({stage, rules}) => rulesWords(rules) || `${stage} failed`),
		stages.some(stand => stand.status === 'Running' && stand.failed.length > 0) ? 'the rest still runs' : '',
		...gateRemarks(row, now),
		...(row.urgency === 'unread' ? [] : unseenWords(row)),
		...stages.map(stand => closedWords(stand, now) ?? ''),
		skippedWords(stages.filter(({status}) => status === 'Skipped').map(({stage}) => stage)),
		...stages.flatMap(({stage, waiting, closed}) =>
			waiting > 0 && closed === null && row.gates.every(gate => gate.stage !== stage)
				? [`${count(waiting, 'waits', 'wait')} outside ${stage}`]
				: [],
		),
		idleWords(row, now) ?? '',
	];
	return words.filter(part => part !== '').join(' · ');
}

/** Of the longest open gate: how long it stays open, and who waits behind it. */
function gateRemarks({gates}: FleetRow, now: number): readonly string[] {
	const [gate] = gates.toSorted((a, b) => (a.openedAt ?? 0) - (b.openedAt ?? 0));
	if (gate === undefined) return [];
	return [
		gate.expiresAt === null ? '' : `${timeLeft(gate.expiresAt - now)} left`,
		gate.waiting > 0 ? `${gate.waiting} behind` : '',
		gates.length > 1 ? `${gates.length} gates` : '',
		gate.action,
	];
}
