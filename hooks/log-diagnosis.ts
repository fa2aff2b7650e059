import {type Diagnosis, diagnose, type Knowledge} from '../source/diagnosis/diagnose.ts';
import type {Build} from '../source/domain/build.ts';
import type {LogLines} from '../source/domain/log-lines.ts';
import type {Failure} from '../source/domain/pipeline.ts';

/** What a log is diagnosed with. */
export interface Case {
	readonly build: Build | null;
	readonly failure: Failure | null;
	readonly knowledge: Knowledge;
}

/** A diagnosis with the state of the log that it was made of. */
export interface Diagnosed {
	readonly about: Case;
	readonly lines: LogLines;
	/** The first line that was looked at; an index of `lines`. */
	readonly from: number;
	/** Whether that was the log's first. */
	readonly fromStart: boolean;
	readonly diagnosis: Diagnosis;
}

/** What explains a failure stands near the log's end: so many lines are looked at, which takes less than a blink. */
export const reach = 30_000;

/** Diagnoses the end of a log: at most so many lines. */
export function diagnoseEnd(
	about: Case,
	lines: LogLines,
	fromStart: boolean,
	most: number = reach,
): Diagnosed {
	const from = Math.max(0, lines.length - most);
	const {build, failure, knowledge} = about;
	const diagnosis = diagnose(lines.slice(from), build, failure, knowledge);
	return {about, lines, from, fromStart: fromStart && from === 0, diagnosis: shifted(diagnosis, from)};
}

/** The diagnosis for a later state of the log, in whose indexes; null: it is another log. */
export function diagnosisOf({diagnosis, lines}: Diagnosed, later: LogLines): Diagnosis | null {
	const shift = later.shiftSince(lines);
	return shift === null ? null : shifted(diagnosis, shift);
}

/** What the agent says stands in lines like this: commands begin there. */
const frame = '[Container] ';

/**
 * Whether a diagnosis should be made anew: something else is known, or lines have come that may change it. Pages that came
 * before do so only with the beginning of a command or of the log in them, or as the last ones that are looked at.
 */
export function isStale(done: Diagnosed, about: Case, lines: LogLines, fromStart: boolean): boolean {
	if (done.about !== about) return true;
	const shift = lines.shiftSince(done.lines);
	if (shift === null || lines.length - shift !== done.lines.length) return true;
	if (done.fromStart || done.lines.length - done.from >= reach) return false;
	if (lines.length >= reach || fromStart) return true;
	return lines.texts(0, done.from + shift).some(text => text.includes(frame));
}

function shifted(diagnosis: Diagnosis, by: number): Diagnosis {
	if (by === 0) return diagnosis;
	const one = (line: number | null) => (line === null ? null : line + by);
	const all = (lines: readonly number[]) => lines.map(line => line + by);
	const {known, relevant, explaining, start, errors, consequences, novel} = diagnosis;
	return {
		...diagnosis,
		known: known === null ? null : {...known, line: one(known.line)},
		relevant: all(relevant),
		explaining: one(explaining),
		start: one(start),
		errors: all(errors),
		consequences: all(consequences),
		novel: novel === null ? null : all(novel),
	};
}
