import type {KnownCause} from './cause.ts';
import {keep} from './keep.ts';
import type {ActionRun} from './pipeline.ts';

/** The causes that logs have shown, by build, the newest at the end. */
export type ShownCauses = Readonly<Record<string, KnownCause>>;

/** How many are kept of a pipeline. */
const kept = 100;

/** Takes in what a log has shown; null takes back what less of it seemed to show. */
export function withCause(causes: ShownCauses, build: string, cause: KnownCause | null): ShownCauses {
	const {[build]: before, ...others} = causes;
	if (cause === null) return before === undefined ? causes : others;
	const known = keep(before, cause);
	if (known === before) return causes;
	return {...Object.fromEntries(Object.entries(others).slice(1 - kept)), [build]: known};
}

/** A failed run's cause as its log has shown it: that says more than the failure's own words. */
export function asShown<Run extends ActionRun>(run: Run, causes: ShownCauses): Run {
	const known = run.build === null || run.status !== 'Failed' ? undefined : causes[run.build];
	return known === undefined ? run : {...run, failure: {code: null, message: '', ...run.failure, known}};
}
