import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Diagnosis, diagnose} from '../../source/diagnosis/diagnose.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {build, failing, log, phase} from './build-log.ts';

const check = [
	'CALLER=$(aws sts get-caller-identity --query Arn --output text)',
	'echo "Running as $CALLER"',
	'if [[ "$CALLER" == *"$OPS_ACCOUNT"* ]]; then',
	'  echo "ERROR: Still using ops account. Assume-role did not take effect."',
	'  exit 1',
	'fi',
].join('\n');

const refused =
	'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::123456789012:assumed-role/pipeline-role is not authorized to perform: sts:AssumeRole';

function explained(lines: readonly LogLine[], {explaining}: Diagnosis): string | null {
	return explaining === null ? null : (lines[explaining]?.text ?? null);
}

describe('the line that explains a failure', () => {
	it('is the first error that the failed command printed', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command npm run lint',
			'Error: this one was survived',
			'> Running command pulumi up --yes',
			'Updating (staging)',
			'error: resource bucket already exists',
			'error: update failed',
			...failing('BUILD', 'pulumi up --yes', 255),
		);
		const found = diagnose(lines, null, null);
		expect(explained(lines, found)).toBe('error: resource bucket already exists');
		expect(found).toMatchObject({phase: 'BUILD', reason: 'exit status 255', command: 'pulumi up --yes'});
	});

	it('is never an echoed command, though the same words count once the script prints them', () => {
		const printed = 'ERROR: Still using ops account. Assume-role did not take effect.';
		const lines = log(
			'> Entering phase BUILD',
			`> Running command ${check}`,
			'Running as arn:aws:sts::123456789012:assumed-role/pipeline-role/AWSCodeBuild-1',
			printed,
			...failing('BUILD', check),
			'> Entering phase POST_BUILD',
		);
		const found = diagnose(lines, null, null);
		expect(explained(lines, found)).toBe(printed);
		expect(found.errors).toEqual([found.explaining]);
		expect(found).toMatchObject({
			reason: 'exit status 1',
			command: 'CALLER=$(aws sts get-caller-identity --query Arn --output text)',
		});
		const text = found.relevant.map(index => lines[index]?.text).join('\n');
		expect(text).not.toContain('echo "ERROR');
	});

	it('tells echoed lines by their looks where no message repeats the script', () => {
		const lines = log(
			'> Entering phase BUILD',
			`> Running command ${check}`,
			'Running as arn:aws:sts::123456789012:role/x',
			'fatal: could not reach the registry',
			'> Command did not exit successfully',
			'> Phase complete: BUILD State: FAILED',
		);
		expect(explained(lines, diagnose(lines, null, null))).toBe('fatal: could not reach the registry');
	});

	it('takes the script from the message of the phase, also when its lines were joined', () => {
		const script = 'python3 - <<END\nraise_error = "ERROR: no such stack"\nrun(raise_error)\nEND';
		const lines = log(
			'> Entering phase BUILD',
			`> Running command ${script}`,
			'KeyError: stack',
			'> Phase complete: BUILD State: FAILED',
		);
		const failed = build(
			'Failed',
			phase(
				'BUILD',
				'Failed',
				`Error while executing command: ${script.replaceAll('\n', ' ')}. Reason: exit status 1`,
			),
		);
		expect(explained(lines, diagnose(lines, failed, null))).toBe('KeyError: stack');
	});

	it('is the lost identity, when a later command fails over it', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command ASSUMED_ROLE=$(aws sts assume-role --output text | tail -1)',
			refused,
			'> Running command export AWS_ACCESS_KEY_ID=$(echo $ASSUMED_ROLE | cut -f1)',
			`> Running command ${check}`,
			'Running as arn:aws:sts::123456789012:assumed-role/pipeline-role/AWSCodeBuild-1',
			'ERROR: Still using ops account. Assume-role did not take effect.',
			...failing('BUILD', check),
		);
		const found = diagnose(lines, null, null);
		expect(explained(lines, found)).toBe(refused);
		expect(found.errors).toHaveLength(2);
	});

	it('is not a refusal that a command before got over, when the failure has nothing to do with it', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command ./warm-cache.sh',
			refused,
			'> Running command npm test',
			'AssertionError [ERR_ASSERTION]: 4 == 0',
			...failing('BUILD', 'npm test'),
		);
		expect(explained(lines, diagnose(lines, null, null))).toMatch(/^AssertionError/);
	});

	it('is not what happened after the failed phase', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command make all',
			'toomanyrequests: You have reached your pull rate limit.',
			'make: *** [deploy] Error 1',
			...failing('BUILD', 'make all', 2),
			'> Entering phase POST_BUILD',
			'> Running command ./report.sh',
			'error: nothing to report',
			...failing('POST_BUILD', './report.sh'),
		);
		const found = diagnose(lines, null, null);
		expect(explained(lines, found)).toMatch(/^toomanyrequests/);
		expect(found.phase).toBe('BUILD');
	});

	it('reads the older format', () => {
		const lines: readonly LogLine[] = [
			'[Container] 2017/11/30 10:05:29 Running command docker build -t $NAME .',
			'invalid argument "x:y:z" for t: Error parsing reference',
			'[Container] 2017/11/30 10:05:29 Command did not exit successfully docker build -t $NAME . exit status 1',
			'[Container] 2017/11/30 10:05:29 Phase complete: BUILD Success: false',
		].map((text, index) => ({at: index, text}));
		expect(diagnose(lines, null, null)).toMatchObject({phase: 'BUILD', explaining: 1});
	});

	it('is the message of the agent where no command ran', () => {
		const lines = log(
			'> Phase is DOWNLOAD_SOURCE',
			'> Phase complete: DOWNLOAD_SOURCE State: FAILED',
			'> Phase context status code: YAML_FILE_ERROR Message: YAML file does not exist',
		);
		expect(diagnose(lines, null, null)).toMatchObject({
			phase: 'DOWNLOAD_SOURCE',
			explaining: 2,
			reason: 'YAML_FILE_ERROR: YAML file does not exist',
		});
	});

	it('is found without the frame of the agent: the last errors, from where they begin', () => {
		const lines = log(
			'error: an old one',
			...Array.from({length: 40}, (_, index) => `step ${index}`),
			'fatal: unable to access the repository',
			'  please check the address',
			'error: giving up',
			'done',
		);
		expect(explained(lines, diagnose(lines, null, null))).toMatch(/^fatal/);
	});

	it('is unknown where nothing was printed, and the log opens at the end of the failed command', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command docker push image',
			'The push refers to repository [image]',
			...failing('BUILD', 'docker push image'),
			'> Entering phase POST_BUILD',
		);
		expect(diagnose(lines, null, null)).toMatchObject({explaining: null, start: 3});
	});

	it('is unknown when the build ran out of time: what it printed is not why', () => {
		const lines = log('> Entering phase BUILD', '> Running command make', 'error: one of many', 'working');
		const late = build('TimedOut', phase('BUILD', 'TimedOut', 'Build has timed out.'));
		expect(diagnose(lines, late, null)).toMatchObject({explaining: null, start: 3, phase: 'BUILD'});
	});

	it('is found under colours', () => {
		const lines = log(
			'> Entering phase BUILD',
			'> Running command pulumi up',
			'\u001b[38;5;9merr\u001b[0mor: no access',
			...failing('BUILD', 'pulumi up'),
		);
		expect(diagnose(lines, null, null).explaining).toBe(2);
	});

	it('is found among five thousand lines that look like it', () => {
		const decoys = [
			'Compiling thiserror v1.0.61',
			'test result: ok. 214 passed; 0 failed; 0 ignored',
			'  src/errors/errorHandler.ts  4.1 kB',
			'WARN connection refused, retrying in 2s (attempt 1)',
			'✓ throws an error when access is denied',
			'{"level":"info","msg":"error budget","errors":0}',
			'    at handleError (/src/app/fatal.js:10:4)',
			'added http-errors@2.0.0',
			'PLAY RECAP: ok=12 changed=0 unreachable=0 failed=0',
			'a plain line of output',
		];
		const noise = Array.from({length: 5000}, (_, index) => decoys[index % decoys.length] ?? '');
		const lines = log(
			'> Entering phase BUILD',
			'> Running command ./deploy.sh',
			...noise.slice(0, 4000),
			'docker: Error response from daemon: pull access denied for service',
			...noise.slice(4000),
			'error: deployment aborted',
			...failing('BUILD', './deploy.sh', 125),
		);
		const found = diagnose(lines, null, null);
		expect(explained(lines, found)).toMatch(/^docker: Error response/);
		expect(found.errors).toEqual([found.explaining]);
		expect(found.relevant.length).toBeGreaterThanOrEqual(10);
		expect(found.relevant.length).toBeLessThanOrEqual(30);
	});
});

describe('any log', () => {
	const piece = fc.constantFrom(
		'> Running command if [ -n "$A" ]; then',
		'> Running command',
		'> Command did not exit successfully x',
		'> Command did not exit successfully x exit status 1',
		'> Phase complete: BUILD State: FAILED',
		'> Phase complete: BUILD State: SUCCEEDED',
		'> Entering phase POST_BUILD',
		'> Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: if',
		'> Phase context status code: CLIENT_ERROR Message: no matching artifact paths found',
		'x. Reason: exit status 1',
		'error: broken',
		'fi',
		'echo "unclosed',
		'',
	);

	it('is read without a fault: lines that exist, in order, the explaining one among the relevant', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string({unit: 'binary'})), {maxLength: 40}), texts => {
				const lines = log(...texts);
				const {relevant, errors, explaining, start} = diagnose(lines, null, {
					code: 'JobFailed',
					message: 'x',
				});
				for (const list of [relevant, errors]) {
					expect(list).toEqual([...new Set(list)].sort((a, b) => a - b));
					expect(list.every(index => lines[index] !== undefined)).toBe(true);
				}
				if (explaining !== null) expect(relevant).toContain(explaining);
				if (start !== null) expect(lines[start]).toBeDefined();
			}),
		);
	});

	it('is read in time that grows with its length only, whatever stands in it', () => {
		const hostile = [
			'a'.repeat(3000),
			'-a'.repeat(1500),
			`error ${': '.repeat(1500)}`,
			'/'.repeat(2000),
			'"'.repeat(999),
			'ordinary output of some length, with cannot and not found: in it',
		];
		const lines = log(
			'> Entering phase BUILD',
			'> Running command make',
			...Array.from({length: 100_000}, (_, index) =>
				index % 100 === 0
					? (hostile[(index / 100) % hostile.length] ?? '')
					: `[${index}] compiled a module in ${index} ms`,
			),
			...failing('BUILD', 'make'),
		);
		const began = performance.now();
		diagnose(lines, null, null);
		expect(performance.now() - began).toBeLessThan(2000);
	});
});
