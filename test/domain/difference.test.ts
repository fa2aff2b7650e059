import {expect, it} from 'vitest';
import {pullRequestIn} from '../../source/domain/difference.ts';

it.each([
	['Carry it (#812)', 812],
	['Carry it (#812)  ', 812],
	['Merge pull request #9 from ada/fix', 9],
	['Merge pull request #9', 9],
	['Revert "Carry it (#81)" (#90)', 90],
	['Merge pull request #9 from ada/fix (#81)', 9],
	['Revert "Carry it (#81)"', null],
	['Carry it (#812) again', null],
	['Merge pull request #9x', null],
	['Carry it #812', null],
	['Carry it (#0)', null],
	['', null],
	[null, null],
])('%j merged pull request %s', (subject, number) => {
	expect(pullRequestIn(subject)).toBe(number);
});
