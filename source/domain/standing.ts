import {carriedBeyond, type Known, laterThan, shaOf} from './carry.ts';
import type {Commit, Containment} from './commit.ts';
import type {Execution} from './execution.ts';
import type {Gate} from './gate.ts';
import {commitAt} from './gates.ts';
import type {ExecutionId, RuleRun, Sha} from './pipeline.ts';
import type {ActionProgress, StageProgress} from './progress.ts';
import type {Apart, PipelineRecord} from './record.ts';
import {brokenRules} from './rules.ts';
import {isGivenUp, isOthers, searchedFor} from './search.ts';
import {statusNow} from './status-now.ts';

/** What keeps an execution outside a stage. */
export type Obstacle =
	| {readonly kind: 'gate-held'; readonly stage: string; readonly by: Holder; readonly gate: Gate}
	| {
			readonly kind: 'transition-closed';
			readonly stage: string;
			readonly reason: string;
			readonly since: number | null;
	  }
	| {readonly kind: 'stage-busy'; readonly stage: string; readonly by: Holder};

/** Who stands in front; the commit is null while the list of executions has not told it. */
export interface Holder {
	readonly execution: ExecutionId | null;
	readonly commit: Sha | null;
}

/** Where a tracked commit stands in one pipeline. Times are ms since the epoch; null: not known. */
export type Standing =
	| {readonly kind: 'Awaited'; readonly searching: boolean}
	| {readonly kind: 'NotTriggered'; readonly reason: 'other-repository' | 'no-execution' | Apart}
	| {readonly kind: 'Unknown'}
	| {
			readonly kind: 'Running' | 'Stopping';
			readonly stage: StageProgress | null;
			readonly since: number | null;
			/** Actions that have failed while others of the stage still run. */
			readonly failed: readonly ActionProgress[];
	  }
	| {readonly kind: 'Gate'; readonly gate: Gate; readonly since: number | null}
	| {readonly kind: 'Behind'; readonly obstacle: Obstacle; readonly since: number | null}
	| {readonly kind: 'Succeeded'; readonly since: number | null}
	| {
			readonly kind: 'Failed';
			readonly stage: StageProgress | null;
			readonly since: number | null;
			readonly failed: readonly ActionProgress[];
			/** The rules of the stage's condition that did not hold, where no action failed; empty: none is known. */
			readonly rules: readonly RuleRun[];
	  }
	| {
			readonly kind: 'Stopped' | 'Cancelled' | 'Superseded';
			readonly since: number | null;
			readonly reason: string | null;
			/** Whether a later execution brings the commit on: `lacks` means that none does. */
			readonly carried: Containment;
			/** The commit of the execution that came after it. */
			readonly by: Sha | null;
	  };

/** What a standing is told from. */
export interface Situation {
	readonly pipeline: PipelineRecord;
	readonly commit: Commit;
	/** The followed execution, how far it has come, and the open gates of the pipeline. */
	readonly execution: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly open: readonly Gate[];
	readonly known: Known;
	/** Whose commits are followed; null: not known. */
	readonly repository: string | null;
}

export function standingOf(situation: Situation): Standing {
	const {pipeline, commit, execution, stages, open} = situation;
	// The user's own word: the pipeline is left out, though every push starts it.
	if (pipeline.apart[commit.sha] === 'paths') return {kind: 'NotTriggered', reason: 'paths'};
	if (execution === null) return withoutExecution(situation);
	const status = statusNow(pipeline, execution);
	const gate = open.find(each => each.execution === execution.id);
	const here = stages.findLast(({state}) => state !== 'NotReached' && state !== 'Unknown') ?? null;
	const failed = stages.flatMap(({actions}) => actions.filter(({state}) => state === 'Failed'));
	switch (status) {
		case 'InProgress':
			if (gate !== undefined) return {kind: 'Gate', gate, since: gate.openedAt};
			return outside(situation) ?? {kind: 'Running', stage: here, since: sinceOf(here, execution), failed};
		case 'Stopping':
			return {kind: 'Stopping', stage: here, since: sinceOf(here, execution), failed};
		case 'Succeeded':
			return {kind: 'Succeeded', since: stages.at(-1)?.endedAt ?? execution.updatedAt};
		case 'Failed':
			// Its siblings are not cancelled: the stage has failed for good only when none of them runs any more.
			if (here?.state === 'Running') return {kind: 'Running', stage: here, since: here.startedAt, failed};
			return {
				kind: 'Failed',
				stage: here,
				since: here?.endedAt ?? execution.updatedAt,
				failed,
				rules: failed.length > 0 ? [] : rulesOf(pipeline, execution, here),
			};
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return {kind: status, ...ending(situation, execution)};
		case 'Unknown':
			return {kind: 'Unknown'};
	}
}

function rulesOf({rules}: PipelineRecord, {id}: Execution, stage: StageProgress | null): readonly RuleRun[] {
	return stage === null ? [] : brokenRules(rules[id]?.runs ?? [], stage.name);
}

function sinceOf(here: StageProgress | null, execution: Execution): number | null {
	return here?.startedAt ?? execution.startedAt;
}

/** How it stands while it waits outside a stage; null when it does not, or when nothing keeps it from going in. */
function outside({pipeline, execution, stages, open}: Situation): Standing | null {
	const index = stages.findLastIndex(({state}) => state === 'Waiting');
	const obstacle = obstacleAt(pipeline, stages[index]?.name, open);
	if (obstacle === null) return null;
	return {kind: 'Behind', obstacle, since: stages[index - 1]?.endedAt ?? execution?.startedAt ?? null};
}

function obstacleAt(
	pipeline: PipelineRecord,
	stage: string | undefined,
	open: readonly Gate[],
): Obstacle | null {
	const seen = pipeline.snapshot?.stages.find(({name}) => name === stage);
	if (stage === undefined || seen === undefined) return null;
	const {transition, latest} = seen;
	if (!transition.open)
		return {kind: 'transition-closed', stage, reason: transition.reason, since: transition.since};
	if (latest?.status !== 'InProgress' && latest?.status !== 'Stopping') return null;
	const by = {execution: latest.execution, commit: commitAt(pipeline, latest.execution)};
	const gate = open.find(each => each.stage === stage);
	return gate === undefined ? {kind: 'stage-busy', stage, by} : {kind: 'gate-held', stage, by, gate};
}

function ending({pipeline, commit, known}: Situation, execution: Execution) {
	const next = laterThan(pipeline, execution).at(-1);
	return {
		since: execution.updatedAt,
		reason: execution.stopReason,
		carried: carriedBeyond(pipeline, execution, commit, known),
		by: shaOf(next ?? null),
	};
}

/** No execution has the commit: it may still come, or the pipeline is none of its business. */
function withoutExecution({pipeline, commit, repository}: Situation): Standing {
	if (isOthers(pipeline, repository)) return {kind: 'NotTriggered', reason: 'other-repository'};
	if (pipeline.apart[commit.sha] === 'file-filter') return {kind: 'NotTriggered', reason: 'file-filter'};
	if (isGivenUp(pipeline, commit)) return {kind: 'NotTriggered', reason: 'no-execution'};
	if (pipeline.older === undefined && pipeline.trouble !== null) return {kind: 'Unknown'};
	return {kind: 'Awaited', searching: !searchedFor(pipeline, commit)};
}
