import type {CatalogueEntry} from './entry.ts';

/** What a machine ran out of: disk, memory, time, ports and files. */
export const machine: readonly CatalogueEntry[] = [
	{
		id: 'file-watchers-exhausted',
		match: [/System limit for number of file watchers reached/],
		cause: 'the limit of watched files is reached; the disk is not full',
		advice: 'run the tool without its watch mode in a build',
		retryHelps: false,
		sure: 'certain',
		example: "Error: ENOSPC: System limit for number of file watchers reached, watch '/src/app'",
		unlike: "Error: ENOSPC: no space left on device, write '/src/app'",
	},
	{
		id: 'disk-full',
		match: [
			/no space left on device/i,
			/\bENOSPC\b/,
			/Disk quota exceeded/,
			/You don't have enough free space in/,
		],
		not: [/^(?:#|\/\/)|\(["'`]no space/i, /file watchers/],
		cause: 'the disk is full',
		advice:
			'take a compute type with a larger disk, or free space before the step (caches, layers); on a host that stays see what fills it (`df -h`, `docker system df`)',
		retryHelps: null,
		sure: 'certain',
		example: 'E: Failed to write archive to output file - write (28: No space left on device)',
		unlike: "Error: ENOSPC: System limit for number of file watchers reached, watch '/src/app'",
	},
	{
		id: 'node-heap-exhausted',
		match: [/JavaScript heap out of memory/, /ERR_WORKER_OUT_OF_MEMORY/],
		cause: 'Node.js has used up its heap',
		advice:
			'raise it with NODE_OPTIONS=--max-old-space-size below the memory of the compute type, or take a larger one',
		retryHelps: false,
		sure: 'certain',
		example:
			'<--- Last few GCs --->\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
		unlike: 'java.lang.OutOfMemoryError: Java heap space',
	},
	{
		id: 'java-memory-exhausted',
		match: [/java\.lang\.OutOfMemoryError(?:: (?<what>[\w ]{1,60}))?/],
		cause: 'the JVM ran out of memory[: {what}]',
		advice:
			'raise -Xmx (MAVEN_OPTS, org.gradle.jvmargs) below the memory of the compute type, or take a larger one',
		retryHelps: false,
		sure: 'certain',
		example: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
		unlike: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
	},
	{
		id: 'out-of-memory',
		match: [
			/Killed signal terminated program (?<program>[\w.+-]+)/,
			/[Oo]ut of memory: Killed process \d+ \((?<program>[^)]+)\)/,
			/[Cc]annot allocate memory/,
			/\bstd::bad_alloc\b/,
			/memory allocation of \d+ bytes failed/,
			/virtual memory exhausted/,
			/fatal error: runtime: out of memory/,
			/^(?:E +)?MemoryError\b/,
			/LLVM ERROR: out of memory/i,
			/insufficient memory for the Java Runtime Environment to continue/,
		],
		cause: 'the machine or the container ran out of memory[: {program} was killed]',
		advice:
			'take a larger compute type or memory limit, or run fewer jobs at once; a retry mostly ends the same',
		retryHelps: null,
		sure: 'certain',
		example:
			'c++: fatal error: Killed signal terminated program cc1plus\ncompilation terminated.\nmake: *** [Makefile:12: all] Error 1',
		unlike: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
	},
	{
		id: 'killed-for-memory',
		match: [
			/^Killed$/,
			/: line \d+: \d+ Killed\b/,
			/signal: 9, SIGKILL/,
			/(?:exit(?:ed)? (?:with )?(?:code|status)|exit code:|errorlevel|code):? 137\b/i,
			/was killed \(exit code 137\)/,
		],
		not: [/^[\w-]+-\d+ exited with code 137$/],
		cause: 'a program was killed with SIGKILL, nearly always because the memory ran out',
		advice:
			'take a larger compute type or memory limit, or run fewer jobs at once; a retry mostly ends the same',
		retryHelps: null,
		sure: 'likely',
		example: './build.sh: line 27:  3545 Killed                  node bundle.js --all',
		unlike: 'bento-postgres-1 exited with code 137',
	},
	{
		id: 'build-timed-out',
		match: [/\bBUILD_TIMED_OUT\b/, /Build has timed out/, /Build terminated with state: TIMED_OUT/],
		cause: 'the build took longer than its time limit and was stopped',
		advice:
			'see in the log what it was doing last: end what hangs, or raise the time-out of the CodeBuild project',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: BUILD_TIMED_OUT: Build has timed out.',
		unlike: 'Error: the health check has timed out',
	},
	{
		id: 'command-timed-out',
		match: [/(?:exit status|exit code:?|exited with(?: code)?) 124\b/],
		cause: '`timeout` broke the command off: it ran longer than it was allowed to',
		advice: 'see in the log what it was doing last: end what hangs, or allow it more time',
		retryHelps: null,
		sure: 'likely',
		example: 'Error: smoke-test.sh failed to finish: exit status 124',
		unlike: 'Error: 124 files could not be read',
	},
	{
		id: 'port-in-use',
		match: [
			/EADDRINUSE:? (?:address already in use )?\S{0,60}?:(?<port>\d{2,5})\b/,
			/\bEADDRINUSE\b/,
			/(?:listen|bind)\b.{0,80}[: ](?<port>\d{2,5}): bind: address already in use/,
			/[Bb]ind for \S{1,60}:(?<port>\d+) failed: port is already allocated/,
			/[Aa]ddress already in use/,
		],
		cause: 'the port[ {port}] is already taken',
		advice:
			'stop what runs on it (often a container or server that an earlier step left), or use another port',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: listen EADDRINUSE: address already in use :::3000',
		unlike: 'Error: connect ECONNREFUSED 127.0.0.1:3000',
	},
	{
		id: 'too-many-open-files',
		match: [/\bEMFILE\b/, /[Tt]oo many open files/],
		cause: 'too many files are open at once',
		advice: 'raise the limit (`ulimit -n`) before the command, or let it work on fewer files at once',
		retryHelps: false,
		sure: 'certain',
		example: "Error: EMFILE: too many open files, open '/src/node_modules/lodash/map.js'",
		unlike: "Error: ENOENT: no such file or directory, open '/src/open-files.json'",
	},
];
