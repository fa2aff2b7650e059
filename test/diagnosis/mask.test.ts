import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {masked} from '../../source/diagnosis/mask.ts';

describe('what changes from run to run', () => {
	it.each([
		[
			'a time of the agent',
			'[Container] 2026/11/20 20:04:02.123456 Waiting',
			'[Container] 2017/02/12 10:07:53 Waiting',
		],
		['a time', '2026-11-20T20:04:05Z started', '2026-11-21T01:14:59.004+01:00 started'],
		['a date in words', 'at Fri Nov 20 20:04:05 UTC 2026', 'at Sat Nov 7 08:14:05 UTC 2026'],
		['a duration', 'done in 1.23s', 'done in 4m05s'],
		['a duration in words', 'done in 120 ms', 'done in 2 minutes'],
		['a size and a pace', 'read 12.3 MB (980 kB/s)', 'read 7 MiB (1.2 MB/s)'],
		['a share', 'coverage 45%', 'coverage 7.5%'],
		['a counter', '[3/12] compiling a', '[11/340] compiling a'],
		['a UUID', 'lock fd8eeb8e-380d-4468-a23b-b563931952f9', 'lock 0b9d8c1e-2f34-4a56-8b79-1c2d3e4f5a6b'],
		['a hash', 'at acfd7c6', 'at 9e0c4b7d8a6f5e4d3c2b1a09f8e7d6c5b4a39281'],
		[
			'a role session',
			'arn:aws:sts::123456789012:assumed-role/Ci/AWSCodeBuild-fd8eeb8e-380d-4468-a23b-b563931952f9',
			'arn:aws:sts::210987654321:assumed-role/Ci/AWSCodeBuild-0b9d8c1e-2f34-4a56-8b79-1c2d3e4f5a6b',
		],
		['a pod', 'pod/api-7d9c5b8f6d-x2x9k ready', 'pod/api-6bfc9d7c8z-q4h7w ready'],
		['an address', 'on 127.0.0.1:43211', 'on 10.0.13.7:8080'],
		['a temporary file', 'wrote /tmp/tmp.AbCdEfGh/plan', 'wrote /tmp/xyz123/plan'],
		['a checkout', '/codebuild/output/src241096578/src', '/codebuild/output/src918273645/src'],
		['a progress bar', '[====>      ] 45%', '[=========>  ] 91%'],
		['white space and colours', '\x1b[32mok\x1b[m    12', 'ok 7'],
		['a pointer', 'at 0xc0001a2b3c4d', 'at 0xc000fe2b3c4d'],
	])('is masked: %s', (_, one, other) => {
		expect(masked(one)).toBe(masked(other));
	});
});

describe('what tells errors apart', () => {
	it.each([
		['a compiler’s code', 'error TS2345: no', 'error TS2322: no'],
		['a code of npm', 'npm ERR! code E401', 'npm ERR! code E404'],
		['a code of a database', 'ORA-00942: no', 'ORA-01017: no'],
		['an exit status', 'exit status 1', 'exit status 255'],
		['an exit code', 'exited with code: 137', 'exited with code: 1'],
		['the status of make', 'make: *** [all] Error 2', 'make: *** [all] Error 1'],
		['an HTTP status', 'HTTP/1.1 200', 'HTTP/1.1 403'],
		['an HTTP status with its name', 'https://x/y: 403 Forbidden', 'https://x/y: 404 Not Found'],
		['an HTTP status in a log', '"GET / HTTP/1.1" 200 512', '"GET / HTTP/1.1" 500 512'],
		['a status of an answer', 'server returned 503', 'server returned 404'],
		['whether anything failed', '12 passed, 0 failed', '12 passed, 3 failed'],
		['whether anything failed, of many', '0 of 12 tests failed', '2 of 12 tests failed'],
		['whether anything failed, as a pair', 'ok=3 failed=0', 'ok=3 failed=1'],
		['whether there were errors', 'found 0 errors', 'found 2 errors'],
		['a known number', 'code 0xC0000005', 'code 0xC000001D'],
		['names with numbers', 'sha256 of s3', 'sha512 of ec2'],
		['words', 'connection refused', 'connection reset'],
	])('stays: %s', (_, one, other) => {
		expect(masked(one)).not.toBe(masked(other));
	});

	it('is told alike however much failed', () => {
		expect(masked('2 failed, 12 passed')).toBe(masked('31 failed, 4 passed'));
	});
});

const piece = fc.oneof(
	fc.string({maxLength: 8}),
	fc.string({unit: fc.constantFrom(...'#0159aefx:.-/_ '), maxLength: 12}),
	fc.constantFrom(
		' ',
		's',
		' ms',
		' MB',
		'Nov ',
		'Fri, ',
		'failed',
		' errors',
		'exit code ',
		'HTTP/',
		' Forbidden',
		'/tmp/',
		'tmp.',
		'====',
		'T',
		'Z',
		'µs',
		'ERR-',
	),
	fc.integer({min: 0, max: 1000}).map(String),
	fc.uuid(),
);

it('masks no more at the second time', () => {
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 12}), pieces => {
			const once = masked(pieces.join(''));
			expect(masked(once)).toBe(once);
		}),
		{numRuns: 3000},
	);
});

it('takes no longer for lines made to be slow', () => {
	const hard = ['a', '1a', '# ', '/tmp/', 'Nov ', '0 ', 'failed: 1 ', '1.', 'tmp.', '\t'].map(each =>
		each.repeat(1000),
	);
	const start = performance.now();
	for (let turn = 0; turn < 20; turn++) for (const each of hard) masked(each);
	expect(performance.now() - start).toBeLessThan(1000);
});
