import type {CatalogueEntry} from './entry.ts';

/** Checks of the code that a build refuses to pass. */
export const linters: readonly CatalogueEntry[] = [
	{
		id: 'eslint-errors',
		match: [
			/✖ \d+ problems? \((?<count>[1-9]\d*) errors?/,
			/ESLint found too many warnings \(maximum: (?<limit>\d+)\)/,
		],
		cause: 'ESLint finds errors in the code[: {count}][, or more than {limit} warnings]',
		advice: 'correct what it lists above; `eslint --fix` does a part of it',
		retryHelps: false,
		sure: 'certain',
		example:
			"/src/pool.ts\n  12:7  error  'timeout' is assigned a value but never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)",
		unlike: '✖ 4 problems (0 errors, 4 warnings)\nError: could not write the report',
	},
	{
		id: 'code-not-formatted',
		match: [
			/Code style issues? (?:were )?found in/,
			/\b(?<count>\d+) files? would be reformatted/,
			/would reformat:? (?<file>[\w./-]{1,150})/i,
			/^Diff in (?<file>[\w./-]{1,200}\.rs)/,
			/File content differs from formatting output/,
			/Formatter would have printed the following content/,
			/does not (?:adhere to|match) the (?:google-java-format|formatting|code style)/,
		],
		cause: 'the code is not formatted as the formatter wants it[: {file}][; files: {count}]',
		advice: 'run the formatter (prettier, black, ruff format, cargo fmt, biome), check in what changes',
		retryHelps: false,
		sure: 'certain',
		example: '✖ src/pool.ts format ━━━━━━━━━━\n\n  × Formatter would have printed the following content:',
		unlike: 'Error: the date is not formatted as expected',
	},
	{
		id: 'clippy-errors',
		match: [
			/`-D (?<lint>[\w:-]{1,80})` implied by `-D warnings`/,
			/`#\[deny\((?<lint>[\w:-]{1,80})\)\]` on by default/,
		],
		cause: 'Clippy or the compiler finds what the build denies: {lint}',
		advice: 'correct what it lists; when only a newer toolchain complains, pin it in rust-toolchain.toml',
		retryHelps: false,
		sure: 'certain',
		example: 'error: unused variable: `timeout` = note: `-D unused-variables` implied by `-D warnings`',
		unlike: 'error[E0425]: cannot find value `timeout` in this scope',
	},
	{
		id: 'static-checks-failed',
		match: [
			/(?:[Ss]tatic|[Ll]int|[Ll]inting|[Qq]uality|[Ss]tyle|[Ff]ormat|[Tt]ype) checks? failed(?: with (?<count>\d+) errors?)?/,
			/\bFound (?<count>[1-9]\d*) errors?(?:\.(?= |$)| in \d+ files?\b| in \S{1,200}:\d+| in the same file)/,
		],
		cause: 'a check of the code finds errors[: {count}]',
		advice: 'read what it lists above and correct it',
		retryHelps: false,
		sure: 'likely',
		example:
			'src/pool.py:12:5: error: F841 Local variable `timeout` is assigned to but never used\nError: Found 1 error.',
		unlike: 'Error: Found 3 errors of the exchange in the last hour',
	},
	{
		id: 'secret-in-code',
		match: [/\bleaks found: (?<count>[1-9]\d*)/, /GH013: .{0,100}Push cannot contain secrets/],
		cause: 'a scanner finds secrets in the code[: {count}]',
		advice: 'see which; take them out of the history and renew them, even when the push was refused',
		retryHelps: false,
		sure: 'certain',
		example: '10:04AM ERR error: leaks found: 2',
		unlike: '10:04AM INF no leaks found\nError: could not write the report',
	},
];
