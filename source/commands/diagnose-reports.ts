import type {Reads} from '../assemble.ts';
import {type Diagnosis, diagnose} from '../diagnosis/diagnose.ts';
import {type GreenLog, greenLog} from '../diagnosis/green.ts';
import {type FailureReport, reportOf} from '../diagnosis/report.ts';
import {sameReasonAs} from '../diagnosis/same-reason.ts';
import {chainsOf} from '../domain/chain.ts';
import {comparisonIn} from '../domain/compare.ts';
import type {PastRun} from '../domain/comparison.ts';
import {commitOf} from '../domain/execution.ts';
import {newerIn} from '../domain/failed.ts';
import type {LogGap} from '../domain/log.ts';
import type {PipelineName, StageDefinition} from '../domain/pipeline.ts';
import {categoryOf} from '../domain/progress.ts';
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
	const runs = withCauses([...read.own, ...read.runs], diagnosed);
	const account = definition?.account ?? null;
	const parallel = read.mode === 'PARALLEL' ? {execution: execution.id} : null;
	const revision = commitOf(execution);
	return diagnosed.map(({failure, diagnosis}) => {
		const {run, build, log} = failure;
		const known = runs.find(each => each === run || (each.id !== null && each.id === run.id)) ?? run;
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
							failed: known,
							sameReason: sameReasonAs(known.failure),
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

/** The runs with the causes that their logs have shown. */
function withCauses(
	runs: readonly PastRun[],
	diagnosed: readonly {readonly failure: ReadFailure; readonly diagnosis: Diagnosis}[],
): readonly PastRun[] {
	return runs.map(run => {
		const found = diagnosed.find(({failure}) => failure.run === run)?.diagnosis.known;
		if (found == null) return run;
		return {...run, failure: {...(run.failure ?? {code: null, message: ''}), known: found.cause}};
	});
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
