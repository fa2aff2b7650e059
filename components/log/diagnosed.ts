import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {KnownCause} from '../../source/domain/cause.ts';
import type {LogRecord} from '../../source/domain/log.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import type {ScopeRecord} from '../../source/domain/state.ts';

/** What was last found in a log, for as long as it is kept: a log may have a million lines, and nobody reads it twice. */
const found = new WeakMap<LogRecord['lines'], Diagnosis>();

export function rememberDiagnosis(lines: LogRecord['lines'], diagnosis: Diagnosis): Diagnosis {
	if (lines.length > 0) found.set(lines, diagnosis);
	return diagnosis;
}

/** The known cause of a failed action: what its log has shown, where somebody has opened it, else what its words tell. */
export function knownCause(scope: ScopeRecord | undefined, {run}: ActionProgress): KnownCause | null {
	const log = run?.build == null ? undefined : scope?.logs[run.build];
	const shown = log === undefined ? undefined : found.get(log.lines)?.known?.cause;
	return shown ?? run?.failure?.known ?? null;
}
