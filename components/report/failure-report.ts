import type {Desk} from '../../hooks/desk.ts';
import {diagnoseEnd} from '../../hooks/log-diagnosis.ts';
import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import {type Failing, reportOf} from '../../source/diagnosis/report.ts';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import {chainsOf} from '../../source/domain/chain.ts';
import {type ActionPlace, comparisonOf} from '../../source/domain/compare-of.ts';
import {commitOf} from '../../source/domain/execution.ts';
import type {LogGap} from '../../source/domain/log.ts';
import {LogLines} from '../../source/domain/log-lines.ts';
import {newerInStage} from '../../source/domain/newer.ts';
import {own} from '../../source/domain/own.ts';
import {type ActionProgress, actionIn} from '../../source/domain/progress.ts';
import type {State} from '../../source/domain/state.ts';
import {markdownOf} from '../../source/wording/failure-markdown.ts';
import {toldAnswer} from '../../source/wording/failure-words.ts';
import {toldGap} from '../../source/wording/gap-words.ts';

/** What a report needs of the world around: which causes are known, and where links lead. */
export type ReportDesk = Pick<Desk, 'recognise' | 'link' | 'opened'>;

/** What failed, in Markdown; null: the action has not failed. `diagnosis`: what was found already, else it is found now. */
export function failureReport(
	state: State,
	place: ActionPlace,
	desk: ReportDesk,
	diagnosis: Diagnosis | null = null,
): string | null {
	const failing = failingAt(state, place, desk, diagnosis);
	return failing === null ? null : markdownOf([reportOf(failing)]);
}

function failingAt(
	state: State,
	place: ActionPlace,
	desk: ReportDesk,
	known: Diagnosis | null,
): Failing | null {
	const scope = state.scopes[place.scope];
	const record = own(scope?.pipelines ?? {}, place.pipeline);
	const stage = record?.definition?.stages.find(({name}) => name === place.stage) ?? null;
	const action = record === undefined ? null : actionIn(record, place);
	if (scope === undefined || record === undefined || action?.state !== 'Failed' || action.run === null)
		return null;
	const {run} = action;
	const build = run.build === null ? null : (scope.builds[run.build] ?? null);
	const read = run.build === null ? null : (scope.logs[run.build] ?? null);
	const log = read === null || read.lines.length === 0 ? null : read;
	const execution = record.executions.find(({id}) => id === place.execution);
	const revision = execution === undefined ? null : commitOf(execution);
	const comparison = comparisonOf(state, place, sameReasonAs);
	const green =
		comparison?.lastGreen?.build == null ? null : (scope.greens[comparison.lastGreen.build] ?? null);
	const {recognise} = desk;
	const parallel = record.definition?.mode === 'PARALLEL' ? {execution: place.execution} : null;
	const url = build?.url ?? run.url;
	return {
		pipeline: place.pipeline,
		execution: place.execution,
		commit: revision?.sha ?? null,
		subject: (revision === null ? null : state.commits[revision.sha]?.subject) ?? revision?.subject ?? null,
		run,
		answer: toldAnswer(run, action),
		provider: action.provider || null,
		category: action.category,
		chains: stage === null ? new Map() : chainsOf(stage),
		build,
		log,
		gap: toldGap(read?.gap ?? gapWithout(action), build, state.now),
		diagnosis:
			known ??
			diagnoseEnd(
				{build, failure: run.failure, knowledge: {recognise, green}},
				log?.lines ?? LogLines.none,
				log?.fromStart ?? false,
			).diagnosis,
		comparison,
		newer: newerInStage(record, place.stage, place.execution),
		links: {
			log: url === null ? null : desk.opened(place.scope, url),
			pipeline: desk.link(place.scope, place.pipeline, parallel),
		},
	};
}

/** Why there is no log; an approval has none anyway, and one that nobody opened is not missing. */
function gapWithout({run, category}: ActionProgress): LogGap | null {
	return run?.build === null && category !== 'Approval' ? {kind: 'no-build'} : null;
}
