import {describe, expect, it} from 'vitest';
import {catalogue} from '../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../source/diagnosis/catalogue/recognise.ts';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {greenLog} from '../../source/diagnosis/green.ts';
import type {Build} from '../../source/domain/build.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {build, failing, log, phase} from './build-log.ts';
import {decoys} from './decoys.ts';

const recognise = recogniseIn(catalogue);
const script = './deploy.sh staging';
const failed = build(
	'Failed',
	phase('BUILD', 'Failed', `Error while executing command: ${script}. Reason: exit status 1`),
);
const full = 'Error writing to /var/lib/app/index: no space left on device';

/** What `./deploy.sh` printed, and a build around it. */
function deploying(...printed: readonly string[]): readonly LogLine[] {
	return log(
		'> Entering phase BUILD',
		'> Running command ./prepare.sh',
		...decoys(200, 1),
		`> Running command ${script}`,
		...printed,
		...failing('BUILD', script),
		'> Entering phase POST_BUILD',
		'> Running command ./report.sh',
		...decoys(200, 2),
		'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
		...failing('POST_BUILD', './report.sh'),
	);
}

function told(lines: readonly LogLine[], of: Build | null = failed) {
	const found = diagnose(lines, of, null, {recognise});
	const shown = found.relevant.map(at => lines[at]?.text ?? '');
	expect(shown.length).toBeLessThanOrEqual(30);
	return {
		cause: found.known?.cause.id ?? null,
		sure: found.known?.cause.sure ?? null,
		explained: lines[found.explaining ?? -1]?.text ?? null,
		proof: found.known?.line == null ? null : lines[found.known.line]?.text,
		shown,
	};
}

/** Errors that a script gets over, amid much else. */
const handled = [
	...decoys(700, 3),
	'An error occurred (ExpiredToken) when calling the ListObjects operation: The token has expired',
	'  (skipped: the bucket belongs to another team)',
	...decoys(700, 4),
	'npm error code E404',
	'npm error 404 Not Found - GET https://npm.example.org/@acme/tool',
	'falling back to the public registry',
	...decoys(700, 5),
	'error: the stack is currently locked by 1 lock(s)',
	'waiting 20 s before the next look',
	'lock released',
	...decoys(400, 6),
];

const tidyingUp = [
	'cleaning up',
	...Array.from({length: 24}, (_, index) => ` Container app-${index}  Removed`),
	"rm: cannot remove '/tmp/app.pid': No such file or directory",
	'Error: No such container: app-worker',
	' Network app_default  Removed',
];

describe('amid thousands of lines of one command', () => {
	it('names the cause that it ended with, though much cleaning up follows', () => {
		const found = told(deploying(...handled, full, ...tidyingUp));
		expect(found).toMatchObject({cause: 'disk-full', sure: 'certain', explained: full, proof: full});
	});

	it('names none where it ended with something that nobody knows, and shows that', () => {
		for (const last of ['FATAL ledger halted at block 88231', 'post-check: weight is 12, wanted 10']) {
			const found = told(deploying(...handled, last, ...tidyingUp));
			expect(found.cause).toBeNull();
			expect(found.shown).toContain(last);
		}
	});

	it('names none where it ended without a word', () => {
		expect(told(deploying(...handled))).toMatchObject({cause: null});
	});

	it('only guesses where a program went on for long behind an error', () => {
		expect(told(deploying(...decoys(300, 7), full, ...decoys(300, 8)))).toMatchObject({
			cause: 'disk-full',
			sure: 'guess',
			explained: full,
		});
		expect(told(deploying(full, ...decoys(300, 8), 'weight is 12, wanted 10')).cause).toBeNull();
	});

	it('takes no line of a script, a trace, or a file that was printed for evidence', () => {
		const printed = [
			'+ docker push app || echo "no space left on device"',
			'++ trap \'echo "ERROR: no space left on device"\' ERR',
			'#!/bin/bash',
			'# fails with "no space left on device" unless it is pruned',
			"  if (error.code === 'ENOSPC') return prune()",
			'  logger.error("no space left on device");',
			'  throw new Error("no space left on device")',
			'#9 RUN df -h || echo "no space left on device"',
		];
		expect(told(deploying(...decoys(50, 1), ...printed, 'weight is 12'))).toMatchObject({
			cause: null,
		});
	});

	it('takes no text that was printed between rulers for evidence', () => {
		const shown = [
			'----- errors.md -----',
			`error: ${full}`,
			'toomanyrequests: slow down',
			'----- end -----',
		];
		const own = 'errors.md: 3 terms are not explained';
		const found = told(deploying(...decoys(30, 1), ...shown, own));
		expect(found.cause).toBeNull();
		expect(found.shown).toContain(own);
	});

	it('takes nothing that is only quoted for the cause, and gives it no room', () => {
		const advice = [
			'## When it breaks',
			'',
			'* `no space left on device`: prune the cache.',
			'* Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
			'- `Killed` means that the memory ran out',
			'',
			'### And then',
			'1. error: the stack is currently locked by 1 lock(s)',
			'```',
			'fatal: Authentication failed for https://git.acme.example/app.git',
			'```',
			'| said | do |',
			'|------|----|',
			'| toomanyrequests: You have reached your pull rate limit | log in |',
			'| Error: no space left on device | prune |',
			'## The end of it',
		];
		const found = told(deploying(...decoys(50, 1), ...advice, ...decoys(20, 2), 'weight is 12, wanted 10'));
		expect(found.cause).toBeNull();
		expect(found.shown.filter(line => advice.includes(line))).toEqual([]);
		for (const line of [
			'If you see "no space left on device", prune the cache.',
			'- `no space left on device` → prune',
			'- "no space left on device": prune',
			'- fix: retry when docker says toomanyrequests: You have reached your pull rate limit',
			'# Error: no space left on device: prune',
		])
			expect(told(deploying(...decoys(50, 1), line, 'weight is 12, wanted 10')).cause).toBeNull();
	});

	it('takes no line that another program printed into a traceback for the cause', () => {
		const trace = [
			'Traceback (most recent call last):',
			'  File "gate.py", line 11, in <module>',
			'    main()',
		];
		const last = 'gate.Drift: rule 7 was changed by hand';
		for (const line of ['* `no space left on device`: prune', '- fix: retry on no space left on device'])
			expect(told(deploying(...trace, line, last)).cause).toBeNull();
	});

	it('takes an indented error behind a list for an error', () => {
		const lines = ['## Advice', '- `Killed`: use a larger machine', '', '    error: no space left on device'];
		expect(told(deploying(...lines)).cause).toBe('disk-full');
	});

	it('takes the bullets that Pulumi puts before errors for what they are', () => {
		const denied =
			'AccessDenied: User: arn:aws:sts::123456789012:assumed-role/ci/build is not authorized to perform: sqs:CreateQueue';
		const found = told(
			deploying('    error: 1 error occurred:', `    \t* creating SQS Queue (jobs): ${denied}`, ''),
		);
		expect(found.cause).not.toBeNull();
		expect(found.sure).toBe('certain');
	});

	it('takes nothing that passing tests print for the cause', () => {
		const passing = [
			'  console.error',
			`    Error: ${full}`,
			'      at Object.<anonymous> (/src/disk.test.ts:17:26)',
			'',
			'=== RUN   TestFullDisk',
			full,
			'--- PASS: TestFullDisk (0.00s)',
		];
		expect(told(deploying(...passing, ...decoys(60, 1), 'budget: 412 of 400 kB'))).toMatchObject({
			cause: null,
		});
	});

	it('takes what it says again and again for no cause', () => {
		const again = Array.from({length: 8}, (_, index) => [full, ...decoys(60, index)]).flat();
		expect(told(deploying(...again, 'weight is 12, wanted 10')).cause).toBeNull();
	});
});

describe('what the failed command said under its own name', () => {
	const words = ['deploy: shard 7 weighs 412, at most 400', 'deploy: 1 shard too heavy'];
	const uploads = Array.from(
		{length: 40},
		(_, index) => `upload: out/${index * 7}.bin to s3://files/${index}`,
	);

	it('is shown, and explains before what was got over', () => {
		const found = told(deploying(...handled, ...words, 'deploy: removing the tree', ...uploads));
		expect(found).toMatchObject({cause: null, explained: words[0]});
		expect(found.shown).toEqual(expect.arrayContaining(words));
	});

	it('does not stand before an error of a tool that is known', () => {
		const found = told(deploying('deploy: starting shard 7', full, 'deploy: stopped'));
		expect(found).toMatchObject({cause: 'disk-full', sure: 'certain', explained: full});
	});

	it('is no progress that it tells again and again', () => {
		const steps = Array.from({length: 30}, (_, index) => `deploy: part ${index} of 30`);
		expect(told(deploying(words[0] ?? '', ...steps)).explained).toBe(words[0]);
	});
});

describe('what a tool ended with, and much that its caller did behind it', () => {
	const pending = 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress';
	const stack = [
		'upgrade.go:231: [debug] UPGRADE FAILED',
		'example.org/chart/action.start',
		'\texample.org/chart/action/start.go:14',
	];

	it('stays named as a guess', () => {
		const lines = Array.from(
			{length: 60},
			(_, index) => `upload: out/${index * 7}.bin to s3://files/${index}`,
		);
		const found = told(
			deploying(...decoys(100, 1), pending, ...stack, 'saving the journal', ...lines, 'stopped'),
		);
		expect(found).toMatchObject({cause: 'helm-in-progress', sure: 'guess', explained: pending});
	});

	it('stays named where diagnostics with errors of their own are collected', () => {
		const pods = Array.from({length: 40}, (_, index) => `pod/app-${index % 9} Running ${index}m`);
		const lines = [
			'deploy: collecting diagnostics',
			...pods,
			'error: pods "app-9" not found',
			'deploy: done',
		];
		expect(told(deploying(...decoys(100, 1), pending, ...stack, ...lines))).toMatchObject({
			cause: 'helm-in-progress',
			explained: pending,
		});
	});

	it('is certain where a program crashed over it', () => {
		const crash = [
			'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
			'----- Native stack trace -----',
			' 1: 0xb7a940 node::OnFatalError(char const*, char const*) [node]',
			'npm error code 134',
		];
		const lines = Array.from(
			{length: 30},
			(_, index) => `upload: out/${index * 7}.bin to s3://files/${index}`,
		);
		expect(told(deploying(...crash, ...lines, 'stopped'))).toMatchObject({
			cause: 'node-heap-exhausted',
			sure: 'certain',
		});
	});
});

const unresolved = 'curl: (6) Could not resolve host: files.acme.example';
const conflict = [
	'npm error code ERESOLVE',
	'npm error ERESOLVE unable to resolve dependency tree',
	'npm error',
	'npm error While resolving: app@1.0.0',
	'npm error Found: left@2.0.0',
	'npm error node_modules/left',
	'npm error   left@"^2.0.0" from the root project',
	'npm error',
	'npm error Could not resolve dependency:',
	'npm error peer left@"^1.0.0" from right@3.1.0',
];

describe('what was tried several times', () => {
	it('is no cause where curl has fetched it after all', () => {
		const meters = [
			'  % Total    % Received % Xferd',
			'100   88k  100   88k    0     0   410k      0 --:--:--',
		];
		for (const warning of ['Warning: Problem : timeout.', 'Warning: Transient problem: timeout']) {
			const tries = [unresolved, `${warning} Will retry in 1 seconds. 2 retries left.`, ...meters];
			expect(told(deploying(...tries, 'weight is 12, wanted 10')).cause).toBeNull();
			const found = told(deploying(...tries, ...conflict));
			expect(found).toMatchObject({cause: 'npm-dependency-conflict', sure: 'certain'});
			expect(found.shown).toEqual(
				expect.arrayContaining(conflict.slice(-3).filter(line => line !== 'npm error')),
			);
		}
		expect(told(deploying(unresolved, ...meters, ...conflict)).cause).toBe('npm-dependency-conflict');
		expect(told(deploying('fetching files', unresolved)).cause).toBe('name-not-resolved');
	});

	it('counts for less than what a tool ended with', () => {
		expect(told(deploying(unresolved, ...conflict)).cause).toBe('npm-dependency-conflict');
		const lost = 'Error: connect ECONNREFUSED 10.0.0.4:443';
		expect(told(deploying(lost, "app/pool.ts(3,7): error TS2304: Cannot find name 'Pool'.")).cause).toBe(
			'typescript-error',
		);
	});

	it('is no cause where the line itself says that it was got over', () => {
		for (const line of [
			`${full} (recovered)`,
			'ERROR store: transient: connection reset by peer',
			'connection reset by peer, retrying in 2s (1/5)',
		])
			expect(told(deploying(...decoys(20, 1), line, 'weight is 12, wanted 10')).cause).toBeNull();
		const tries = ['Error: connection reset by peer', 'ok after 1 retry'];
		expect(told(deploying(...tries, 'weight is 12, wanted 10')).cause).toBeNull();
	});

	it('is no cause when it went well in the end', () => {
		const tries = [`attempt 1 failed: ${full}`, full, 'retrying in 2 s', 'attempt 2 ok'];
		expect(told(deploying(...tries, ...decoys(30, 1), 'weight is 12, wanted 10')).cause).toBeNull();
	});

	it('is the cause when the last try failed too', () => {
		const tries = [full, 'retrying in 2 s', full, 'retrying in 4 s', full, 'giving up'];
		expect(told(deploying(...decoys(30, 1), ...tries))).toMatchObject({cause: 'disk-full', sure: 'certain'});
	});
});

describe('a play of Ansible', () => {
	const play = (...outcome: readonly string[]) => [
		'TASK [gateway : Write the unit] ************************************************',
		'changed: [gate-01]',
		'TASK [gateway : Open the port] *************************************************',
		...outcome,
		'TASK [gateway : Say when it is done] *******************************************',
		'skipping: [gate-01]',
		'ok: [gate-03] => (item=gate-02)',
		'',
		'PLAY RECAP *********************************************************************',
		'gate-01                    : ok=12   changed=3    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0',
		'gate-02                    : ok=11   changed=2    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0',
	];
	const refused =
		'fatal: [gate-02]: FAILED! => {"changed": false, "msg": "port 8443 is held by another unit"}';
	const away =
		'fatal: [gate-02]: UNREACHABLE! => {"changed": false, "msg": "Failed to connect to the host via ssh: ssh: connect to host gate-02 port 22: No route to host", "unreachable": true}';

	it.each([
		['ansible-task-failed', refused],
		['ansible-unreachable', away],
	])('is known by %s, whatever its other hosts and its recap say', (cause, outcome) => {
		expect(told(deploying(...decoys(40, 1), ...play(outcome)))).toMatchObject({cause, explained: outcome});
	});

	it('says the cause though the other hosts get much further', () => {
		const others = Array.from({length: 90}, (_, at) => [
			`TASK [gateway : step ${at}] *****************************************************`,
			'ok: [gate-01]',
			'changed: [gate-03]',
		]).flat();
		expect(told(deploying(...play(refused).toSpliced(4, 0, ...others)))).toMatchObject({
			cause: 'ansible-task-failed',
			sure: 'likely',
		});
	});

	it('has no cause in what it was told to ignore', () => {
		expect(told(deploying(...play(`${refused}\n...ignoring`), 'weight is 12, wanted 10')).cause).toBeNull();
	});
});

describe('a test that failed', () => {
	it('is the cause though the packages behind it pass', () => {
		const passing = Array.from({length: 400}, (_, at) => [
			`=== RUN   TestQuote${at}`,
			`--- PASS: TestQuote${at} (0.02s)`,
			`ok  \tgithub.com/acme/tariff/pkg${at}\t0.114s`,
		]).flat();
		const failedTest = ['--- FAIL: TestTariff (0.07s)', '    tariff_test.go:31: got 11, want 12', 'FAIL'];
		const found = told(
			deploying(...passing, ...failedTest, 'FAIL\tgithub.com/acme/tariff\t0.301s', ...passing, 'FAIL'),
		);
		expect(found).toMatchObject({
			cause: 'go-tests-failed',
			sure: 'certain',
			explained: '--- FAIL: TestTariff (0.07s)',
		});
		expect(found.shown).toContain('    tariff_test.go:31: got 11, want 12');
	});

	it('is shown with what it expected and what it got, before what is said of other things', () => {
		const message = [
			'  ● tariff › rounds up',
			'',
			'    expect(received).toEqual(expected) // deep equality',
			'',
			'    Expected: {"weight": 12}',
			'    Received: {"weight": 11}',
			'',
			'      30 |   const tariff = of(order);',
			'    > 31 |   expect(tariff).toEqual({weight: 12});',
		];
		const found = told(
			deploying(...decoys(300, 1), 'FAIL src/tariff.test.ts', ...message, '', ...decoys(300, 2)),
		);
		for (const line of message.slice(0, 6).filter(line => line !== '')) expect(found.shown).toContain(line);
	});
});

describe('a message of several lines', () => {
	it('is read as one, out of a frame that wraps it', () => {
		const found = told(
			deploying(
				...decoys(20, 1),
				'\u001b[31m╷\u001b[0m',
				'\u001b[31m│\u001b[0m \u001b[1mError: \u001b[0mcreating S3 Bucket (acme-artifacts): operation error S3:',
				'\u001b[31m│\u001b[0m CreateBucket, https response error StatusCode: 409, BucketAlreadyExists: no space',
				'\u001b[31m│\u001b[0m left on device',
				'\u001b[31m╵\u001b[0m',
			),
		);
		expect(found.explained).toContain('creating S3 Bucket');
		expect(found.cause).not.toBeNull();
	});

	it.each([
		['numbers of lines', (line: string, at: number) => `${514 + at} | ${line}`],
		['a time and a level', (line: string) => `2026-11-20T20:04:05.123Z [INFO]: ${line}`],
		['the level of a wrapping tool', (line: string) => `[ERROR] ${line}`],
		['BuildKit', (line: string) => `#12 3.456 ${line}`],
		['the name of a service', (line: string) => `web-1  | ${line}`],
		['a runner', (line: string) => `##[error]${line}`],
	])('is known behind what %s put before it', (_, prefixed) => {
		const lines = [
			'npm error code E401',
			'npm error Incorrect or missing password.',
			'npm error If you were trying to log in, change your password.',
		].map(prefixed);
		expect(told(deploying(...decoys(50, 1), ...lines))).toMatchObject({
			cause: 'npm-unauthorized',
			explained: lines[0],
		});
	});

	it('is explained by the last line of a traceback', () => {
		const lines = deploying(
			'Traceback (most recent call last):',
			'  File "/src/deploy.py", line 12, in <module>',
			'    raise RuntimeError("cannot happen")',
			'acme.ShardError: shard map is inconsistent',
		);
		expect(told(lines)).toMatchObject({explained: 'acme.ShardError: shard map is inconsistent'});
	});
});

describe('the agent’s lines', () => {
	it.each([
		['indented', (line: string) => `    ${line}`],
		['behind numbers', (line: string, at: number) => `${at} | ${line}`],
		['without fractions of a second', (line: string) => line.replace(/\.\d{6}/, '')],
		['of the year 2017', (line: string) => line.replace('State: FAILED', 'Success: false')],
	])('are understood %s', (_, changed) => {
		const lines = deploying(...decoys(50, 1), full).map((line, at) =>
			line.text.startsWith('[Container]') ? {...line, text: changed(line.text, at)} : line,
		);
		expect(told(lines, null)).toMatchObject({cause: 'disk-full', explained: full});
	});

	it('are understood behind the end of a file that has no last line break', () => {
		const lines = deploying('cat: page.html', '</html>', full).map(line => line.text);
		const at = lines.indexOf(`[Container] 2026/11/20 20:04:05.123456 Running command ${script}`);
		const glued = lines.toSpliced(at - 1, 2, `</html>${lines[at]}`);
		expect(told(log(...glued))).toMatchObject({cause: 'disk-full', explained: full});
	});

	it('need not be there at all, nor the beginning of the log', () => {
		const printed = [...handled, full, ...tidyingUp];
		expect(told(log(...printed), null)).toMatchObject({cause: 'disk-full', explained: full});
		expect(told(deploying(...printed).slice(900))).toMatchObject({cause: 'disk-full', explained: full});
	});

	it('do not count where a quoted text holds them', () => {
		const quoted = 'echo "[Container] 2026/11/20 20:04:05 Phase complete: BUILD State: SUCCEEDED"';
		expect(told(deploying(quoted, full))).toMatchObject({cause: 'disk-full', explained: full});
	});
});

describe('a message of the phase', () => {
	it('comes before all that was printed, where it says more than that a command failed', () => {
		const broken = {
			...phase('DOWNLOAD_SOURCE', 'Failed'),
			messages: [{code: 'YAML_FILE_ERROR', message: 'YAML file does not exist'}],
		};
		expect(told([], build('Failed', broken))).toMatchObject({cause: 'buildspec-missing', proof: null});
		const lines = log(
			'> Phase is DOWNLOAD_SOURCE',
			full,
			'> Phase complete: DOWNLOAD_SOURCE State: FAILED',
			'> Phase context status code: YAML_FILE_ERROR Message: YAML file does not exist',
		);
		expect(told(lines, build('Failed', broken))).toMatchObject({
			cause: 'buildspec-missing',
			proof: lines[3]?.text,
		});
	});

	it('is read from two lines of a copied log', () => {
		const lines = log(
			'Phase context status code: YAML_FILE_ERROR',
			'Message: Expected Commands[4] to be of string type: found subkeys instead',
			'         at line 12, value of the key tag on line 11 might be empty',
		);
		expect(told(lines, null)).toMatchObject({cause: 'buildspec-not-a-string'});
	});

	it('is the cause of a build that ran out of time, whatever it printed', () => {
		const late = build('TimedOut', phase('BUILD', 'TimedOut'));
		const lines = log('> Entering phase BUILD', `> Running command ${script}`, full, ...decoys(20, 1));
		expect(told(lines, late)).toMatchObject({cause: 'build-timed-out', explained: null});
	});
});

describe('a log without a line of the agent', () => {
	const printed = [...decoys(900, 1), 'sh: 1: solcx: not found'];
	/** A second a line, so that the clock tells where the phase ended. */
	const status = 'Error while executing command: ./all.sh. Reason: exit status 127';
	const broken = (lines: number) =>
		build('Failed', {
			...phase('BUILD', 'Failed', status),
			endedAt: (log('')[0]?.at ?? 0) + lines * 1000,
		});

	it('is read up to the end of the failed phase by the clock', () => {
		const lines = log(...printed, ...decoys(700, 2), full);
		expect(told(lines, broken(printed.length))).toMatchObject({
			cause: 'command-missing',
			sure: 'certain',
			explained: 'sh: 1: solcx: not found',
		});
	});

	it('is explained by what the green log lacks, though it sounds like nothing', () => {
		const own = 'quorum is 3 of 7, wanted 5';
		const before = decoys(900, 1);
		const after = decoys(700, 2);
		const lines = log(...before, own, ...after);
		const green = greenLog('green:1', log(...before, 'quorum is reached', ...after), true);
		const found = diagnose(lines, null, null, {recognise, green});
		expect(found).toMatchObject({known: null, explaining: before.length});
		expect(found.relevant).toContain(before.length);
	});

	it('quotes what the phase says where only that proves the cause', () => {
		const script = 'set -e\n./all.sh';
		const said = `Error while executing command: ${script}. Reason: exit status 127`;
		const silent = (message: string) =>
			diagnose(log(...decoys(3, 1)), build('Failed', phase('BUILD', 'Failed', message)), null, {recognise});
		expect(silent(status).known).toMatchObject({line: null, text: status});
		expect(silent(said).known).toMatchObject({line: null, text: 'Reason: exit status 127'});
	});
});

describe('a reason that sounds like nothing', () => {
	const own = 'the window of tranche 4 is closed';
	const greenOf = (...printed: readonly string[]) => greenLog('green:1', deploying(...printed), true);
	const shownOf = (lines: readonly LogLine[], green: ReturnType<typeof greenOf> | null) =>
		diagnose(lines, failed, null, {recognise, green}).relevant.map(at => lines[at]?.text);

	it('is shown above a page of usage', () => {
		const usage = [
			'amber',
			'basil',
			'cedar',
			'dill',
			'elder',
			'fern',
			'ginger',
			'hazel',
			'iris',
			'juniper',
		].flatMap(name => [`  --${name} <text>  the ${name} of the run`, `  --no-${name}  without ${name}`]);
		expect(shownOf(deploying(own, 'Usage: promote [options]', ...usage), null)).toContain(own);
	});

	it('is shown far above the end, where no green log has it', () => {
		const [before, after] = [decoys(300, 1), decoys(1500, 2)];
		const lines = deploying(...before, own, ...after);
		expect(shownOf(lines, greenOf(...before, 'the window of tranche 4 is open', ...after))).toContain(own);
	});

	it('is shown amid as many new lines of one kind', () => {
		const rows = Array.from({length: 45}, (_, at) => `row ${at + 18}: left out`);
		const lines = deploying(...decoys(30, 1), own, ...rows, 'import is not complete');
		expect(shownOf(lines, greenOf(...decoys(30, 1), 'import is complete'))).toContain(own);
		expect(shownOf(lines, null)).toContain('import is not complete');
	});
});

describe('an exit status', () => {
	const killed = build(
		'Failed',
		phase('BUILD', 'Failed', `Error while executing command: ${script}. Reason: exit status 137`),
	);

	it('is the cause where nothing else is said', () => {
		const busy = Array.from({length: 80}, (_, at) => `module ${at} of 900 built`);
		expect(told(deploying(...busy), killed)).toMatchObject({cause: 'killed-for-memory', sure: 'likely'});
	});

	it('is at most a guess where the program says why it ended, and none where that is an error', () => {
		const own = deploying(...decoys(80, 1), 'leaving: quorum is 2 of 5');
		expect(['guess', null]).toContain(told(own, killed).sure);
		const error = deploying(...decoys(80, 1), 'error: quorum is 2 of 5');
		expect(told(error, killed).cause).toBeNull();
		const green = greenLog('green:1', deploying(...decoys(80, 1)), true);
		expect(diagnose(own, killed, null, {recognise, green}).known).toBeNull();
	});

	it('is the cause where the program dies in the middle of what good ones print', () => {
		const green = greenLog('green:1', deploying('packing all modules', 'packed'), true);
		const found = diagnose(deploying('packing all modules'), killed, null, {recognise, green});
		expect(found.known?.cause).toMatchObject({id: 'killed-for-memory', sure: 'likely'});
	});
});

it('what the green log has too is no consequence', () => {
	const noise = 'error: cannot tag the report, there is no tag';
	const lines = deploying(full, noise, 'error: the index is not written');
	const green = greenLog('green:1', deploying(noise), true);
	const {consequences} = diagnose(lines, failed, null, {recognise, green});
	expect(consequences.map(at => lines[at]?.text)).toContain('error: the index is not written');
	expect(consequences.map(at => lines[at]?.text)).not.toContain(noise);
});

it('what good runs get over is the cause where this one got no further', () => {
	const lock = 'error: the stack is currently locked by 1 lock(s). Either wait for it to end';
	const good = greenLog('green:1', deploying(lock, 'trying once more', 'Update succeeded'), true);
	const known = (...printed: readonly string[]) =>
		diagnose(deploying(...printed), failed, null, {recognise, green: good}).known?.cause ?? null;
	expect(known(lock)).toMatchObject({id: 'pulumi-state-lock', sure: 'likely'});
	expect(known(lock, 'trying once more', 'weight is 12, wanted 10')).toBeNull();
});

it('the end of a very long line counts as its beginning does', () => {
	const line = `packing ${'chunk '.repeat(15_000)}${full}`;
	expect(told(deploying(...decoys(30, 1), line))).toMatchObject({cause: 'disk-full', explained: line});
});

it('says in words that a build was stopped', () => {
	const message = 'Build terminated with state: STOPPED. Phase: BUILD, Code: , Message:';
	const stopped = build('Stopped', phase('BUILD', 'Stopped'));
	const {reason} = diagnose(log('working'), stopped, {code: 'JobFailed', message}, {recognise});
	expect(reason).toBe('the build was stopped');
});

it('a line that the green log has too is no cause', () => {
	const lines = deploying(...decoys(30, 1), full, 'shard map is inconsistent');
	const green = greenLog('green:1', deploying(...decoys(30, 1), full), true);
	expect(diagnose(lines, failed, null, {recognise}).known?.cause.id).toBe('disk-full');
	const found = diagnose(lines, failed, null, {recognise, green});
	expect(found.known).toBeNull();
	expect(lines[found.explaining ?? -1]?.text).toBe('shard map is inconsistent');
});
