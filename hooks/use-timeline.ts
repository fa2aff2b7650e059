import {useEffect, useMemo, useState} from 'react';
import type {Execution} from '../source/domain/execution.ts';
import {actionHistoryOf, type History, historyOf, type PastAction} from '../source/domain/history.ts';
import {own} from '../source/domain/own.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../source/domain/pipeline.ts';
import type {PipelineRecord} from '../source/domain/record.ts';
import {isUntold} from '../source/domain/refusal.ts';
import {isMoving} from '../source/domain/status.ts';
import {statusNow} from '../source/domain/status-now.ts';
import {rowKey, shownRows, type Timeline, type TimelineRow, timelineOf} from '../source/domain/timeline.ts';
import type {Trouble} from '../source/domain/trouble.ts';
import {useDesk} from './desk.ts';
import {useSlice} from './use-slice.ts';

export interface TimelineTarget {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	/** The one that is selected first; null: the newest. */
	readonly execution: ExecutionId | null;
}

/** What is known of a pipeline's last executions, and of the selected one's actions. */
export interface TimelineSource {
	readonly record: PipelineRecord | null;
	readonly history: History | null;
	/** The selected one; null: there is none. */
	readonly execution: Execution | null;
	readonly timeline: Timeline | null;
	readonly rows: readonly TimelineRow[];
	readonly row: TimelineRow | null;
	/** How the selected row's action fared in the last executions. */
	readonly past: readonly PastAction[];
	/** What keeps us from seeing it; null: nothing. */
	readonly trouble: Trouble | null;
	/** To the execution so many places older (or, below zero, newer); a sentence when there is none. */
	browse(by: number): string | undefined;
	/** Selects a row so many places further down. */
	move(by: number): void;
	/** Has everything read anew. */
	again(): void;
}

export function useTimeline(target: TimelineTarget): TimelineSource {
	const {scope, pipeline} = target;
	const {send} = useDesk();
	const record = useSlice(({scopes}) => own(scopes[scope]?.pipelines ?? {}, pipeline) ?? null);
	const common = useSlice(({scopes}) => scopes[scope]?.trouble ?? null);
	const [chosen, choose] = useState(target.execution);
	const [marked, mark] = useState<string | null>(null);
	const executions = record?.executions ?? none;
	const execution = executions.find(({id}) => id === chosen) ?? executions[0] ?? null;
	const history = useMemo(() => (record === null ? null : historyOf(record)), [record]);
	const timeline = useMemo(
		() => (record === null || execution === null ? null : timelineOf(record, execution)),
		[record, execution],
	);
	const rows = useMemo(() => timeline?.stages.flatMap(shownRows) ?? [], [timeline]);
	useRuns(target, record, history);
	const again = useRecord(target, record, execution, timeline);
	const row = rows.find(each => rowKey(each) === marked) ?? urgentRow(rows);
	const past = useActionHistory(record, row);
	return {
		record,
		history,
		execution,
		timeline,
		rows,
		row,
		past,
		trouble: common ?? record?.trouble ?? null,
		browse(by) {
			const next = executions[executions.findIndex(({id}) => id === execution?.id) + by];
			if (next === undefined) return by > 0 ? 'no older execution is known' : 'this is the newest execution';
			choose(next.id);
			return undefined;
		},
		move(by) {
			mark(before => {
				const at = rows.findIndex(each => rowKey(each) === before);
				const from = at < 0 ? (row === null ? -1 : rows.indexOf(row)) : at;
				const next = rows[Math.max(0, Math.min(rows.length - 1, from + by))];
				return next === undefined ? null : rowKey(next);
			});
		},
		again() {
			send({kind: 'look-now'});
			again();
		},
	};
}

const none: readonly Execution[] = [];

/** The row that wants to be seen: what failed and was not tried again, else what waits, what runs, what ended last. */
function urgentRow(rows: readonly TimelineRow[]): TimelineRow | null {
	const last = rows.filter(({attempt, attempts}) => attempt === attempts);
	const first = (state: TimelineRow['state']) => last.find(row => row.state === state);
	return (
		first('Failed') ??
		first('Waiting') ??
		first('Running') ??
		last.findLast(({run}) => run !== null) ??
		rows[0] ??
		null
	);
}

function useActionHistory(record: PipelineRecord | null, row: TimelineRow | null): readonly PastAction[] {
	const {stage = null, name = null} = row ?? {};
	return useMemo(
		() => (record === null || stage === null || name === null ? [] : actionHistoryOf(record, {stage, name})),
		[record, stage, name],
	);
}

/** Has the past runs read that tell how long the last executions took. */
function useRuns(
	{scope, pipeline}: TimelineTarget,
	record: PipelineRecord | null,
	history: History | null,
): void {
	const {send} = useDesk();
	const unread = history?.unread ?? none;
	const newest = unread[0]?.id ?? (record?.pastRuns == null ? record?.executions[0]?.id : undefined) ?? null;
	const since = unread.at(-1)?.startedAt ?? null;
	useEffect(() => {
		if (newest === null) return;
		send({kind: 'read-runs', scope, pipeline, execution: newest, ...(since === null ? {} : {since})});
	}, [send, scope, pipeline, newest, since]);
}

/** Has the record of the selected execution read where it is not known, and again after a look while it moves unseen. */
function useRecord(
	{scope, pipeline}: TimelineTarget,
	record: PipelineRecord | null,
	execution: Execution | null,
	timeline: Timeline | null,
): () => void {
	const {send} = useDesk();
	const id = execution?.id ?? null;
	const moving = record !== null && execution !== null && isMoving(statusNow(record, execution));
	const stands = record?.snapshot?.stages.some(({latest}) => latest?.execution === id) ?? false;
	const untold = record !== null && id !== null && isUntold(record, id);
	const needed = timeline !== null && (!timeline.whole || untold || (moving && !stands));
	const lookedAt = moving ? (record?.lookedAt ?? null) : null;
	const endedAt = execution?.updatedAt ?? null;
	useEffect(() => {
		if (needed && id !== null) send({kind: 'read-execution', scope, pipeline, execution: id});
	}, [send, scope, pipeline, id, needed, lookedAt, endedAt]);
	return () => {
		if (id !== null) send({kind: 'read-execution', scope, pipeline, execution: id});
	};
}
