import {useEffect, useMemo, useState} from 'react';
import type {Build} from '../source/domain/build.ts';
import type {Commit} from '../source/domain/commit.ts';
import {commitOf} from '../source/domain/execution.ts';
import type {LogRecord} from '../source/domain/log.ts';
import {own} from '../source/domain/own.ts';
import type {ExecutionId, PipelineName, ScopeId} from '../source/domain/pipeline.ts';
import {type ActionProgress, actionIn} from '../source/domain/progress.ts';
import type {PipelineRecord} from '../source/domain/record.ts';
import {asShown} from '../source/domain/shown-causes.ts';
import type {State} from '../source/domain/state.ts';
import type {Trouble} from '../source/domain/trouble.ts';
import {usualBuilds, usualPhases} from '../source/domain/usual-phases.ts';
import {useDesk} from './desk.ts';
import {useSlice} from './use-slice.ts';

/** The action whose build is looked at. */
export interface LogTarget {
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	readonly execution: ExecutionId;
	readonly stage: string;
	readonly action: string;
	/** Which of its tries, by the run's id; absent: the newest. */
	readonly run?: string | undefined;
}

/** What is known of the target. */
export interface LogSource {
	readonly target: LogTarget;
	readonly record: PipelineRecord | null;
	/** How the action stands in the execution; null: the pipeline has no such action. */
	readonly action: ActionProgress | null;
	/** Null: not read yet, or there is none. */
	readonly build: Build | null;
	readonly log: LogRecord | null;
	/** How long each phase of the action's builds usually takes, as far as it is known; ms. */
	readonly usual: ReadonlyMap<string, number>;
	/** The commit that the execution runs; `tracked`: it is the one that is followed. */
	readonly commit: Commit | null;
	readonly tracked: boolean;
	/** Trouble that is common to the whole scope. */
	readonly trouble: Trouble | null;
	/** To the execution so many places older (or, below zero, newer); a sentence when there is none. */
	browse(by: number): string | undefined;
}

/** What is known of a build and its log; has both read for as long as they are looked at. */
export function useLogTarget(opened: LogTarget): LogSource {
	const {send} = useDesk();
	const [execution, setExecution] = useState(opened.execution);
	const target = useMemo(
		() => (execution === opened.execution ? opened : {...opened, execution, run: undefined}),
		[opened, execution],
	);
	const {scope, pipeline} = target;
	const scoped = useSlice(({scopes}) => scopes[scope] ?? null);
	const tracked = useSlice(state => state.tracked);
	const commits = useSlice(state => state.commits);
	const record = own(scoped?.pipelines ?? {}, pipeline) ?? null;
	const action = useMemo(() => (record === null ? null : tryIn(record, target)), [record, target]);
	const id = action?.run?.build ?? null;
	useEffect(() => {
		if (id === null) return;
		send({kind: 'watch-build', scope, build: id});
		return () => send({kind: 'unwatch-build'});
	}, [send, scope, id]);
	const builds = scoped?.builds;
	const usual = useMemo(() => {
		if (record === null || id === null) return new Map<string, number>();
		const past = usualBuilds(record, {stage: target.stage, action: target.action}, id);
		return usualPhases(past.flatMap(each => own(builds ?? {}, each) ?? []));
	}, [record, builds, id, target]);
	const commit = record === null ? null : commitIn(record, execution, commits);
	return {
		target,
		record,
		action,
		build: id === null ? null : (scoped?.builds[id] ?? null),
		log: id === null ? null : (scoped?.logs[id] ?? null),
		usual,
		commit,
		tracked: commit !== null && tracked.some(({sha}) => commit.sha.startsWith(sha)),
		trouble: scoped?.trouble ?? null,
		browse: by => {
			const executions = record?.executions ?? [];
			const next = executions[executions.findIndex(each => each.id === execution) + by];
			if (next === undefined) return by > 0 ? 'no older execution is known' : 'this is the newest execution';
			send({kind: 'read-execution', scope, pipeline, execution: next.id});
			setExecution(next.id);
			return undefined;
		},
	};
}

function commitIn({executions}: PipelineRecord, id: ExecutionId, commits: State['commits']): Commit | null {
	const execution = executions.find(each => each.id === id);
	const revision = execution === undefined ? null : commitOf(execution);
	if (revision === null) return null;
	return (
		commits[revision.sha] ?? {
			sha: revision.sha,
			subject: revision.subject,
			author: null,
			at: null,
			mine: false,
		}
	);
}

/** How the action stands, by the try that is looked at. */
function tryIn(record: PipelineRecord, target: LogTarget): ActionProgress | null {
	const action = actionIn(record, target);
	const run = record.records[target.execution]?.runs.find(({id}) => id === target.run);
	if (action === null || run === undefined || target.run === undefined) return action;
	const state = run.status === 'InProgress' ? action.state : run.status;
	return {...action, state, run: asShown(run, record.causes)};
}
