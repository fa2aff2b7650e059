import type {ChangesOf} from '../source/domain/changes.ts';
import type {Execution} from '../source/domain/execution.ts';
import type {Gate} from '../source/domain/gate.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../source/domain/pipeline.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import type {PipelineRecord} from '../source/domain/record.ts';
import {failedByCondition} from '../source/domain/refusal.ts';
import type {Send} from '../source/engine/intent.ts';
import type {Handlers} from './keyboard.ts';
import type {Navigator} from './navigation.ts';

/** What a detail shows. */
export interface Shown {
	readonly pipeline: {
		readonly scope: ScopeId;
		readonly pipeline: PipelineName;
		readonly record: PipelineRecord;
	} | null;
	readonly execution: Execution | null;
	readonly action: ActionProgress | null;
}

/** What the keys of a detail do with the selected action, and with the executions before and after. */
export function actionKeys(
	{pipeline: about, execution, action}: Shown,
	{open, send, show}: {open: Navigator['open']; send: Send; show: (execution: ExecutionId) => void},
): Pick<Handlers, 'open' | 'older' | 'newer'> {
	const browse = (by: number) => {
		if (about === null || execution === null) return 'there is no execution yet';
		const {scope, pipeline, record} = about;
		const next = record.executions[record.executions.findIndex(({id}) => id === execution.id) + by];
		if (next === undefined) return by > 0 ? 'no older execution is known' : 'this is the newest execution';
		send({kind: 'read-execution', scope, pipeline, execution: next.id});
		show(next.id);
		return undefined;
	};
	return {
		open() {
			if (about === null || action === null) return 'nothing is selected';
			const {scope, pipeline} = about;
			const {stage, name} = action;
			if (action.category === 'Approval' && action.state !== 'Failed')
				return open({kind: 'changes', scope, pipeline, of: {kind: 'gate', stage}});
			const why = noLog(action, execution);
			if (why !== null || execution === null) return why ?? undefined;
			return open({kind: 'build', scope, pipeline, execution: execution.id, stage, action: name});
		},
		older: () => browse(1),
		newer: () => browse(-1),
	};
}

/** Why there is nothing of an action to open; null: it has a log, or says why it failed. */
function noLog({name, run, state}: ActionProgress, execution: Execution | null): string | null {
	if (run === null || execution === null) return `${name} has not started: there is no log yet`;
	if (run.build === null && state !== 'Failed') return `${name} has no build: o opens it in the console`;
	return null;
}

/** Of a failure, or of what a condition refused, what came since the last success; else what the first of the gates would ship. */
export function changesOf(
	gates: readonly Gate[],
	execution: Execution | null,
	stages: readonly StageProgress[],
): ChangesOf {
	const failed =
		stages.find(({actions}) => actions.some(({state}) => state === 'Failed')) ??
		stages.find(failedByCondition);
	if (failed !== undefined && execution !== null)
		return {kind: 'failure', stage: failed.name, execution: execution.id};
	return {kind: 'gate', stage: gates[0]?.stage ?? null};
}
