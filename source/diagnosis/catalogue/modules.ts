import type {CatalogueEntry} from './entry.ts';

/** JavaScript and Python that cannot be bundled, loaded or read. */
export const modules: readonly CatalogueEntry[] = [
	{
		id: 'node-platform-package-missing',
		match: [/Cannot find (?:module|package) '?(?<module>@?[\w./-]{0,60}linux-(?:x64|arm64)[\w-]*)/],
		cause: 'the part of a package that is made for this platform was not installed: {module}',
		advice:
			'renew the lock file on a clean checkout (npm leaves out optional dependencies of other platforms), check it in and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Cannot find module @rollup/rollup-linux-x64-gnu. npm has a bug related to optional dependencies.',
		unlike: "Error: Cannot find module './linux.js'",
	},
	{
		id: 'openssl-legacy-provider',
		match: [/ERR_OSSL_EVP_UNSUPPORTED/, /error:0308010C:digital envelope routines/],
		cause: 'an old bundler uses a hash that this Node.js does not have any more',
		advice: 'raise webpack (or what brings it along); until then NODE_OPTIONS=--openssl-legacy-provider',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: error:0308010C:digital envelope routines::unsupported\n    at new Hash (node:internal/crypto/hash:79:19)',
		unlike: 'Error: error:0A000086:SSL routines::certificate verify failed',
	},
	{
		id: 'javascript-module-missing',
		match: [
			/Module not found: (?:Error: )?Can't resolve '(?<module>[^']{1,150})'(?: in '(?<place>[^']{1,150})')?/,
			/failed to resolve import "(?<module>[^"]{1,150})" from "(?<place>[^"]{1,150})"/i,
			/\[ERROR\] Could not resolve "(?<module>[^"]{1,150})"/,
			/Cannot find module '(?<module>[^']{1,150})'(?: imported from '?(?<place>[^\s']{1,150}))?/,
			/Cannot find package '(?<module>[^']{1,150})' imported from '?(?<place>[^\s']{1,150})/,
		],
		not: [/error TS\d/],
		cause: 'the module {module} is not found[ from {place}]',
		advice:
			'check that package.json lists it (not only for development), that install and build ran, and the spelling of the path, capitals too',
		retryHelps: false,
		sure: 'certain',
		example:
			"ERROR in ./src/index.js 3:0-31\nModule not found: Error: Can't resolve './Pool' in '/codebuild/output/src27/src'",
		unlike: "error TS2307: Cannot find module './pool' or its corresponding type declarations.",
	},
	{
		id: 'javascript-syntax',
		match: [
			/SyntaxError: (?<what>(?:Unexpected|Missing|missing|Identifier|Cannot use import|Unterminated|Illegal|await is only|The requested module).{0,130})/,
		],
		not: [/JSON/],
		cause: 'a JavaScript file cannot be read: {what}',
		advice:
			'correct the code; a syntax that this Node.js does not know yet also reads like this, so check its version',
		retryHelps: false,
		sure: 'certain',
		example: "/src/deploy.js:12\nexport const pool = 1\n^^^^^^\nSyntaxError: Unexpected token 'export'",
		unlike: 'SyntaxError: Unexpected token < in JSON at position 0',
	},
	{
		id: 'json-unreadable',
		match: [
			/SyntaxError: (?<what>.{0,100}\bJSON\b.{0,80})/,
			/(?:json\.decoder\.)?JSONDecodeError: (?<what>.{1,100})/,
			/^(?:jq: )?parse error: (?<what>.{1,80} at (?:EOF at )?line \d+, column \d+)/,
		],
		cause: 'something that should be JSON is not: {what}',
		advice: 'print what is read there: often an error page or an empty answer of the call before it',
		retryHelps: null,
		sure: 'likely',
		example: 'SyntaxError: Unexpected token < in JSON at position 0',
		unlike: "SyntaxError: Unexpected token '}'",
	},
	{
		id: 'python-module-missing',
		match: [/(?:ModuleNotFoundError|ImportError): No module named '?(?<module>[\w.]{1,100})/],
		cause: 'the Python module {module} is not installed, or not on the path',
		advice:
			'check that the requirements list it, that they were installed for this Python, and the directory the command runs in',
		retryHelps: false,
		sure: 'certain',
		example:
			'Traceback (most recent call last):\n  File "deploy.py", line 3, in <module>\n    import boto3\nModuleNotFoundError: No module named \'boto3\'',
		unlike: "ImportError: cannot import name 'Pool' from 'acme.core'",
	},
	{
		id: 'python-import-failed',
		match: [/ImportError: (?<what>cannot import name .{1,150})/],
		cause: 'a Python import fails: {what}',
		advice: 'pin the package whose version changed, or look for modules that import each other',
		retryHelps: false,
		sure: 'certain',
		example:
			"ImportError: cannot import name 'Pool' from 'acme.core' (/usr/lib/python3/site-packages/acme/core.py)",
		unlike: "ModuleNotFoundError: No module named 'acme'",
	},
	{
		id: 'python-syntax',
		match: [
			/(?:SyntaxError|IndentationError|TabError): (?<what>(?:invalid|unexpected|expected|unindent|inconsistent|f-string|unterminated|unmatched|closing parenthesis|'.{1,20}' was never closed|cannot assign|positional argument).{0,100})/,
		],
		cause: 'a Python file cannot be read: {what}',
		advice:
			'correct the code; a syntax that this Python does not know yet also reads like this, so check its version',
		retryHelps: false,
		sure: 'certain',
		example: '  File "deploy.py", line 12\n    if ready\n            ^\nSyntaxError: expected \':\'',
		unlike: "SyntaxError: Unexpected token '}'",
	},
];
