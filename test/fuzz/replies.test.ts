import fc from 'fast-check';
import {beforeAll, expect, it} from 'vitest';
import {expectSound} from './clean.ts';
import {expectCleanDiagnosis, expectCleanFaces} from './faces.ts';
import {mutated, mutations, runsOf} from './mutations.ts';
import {normalised, storeOf} from './normalised.ts';
import {asHandedOn, type Recording, type Replies, record} from './recorded.ts';

/** Of one pipeline that many are asked for; ten thousand in all. */
const repliesOfOne = 9;
const runs = runsOf(Math.ceil(10_000 / repliesOfOne));

let recordings: readonly Recording[] = [];
beforeAll(async () => {
	recordings = (await record()).map(each => ({...each, replies: asHandedOn(each.replies) as Replies}));
});

const pipelines = fc.array(fc.record({which: fc.nat(1000), deeds: mutations}), {minLength: 1, maxLength: 1});

it('makes sound facts of any reply, and clean words of them on every face without a screen', async () => {
	await fc.assert(
		fc.asyncProperty(pipelines, fc.constantFrom(20, 100, 240), async (chosen, columns) => {
			const told = chosen.map(({which, deeds}) => {
				const recording = recordings[which % recordings.length];
				if (recording === undefined) throw new Error('nothing was recorded');
				return normalised(mutated(recording.replies, deeds));
			});
			expectSound(told);
			const sha = recordings.find(({pipeline}) => pipeline.includes('indexer'))?.commit ?? '';
			const state = storeOf(told, sha).getState();
			expectCleanFaces(state, columns);
			for (const each of told) await expectCleanDiagnosis(each, columns);
		}),
		{numRuns: runs},
	);
	expect(runs * repliesOfOne).toBeGreaterThan(0);
}, 600_000);
