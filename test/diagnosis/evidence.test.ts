import {describe, expect, it} from 'vitest';
import {weigh} from '../../source/diagnosis/evidence.ts';

describe('the weight of a line', () => {
	it.each([
		'An error occurred (AccessDenied) when calling the AssumeRole operation: denied',
		'denied: User is not authorized to perform: ecr:CompleteLayerUpload',
		'toomanyrequests: You have reached your pull rate limit.',
		'Error writing to output file - write (28: No space left on device)',
		'npm ERR! code E403',
		'error: [409] Conflict: Another update is currently in progress.',
		'error: You must be logged in to the server (Unauthorized)',
	])('%s is a proof', text => expect(weigh(text)).toBe('proof'));

	it.each([
		'error TS2345: Argument of type string',
		'src/index.ts(3,4): error TS2345: Argument of type string',
		'error[E0382]: borrow of moved value',
		'│ Error: creating S3 Bucket: BucketAlreadyExists',
		"thread 'main' panicked at src/main.rs:4",
		'Traceback (most recent call last):',
		"TypeError: Cannot read properties of undefined (reading '0')",
		'make: *** No rule to make target: file not found',
		'❌ Static checks failed with 3 error(s)',
		'bash: pulumi: command not found',
		'Cannot connect to the Docker daemon',
		'{"level":"error","msg":"lost"}',
		'attempt 5 of 5 failed: connection reset by peer',
		'FATA[0012] root mismatch after replay',
		'2026-11-20T20:04:05.123Z [INFO]: fatal: the remote end hung up',
		'#14 3.456 error: could not compile `alloy`',
		'* What went wrong:',
	])('%s is a sign', text => expect(weigh(text)).toMatch(/sign|wrap-up/));

	it.each([
		'npm ERR! Test failed. See above for more details.',
		'error Command failed with exit code 1.',
		'ERROR: "build:eleventy" exited with 1.',
		'make: *** [deploy] Error 1',
		' +  aws:iam:Role app-exec **creating failed** error: 1 error occurred:',
	])('%s only wraps up', text => expect(weigh(text)).toBe('wrap-up'));

	it.each([
		'0 errors, 3 warnings',
		'Finished without errors',
		'Compiling anyhow-error v1.0',
		'src/errorHandler.ts compiled',
		'writing dist/errors/index.js',
		'no errors found',
		'warning: unused variable: error',
		'npm warn deprecated inflight: fatal leaks',
		'connection refused, retrying in 5s',
		'ok 14 - denies access',
		'test denies::unauthorized ... ok',
		'failed=0 unreachable=0',
		'throw new Error("cannot happen")',
		'echo "ERROR: Still using ops account"',
		'+ echo ERROR: from a trace',
		'INFO error reporting is on',
		"    if (err.code === 'ExpiredToken') return renew()",
		'  logger.error("access denied");',
		'#9 [4/6] RUN ./configure || echo "ERROR: no space left on device"',
		'+ trap \'echo "ERROR: aborted"\' ERR',
		'      + alarm_description   = "Fires when AccessDenied errors exceed 5"',
		'9584f7e revert "retry on toomanyrequests"',
		'{"level":"error","msg":"access denied for probe user","handled":true}',
		'attempt 2 of 5 failed: connection reset by peer',
		'HEAD is now at 77ab12c Fix "no space left on device" in the prover',
		'2dc1a39 revert "retry on toomanyrequests"',
		'TASK [bento : fail when access is denied] ***',
		'#7 [builder 4/9] RUN npm ci || echo "npm error code E401"',
		'A plain line',
		'',
	])('%s is none', text => expect(weigh(text)).toBe('none'));
});
