import type {CatalogueEntry} from './entry.ts';

/** Code that does not compile. */
export const compilers: readonly CatalogueEntry[] = [
	{
		id: 'typescript-error',
		match: [
			/(?<![\w./@-])(?<file>[\w./@-]{1,200})(?:\((?<line>\d+),\d+\)|:(?<row>\d+):\d+)(?: -|:)? error (?<code>TS\d{4,5}): (?<what>.{1,160})/,
			/\berror (?<code>TS\d{4,5}): (?<what>.{1,160})/,
			/^Type error: (?<what>.{1,160})/,
		],
		cause: 'TypeScript does not compile[: {code}]: {what}[ ({file})]',
		advice: 'correct the code, or the dependency whose types changed; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example:
			"source/app.ts(12,7): error TS2322: Type 'string' is not assignable to type 'number'.\nFound 1 error in source/app.ts:12",
		unlike: "TypeError: Cannot read properties of undefined (reading 'map')",
	},
	{
		id: 'rust-error',
		match: [
			/\berror\[(?<code>E\d{4})\]: (?<what>(?:(?! --> ).){1,150})(?: --> (?<file>[\w./-]{1,150}:\d+))?/,
		],
		cause: 'Rust does not compile: {code}: {what}[ ({file})]',
		advice: 'correct the code; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example:
			'error[E0308]: mismatched types\n  --> src/lib.rs:41:9\n   |\n41 |         count\n   |         ^^^^^ expected `u64`, found `u32`\n\nerror: could not compile `indexer` (lib) due to 1 previous error',
		unlike: 'error: failed to select a version for the requirement `acme-core = "^9.0"`',
	},
	{
		id: 'c-header-missing',
		match: [
			/fatal error: '?(?<header>[\w./+-]{1,120}\.(?:h|hh|hpp|hxx))'?(?: file not found|: No such file or directory)/,
		],
		cause: 'the header {header} is missing',
		advice: 'install the development package that holds it (such as lib…-dev) in the image',
		retryHelps: false,
		sure: 'certain',
		example:
			'src/pool.c:3:10: fatal error: openssl/ssl.h: No such file or directory\ncompilation terminated.',
		unlike: 'src/pool.c:12:5: error: expected expression before return',
	},
	{
		id: 'c-error',
		match: [
			/(?<![\w./+-])(?<file>[\w./+-]{1,200}\.(?:c|cc|cpp|cxx|h|hh|hpp)):(?<line>\d+):(?:\d+:)? (?:fatal )?error: (?<what>.{1,150})/,
		],
		not: [/file not found|No such file/],
		cause: 'the C or C++ code does not compile: {what} ({file}:{line})',
		advice: 'correct the code, or pin the version of the compiler in the image when it was raised',
		retryHelps: false,
		sure: 'certain',
		example: "src/pool.cpp:12:5: error: 'timeout' was not declared in this scope",
		unlike: 'src/pool.c:3:10: fatal error: openssl/ssl.h: No such file or directory',
	},
	{
		id: 'library-missing',
		match: [
			/cannot find -l(?<library>[\w.+-]+)/,
			/unable to find library -l(?<library>[\w.+-]+)/,
			/Package '?(?<library>[\w.+-]{1,80})'? was not found in the pkg-config search path/,
			/Package '(?<library>[^']{1,80})', required by '[^']{1,80}', not found/,
			/No package '(?<library>[^']{1,80})' found/,
			/Could not find directory of (?<library>OpenSSL) installation/,
			/The system library `(?<library>[\w.+-]+)` required by crate/,
			/CMake Error at .{0,300}?Could NOT find (?<library>[\w.+-]{1,80}) \(missing/,
		],
		not: [/^--|virtual:world/],
		cause: 'the system library {library} is missing in the image',
		advice: 'install its development package (such as lib…-dev, and pkg-config) before the build',
		retryHelps: false,
		sure: 'certain',
		example: 'error: Package libpq was not found in the pkg-config search path.',
		unlike: "--   Package 'libpq', required by 'virtual:world', not found",
	},
	{
		id: 'linker-error',
		match: [
			/undefined reference to [`'‘](?<symbol>[^'`’]{1,120})/,
			/ld\.lld: error: undefined symbol: (?<symbol>.{1,120})/,
			/Undefined symbols for architecture/,
			/multiple definition of [`'‘](?<symbol>[^'`’]{1,120})/,
		],
		cause: 'the program cannot be linked[: {symbol}]',
		advice:
			'look for a library or object file that is missing or named in the wrong order, or built for another version',
		retryHelps: false,
		sure: 'certain',
		example:
			"/usr/bin/ld: error: pool.o: in function `open': pool.c:(.text+0x1f): undefined reference to `SSL_new'",
		unlike: 'ReferenceError: SSL_new is not defined',
	},
	{
		id: 'go-error',
		match: [
			/(?<![\w./-])(?<file>[\w./-]{1,200}\.go):(?<line>\d+):\d+: (?<what>(?:undefined: |cannot use |syntax error|missing return|too many arguments|not enough arguments|declared and not used|.{1,60}? declared and not used|"[^"]{1,100}" imported and not used|.{1,80}? undefined \().{0,120})/,
		],
		cause: 'Go does not compile: {what} ({file}:{line})',
		advice: 'correct the code; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example:
			'# acme.example/indexer\n./main.go:14:3: undefined: newPool\n./main.go:20:9: cannot use id (variable of type int) as string value in argument to find',
		unlike: '--- FAIL: TestPool (0.01s)\n    pool_test.go:14: expected 3, got 2',
	},
	{
		id: 'java-error',
		match: [
			/(?<![\w./-])(?<file>[\w./-]{1,200}\.(?:java|kt|scala)):\[(?<line>\d+),\d+\] (?<what>.{1,150})/,
			/(?<![\w./-])(?<file>[\w./-]{1,200}\.java):(?<line>\d+): error: (?<what>.{1,150})/,
			/^e: (?:file:\/\/)?(?<file>[\w./-]{1,200}\.kts?):(?<line>\d+):\d+:? (?<what>.{1,150})/,
		],
		not: [/^\[?WARN/],
		cause: 'the Java or Kotlin code does not compile: {what} ({file}:{line})',
		advice: 'correct the code; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example:
			'[ERROR] /codebuild/output/src27/src/main/java/acme/Main.java:[12,5] cannot find symbol\n[ERROR]   symbol:   class Pool',
		unlike:
			'[WARNING] /src/main/java/acme/Main.java:[12,5] [deprecation] error() in Pool has been deprecated',
	},
	{
		id: 'csharp-error',
		match: [
			/(?<![\w./-])(?<file>[\w./-]{1,200})\((?<line>\d+),\d+\): error (?<code>(?:CS|FS|BC)\d{4}): (?<what>.{1,150})/,
		],
		cause: 'the .NET code does not compile: {code}: {what} ({file}:{line})',
		advice: 'correct the code; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example: "Pool.cs(12,9): error CS0103: The name 'timeout' does not exist in the current context",
		unlike: '/src/Indexer.csproj : error NU1101: Unable to find package Acme.Core.',
	},
	{
		id: 'solidity-error',
		match: [
			/\bError(?: \((?<code>\d{4})\)): (?<what>(?:(?! --> ).){1,150})(?: --> (?<file>[\w./-]{1,150}:\d+))?/,
		],
		beside: [/Compiler run failed/, /\.sol\b/, /\bsolc\b/],
		cause: 'the Solidity code does not compile: {what}[ ({file})]',
		advice:
			'correct the code, or check remappings, submodules and the solc version when an import is not found',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Compiler run failed:\nError (7576): Undeclared identifier.\n  --> src/Market.sol:41:9:\n   |\n41 |         fee = rate;',
		unlike: 'Error (1045): Access denied for user',
	},
	{
		id: 'java-compilation-failed',
		match: [/\bCompilation failure\b/, /Compilation failed; see the compiler (?:error )?output/],
		cause: 'the Java or Kotlin code does not compile',
		advice: 'see the first error of the compiler above; retrying builds the same code',
		retryHelps: false,
		sure: 'certain',
		example:
			'[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile (default-compile) on project indexer: Compilation failure',
		unlike:
			'[ERROR] Failed to execute goal on project indexer: Could not find artifact acme:core:jar:2.1 in central',
	},
	{
		id: 'make-target-missing',
		match: [
			/No rule to make target [`'‘]?(?<target>[^'`’,]{1,120})['’]?(?:, needed by [`'‘](?<by>[^'`’]{1,100})['’])?/,
			/No targets specified and no makefile found/,
		],
		cause: 'make has no rule[ for {target}][, which {by} needs]',
		advice:
			'check the name of the target, the directory, and whether the file it stands for was generated or checked out',
		retryHelps: false,
		sure: 'certain',
		example: "make: *** No rule to make target 'deploy-prod', needed by 'all'.  Stop.",
		unlike: 'make: *** [Makefile:12: all] Error 1',
	},
];
