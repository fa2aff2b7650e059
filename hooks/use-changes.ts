import {useEffect, useMemo} from 'react';
import {type Changes, type ChangesOf, changesIn} from '../source/domain/changes.ts';
import {own} from '../source/domain/own.ts';
import type {PipelineName, ScopeId} from '../source/domain/pipeline.ts';
import type {PipelineRecord} from '../source/domain/record.ts';
import {followOf} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {useDesk} from './desk.ts';
import {useSlice} from './use-slice.ts';

/** Whose changes are looked at. */
export interface ChangesTarget {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly of: ChangesOf;
}

const whole = (state: State) => state;

/**
 * What a gate would ship, or what came since a success. Has the pipeline looked at closely and version control asked, for as
 * long as it is looked at.
 */
export function useChanges({scope, pipeline, of}: ChangesTarget): {
	readonly state: State;
	readonly record: PipelineRecord | null;
	/** Null: the pipeline is not there. */
	readonly changes: Changes | null;
	/** Asks everything anew. */
	again(): void;
} {
	const {send} = useDesk();
	const state = useSlice(whole);
	const record = own(state.scopes[scope]?.pipelines ?? {}, pipeline) ?? null;
	const changes = useMemo(() => {
		if (record === null) return null;
		const [tracked] = state.tracked;
		const followed = tracked === undefined ? null : followOf(state, record, tracked).execution;
		return changesIn(state, record, of, followed?.id ?? null);
	}, [state, record, of]);
	useEffect(() => {
		send({kind: 'inspect', pipeline: {scope, name: pipeline}});
		return () => send({kind: 'inspect', pipeline: null});
	}, [send, scope, pipeline]);
	const {from = null, to = null, repository = null} = changes?.question ?? {};
	useEffect(() => {
		if (from !== null && to !== null) send({kind: 'read-difference', from, to, repository});
	}, [send, from, to, repository]);
	useEffect(() => {
		if (of.kind === 'failure') send({kind: 'read-execution', scope, pipeline, execution: of.execution});
	}, [send, scope, pipeline, of]);
	return {
		state,
		record,
		changes,
		again() {
			send({kind: 'look-now'});
			if (from !== null && to !== null) send({kind: 'read-difference', from, to, repository});
		},
	};
}
