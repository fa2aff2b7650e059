import {useEffect, useMemo, useState} from 'react';
import type {Execution} from '../source/domain/execution.ts';
import {type FleetRow, fleetRow} from '../source/domain/fleet.ts';
import {fleetState} from '../source/domain/fleet-state.ts';
import type {Follow} from '../source/domain/follow.ts';
import {own} from '../source/domain/own.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../source/domain/pipeline.ts';
import {type ActionProgress, progressOf, type StageProgress} from '../source/domain/progress.ts';
import type {PipelineRecord} from '../source/domain/record.ts';
import {followOf} from '../source/domain/select.ts';
import {executionIn} from '../source/domain/stage-run.ts';
import type {State} from '../source/domain/state.ts';
import {type Stranger, strangerIn} from '../source/domain/stranger.ts';
import {useDesk} from './desk.ts';
import {useSeen} from './seen.ts';
import {actionKey, actionsIn, urgentAction} from './selection.ts';
import {usePastRuns} from './use-compared.ts';
import {useNow} from './use-now.ts';
import {useSlice} from './use-slice.ts';

/** One execution of a pipeline, whoever's it is. */
export interface Standing {
	readonly record: PipelineRecord;
	readonly row: FleetRow;
	/** Null: none is known. */
	readonly execution: Execution | null;
	/** Where the commit stands that is followed, if the execution is its; else the pipeline alone. */
	readonly follow: Follow | Stranger;
	readonly stages: readonly StageProgress[];
}

/** What a detail shows of a pipeline: the execution that was asked for, else that in which most is urgent, else the newest. */
export function standingIn(state: State, record: PipelineRecord, asked: ExecutionId | null): Standing {
	const row = fleetRow(record, state.now);
	const id = asked ?? fleetState(row).stand?.execution ?? record.executions[0]?.id ?? null;
	const execution = id === null ? null : executionIn(record, id);
	const [tracked] = state.tracked;
	const followed = tracked === undefined ? null : followOf(state, record, tracked);
	const isOwn =
		followed !== null && (followed.execution?.id === id || followed.runs.some(each => each.id === id));
	const follow = isOwn ? followed : strangerIn(record, followed !== null);
	return {record, row, execution, follow, stages: progressOf(record, execution?.id ?? null)};
}

/** What the detail of a pipeline shows, and which action is selected. */
export interface PipelineDetail {
	readonly state: State;
	readonly now: number;
	/** Null: the pipeline is not there any more. */
	readonly standing: Standing | null;
	readonly action: ActionProgress | null;
	/** Selects another action than the last one selected; null: the most urgent one. */
	select(change: (before: string | null) => string | null): void;
	/** Null: again the execution that was shown at first. */
	show(execution: ExecutionId | null): void;
	/** Whether another execution is shown than at first. */
	readonly isBrowsing: boolean;
}

const whole = (state: State) => state;

/** A pipeline of the fleet; has it looked at closely for as long as it is looked at. */
export function usePipeline({
	scope,
	pipeline,
}: {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
}): PipelineDetail {
	const {send} = useDesk();
	const seen = useSeen();
	const state = useSlice(whole);
	const record = own(state.scopes[scope]?.pipelines ?? {}, pipeline) ?? null;
	const now = useNow(record?.lookedAt ?? null);
	const [selected, select] = useState<string | null>(null);
	const [shown, setShown] = useState<ExecutionId | null>(null);
	const standing = useMemo(
		() => (record === null ? null : standingIn(state, record, shown)),
		[state, record, shown],
	);
	const stages = standing?.stages ?? [];
	const action = actionsIn(stages).find(each => actionKey(each) === selected) ?? urgentAction(stages);
	const id = standing?.execution?.id ?? null;
	// What lies over it may have another pipeline looked at.
	useEffect(() => {
		if (!seen) return;
		send({kind: 'inspect', pipeline: {scope, name: pipeline}});
		return () => send({kind: 'inspect', pipeline: null});
	}, [send, seen, scope, pipeline]);
	// Who goes on to another execution has it read.
	const isUnread = id !== null && shown === null && record?.records[id]?.readAt == null;
	useEffect(() => {
		if (isUnread && id !== null) send({kind: 'read-execution', scope, pipeline, execution: id});
	}, [send, scope, pipeline, id, isUnread]);
	const hasFailed = stages.some(({actions}) => actions.some(each => each.state === 'Failed'));
	usePastRuns({scope, name: pipeline}, hasFailed ? id : null);
	return {
		state,
		now,
		standing,
		action,
		select,
		isBrowsing: shown !== null,
		show(execution) {
			setShown(execution);
			select(() => null);
		},
	};
}
