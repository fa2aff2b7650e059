import {useEffect, useMemo, useReducer, useRef} from 'react';
import type {Diagnosis} from '../source/diagnosis/diagnose.ts';
import {failedPhase, isBad} from '../source/domain/build.ts';
import type {GreenLog} from '../source/domain/green.ts';
import {LogLines} from '../source/domain/log-lines.ts';
import {useDesk} from './desk.ts';
import {type Case, type Diagnosed, diagnoseEnd, diagnosisOf, isStale} from './log-diagnosis.ts';
import {useKeyboard} from './use-keys.ts';
import type {LogSource} from './use-log-target.ts';

/** A log of so many lines is diagnosed before it is drawn; a longer one in a quiet moment. */
const atOnce = 10_000;
/** How long no key must have been pressed for a moment to be quiet, and how often it is looked for one; ms. */
const [quiet, patience] = [400, 50];

/** What the log tells of a failure; null: nothing failed, a person ended it, or it is not known yet. */
export function useDiagnosis({build, log, action}: LogSource, green: GreenLog | null): Diagnosis | null {
	const {recognise} = useDesk();
	const failure = action?.run?.failure ?? null;
	const answered = action?.category === 'Approval';
	const broken = build === null ? failure !== null : isBad(build.status) || failedPhase(build) !== null;
	const failed = broken && !answered;
	const about = useMemo(
		() => (failed ? {build, failure, knowledge: {recognise, green}} : null),
		[failed, build, failure, recognise, green],
	);
	const done = useDiagnosed(about, log?.lines ?? LogLines.none, log?.fromStart ?? false);
	const lines = log?.lines ?? LogLines.none;
	return useMemo(() => (done === null ? null : diagnosisOf(done, lines)), [done, lines]);
}

/** The newest diagnosis that could be made without anybody waiting for it. */
function useDiagnosed(about: Case | null, lines: LogLines, fromStart: boolean): Diagnosed | null {
	const last = useRef<Diagnosed | null>(null);
	const [, redraw] = useReducer((times: number) => times + 1, 0);
	const isQuiet = useQuiet();
	const small = about !== null && lines.length <= atOnce;
	const now = useMemo(
		() => (small ? newest(last.current, about, lines, fromStart) : null),
		[small, about, lines, fromStart],
	);
	if (now !== null) last.current = now;
	if (about === null) last.current = null;
	useEffect(() => {
		if (about === null || small) return;
		if (last.current !== null && !isStale(last.current, about, lines, fromStart)) return;
		const timer = setInterval(() => {
			if (!isQuiet()) return;
			clearInterval(timer);
			last.current = diagnoseEnd(about, lines, fromStart);
			redraw();
		}, patience);
		return () => clearInterval(timer);
	}, [about, small, lines, fromStart, isQuiet]);
	return last.current;
}

function newest(last: Diagnosed | null, about: Case, lines: LogLines, fromStart: boolean): Diagnosed {
	return last === null || isStale(last, about, lines, fromStart)
		? diagnoseEnd(about, lines, fromStart)
		: last;
}

/** Tells whether no key was pressed for a while. */
function useQuiet(): () => boolean {
	const {now} = useDesk();
	const keyboard = useKeyboard();
	return useMemo(() => () => now() - (keyboard.pressedAt() ?? 0) >= quiet, [now, keyboard]);
}
