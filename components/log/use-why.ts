import {useMemo} from 'react';
import {useCompared} from '../../hooks/use-compared.ts';
import {useDiagnosis} from '../../hooks/use-diagnosis.ts';
import type {LogSource} from '../../hooks/use-log-target.ts';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import type {Comparison} from '../../source/domain/comparison.ts';
import type {Newer} from '../../source/domain/failed.ts';
import {LogLines} from '../../source/domain/log-lines.ts';
import {newerInStage} from '../../source/domain/newer.ts';
import {progressOf} from '../../source/domain/progress.ts';
import {type Place, placeOf} from '../../source/wording/comparison-words.ts';
import {type Findings, findingsOf} from './findings.ts';

/** What is known of why an action failed. */
export interface Why {
	readonly findings: Findings;
	readonly comparison: Comparison | null;
	readonly place: Place | null;
	readonly newer: Newer;
}

/** What is known of why it failed; null: nothing did, or a person ended it. */
export function useWhy(source: LogSource): Why | null {
	const {record, action, target, log} = source;
	const {comparison, green} = useCompared(target, sameReasonAs);
	const diagnosis = useDiagnosis(source, green);
	const lines = log?.lines ?? LogLines.none;
	const findings = useMemo(
		() => (diagnosis === null ? null : findingsOf(diagnosis, lines)),
		[diagnosis, lines],
	);
	if (findings === null) return null;
	const {pipeline, execution} = target;
	const stage =
		record === null ? null : (progressOf(record, execution).find(({name}) => name === target.stage) ?? null);
	return {
		findings,
		comparison,
		place: action === null ? null : placeOf(pipeline, action, stage),
		newer: newerAt(source),
	};
}

/** Whether a newer execution has entered the stage that is looked at. */
export function newerAt({record, target}: LogSource): Newer {
	return record === null ? {kind: 'unknown'} : newerInStage(record, target.stage, target.execution);
}
