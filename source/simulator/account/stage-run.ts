import type {ActionDeclaration, RetryMode} from '../declaration.ts';
import type {ActionRun, Execution, Stage, StageRun} from './records.ts';

/** The earliest run-order group that has not wholly succeeded; empty when there is none. */
export function currentGroup(stageRun: StageRun): readonly ActionDeclaration[] {
	const open = stageRun.declaration.actions.filter(
		action => stageRun.latest.get(action.name)?.status !== 'Succeeded',
	);
	const order = Math.min(...open.map(action => action.runOrder ?? 1));
	return open.filter(action => (action.runOrder ?? 1) === order);
}

/** The actions of this execution that run in the stage. */
export function running(stageRun: StageRun): readonly ActionRun[] {
	return [...stageRun.latest.values()].filter(run => run.status === 'InProgress');
}

/** True for an execution that a rollback of the stage can bring back: a plain one that succeeded there in this version. */
export function canReturn({rollbackOf, version, pipeline, stageRuns}: Execution, stage: Stage): boolean {
	return (
		!rollbackOf &&
		version === pipeline.version &&
		stageRuns.some(run => run.stage === stage && run.status === 'Succeeded')
	);
}

const hasEnded = (run: ActionRun | undefined) => run?.status === 'Failed' || run?.status === 'Abandoned';

/** The names of the actions that a retry runs again. */
export function actionsToRerun(stageRun: StageRun, mode: RetryMode): readonly string[] {
	const names = stageRun.stage.declaration.actions.map(({name}) => name);
	return mode === 'ALL_ACTIONS' ? names : names.filter(name => hasEnded(stageRun.latest.get(name)));
}
