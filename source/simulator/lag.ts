import type {Pipeline} from './account/records.ts';
import type {World} from './account/world.ts';

/** How far behind a lagging answer is, in ms of the account's clock. */
export const lagMs = 5_000;

/** What pipelines were some seconds ago, for the fault of a lagging state. */
export type Lag = {
	/**
	 * Takes down how the pipelines are now, if the fault is in force; cheap when nothing has changed since the last time.
	 * `anyMayDiffer`: something was done to them that makes no event.
	 */
	readonly note: (anyMayDiffer?: boolean) => void;
	/** The account as it was `lagMs` ago, or as far back as it was noted; it can only be read. */
	readonly past: () => World;
};

type Frame = {readonly at: number; readonly pipelines: ReadonlyMap<string, Pipeline>};

export function createLag(world: World, isInForce: () => boolean): Lag {
	let frames: Frame[] = [];
	const changed = new Set<Pipeline>();
	world.observers.add(change => {
		if (frames.length === 0) return;
		if (change.kind === 'execution') changed.add(change.execution.pipeline);
		else if (change.kind === 'stage') changed.add(change.stageRun.execution.pipeline);
		else if (change.kind === 'action' || change.kind === 'rule')
			changed.add(change.run.stageRun.execution.pipeline);
	});

	const isSame = (last: Frame | undefined) =>
		last?.pipelines.size === world.pipelines.size &&
		[...world.pipelines.keys()].every(name => last.pipelines.has(name));

	return {
		note: (anyMayDiffer = false) => {
			if (!isInForce()) {
				frames = [];
				changed.clear();
				return;
			}
			const now = world.agenda.now();
			const last = frames.at(-1);
			if (last && !anyMayDiffer && changed.size === 0 && isSame(last)) return;
			const pipelines = new Map(
				[...world.pipelines].map(([name, pipeline]) => {
					const known = last?.pipelines.get(name);
					const isStill = known && !anyMayDiffer && !changed.has(pipeline);
					return [name, isStill ? known : copyOf(pipeline)] as const;
				}),
			);
			changed.clear();
			frames.push({at: now, pipelines});
			// The newest of those that are old enough is the one that is shown; the ones before it are no more.
			const shown = frames.findLastIndex(({at}) => at <= now - lagMs);
			if (shown > 0) frames = frames.slice(shown);
		},
		past: () => {
			const then = world.agenda.now() - lagMs;
			const frame = frames.findLast(({at}) => at <= then) ?? frames[0];
			return frame ? {...world, pipelines: new Map(frame.pipelines)} : world;
		},
	};
}

/** A copy of what of a pipeline can still change: it shares executions that have ended and are shown by no stage. */
function copyOf(pipeline: Pipeline): Pipeline {
	const isAlive = new Set([
		...pipeline.executions.filter(({status}) => status === 'InProgress' || status === 'Stopping'),
		...pipeline.stages.flatMap(({latest}) => (latest ? [latest.execution] : [])),
	]);
	const copies = new Map<object, object>();
	const share = (shared: object | undefined) => shared && copies.set(shared, shared);
	for (const execution of pipeline.executions)
		if (!isAlive.has(execution)) {
			share(execution);
			for (const stageRun of execution.stageRuns) share(stageRun);
		}
	for (const run of pipeline.actionRuns) {
		share(run.build);
		share(run.job);
		share(run.start);
		share(run.declaration);
		if (!isAlive.has(run.stageRun.execution)) share(run);
	}
	for (const declaration of pipeline.declarations) share(declaration);
	for (const {declaration} of pipeline.stages) share(declaration);
	return copied(pipeline, copies);
}

/** A deep copy of plain objects, lists, maps and sets that keeps every link between them; all else is shared. */
function copied<Value>(value: Value, copies: Map<object, object>): Value {
	// What is built here has the shape of what it is built from.
	return copiedAny(value, copies) as Value;
}

function copiedAny(value: unknown, copies: Map<object, object>): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const known = copies.get(value);
	if (known) return known;
	const keep = <Copy extends object>(copy: Copy): Copy => {
		copies.set(value, copy);
		return copy;
	};
	if (Array.isArray(value)) {
		const list = keep<unknown[]>([]);
		for (const each of value) list.push(copiedAny(each, copies));
		return list;
	}
	if (value instanceof Map) {
		const map = keep(new Map<unknown, unknown>());
		for (const [key, each] of value) map.set(copiedAny(key, copies), copiedAny(each, copies));
		return map;
	}
	if (value instanceof Set) {
		const set = keep(new Set<unknown>());
		for (const each of value) set.add(copiedAny(each, copies));
		return set;
	}
	if (Object.getPrototypeOf(value) !== Object.prototype) return value;
	const fields = keep<Record<string, unknown>>({});
	for (const [key, each] of Object.entries(value)) fields[key] = copiedAny(each, copies);
	return fields;
}
