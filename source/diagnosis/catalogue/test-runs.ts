import type {CatalogueEntry} from './entry.ts';

/** Tests that fail, and browsers that tests lack. */
export const testRuns: readonly CatalogueEntry[] = [
	{
		id: 'browser-missing',
		match: [
			/Executable doesn't exist at (?<path>\S{1,200})/,
			/Could not find (?:Chrome|Chromium|Firefox|expected browser)/,
			/cannot find Chrome binary/,
			/No binary for (?:Chrome|ChromeHeadless|Firefox) browser/,
		],
		cause: 'the browser that the tests need is not installed[: {path}]',
		advice:
			'install it in the build (`npx playwright install --with-deps`, `npx puppeteer browsers install chrome`) or take an image that has it',
		retryHelps: false,
		sure: 'certain',
		example:
			"Error: browserType.launch: Executable doesn't exist at /root/.cache/ms-playwright/chromium-1181/chrome-linux/chrome",
		unlike: 'Error: page.goto: net::ERR_CONNECTION_REFUSED at http://localhost:3000/',
	},
	{
		id: 'browser-not-started',
		match: [
			/Running as root without --no-sandbox is not supported/,
			/Failed to launch the browser process/,
			/Host system is missing dependencies to run browsers/,
		],
		cause: 'the browser that the tests need does not start in this image',
		advice: 'install its libraries (`npx playwright install-deps`); as root start Chrome with --no-sandbox',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Failed to launch the browser process!\n/root/.cache/puppeteer/chrome: error while loading shared libraries: libnss3.so: cannot open shared object file',
		unlike: 'Error: Could not find Chrome (ver. 131.0.6778.204).',
	},
	{
		id: 'go-tests-failed',
		match: [/--- FAIL: (?<test>[\w/.-]{1,150})/, /^FAIL (?<test>[\w.-]{1,60}\/[\w./-]{1,150}) \d/],
		cause: 'a Go test fails: {test}',
		advice: 'read what it expected; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example:
			'--- FAIL: TestPoolDrains (0.02s)\n    pool_test.go:41: expected 3, got 2\nFAIL\nFAIL\tacme.example/indexer/pool\t0.031s',
		unlike: '--- PASS: TestPoolDrains (0.02s)\n./main.go:14:3: undefined: newPool',
	},
	{
		id: 'rust-tests-failed',
		match: [
			/\btest (?<test>[\w:]{1,150})(?: - should panic)? \.\.\. FAILED/,
			/test result: FAILED\. \d+ passed; (?<count>[1-9]\d*) failed/,
			/\bFAIL \[ *[\d.]+s\](?: \( *\d+\/\d+\))? (?<test>[\w:-]{1,80}(?: [\w:]{1,150})?)/,
		],
		cause: 'a Rust test fails[: {test}][ ({count} in all)]',
		advice: 'read where it panicked; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example:
			"test pool::drains ... FAILED\n\nfailures:\n\n---- pool::drains stdout ----\nthread 'pool::drains' panicked at src/pool.rs:41:9:\nassertion `left == right` failed\n\ntest result: FAILED. 12 passed; 1 failed; 0 ignored",
		unlike: 'test pool::drains ... ok\nerror[E0308]: mismatched types',
	},
	{
		id: 'forge-tests-failed',
		match: [
			/\[FAIL(?:(?:\.|:) ?(?:Reason: )?(?<why>[^\]]{1,120}))?\]? (?<test>\w{1,100}\()/,
			/Encountered (?:a total of )?(?<count>[1-9]\d*) failing tests?/,
		],
		cause: 'a Forge test fails[: {why}][ ({count} in all)]',
		advice: 'run it with -vvvv for the trace; a test on a fork also fails when its RPC endpoint does',
		retryHelps: null,
		sure: 'certain',
		example:
			'Encountered 1 failing test in test/Market.t.sol:MarketTest\n[FAIL: revert: InsufficientBalance()] testWithdraw() (gas: 41237)',
		unlike: '[PASS] testWithdraw() (gas: 41237)\nError: Compiler run failed',
	},
	{
		id: 'pytest-failed',
		match: [
			/\bFAILED (?<test>[\w./-]{1,150}\.py::[\w:[\].-]{1,150})/,
			/(?<!=)=+ (?<count>\d+) failed\b.{0,150}? in [\d.]+s/,
			/\bERROR collecting (?<test>[\w./-]{1,150}\.py)/,
			/Interrupted: (?<count>\d+) errors? during collection/,
		],
		cause: 'Python tests fail[: {test}][ ({count} in all)]',
		advice: 'read what was expected; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example:
			'=========================== short test summary info ============================\nFAILED tests/test_pool.py::test_drains - assert 2 == 3\n========================= 1 failed, 41 passed in 3.12s =========================',
		unlike:
			'============================== 41 passed in 3.12s ==============================\nError: connection refused',
	},
	{
		id: 'javascript-tests-failed',
		match: [
			/\bFAIL +(?:\|?[\w.@/-]{1,40}\|? +)?(?<test>[\w./@-]{1,150}\.(?:test|spec|cy)\.[cm]?[jt]sx?)/,
			/\bTests:? +(?<count>[1-9]\d*) failed/,
			/^[^\w]{0,4}\d+\) \[(?:chromium|firefox|webkit|[\w -]{1,30})\] › (?<test>[\w./@-]{1,150}\.(?:test|spec)\.[cm]?[jt]sx?)/,
			/\b(?<count>[1-9]\d*) failing(?=$| \d+\) )/,
			/^(?:ℹ|#) fail (?<count>[1-9]\d*)$/,
			/✖ failing tests:/,
			/npm (?:ERR!|error) Test failed\./,
		],
		cause: 'JavaScript tests fail[: {test}][ ({count} in all)]',
		advice: 'read what was expected; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example:
			' FAIL  test/pool.test.ts > pool > drains\nAssertionError: expected 2 to be 3\n\n Test Files  1 failed | 11 passed (12)\n      Tests  1 failed | 97 passed (98)',
		unlike: '  0 failing\nTests: 0 failed, 97 passed\nError: could not write the report, 3 failing probes',
	},
	{
		id: 'java-tests-failed',
		match: [
			/Tests run: \d+, +Failures: (?:[1-9]\d*, +Errors: \d+|0, +Errors: [1-9]\d*)(?:.{0,120}<<< (?:FAILURE|ERROR)!.{0,10} (?:in |-- in )(?<test>[\w.$]{1,150}))?/,
			/There (?:are|were) (?:test failures|failing tests)/,
			/(?<all>\d+) tests? completed, (?<count>[1-9]\d*) failed/,
			/\b(?<test>[A-Z]\w{1,100}(?:Test|Tests|IT|Spec)) > .{1,150} FAILED$/,
		],
		cause: 'Java tests fail[: {test}][ ({count} of {all})]',
		advice: 'read the report of the first one; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example:
			'[ERROR] Tests run: 12, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.41 s <<< FAILURE! -- in acme.PoolTest\n[ERROR] acme.PoolTest.drains -- Time elapsed: 0.02 s <<< FAILURE!',
		unlike: '[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0\n[ERROR] COMPILATION ERROR :',
	},
	{
		id: 'other-tests-failed',
		match: [
			/\b\d+ examples?, (?<count>[1-9]\d*) failures?/,
			/^rspec (?<test>\.\/\S{1,150}:\d+)/,
			/(?:FAILURES|ERRORS)! Tests: \d+, Assertions: \d+/,
			/Failed! {1,3}- Failed: +(?<count>[1-9]\d*), Passed:/,
			/^not ok \d+ -? ?(?<test>(?!.{0,100}# (?:TODO|SKIP)\b).{1,100})/i,
			/\d+% tests passed, (?<count>[1-9]\d*) tests? failed out of \d+/,
		],
		cause: 'tests fail[: {test}][ ({count} in all)]',
		advice: 'read what the first one expected; if it fails only now and then, retry and note it as unstable',
		retryHelps: null,
		sure: 'certain',
		example: 'Failed examples:\nFAILED: 41 examples, 1 failure\n\nrspec ./spec/pool_spec.rb:12 # Pool drains',
		unlike: '41 examples, 0 failures\n100% tests passed, 0 tests failed out of 41\nnot ok 3 - drains # TODO',
	},
	{
		id: 'coverage-too-low',
		match: [
			/[Cc]overage (?:threshold )?for (?<metric>\w+) \((?<have>[\d.]+)%?\) (?:does not meet|not met)/,
			/coverage threshold for (?<metric>\w+) \([\d.]+%\) not met: (?<have>[\d.]+)/,
			/Required test coverage of [\d.]+% not reached\. Total coverage: (?<have>[\d.]+)/,
		],
		cause: 'the coverage of the tests is below the threshold[: {metric}][ at {have} percent]',
		advice: 'add tests for the new code, or correct what is counted',
		retryHelps: false,
		sure: 'certain',
		example: 'ERROR: Coverage for lines (78.4%) does not meet global threshold (80%)',
		unlike: 'ERROR: the coverage report could not be uploaded',
	},
	{
		id: 'assertion-failed',
		match: [
			/AssertionError(?: \[ERR_ASSERTION\])?: (?<what>.{1,150})/,
			/^E +(?<what>assert .{1,150})/,
			/[Aa]ssertion (?:`left (?<what>[=!]=) right`|failed:) ?/,
			/\b(?<what>[Ee]xpected (?!to\b).{1,120}? to (?:be|equal|deeply equal|strictly equal|contain|match|include|throw|have)\b.{0,80})/,
			/\b(?<what>expect\(.{0,80}?\)\.(?:\w+\.)*to[A-Z]\w+)/,
			/(?<what>(?:Expected|Received) (?:substring|string|pattern|message|value): .{1,120})/,
		],
		not: [/to be of string type|YAML_FILE_ERROR/],
		cause: 'an assertion of a test or a check fails[: {what}]',
		advice: 'read which test it stands in and what it expected; retrying helps only an unstable one',
		retryHelps: null,
		sure: 'likely',
		example:
			'  1) Pool\n       drains:\n\n      AssertionError [ERR_ASSERTION]: 2 == 3\n      + expected - actual',
		unlike:
			'Error: the assertion of the SAML response has expired\nwarning: resource plugin aws is expected to have version 6',
	},
];
