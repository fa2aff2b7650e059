import {createRandom} from '../../source/simulator/random.ts';
import type {FileEvent} from '../../source/simulator/scenarios/file/schema.ts';

/** What a stretch of the day is like, as `--fault` takes it; `blind`: what it keeps from being seen. */
const kinds = {
	/** Credentials that have expired, until somebody renews them. */
	expired: {faults: ['expired'], blind: 'all'},
	/** A connection that is cut: nothing is ever answered. */
	cut: {faults: ['drop'], blind: 'all'},
	/** The one call that no look can do without. */
	'state-denied': {faults: ['denied:GetPipelineState'], blind: 'all'},
	/** Calls that a look can do without. Rules stay readable: of a condition that was overridden nothing else tells, ever. */
	'records-denied': {
		faults: ['GetPipeline', 'GetPipelineExecution', 'ListActionExecutions', 'BatchGetBuilds'].map(
			operation => `denied:${operation}`,
		),
		blind: 'records',
	},
	/** Answers that are some seconds old, beside others that are not. */
	lag: {faults: ['lag:0.5'], blind: 'nothing'},
} as const;
export type StretchKind = keyof typeof kinds;

/** A stretch of the day with faults of its own; ms from the start. */
export interface Stretch {
	readonly kind: StretchKind;
	readonly from: number;
	readonly until: number;
}

const minute = 60_000;
const hour = 60 * minute;
/** In each of these there is one stretch, or none. */
const slot = hour / 3;
/** How long one lasts; and how long it is over before the next one: all is seen again by then. */
const length = {least: 3 * minute, most: 10 * minute, rest: 8 * minute};

/** Every kind again and again, in an order, at times and for lengths that the seed decides. */
export function stretchesOf(hours: number, seed: number): readonly Stretch[] {
	const random = createRandom(seed).fork('stretches');
	const names = Object.keys(kinds) as StretchKind[];
	let left = names;
	// The first slot is left out: nothing is known yet that could be lost from sight.
	return Array.from({length: hours * 3 - 1}, (_, index) => (index + 1) * slot).flatMap(start => {
		if (left.length === 0) left = names;
		// After it another commit is soon asked for, which is when records are asked for again.
		const fitting = left.filter(kind => kinds[kind].blind !== 'records' || start % hour === 0);
		// In whole seconds, as a scenario's times are.
		const whole = (least: number, most: number) => random.integer(least / 1000, most / 1000) * 1000;
		const lasts = whole(length.least, length.most);
		const from = start + whole(0, slot - length.rest - lasts);
		if (fitting.length === 0) return [];
		const kind = random.pick(fitting);
		left = left.filter(each => each !== kind);
		return [{kind, from, until: from + lasts}];
	});
}

/** The stretch as an event of a scenario. */
export function eventOf({kind, from, until}: Stretch): FileEvent {
	return {at: `${from / 1000}s`, faults: [...kinds[kind].faults], for: `${(until - from) / 1000}s`};
}

/** A time in which something cannot be seen; ms. */
export interface Spell {
	readonly from: number;
	readonly until: number;
}

/**
 * When nobody could see all of it. Who may not read records is asked no more for them until the user asks for something, such
 * as another commit: `asked`, when that was.
 */
export function blindness(stretches: readonly Stretch[], asked: readonly number[]): readonly Spell[] {
	const longer = (until: number) => asked.find(time => time >= until) ?? Number.POSITIVE_INFINITY;
	return stretches
		.filter(({kind}) => kinds[kind].blind !== 'nothing')
		.map(({kind, from, until}) => ({from, until: kinds[kind].blind === 'records' ? longer(until) : until}));
}

/** Whether there is as much time in sight at a stretch, between two moments; ms. */
export function isSeenFor(ms: number, {from, until}: Spell, blind: readonly Spell[]): boolean {
	let since = from;
	for (const spell of blind.toSorted((a, b) => a.from - b.from)) {
		if (Math.min(spell.from, until) - since >= ms) return true;
		since = Math.max(since, spell.until);
	}
	return until - since >= ms;
}
