import type {Commit} from '../domain/commit.ts';
import type {Follow} from '../domain/follow.ts';
import type {State} from '../domain/state.ts';
import {statusNow} from '../domain/status-now.ts';
import {
	inFrontOf,
	stageStatus,
	type Where,
	type WherePipeline,
	type WhereStage,
	waitingAt,
} from '../domain/where.ts';
import {describeIn} from '../wording/describe.ts';
import {reasonIn} from '../wording/words.ts';
import {frameOf, iso, troubleJson} from './frame.ts';
import {gateJson} from './gate-json.ts';
import {currentStage, type Link} from './said.ts';

/** Where a commit is, as one JSON object. */
export function whereJson(state: State, commit: Commit, {reached, pipelines}: Where, link: Link) {
	return {
		...frameOf(state),
		commit: commit.sha,
		subject: commit.subject,
		reached,
		pipelines: pipelines.map(each => pipelineJson(each, state, link)),
	};
}

function pipelineJson({follow, stages}: WherePipeline, state: State, link: Link) {
	const {standing, execution, record, scope, pipeline, carriedBy} = follow;
	const url = link({scope, pipeline, execution: execution?.id ?? null});
	const gate = standing.kind === 'Gate' ? standing.gate : null;
	return {
		pipeline,
		execution: execution?.id ?? null,
		status: standing.kind,
		aws: execution === null ? null : awsWord(follow),
		carriedBy,
		behind: inFrontOf(standing),
		waiting: waitingAt(follow),
		closed: closedOf(follow),
		reason: reasonIn(follow, describeIn(state, state.now)) || null,
		stage: currentStage(follow.stages)?.name ?? null,
		since: 'since' in standing ? iso(standing.since) : null,
		gate: gate === null ? null : gateJson(gate, url),
		holds: follow.gates.filter(({tracked}) => !tracked).map(each => gateJson(each, url)),
		reached: stages.flatMap(({progress, reached}) => (reached?.kind === 'reached' ? progress.name : [])),
		stages: stages.map(stage => stageJson(stage, follow)),
		asOf: iso(record.lookedAt),
		trouble: troubleJson(record.trouble),
		url,
	};
}

function stageJson({progress, runs, reached}: WhereStage, {standing}: Follow) {
	const {name, state, done, total} = progress;
	return {
		stage: name,
		status: stageStatus(state, standing),
		done,
		total,
		commit: runs,
		reached: reached === null || reached.kind === 'unknown' ? null : reached.kind === 'reached',
	};
}

/** What AWS calls it now; what is no word that we know, as it says it. */
function awsWord({record, execution}: Follow): string | null {
	if (execution === null) return null;
	const status = statusNow(record, execution);
	return status === 'Unknown' ? execution.said : status;
}

function closedOf({standing}: Follow) {
	if (standing.kind !== 'Behind' || standing.obstacle.kind !== 'transition-closed') return null;
	const {stage, reason, since} = standing.obstacle;
	return {stage, reason, since: iso(since)};
}
