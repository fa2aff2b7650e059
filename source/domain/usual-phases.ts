import type {Build} from './build.ts';
import {median} from './median.ts';
import type {ActionRun} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';
import type {ActionName} from './usual.ts';

/** So many builds tell how long the phases of an action usually take. */
const enough = 5;

/** The newest builds of an action that succeeded, without `except`: as many as it takes to know what is usual. */
export function usualBuilds(
	{records, pastRuns}: Pick<PipelineRecord, 'records' | 'pastRuns'>,
	{stage, action}: ActionName,
	except: string,
): readonly string[] {
	const runs: readonly ActionRun[] = [
		...Object.values(records).flatMap(each => each.runs),
		...(pastRuns ?? []),
	];
	const green = runs
		.filter(run => run.stage === stage && run.action === action && run.status === 'Succeeded')
		.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	const builds = new Set(green.flatMap(({build}) => build ?? []));
	builds.delete(except);
	return [...builds].slice(0, enough);
}

/** How long each phase of these builds took: the median; ms. */
export function usualPhases(builds: readonly Build[]): ReadonlyMap<string, number> {
	const times = builds
		.filter(({status}) => status === 'Succeeded')
		.flatMap(({phases}) => phases)
		.flatMap(({name, startedAt, endedAt}) =>
			startedAt === null || endedAt === null || endedAt < startedAt ? [] : [{name, ms: endedAt - startedAt}],
		);
	const phases = [...Map.groupBy(times, ({name}) => name)];
	return new Map(phases.map(([name, all]) => [name, median(all.map(({ms}) => ms)) ?? 0]));
}
