import {expect, it} from 'vitest';
import {callsFor} from '../../hooks/use-attention.ts';

const came = 1000;
const calls = (now: number, focus: 'in' | 'out' | 'unknown', pressedAt: number | null = null) =>
	callsFor({since: came, now, focus, pressedAt});

it('calls until the pane has the focus, at most ten seconds where nobody tells', () => {
	expect(calls(came, 'unknown')).toBe(true);
	expect(calls(came + 9999, 'unknown')).toBe(true);
	expect(calls(came + 10_000, 'unknown')).toBe(false);
	expect(calls(came + 60_000, 'out')).toBe(true);
	expect(calls(came, 'in')).toBe(false);
});

it('is answered by a key', () => {
	expect(calls(came + 10, 'out', came + 5)).toBe(false);
	expect(calls(came + 10, 'out', came - 5)).toBe(true);
	expect(callsFor({since: null, now: 0, focus: 'out', pressedAt: null})).toBe(false);
});
