import {type Follow, skippedIn} from './follow.ts';
import type {Gate} from './gate.ts';
import {heldBack} from './held-back.ts';
import type {ExecutionId, PipelineName, RuleRun, ScopeId, Sha} from './pipeline.ts';
import {type ActionProgress, progressOf} from './progress.ts';
import {byItself, retriedFailures} from './retried.ts';
import type {Obstacle} from './standing.ts';
import type {Trouble} from './trouble.ts';

interface InPipeline {
	/** When it came true, as far as that is known, else when it was learned; ms since the epoch, UTC. */
	readonly at: number;
	/** What was told once is known by its key. */
	readonly key: string;
	readonly scope: ScopeId;
	readonly pipeline: PipelineName;
	/** The tracked commit, and the one that the execution runs: itself, or a later one that carries it (null: not known). */
	readonly commit: Sha;
	readonly runs: Sha | null;
	readonly execution: ExecutionId | null;
}
interface OfTrouble {
	readonly at: number;
	readonly key: string;
	readonly scope: ScopeId;
	/** Null: the whole scope is concerned. */
	readonly pipeline: PipelineName | null;
}

/** Something that became true: the raw material of the lines, the bell, the banner and of what happened. */
export type Notice =
	| (InPipeline & {readonly kind: 'gate'; readonly gate: Gate})
	/** It opened and was answered between two looks, so that its opening was never told. */
	| (InPipeline & {readonly kind: 'gate-answered'; readonly stage: string; readonly approval: ActionProgress})
	| (InPipeline & {readonly kind: 'chain-failed'; readonly failed: ActionProgress})
	| (InPipeline & {
			readonly kind: 'failed';
			readonly stage: string | null;
			readonly failed: readonly ActionProgress[];
			/** The rules that did not hold, where no action failed. */
			readonly rules: readonly RuleRun[];
			/** When the stage went on before anybody saw that it had failed; null: it has failed for good. */
			readonly retriedAt: number | null;
			/** Whether it went on because somebody overrode the condition that had not held. Absent: it was tried again. */
			readonly overridden?: true;
			/** Its key while its actions could not be read: what was told then is not told again. Absent: it names none. */
			readonly unread?: string;
	  })
	| (InPipeline & {
			readonly kind: 'superseded' | 'stopped' | 'cancelled';
			readonly reason: string | null;
			readonly by: Sha | null;
			readonly carried: 'no' | 'unknown';
	  })
	| (InPipeline & {
			readonly kind: 'carried';
			/** The commit that carries ours, and how our own execution ended; null: it never started. */
			readonly by: Sha | null;
			readonly own: ExecutionId | null;
			readonly status: string | null;
	  })
	| (InPipeline & {
			readonly kind: 'blocked';
			readonly obstacle: Obstacle;
			/** How many executions wait outside the stage, ours among them; null: not known. */
			readonly waiting: number | null;
	  })
	/** `skipped`: the stages that a condition left out, so that the commit does not run there. */
	| (InPipeline & {readonly kind: 'done'; readonly skipped: readonly string[]})
	| (OfTrouble & {readonly kind: 'trouble'; readonly trouble: Trouble})
	| (OfTrouble & {readonly kind: 'recovered'; readonly after: number})
	/** What came true while nothing could be seen, and was told after it: how often each kind. `after`: how long that was, ms. */
	| (OfTrouble & {
			readonly kind: 'meanwhile';
			readonly after: number;
			readonly counts: Readonly<Partial<Record<Notice['kind'], number>>>;
	  });

/** All that is true of a follow and worth telling once; `now` stands in where a fact has no time of its own. */
export function noticesOf(follow: Follow, commit: Sha, now: number): readonly Notice[] {
	const notices: Notice[] = [];
	const followed = follow.execution?.id ?? null;
	const about = (kind: string, detail: string | null, at: number | null, execution = followed) => ({
		at: at ?? now,
		key: [commit, follow.scope, follow.pipeline, execution ?? '', kind, detail ?? ''].join(' '),
		scope: follow.scope,
		pipeline: follow.pipeline,
		commit,
		runs: follow.carriedBy === null || execution !== followed ? commit : follow.carriedBy.commit,
		execution,
	});
	const {standing, carriedBy} = follow;
	if (carriedBy !== null && standing.kind !== 'NotTriggered')
		notices.push({
			...about('carried', null, follow.execution?.startedAt ?? null),
			kind: 'carried',
			by: carriedBy.commit,
			own: follow.own?.id ?? null,
			status: follow.own?.said ?? null,
		});
	for (const gate of follow.gates) {
		if (gate.tracked)
			notices.push({
				...about('gate', gateKey(gate.stage, gate.action, gate.run ?? gate.openedAt), gate.openedAt),
				kind: 'gate',
				gate,
			});
	}
	// Its own execution may have come far before a later one was seen to carry it.
	for (const id of new Set([follow.own?.id ?? followed, followed])) {
		const stages = id === followed ? follow.stages : progressOf(follow.record, id);
		for (const approval of stages.flatMap(({actions}) => actions)) {
			const {stage, name, category, state, run} = approval;
			const isAnswered = state === 'Succeeded' || state === 'Failed';
			if (category !== 'Approval' || !isAnswered || run === null) continue;
			// The key of the gate itself: whichever is told first is all that is told of it.
			const key = gateKey(stage, name, run.id ?? run.startedAt);
			notices.push({...about('gate', key, run.changedAt, id), kind: 'gate-answered', stage, approval});
		}
		if (id === null) continue;
		for (const [index, {stage, rules, since, goesOnAt, overridden}] of heldBack(
			follow.record,
			id,
		).entries()) {
			if (!overridden && goesOnAt - since <= byItself) continue;
			const key = heldBackKey(index);
			const how = overridden ? {overridden} : {};
			const passed = {...about('failed', key, since, id), kind: 'failed', retriedAt: goesOnAt} as const;
			notices.push({...passed, stage, failed: [], rules, ...how});
		}
		const before = heldBack(follow.record, id).length;
		for (const [index, {stage, failed, since, retriedAt}] of retriedFailures(follow.record, id).entries()) {
			// The key of the failure itself, as it is told while it stands.
			const key = failureKey(failed);
			const unread = about('failed', heldBackKey(before + index), since, id).key;
			const passed = {...about('failed', key, since, id), kind: 'failed', retriedAt} as const;
			notices.push({...passed, stage, failed, rules: [], unread});
		}
	}
	switch (standing.kind) {
		case 'Running':
			for (const failed of standing.failed) {
				notices.push({
					...about('chain-failed', runKey(failed), failed.run?.changedAt ?? null),
					kind: 'chain-failed',
					failed,
				});
			}
			break;
		case 'Failed': {
			const {failed, since, stage, rules} = standing;
			notices.push({
				...about('failed', failed.length > 0 ? failureKey(failed) : unreadKey(follow), since),
				...(failed.length > 0 ? {unread: about('failed', unreadKey(follow), since).key} : {}),
				kind: 'failed',
				stage: stage?.name ?? null,
				failed,
				rules,
				retriedAt: null,
			});
			break;
		}
		case 'Behind': {
			const {obstacle, since} = standing;
			notices.push({
				...about('blocked', `${obstacle.kind} ${obstacle.stage} ${inFront(obstacle)}`, since),
				kind: 'blocked',
				obstacle,
				waiting: waitingAt(follow, obstacle.stage),
			});
			break;
		}
		case 'Superseded':
		case 'Stopped':
		case 'Cancelled': {
			const {reason, by, carried, since} = standing;
			const kind = ({Superseded: 'superseded', Stopped: 'stopped', Cancelled: 'cancelled'} as const)[
				standing.kind
			];
			notices.push({
				...about(kind, null, since),
				kind,
				reason,
				by,
				carried: carried === 'unknown' ? 'unknown' : 'no',
			});
			break;
		}
		case 'Succeeded':
			notices.push({...about('done', null, standing.since), kind: 'done', skipped: skippedIn(follow)});
			break;
		case 'Gate':
		case 'Stopping':
		case 'Awaited':
		case 'NotTriggered':
		case 'Unknown':
			break;
	}
	return notices;
}

function gateKey(stage: string, action: string, which: string | number | null): string {
	return `${stage} ${action} ${which}`;
}

function failureKey(failed: readonly ActionProgress[]): string {
	return failed.map(runKey).join();
}

/**
 * A failure by a condition has no run of its own, and neither its rules nor its stage's actions may be read: it is known by how
 * many were there before it.
 */
function heldBackKey(before: number): string {
	return `${before}`;
}

function unreadKey({record, execution}: Follow): string {
	const id = execution?.id ?? null;
	return heldBackKey(id === null ? 0 : heldBack(record, id).length + retriedFailures(record, id).length);
}

function runKey({stage, name, run}: ActionProgress): string {
	return `${stage}/${name}/${run?.id ?? ''}`;
}

function waitingAt({record}: Follow, stage: string): number | null {
	return record.snapshot?.stages.find(({name}) => name === stage)?.inbound.length ?? null;
}

function inFront(obstacle: Obstacle): string {
	return obstacle.kind === 'transition-closed' ? obstacle.reason : (obstacle.by.execution ?? '');
}
