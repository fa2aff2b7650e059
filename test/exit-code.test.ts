import {expect, it} from 'vitest';
import {exitCode, signalCode} from '../source/exit-code.ts';

const fine = {refused: false, failed: false, ended: false, blocked: false, missing: false};

it.each([
	[{}, 0],
	[{missing: true}, 4],
	[{missing: true, blocked: true}, 6],
	[{missing: true, blocked: true, ended: true}, 3],
	[{missing: true, blocked: true, ended: true, failed: true}, 1],
	[{missing: true, blocked: true, ended: true, failed: true, refused: true}, 5],
])('of %j the most pressing counts: %d', (outcome, code) => {
	expect(exitCode({...fine, ...outcome})).toBe(code);
});

it('counts signals as shells do', () => {
	const signals = ['SIGHUP', 'SIGINT', 'SIGPIPE', 'SIGTERM'] as const;
	expect(signals.map(signalCode)).toEqual([129, 130, 141, 143]);
});
