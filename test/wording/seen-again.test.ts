import {expect, it} from 'vitest';
import {eventOf} from '../../source/commands/event-of.ts';
import {saidOf} from '../../source/commands/said.ts';
import type {Notice} from '../../source/domain/notice.ts';
import {tell} from '../../source/wording/words.ts';

const link = () => 'https://console.example/p';

function meanwhile(counts: Extract<Notice, {kind: 'meanwhile'}>['counts']): Notice {
	return {at: 0, key: 'k', scope: 's', pipeline: null, kind: 'meanwhile', after: 7_800_000, counts};
}

it('tells in one line what happened out of sight, the worst first', () => {
	expect(tell(meanwhile({done: 3, gate: 1, failed: 2, superseded: 1, stopped: 1}))).toMatchObject({
		look: 'failed',
		text: 'seen again after 2h10m: 2 failed · 1 gate opened · 2 ended · 3 done',
	});
	expect(tell(meanwhile({gate: 2}))).toMatchObject({
		look: 'gate',
		text: 'seen again after 2h10m: 2 gates opened',
	});
	expect(tell(meanwhile({done: 1})).look).toBe('good');
	// Each of these was told in a line of its own.
	expect(saidOf(meanwhile({done: 1}), link)).toBeNull();
});

it('tells of a gate that nobody saw open, with how it was answered', () => {
	const run = {
		id: 'r',
		stage: 'DeployProduction',
		action: 'Approve',
		category: 'Approval' as const,
		status: 'Succeeded' as const,
		startedAt: Date.UTC(2026, 10, 20, 16),
		changedAt: Date.UTC(2026, 10, 20, 16, 1),
		failure: null,
		build: null,
		summary: null,
		url: null,
	};
	const notice: Notice = {
		at: run.changedAt,
		key: 'k',
		scope: 's',
		pipeline: 'p',
		commit: 'a'.repeat(40),
		runs: 'a'.repeat(40),
		execution: 'e',
		kind: 'gate-answered',
		stage: run.stage,
		approval: {
			stage: run.stage,
			name: run.action,
			chain: null,
			category: 'Approval',
			provider: 'Manual',
			timeoutMinutes: null,
			runOrder: 1,
			state: 'Succeeded',
			run,
		},
	};
	expect(tell(notice).text).toBe('gate opened and was approved');
	expect(eventOf(notice, {scopes: {}, link})).toMatchObject({
		event: 'answered',
		at: '2026-11-20T16:01:00.000Z',
		pipeline: 'p',
		stage: 'DeployProduction',
		action: 'Approve',
		answer: 'approved',
		since: '2026-11-20T16:00:00.000Z',
	});
});
