import picomatch from 'picomatch';
import {isSha} from '../domain/execution.ts';
import type {FileFilter} from '../domain/pipeline.ts';
import type {Apart, PipelineRecord} from '../domain/record.ts';
import {repositoryOf} from '../domain/select.ts';
import type {History} from '../git/history.ts';
import type {Store} from '../store/store.ts';
import type {Clock} from './clock.ts';

/** Pipelines (by name or glob) that are left out unless a commit touches one of the paths (globs). */
export type PathRules = readonly {readonly pipeline: string; readonly paths: readonly string[]}[];

/** CodePipeline looks at the first hundred changed files only; beyond them it cannot be told what a filter saw. */
const filesLookedAt = 100;
/** How long a commit whose paths are not known is left alone; ms. */
const askAgain = 60_000;

/**
 * Finds out which pipelines the tracked commits do not concern: by the paths that the settings give, and by the file filters
 * of their triggers. Version control is asked for a commit's paths once, and only where they matter.
 */
export function createConcern(store: Store, clock: Clock, history: History, rules: PathRules) {
	const asked = new Map<string, {readonly at: number; readonly paths: Promise<readonly string[] | null>}>();

	function pathsOf(sha: string, repository: string | null): Promise<readonly string[] | null> {
		const known = asked.get(sha);
		if (known !== undefined && known.at + askAgain > clock.now()) return known.paths;
		const paths = history.paths(sha, repository).then(answer => {
			// What a commit touches never changes.
			if (answer !== null) asked.set(sha, {at: Number.POSITIVE_INFINITY, paths});
			return answer;
		});
		asked.set(sha, {at: clock.now(), paths});
		return paths;
	}

	return async (pipeline: PipelineRecord, signal: AbortSignal): Promise<void> => {
		const globs = rules
			.filter(rule => picomatch.isMatch(pipeline.name, rule.pipeline))
			.flatMap(({paths}) => paths);
		const filters = pipeline.definition?.fileFilters ?? [];
		if (globs.length === 0 && filters.length === 0) return;
		const state = store.getState();
		for (const {sha} of state.tracked) {
			if (!isSha(sha)) continue;
			const paths = await pathsOf(sha, repositoryOf(state, sha));
			signal.throwIfAborted();
			const apart = paths === null ? null : apartBy(paths, globs, filters);
			const {scope, name} = pipeline;
			store.dispatch({kind: 'concern-known', at: clock.now(), scope, pipeline: name, sha, apart});
		}
	};
}

/** Why a commit that touches these paths does not concern a pipeline; null: it does. */
export function apartBy(
	paths: readonly string[],
	globs: readonly string[],
	filters: readonly FileFilter[],
): Apart | null {
	if (globs.length > 0 && !paths.some(path => matches(path, globs))) return 'paths';
	if (filters.length === 0 || paths.length > filesLookedAt) return null;
	return filters.some(filter => paths.some(path => passes(path, filter))) ? null : 'file-filter';
}

function passes(path: string, {includes, excludes}: FileFilter): boolean {
	return !matches(path, excludes) && (includes.length === 0 || matches(path, includes));
}

function matches(path: string, globs: readonly string[]): boolean {
	return globs.length > 0 && picomatch.isMatch(path, [...globs], {dot: true});
}
