import type {Desk} from '../../hooks/desk.ts';
import {actionKey} from '../../hooks/selection.ts';
import type {Standing} from '../../hooks/use-pipeline.ts';
import {pipelineLink} from '../../hooks/use-pipeline-keys.ts';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import {comparisonOf} from '../../source/domain/compare-of.ts';
import {commitOf} from '../../source/domain/execution.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import type {State} from '../../source/domain/state.ts';
import {aheadBy, describeIn} from '../../source/wording/describe.ts';
import type {DetailView} from '../detail-view.ts';
import {isOldRow} from '../stale.ts';

/** A pipeline of the fleet as its detail is drawn. */
export function standingDetail(
	state: State,
	{row, record, execution, follow, stages}: Standing,
	{
		now,
		link,
		action,
		active,
	}: {
		readonly now: number;
		readonly link: Desk['link'];
		readonly action: ActionProgress | null;
		readonly active: boolean;
	},
): Omit<DetailView, 'columns' | 'theme'> {
	const sha = execution === null ? null : (commitOf(execution)?.sha ?? null);
	return {
		follow,
		execution,
		stages,
		link: link(...pipelineLink({row, record, execution})),
		ahead: aheadBy(state, sha, follow.lastStage?.commit ?? null),
		action: action === null ? null : actionKey(action),
		active,
		stale: isOldRow(row, state.scopes[row.scope], now),
		now,
		describe: describeIn(state, now),
		comparison: ({stage, name}) =>
			execution === null
				? null
				: comparisonOf(
						state,
						{scope: row.scope, pipeline: row.pipeline, execution: execution.id, stage, action: name},
						sameReasonAs,
					),
	};
}
