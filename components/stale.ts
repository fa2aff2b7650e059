import type {Follow, Standing} from '../source/domain/follow.ts';

/** Looks are never so punctual that less than this is a sign of anything; ms. */
const slack = 5000;

/** Whether a follow is older than two looks. What is settled is looked at rarely, and is as true as ever. */
export function isStale(follow: Follow, interval: number, now: number): boolean {
	if (follow.asOf === null) return false;
	const old = now - follow.asOf > 2 * interval + slack;
	return old && (follow.trouble !== null || moves(follow.standing));
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
