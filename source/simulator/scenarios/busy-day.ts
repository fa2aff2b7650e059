import type {Scenario} from '../scenario.ts';
import {account} from './fleet/declare.ts';
import {lanePipelines, otherPipelines} from './fleet/pipelines.ts';
import {commitHistory, type History} from './history/commits.ts';
import {oldestPushed, pushCommits, pushElsewhere} from './story/agenda.ts';
import {planAction} from './story/plan.ts';
import {trackedAgenda} from './story/tracked-story.ts';

const hour = 3_600_000;

/** The scenario of the demo, with what the demo must know beside the account. */
export type BusyDay = {
	readonly scenario: Scenario;
	/** SHA of the commit whose day it is. */
	readonly tracked: string;
	/** The branch that the commits lie on, in place of git. */
	readonly history: History;
};

/** A day on which everything happens to one commit that can, within its first half hour, and that never ends. */
export function busyDay({seed = 1}: {readonly seed?: number} = {}): BusyDay {
	const history = commitHistory(seed);
	return {
		tracked: history.tracked.sha,
		history,
		scenario: {
			name: 'busy-day',
			account,
			seed,
			beginsAt: history.entry(oldestPushed).at - hour,
			plan: start => planAction(start, history),
			begin: director => {
				for (const pipeline of [...lanePipelines, ...otherPipelines])
					director.createPipeline(pipeline, {start: false});
				trackedAgenda(director, history.tracked, history.entry(-1));
				pushCommits(director, history);
				pushElsewhere(director);
			},
		},
	};
}
