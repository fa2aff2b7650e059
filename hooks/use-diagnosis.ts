import {useEffect, useMemo, useReducer, useRef} from 'react';
import type {Diagnosis} from '../source/diagnosis/diagnose.ts';
import {failedPhase, isBad} from '../source/domain/build.ts';
import type {GreenLog} from '../source/domain/green.ts';
import {LogLines} from '../source/domain/log-lines.ts';
import type {Failure} from '../source/domain/pipeline.ts';
import {useDesk} from './desk.ts';
import {type Case, type Diagnosed, diagnoseEnd, diagnosisOf, isStale} from './log-diagnosis.ts';
import {useKeyboard} from './use-keys.ts';
import type {LogSource} from './use-log-target.ts';

/** So many lines are diagnosed before they are drawn; what more of them tell is learned in a quiet moment. */
const atOnce = 10_000;
/** How long no key must have been pressed for a moment to be quiet, and how often it is looked for one; ms. */
const [quiet, patience] = [400, 50];

/** What the log tells of a failure; null: nothing failed, a person ended it, or it is not known yet. */
export function useDiagnosis(source: LogSource, green: GreenLog | null): Diagnosis | null {
	const {recognise} = useDesk();
	const {build, log, action} = source;
	const failure = useFailure(action?.run?.failure ?? null);
	const answered = action?.category === 'Approval';
	const broken = build === null ? failure !== null : isBad(build.status) || failedPhase(build) !== null;
	const failed = broken && !answered;
	const about = useMemo(
		() => (failed ? {build, failure, knowledge: {recognise, green}} : null),
		[failed, build, failure, recognise, green],
	);
	const done = useDiagnosed(about, log?.lines ?? LogLines.none, log?.fromStart ?? false);
	const lines = log?.lines ?? LogLines.none;
	const diagnosis = useMemo(() => (done === null ? null : diagnosisOf(done, lines)), [done, lines]);
	useKept(source, diagnosis);
	return diagnosis;
}

/** A failure's own words, the same object as long as these are: the cause that the log shows is none of them. */
function useFailure(failure: Failure | null): Failure | null {
	const {code = null, message = null} = failure ?? {};
	return useMemo(() => (message === null ? null : {code, message}), [code, message]);
}

/** Has the cause that a log shows kept for whoever else tells of the failure; that it shows none only once all was read. */
function useKept({target, build, log}: LogSource, diagnosis: Diagnosis | null): void {
	const {send} = useDesk();
	const {scope, pipeline} = target;
	const id = build?.id ?? null;
	const cause = diagnosis?.known?.cause ?? null;
	const isTold = diagnosis !== null && log !== null && log.lines.length > 0 && (cause !== null || log.ended);
	useEffect(() => {
		if (isTold && id !== null) send({kind: 'keep-cause', scope, pipeline, build: id, cause});
	}, [send, scope, pipeline, id, cause, isTold]);
}

/** The newest diagnosis that could be made without anybody waiting for it. */
function useDiagnosed(about: Case | null, lines: LogLines, fromStart: boolean): Diagnosed | null {
	const last = useRef<Diagnosed | null>(null);
	const [, redraw] = useReducer((times: number) => times + 1, 0);
	const isQuiet = useQuiet();
	last.current = about === null ? null : soon(last.current, about, lines, fromStart);
	useEffect(() => {
		if (about === null || last.current === null || !isStale(last.current, about, lines, fromStart)) return;
		const timer = setInterval(() => {
			if (!isQuiet()) return;
			clearInterval(timer);
			last.current = diagnoseEnd(about, lines, fromStart);
			redraw();
		}, patience);
		return () => clearInterval(timer);
	}, [about, lines, fromStart, isQuiet]);
	return last.current;
}

/** What can be known at once: everything of a short log, the end of one that nothing was known of. */
function soon(last: Diagnosed | null, about: Case, lines: LogLines, fromStart: boolean): Diagnosed {
	const isOther = last === null || lines.shiftSince(last.lines) === null;
	const isDue = isOther || (lines.length <= atOnce && isStale(last, about, lines, fromStart));
	return isDue ? diagnoseEnd(about, lines, fromStart, atOnce) : last;
}

/** Tells whether no key was pressed for a while. */
function useQuiet(): () => boolean {
	const {now} = useDesk();
	const keyboard = useKeyboard();
	return useMemo(() => () => now() - (keyboard.pressedAt() ?? 0) >= quiet, [now, keyboard]);
}
