import type {PipelineDefinition, PipelineSnapshot, StageSnapshot} from './pipeline.ts';
import type {PipelineRecord} from './record.ts';

/*
 * A state tells of all stages in their order, and of all actions of each (aws-facts 3.3). What stands between us and AWS may
 * leave some out or mix them up: the definition rules where it is known, and what the state lacks is not known.
 */

/** A state with its stages in the definition's order; those that it does not define come last. The same one if they are. */
export function inOrder(snapshot: PipelineSnapshot, definition: PipelineDefinition | null): PipelineSnapshot {
	const names = definition?.stages.map(({name}) => name) ?? [];
	const defined = snapshot.stages
		.filter(({name}) => names.includes(name))
		.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
	const told = snapshot.stages.filter(({name}) => names.includes(name));
	if (defined.every((stage, index) => stage === told[index])) return snapshot;
	return {...snapshot, stages: [...defined, ...snapshot.stages.filter(each => !defined.includes(each))]};
}

/** The names of all stages in their order, whether the state tells of them or not. */
export function orderOfStages({definition, snapshot}: PipelineRecord): readonly string[] {
	const names = (snapshot?.stages ?? []).map(({name}) => name);
	if (definition === null) return names;
	const defined = definition.stages.map(({name}) => name);
	return names.every(name => defined.includes(name)) ? defined : [...new Set([...names, ...defined])];
}

/** Whether nothing comes after a stage for sure: another definition may have put one behind those that were read. */
export function isLastStage({definition, snapshot}: PipelineRecord, stage: string): boolean {
	if (definition === null || definition.stages.at(-1)?.name !== stage) return false;
	return (snapshot?.stages ?? []).every(({name}) => definition.stages.some(each => each.name === name));
}

/** Whether the state was read, and does not tell of a stage that there is. A PARALLEL pipeline's tells of nothing. */
export function lacksStage({definition, snapshot}: PipelineRecord, stage: string): boolean {
	if (snapshot === null || definition?.mode === 'PARALLEL') return false;
	return snapshot.stages.every(({name}) => name !== stage);
}

/** Whether a stage of the state has no row of an action that there is. */
export function lacksRow(stage: StageSnapshot | null, action: string): boolean {
	return stage?.rows.every(row => row.action !== action) ?? false;
}

/** Whether the state leaves out a stage or an action that is defined: then only an execution's own record tells of it. */
export function hasGaps(pipeline: PipelineRecord): boolean {
	const {definition, snapshot} = pipeline;
	if (definition === null || snapshot === null || definition.mode === 'PARALLEL') return false;
	return definition.stages.some(({name, actions}) => {
		const seen = snapshot.stages.find(stage => stage.name === name) ?? null;
		return seen === null || actions.some(action => lacksRow(seen, action.name));
	});
}
