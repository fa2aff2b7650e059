import {isMoving} from '../source/domain/status.ts';
import {isGate} from '../source/domain/timeline.ts';
import {useDesk} from './desk.ts';
import {useNavigator} from './navigation.ts';
import {useKeys} from './use-keys.ts';
import {moves} from './use-split-keys.ts';
import type {TimelineSource, TimelineTarget} from './use-timeline.ts';

/** The keys of a timeline: rows below each other, executions beside each other. `page`: how many rows a page has. */
export function useTimelineKeys(target: TimelineTarget, source: TimelineSource, page: number): void {
	const desk = useDesk();
	const navigator = useNavigator();
	const {execution, row, record} = source;
	const {scope, pipeline} = target;
	const link = () => {
		const page = row?.run?.url ?? null;
		if (page !== null) return desk.opened(scope, page);
		const parallel = record?.definition?.mode === 'PARALLEL' && execution !== null;
		return desk.link(scope, pipeline, parallel ? {execution: execution.id} : null);
	};
	const open = () => {
		if (execution === null || row === null) return 'nothing is selected';
		const {stage, name, run} = row;
		if (run === null) return `${name} has not started: there is no log yet`;
		if (row.state === 'Waiting' && isMoving(execution.status))
			return navigator.open({kind: 'changes', scope, pipeline, of: {kind: 'gate', stage}});
		if (run.build === null && row.state !== 'Failed' && !isGate(row))
			return `${name} has no build: o opens it in the console`;
		if ((record?.records[execution.id]?.readAt ?? null) === null)
			desk.send({kind: 'read-execution', scope, pipeline, execution: execution.id});
		const attempt = row.attempt < row.attempts && run.id !== null ? {run: run.id} : {};
		navigator.open({
			kind: 'build',
			scope,
			pipeline,
			execution: execution.id,
			stage,
			action: name,
			...attempt,
		});
		return undefined;
	};
	useKeys('timeline', {
		...moves(source.move, page),
		older: () => source.browse(1),
		newer: () => source.browse(-1),
		open,
		timeline: navigator.close,
		'open-link': () => desk.open(link()),
		'copy-link': () => desk.copy(link()),
		'look-now': () => {
			source.again();
			return 'looking now';
		},
	});
}
