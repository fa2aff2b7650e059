/** What good builds print and a careless reader takes for a failure; `%n` becomes a number. */
const chatter = [
	'   Compiling thiserror v1.0.%n',
	'   Compiling anyhow v1.0.%n',
	'Downloaded proc-macro-error-attr v1.0.%n',
	'added http-errors@2.0.%n',
	'npm warn deprecated source-map-resolve@0.6.%n: fatal leaks were reported, do not use it',
	'warning: unused variable: `error`',
	'   --> crates/broker/src/errors.rs:%n:9',
	'test result: ok. %n passed; 0 failed; 0 ignored; 0 measured',
	'test broker::tests::rejects_an_unauthorized_caller_%n ... ok',
	' ✓ test/errors.test.ts > throws when access is denied (case %n) 4ms',
	'    ✔ refuses a connection that timed out (%nms)',
	'--- PASS: TestErrorIsWrapped/case_%n (0.00s)',
	'ok %n - returns an error for a missing file',
	'PASSED tests/test_errors.py::test_raises_value_error[%n]',
	'  dist/errors/error-%n.js  4.1 kB │ gzip: 1.2 kB',
	'WARN connection refused by 10.0.0.%n, retrying in 2s (attempt 1 of 5)',
	'attempt %n failed: connection reset by peer, trying again',
	'attempt 2 succeeded after %n ms',
	'2026-11-20T20:04:%nZ INFO reporter: error budget left 99.%n%',
	'{"level":"info","msg":"error budget","errors":0,"took":%n}',
	'{"level":"warn","msg":"slow answer, could not be cached","took":%n}',
	'ts=2026-11-20T20:04:%nZ level=debug msg="no error handler set, using default"',
	'DEBUG could not find a cached layer, building it (%n)',
	'PLAY RECAP: ok=%n changed=0 unreachable=0 failed=0',
	'Checked %n files, 0 errors, 3 warnings',
	'Linting finished without errors in %n ms',
	'    at handleError (/src/app/fatal.js:%n:4)',
	"+ echo 'ERROR: the stack is locked, run %n failed'",
	'++ grep -c error /tmp/report-%n.log',
	'echo "ERROR: could not read part %n" >&2',
	'  throw new Error("cannot happen %n")',
	'  console.error("access denied", %n)',
	'// Error: the caller is not authorized (see issue %n)',
	'# fails with "no space left on device" unless pruned (%n)',
	'<div class="error" id="error-%n">An error occurred</div>',
	'except PermissionError as error:  # line %n',
	'Errors: 0  Failures: 0  Skipped: %n',
	"rm: cannot remove '/tmp/lock-%n': No such file or directory (ignored)",
	'Unpacking liberror-perl (0.17029-%n) ...',
	'Setting up libgpg-error0:amd64 (1.47-%n) ...',
	'Get:%n http://archive.example.org/ubuntu jammy/main amd64 libapache2-error-perl all',
	'fetched %n of 900 objects',
	'module %n built',
	'step %n/2500 done',
	' %n% [=========>            ] 14.2 MB/s',
	'a plain line of output, number %n',
] as const;

/** Lines of chatter, the same for the same seed. */
export function decoys(count: number, seed: number): readonly string[] {
	let state = seed >>> 0;
	const next = () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state >>> 8;
	};
	return Array.from({length: count}, () =>
		(chatter[next() % chatter.length] ?? '').replace('%n', () => String(next() % 60)),
	);
}
