import {describe, expect, it} from 'vitest';
import {sameReasonAs} from '../../source/diagnosis/same-reason.ts';
import type {KnownCause} from '../../source/domain/cause.ts';
import type {Failure} from '../../source/domain/pipeline.ts';

const known = (id: string): KnownCause => ({id, cause: id, advice: '', retryHelps: null, sure: null});
const same = (one: Failure | null, other: Failure | null) => sameReasonAs(one)({failure: other});
const said = (message: string, cause?: string): Failure => ({
	code: 'JobFailed',
	message,
	...(cause === undefined ? {} : {known: known(cause)}),
});
const executing = (script: string, reason: string) =>
	`Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: ${script}. Reason: ${reason}`;

describe('whether two runs failed for the same reason', () => {
	it('goes by the known cause where both have one', () => {
		expect(same(said('a', 'lock'), said('b', 'lock'))).toBe(true);
		expect(same(said('the same words', 'lock'), said('the same words', 'disk'))).toBe(false);
	});

	it('goes by the words, whatever changes from run to run', () => {
		const stat = (id: string) =>
			said(`YAML_FILE_ERROR: stat /codebuild/output/src${id}/src/buildspec.yml: no such file or directory`);
		expect(same(stat('241096578'), stat('918273645'))).toBe(true);
		expect(same(stat('241096578'), said('YAML_FILE_ERROR: wrong number of container tags'))).toBe(false);
		expect(same(stat('1'), {...stat('1'), known: known('yaml')})).toBe(true);
	});

	it('never goes by an exit status, a phase or a script', () => {
		for (const words of [
			'exit status 1',
			'Build terminated with state: FAILED',
			executing('make deploy', 'exit status 255'),
			executing('set -e\nmake deploy', 'exit status 1'),
			'',
		])
			expect(same(said(words), said(words)), words).toBe(false);
		expect(same(null, null)).toBe(false);
	});
});
