import {describe, expect, it} from 'vitest';
import {compilePattern} from '../../../source/simulator/logs/filter-pattern.ts';

const holds = (pattern: string, text: string) => compilePattern(pattern)(text);

describe('a filter pattern', () => {
	it.each([
		['', 'anything', true],
		[' ', 'anything', true],
		['ERROR', 'an ERROR here', true],
		['ERROR', 'an error here', false],
		['ERROR pulumi', 'pulumi: ERROR', true],
		['ERROR pulumi', 'ERROR', false],
		['"exit status 255"', 'Reason: exit status 255', true],
		['"exit status 255"', 'exit 255 status', false],
		['"say \\"no\\""', 'they say "no"', true],
		['ERROR -retry', 'ERROR for good', true],
		['ERROR -retry', 'ERROR, will retry', false],
		['-"exit code"', 'fine', true],
		['-"exit code"', 'exit code 1', false],
		['?ERROR ?"exit code"', 'the exit code is 1', true],
		['?ERROR ?"exit code"', 'fine', false],
		['?ERROR ?WARN REQUEST', 'a REQUEST', true],
		['?ERROR ?WARN REQUEST', 'an ERROR', false],
		['%exit status \\d+%', 'exit status 255', true],
		['%exit status \\d+%', 'exit status none', false],
		['?ERROR ?error ?Failed ?failed ?"exit code"', 'Phase complete: BUILD State: FAILED', false],
	])('%j on %j', (pattern, text, expected) => {
		expect(holds(pattern, text)).toBe(expected);
	});

	it.each(['{ $.a = 1 }', '"open', '%(a)%', '%[%', 'exit-code', '?a.b', '%é%', '%a% %b% %c%'])(
		'refuses %j',
		pattern => {
			expect(() => compilePattern(pattern)).toThrow(
				expect.objectContaining({code: 'InvalidParameterException'}),
			);
		},
	);
});
