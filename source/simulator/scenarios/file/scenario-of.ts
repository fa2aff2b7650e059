import {parseFault} from '../../faults.ts';
import type {Scenario, TimedFault} from '../../scenario.ts';
import {declarationsOf, followedBy, placeOf} from './declare.ts';
import {msOf} from './duration.ts';
import {planOf} from './outcome.ts';
import {rulePlanOf} from './rule-outcome.ts';
import type {ScenarioFile} from './schema.ts';
import {pastOf, tellStory} from './story.ts';

/** What a file tells, as a scenario. `seed` replaces the file's own. */
export function scenarioOf(name: string, file: ScenarioFile, seed = file.seed ?? 1): Scenario {
	const {account, region} = placeOf(file);
	const pipelines = file.pipelines.flatMap(entry => declarationsOf(file, entry));
	const followed = new Map(
		file.pipelines.map(entry => followedBy(file, entry)).map(each => [JSON.stringify(each), each]),
	);
	const past = pastOf(file, seed, [...followed.values()]);
	const made = new Set(past.map(({commit}) => commit.sha));
	const times = [...(file.commits ?? []), ...(file.events ?? [])].map(({at}) =>
		at === undefined ? 0 : msOf(at),
	);
	const outcomes = file.outcomes ?? [];
	return {
		name,
		account: {id: account, region},
		seed,
		beginsAt: Math.min(0, past[0]?.at ?? 0, ...times),
		plan: start => planOf(outcomes, start, sha => made.has(sha)),
		planRule: start => rulePlanOf(outcomes, start),
		faults: faultsOf(file),
		begin: director => {
			for (const pipeline of pipelines) director.createPipeline(pipeline, {start: false});
			tellStory(director, file, pipelines, past);
		},
	};
}

function faultsOf({events = []}: ScenarioFile): readonly TimedFault[] {
	return events.flatMap(event => {
		if (!('faults' in event)) return [];
		const from = msOf(event.at);
		return event.faults.map(text => ({fault: parseFault(text), from, until: from + msOf(event.for)}));
	});
}
