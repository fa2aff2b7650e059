import {expect, it} from 'vitest';
import type {KnownCause} from '../../source/domain/cause.ts';
import {canRetryHelp, type Newer} from '../../source/domain/failed.ts';
import {briefRetryWords, retryWords} from '../../source/wording/retry-words.ts';
import {executionId, shas} from '../fixtures.ts';

const entered: Newer = {kind: 'entered', execution: executionId(3), commit: shas.newer};
const tooLate = 'retrying is no longer possible: a newer execution (b7d19f0) has entered Deploy';

it.each<[boolean | null, Newer, boolean | null, string, string]>([
	[true, {kind: 'none'}, true, 'retrying can help', 'retry can help'],
	[true, {kind: 'unknown'}, null, 'retrying can help while nothing newer is in the stage', 'retry may help'],
	[true, entered, false, tooLate, 'too late for a retry'],
	[false, {kind: 'none'}, false, 'retrying will not help', 'retry will not help'],
	[false, {kind: 'unknown'}, false, 'retrying will not help', 'retry will not help'],
	[null, {kind: 'none'}, null, '', ''],
	[null, entered, false, tooLate, 'too late for a retry'],
])(
	'promises of a retry that helps (%s) with %j in front no more than is known',
	(retryHelps, newer, helps, words, brief) => {
		const known: KnownCause = {id: 'x', cause: 'x', advice: 'x', retryHelps, sure: null};
		expect(canRetryHelp(known, newer)).toBe(helps);
		expect(retryWords(known, newer, 'Deploy')).toBe(words);
		expect(briefRetryWords(known, newer)).toBe(brief);
	},
);
