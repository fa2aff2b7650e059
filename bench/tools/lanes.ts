import type {ActionStart, Scenario} from '../../source/simulator/scenario.ts';
import {buildOf, commits, failing, lane, repository} from '../../test/stories/account.ts';

/** Pipelines that all run one commit: a staging stage of three chains, and production behind a gate. */
export interface Lanes {
	/** How long after the commit was pushed each pipeline reaches its gate; s. */
	readonly staging: readonly number[];
	/** How long ago the commit was pushed; s. */
	readonly pushed: number;
	/** How many lines the log of the one build has that fails in the first pipeline; null: all goes well. */
	readonly failedLog: number | null;
}

/** As many as the figures need; none begins as another one does, so that each keeps a name of its own. */
const names =
	'order indexer slasher market broker prover ledger oracle bridge faucet relay vault signer keeper router archive gateway monitor notifier scheduler explorer registry distributor'.split(
		' ',
	);

/** The pipeline's whole name. */
export const laneName = (index: number) => `l-${names[index]}-pipeline`;
/** What the list shows of it. */
export const shortLaneName = (index: number) => names[index] ?? '';

export const followed = commits.ours;

/** `opened` is told of each gate; simulated ms. */
export function lanes(
	{staging, pushed, failedLog}: Lanes,
	opened: (pipeline: string, at: number) => void,
): Scenario {
	const begin = -pushed * 1000 - 5000;
	const log = () =>
		Array.from({length: failedLog ?? 0}, (_, index) => ({
			phase: 'BUILD' as const,
			share: index / (failedLog ?? 1),
			text: `step ${index}: resource urn:service:${index % 97} is as it should be`,
		}));
	return {
		name: 'lanes',
		account: {id: '123456789012', region: 'us-west-2'},
		seed: 1,
		beginsAt: begin,
		begin(director) {
			for (const index of staging.keys())
				director.createPipeline(lane(laneName(index), ['Base', 'Linea', 'Taiko']), {start: false});
			director.at(-pushed * 1000, () => {
				director.push({
					repository,
					branch: 'main',
					sha: followed,
					message: 'feat: batch inserts (#812)',
					author: 'Ines',
				});
			});
		},
		plan({pipeline, action, type, at}: ActionStart) {
			if (type.category === 'Source') return {kind: 'job', durationMs: 1000};
			if (type.category === 'Approval') opened(pipeline, at);
			if (type.provider !== 'CodeBuild') return undefined;
			if (failedLog !== null && pipeline === laneName(0) && action.endsWith('Linea'))
				return buildOf(1, {failure: failing, log});
			const index = staging.findIndex((_, each) => laneName(each) === pipeline);
			return buildOf(((staging[index] ?? 0) - 1) / 10);
		},
	};
}
