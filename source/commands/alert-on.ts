import type {Gate} from '../domain/gate.ts';
import type {Notice} from '../domain/notice.ts';
import {own} from '../domain/own.ts';
import {followOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {isBlinding} from '../domain/trouble.ts';
import type {Clock} from '../engine/clock.ts';
import type {Store} from '../store/store.ts';
import type {Alerts} from './alerts.ts';

export interface AlertOptions {
	readonly store: Store;
	readonly alerts: Pick<Alerts, 'tell'>;
	/** The event that a notice is told as; null: none. */
	readonly toEvent: (notice: Notice) => Readonly<Record<string, unknown>> | null;
	/** How long a gate stays open before it is told again; ms, null: it is not. */
	readonly remind: number | null;
	readonly clock: Clock;
}

type GateNotice = Extract<Notice, {readonly kind: 'gate'}>;

interface Reminder {
	readonly notice: GateNotice;
	readonly closed: AbortController;
	/** The look that told of it. */
	readonly lookedAt: number | null;
}

/**
 * Tells what the desk must know, each thing once, until the signal aborts: what is true at the beginning as well as what
 * becomes true. A gate that stays open is told again, with `reminder: true`, until it closes.
 */
export function alertOn({store, alerts, toEvent, remind, clock}: AlertOptions, signal: AbortSignal): void {
	let heard: State['happened'] = [];
	const reminders = new Map<string, Reminder>();

	function hear(state: State): void {
		if (state.happened !== heard) {
			const known = new Set(heard.map(({key}) => key));
			const fresh = state.happened.filter(({key}) => !known.has(key));
			heard = state.happened;
			for (const notice of fresh) if (matters(notice)) tell(notice);
		}
		if (reminders.size > 0) forgetClosed(state);
	}

	function tell(notice: Notice): void {
		const event = toEvent(notice);
		if (event === null) return;
		alerts.tell(event);
		if (notice.kind === 'gate' && remind !== null) void repeat(notice, remind);
	}

	async function repeat(notice: GateNotice, every: number): Promise<void> {
		const key = gateKey(notice.scope, notice.gate);
		if (reminders.has(key)) return;
		const closed = new AbortController();
		const lookedAt =
			own(store.getState().scopes[notice.scope]?.pipelines ?? {}, notice.pipeline)?.lookedAt ?? null;
		reminders.set(key, {notice, closed, lookedAt});
		const over = AbortSignal.any([signal, closed.signal]);
		for (;;) {
			await clock.sleep(every, over);
			const event = over.aborted ? null : toEvent(notice);
			if (event === null) return;
			alerts.tell({...event, reminder: true});
		}
	}

	function forgetClosed(state: State): void {
		for (const [key, reminder] of reminders) {
			if (isOpen(state, reminder)) continue;
			reminder.closed.abort();
			reminders.delete(key);
		}
	}

	if (signal.aborted) return;
	signal.addEventListener('abort', store.subscribe(hear), {once: true});
	hear(store.getState());
}

/** Whether somebody who does not look at the screen wants to know. */
function matters(notice: Notice): boolean {
	switch (notice.kind) {
		case 'failed':
			return notice.retriedAt === null;
		case 'gate':
		case 'superseded':
		case 'stopped':
		case 'cancelled':
		case 'blocked':
		case 'done':
			return true;
		case 'trouble':
			return (
				isBlinding(notice.trouble) && ['expired', 'no-credentials', 'denied'].includes(notice.trouble.kind)
			);
		case 'chain-failed':
		case 'gate-answered':
		case 'carried':
		case 'recovered':
		case 'meanwhile':
			return false;
	}
}

/** Whether the commit that was told of is followed, and still stands at its gate. */
function isOpen(state: State, {notice, lookedAt}: Reminder): boolean {
	const {scope, pipeline, commit, gate} = notice;
	const tracked = state.tracked.find(({sha}) => sha === commit);
	const record = own(state.scopes[scope]?.pipelines ?? {}, pipeline);
	if (tracked === undefined || record === undefined) return false;
	// Halfway through a look, what was read does not fit together yet.
	if (record.lookedAt === lookedAt) return true;
	const key = gateKey(scope, gate);
	return followOf(state, record, tracked).gates.some(each => each.tracked && gateKey(scope, each) === key);
}

function gateKey(scope: string, {pipeline, stage, action, execution}: Gate): string {
	return JSON.stringify([scope, pipeline, stage, action, execution]);
}
