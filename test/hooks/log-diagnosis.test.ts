import {describe, expect, it} from 'vitest';
import {type Case, diagnoseEnd, diagnosisOf, isStale, reach} from '../../hooks/log-diagnosis.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {LogLines} from '../../source/domain/log-lines.ts';

const about: Case = {build: null, failure: null, knowledge: {}};
const agent = (said: string) => ({at: 0, text: `[Container] 2026/11/21 11:48:12.123456 ${said}`});
const output = (count: number): LogLine[] =>
	Array.from({length: count}, (_, n) => ({at: 0, text: `step ${n} is done`}));
const end: readonly LogLine[] = [
	...output(20),
	{at: 0, text: 'error: the host refused the connection'},
	agent('Command did not exit successfully make exit status 2'),
	agent('Phase complete: BUILD State: FAILED'),
];
const tail = LogLines.of(end);

describe('the diagnosis of a log that is read from its end', () => {
	const done = diagnoseEnd(about, tail, false);

	it('goes with its lines when others come before', () => {
		const later = tail.prepend(output(500));
		const diagnosis = diagnosisOf(done, later);
		expect(diagnosis?.explaining).toBe(520);
		expect(later.text(diagnosis?.start ?? 0)).toMatch(/refused/);
		expect(diagnosis?.relevant.map(line => later.text(line))).toEqual(
			done.diagnosis.relevant.map(line => tail.text(line)),
		);
	});

	it('is not that of another log', () => {
		expect(diagnosisOf(done, LogLines.of(end))).toBeNull();
	});

	it('is made anew only when what has come may change it', () => {
		expect(isStale(done, about, tail, false)).toBe(false);
		expect(isStale(done, about, tail.prepend(output(500)), false)).toBe(false);
		expect(isStale(done, about, tail.prepend([agent('Running command make'), ...output(5)]), false)).toBe(
			true,
		);
		expect(isStale(done, about, tail.prepend(output(500)), true)).toBe(true);
		expect(isStale(done, about, tail.append(output(1)), false)).toBe(true);
		expect(isStale(done, {...about}, tail, false)).toBe(true);
	});

	it('is made anew with the lines that were left out at first', () => {
		const log = tail.prepend(output(500)).prepend([agent('Running command make')]);
		const first = diagnoseEnd(about, log, true, 30);
		expect(log.text(first.diagnosis.explaining ?? 0)).toMatch(/refused/);
		expect(isStale(first, about, log, true)).toBe(true);
		expect(isStale(diagnoseEnd(about, log, true), about, log, true)).toBe(false);
	});

	it('looks at the end of a huge log only, and once', () => {
		const huge = tail.prepend(output(reach));
		const whole = diagnoseEnd(about, huge, false);
		expect(whole.diagnosis.explaining).toBe(reach + 20);
		expect(isStale(whole, about, huge.prepend([agent('Running command make')]), true)).toBe(false);
	});
});
