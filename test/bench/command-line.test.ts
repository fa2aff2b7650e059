import {expect, it} from 'vitest';
import {parseBench} from '../../bench/command-line.ts';

const known = ['start', 'calls', 'watch'] as const;

it('takes all measurements where none is named, and those named in their own order', () => {
	expect(parseBench([], known)).toEqual({names: known, json: null, quick: false});
	expect(parseBench(['watch', '--quick', '--json', 'out.jsonl', 'start'], known)).toEqual({
		names: ['start', 'watch'],
		json: 'out.jsonl',
		quick: true,
	});
});

it('says in one sentence what is wrong, and what may stand there', () => {
	expect(parseBench(['stat'], known)).toBe('there is no measurement stat: give some of start, calls, watch');
	expect(parseBench(['--fast'], known)).toBe(
		"Unknown option '--fast': it takes --json FILE, --quick, and some of start, calls, watch",
	);
});
