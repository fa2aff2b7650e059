import {expect, it} from 'vitest';
import {type Summarised, summaryLine} from '../../source/wording/summary-line.ts';
import {shas} from '../fixtures.ts';

const nothing: Summarised = {
	gates: 0,
	failed: 0,
	behind: 0,
	ended: 0,
	running: 0,
	everywhere: false,
	trouble: null,
	commits: [shas.ours],
};

it.each([
	[{}, 'acfd7c6', 'acfd7c6'],
	[{gates: 1, failed: 1, running: 3}, '▲1 ✗1 acfd7c6', '^1 x1 acfd7c6'],
	[{behind: 2, ended: 1, failed: 12}, '✗12 ◇2 ■1 acfd7c6', 'x12 <2 #1 acfd7c6'],
	[{running: 3}, '◐3 acfd7c6', 'o3 acfd7c6'],
	[{everywhere: true}, '✓ acfd7c6', '+ acfd7c6'],
	[{gates: 1, trouble: {}}, '! ▲1 acfd7c6', '! ^1 acfd7c6'],
	[{everywhere: true, trouble: {}}, '! ✓ acfd7c6', '! + acfd7c6'],
	[{commits: []}, '', ''],
	[{commits: [], trouble: {}}, '', ''],
	[{commits: [shas.ours, shas.newer]}, 'acfd7c6 b7d19f0', 'acfd7c6 b7d19f0'],
	[
		{gates: 2, commits: [shas.ours, shas.newer, shas.older, shas.oldest, shas.ours]},
		'▲2 acfd7c6 b7d19f0 9e0c4b7 +2',
		'^2 acfd7c6 b7d19f0 9e0c4b7 +2',
	],
] as const)('%j is %s', (given, line, ascii) => {
	expect(summaryLine({...nothing, ...given}, true)).toBe(line);
	expect(summaryLine({...nothing, ...given}, false)).toBe(ascii);
});
