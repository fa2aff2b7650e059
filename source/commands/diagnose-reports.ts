import type {Reads} from '../assemble.ts';
import {type Diagnosis, diagnose} from '../diagnosis/diagnose.ts';
import {type GreenLog, greenLog} from '../diagnosis/green.ts';
import {type FailureReport, reportOf} from '../diagnosis/report.ts';
import {sameReasonAs} from '../diagnosis/same-reason.ts';
import {chainsOf} from '../domain/chain.ts';
import {comparisonIn} from '../domain/compare.ts';
import {commitOf} from '../domain/execution.ts';
import {newerIn} from '../domain/failed.ts';
import type {LogGap} from '../domain/log.ts';
import type {PipelineName, StageDefinition} from '../domain/pipeline.ts';
import {categoryOf} from '../domain/progress.ts';
import {asShown, type ShownCauses, withCause} from '../domain/shown-causes.ts';
import type {ReadFailure, ReadFailures} from '../engine/read-failures.ts';
import {isWhole} from '../engine/read-log.ts';
import {toldAnswer} from '../wording/failure-words.ts';
import {toldGap} from '../wording/gap-words.ts';

/** The reports of all failures that were read, in their order. `now`: ms since the epoch. */
export function reportsOf(
	read: ReadFailures,
	pipeline: PipelineName,
	{recognise, provider, through}: Pick<Reads, 'recognise' | 'provider' | 'through'>,
	now: number,
): readonly FailureReport[] {
	const {execution, definition, failures} = read;
	if (execution === null) return [];
	const diagnosed = failures.map(failure => ({failure, diagnosis: diagnosisOf(failure, recognise)}));
	const causes = causesIn(diagnosed);
	const runs = [...read.own, ...read.runs].map(run => asShown(run, causes));
	const account = definition?.account ?? null;
	const parallel = read.mode === 'PARALLEL' ? {execution: execution.id} : null;
	const revision = commitOf(execution);
	return diagnosed.map(({failure, diagnosis}) => {
		const {run, build, log} = failure;
		const failed = asShown(run, causes);
		const stage = stageOf(read, run.stage);
		const action = stage.actions.find(({name}) => name === run.action) ?? null;
		const category = categoryOf(action?.category ?? 'Unknown', run);
		const url = build?.url ?? run.url;
		return reportOf({
			pipeline,
			execution: execution.id,
			commit: revision?.sha ?? null,
			subject: revision?.subject ?? null,
			run,
			answer: toldAnswer(run, action),
			provider: action?.provider || null,
			category,
			chains: chainsOf(stage),
			build,
			log: log === null || log.lines.length === 0 ? null : log,
			gap: toldGap(gapOf(failure), build, now),
			diagnosis,
			comparison:
				category === 'Approval'
					? null
					: comparisonIn({
							pipeline,
							runs,
							executions: read.executions,
							failed,
							sameReason: sameReasonAs(failed.failure),
						}),
			newer: newerIn(read, run),
			links: {
				log: url === null ? null : through(url, account),
				pipeline: through(provider.link(pipeline, parallel), account),
			},
		});
	});
}

function diagnosisOf({run, build, log, green}: ReadFailure, recognise: Reads['recognise']): Diagnosis {
	return diagnose(log?.lines ?? [], build, run.failure, {recognise, green: green && greenIn(green)});
}

function greenIn({build, log}: NonNullable<ReadFailure['green']>): GreenLog {
	return greenLog(build, log.lines, isWhole(log));
}

/** The causes that the logs have shown, by build. */
function causesIn(
	diagnosed: readonly {readonly failure: ReadFailure; readonly diagnosis: Diagnosis}[],
): ShownCauses {
	return diagnosed.reduce<ShownCauses>(
		(causes, {failure: {run}, diagnosis}) =>
			run.build === null ? causes : withCause(causes, run.build, diagnosis.known?.cause ?? null),
		{},
	);
}

/** The stage as defined; where the definition may not be read, as far as its runs tell. */
function stageOf({definition, own}: ReadFailures, name: string): StageDefinition {
	const defined = definition?.stages.find(stage => stage.name === name);
	if (defined !== undefined) return defined;
	const seen = new Map(own.filter(({stage}) => stage === name).map(run => [run.action, run]));
	return {
		name,
		actions: [...seen.values()].map(({action, category}) => ({
			name: action,
			category: category ?? 'Unknown',
			provider: '',
			runOrder: 1,
			timeoutMinutes: null,
			customData: null,
			externalEntityLink: null,
			repository: null,
			branch: null,
		})),
	};
}

/** Why there is no log; an approval has none anyway. */
function gapOf({run, log}: ReadFailure): LogGap | null {
	if (log !== null) return log.gap;
	return run.build === null && run.category !== 'Approval' ? {kind: 'no-build'} : null;
}
