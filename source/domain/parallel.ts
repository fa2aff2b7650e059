import type {Execution} from './execution.ts';
import type {PipelineRecord} from './record.ts';
import {isMoving} from './status.ts';

/** Of how many executions that move at once the records are read, the newest first; 50 of them can. */
const mostMoving = 5;

/** Whether the state tells of no execution at all: a PARALLEL pipeline's, whether the definition may be read or not. */
export function isWithoutState({definition, snapshot}: PipelineRecord): boolean {
	if (definition !== null) return definition.mode === 'PARALLEL';
	return snapshot?.stages.every(({latest}) => latest === null) ?? false;
}

/**
 * The executions whose own records tell how a pipeline without state stands: the newest few that move, and the newest that
 * has ended. Newest first.
 */
export function tellingOf({executions}: PipelineRecord): readonly Execution[] {
	const moving = executions.filter(({status}) => isMoving(status)).slice(0, mostMoving);
	const ended = executions.find(({status}) => !isMoving(status));
	return executions.filter(each => each === ended || moving.includes(each));
}
