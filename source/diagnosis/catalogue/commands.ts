import type {CatalogueEntry} from './entry.ts';

/** Commands and scripts that a shell cannot run. */
export const commands: readonly CatalogueEntry[] = [
	{
		id: 'script-with-carriage-returns',
		match: [
			/\\r'?: command not found/,
			/\^M: bad interpreter/,
			/env: ['‘]?(?:ba)?sh\\r['’]?: No such file/,
			/\$'\\r': /,
		],
		cause: 'a script has Windows line endings, and the shell takes them for part of a command',
		advice: 'check it in with Unix line endings (`*.sh text eol=lf` in .gitattributes)',
		retryHelps: false,
		sure: 'certain',
		example: "./deploy.sh: line 2: $'\\r': command not found",
		unlike: './deploy.sh: line 2: pulumi: command not found',
	},
	{
		id: 'script-wants-bash',
		match: [
			/\b\[\[: not found/,
			/: (?<what>\[\[|source|pushd|popd|shopt|declare): not found/,
			/\bBad substitution/,
			/Illegal option -o pipefail/,
			/set: pipefail: invalid option name/,
		],
		cause: 'a script for bash is run by another shell',
		advice:
			'run it with bash: `env: shell: bash` in the buildspec, or `#!/bin/bash` and the name of the file',
		retryHelps: false,
		sure: 'certain',
		example: '/codebuild/output/tmp/script.sh: error: 4: Bad substitution',
		unlike: '/codebuild/output/tmp/script.sh: 4: pulumi: not found',
	},
	{
		id: 'script-missing',
		match: [
			/\b(?:ba|da|z|k|a)?sh: (?:line )?(?:\d+: )?(?:exec: )?(?<path>[\w.~+-]{0,80}\/[\w./~+-]{1,160}): (?:No such file or directory|not found)/,
			/\.sh: (?:line )?\d+: (?:exec: )?(?<path>[\w.~+-]{0,80}\/[\w./~+-]{1,160}): (?:No such file or directory|not found)/,
			/exec: "(?<path>[^"]{0,80}\/[^"]{1,160})": stat \S{1,200}: no such file or directory/,
			/\bspawn (?<path>[\w.~+-]{0,80}\/[\w./~+-]{1,160}) ENOENT/,
			/xargs: (?<path>[\w.~+-]{0,80}\/[\w./~+-]{1,160}): No such file or directory/,
		],
		cause:
			'the file {path} does not exist: it is missing in the checkout or image, or the directory is another one',
		advice:
			'check the path against the source of this commit and the directory of the command; where the file is there, the interpreter it names is not',
		retryHelps: false,
		sure: 'likely',
		example: 'bash: scripts/release.sh: No such file or directory',
		unlike: '/codebuild/output/tmp/script.sh: line 4: cd: infra/indexer: No such file or directory',
	},
	{
		id: 'interpreter-missing',
		match: [
			/(?<script>[\w./~+-]{1,160}): (?<interpreter>\/[\w./+-]{1,120}): bad interpreter: No such file or directory/,
		],
		cause: '{interpreter} is missing in this image: the first line of {script} asks for it',
		advice: 'install it in the install phase or the image, or name it with `#!/usr/bin/env` in the script',
		retryHelps: false,
		sure: 'certain',
		example: 'bash: ./release.py: /opt/python/bin/python3: bad interpreter: No such file or directory',
		unlike: 'bash: ./release.sh: /bin/bash^M: bad interpreter: No such file or directory',
	},
	{
		id: 'image-command-missing',
		match: [/\b(?:ba|da|z|k|a)?sh: (?:line )?(?:\d+: )?(?<command>[\w.+-]{1,100}): (?:command )?not found/],
		beside: [
			/process ".{1,3000}" did not complete successfully: exit code: 127\b/,
			/The command '.{1,3000}' returned a non-zero code: 127\b/,
			/error building at STEP .{1,3000}exit status 127\b/,
		],
		cause: 'the command {command} is not found in the image that is being built',
		advice: 'install it in a step of the Dockerfile before this one, or take a base image that has it',
		retryHelps: false,
		sure: 'certain',
		example: [
			'#8 [3/6] RUN wget -q https://tools.acme.example/setup.sh',
			'#8 0.194 /bin/sh: 1: wget: not found',
			'#8 ERROR: process "/bin/sh -c wget -q https://tools.acme.example/setup.sh" did not complete successfully: exit code: 127',
		].join('\n'),
		unlike: '/bin/sh: 1: wget: not found',
	},
	{
		id: 'command-missing',
		match: [
			/(?<![\w.+/-])(?<command>[\w.+/-]{1,100}): command not found/,
			/command not found: (?<command>[\w.+/-]{1,100})/,
			/\b(?:ba|da|z|k|a)?sh: (?:line )?(?:\d+: )?(?:exec: )?(?<command>[\w.+/-]{1,100}): not found/,
			/\.sh: (?:line )?\d+: (?:exec: )?(?<command>[\w.+/-]{1,100}): not found/,
			/exec: "(?<command>[^"]{1,100})": executable file not found in \$PATH/,
			/\benv: ['‘]?(?<command>[\w.+-]{1,100})['’]?: No such file or directory/,
			/\bspawn (?<command>[\w.+-]{1,100}) ENOENT/,
			/docker: '(?<command>[\w-]{1,40})' is not a docker command/,
			/linker `(?<command>[^`]{1,60})` not found/,
			/xargs: (?<command>[\w.+/-]{1,100}): No such file or directory/,
		],
		cause: 'the command {command} is not found: it is not installed in this image, or not on the PATH',
		advice:
			'install it in the install phase or the image; if it was, look whether PATH is set where it is called',
		retryHelps: false,
		sure: 'certain',
		example: '/codebuild/output/tmp/script.sh: line 4: pulumi: command not found',
		unlike: 'Error: stack l-staging-1: not found',
	},
	{
		id: 'script-not-executable',
		match: [
			/(?:\b(?:ba|da|z|a)?sh|line \d+|\d+): (?<file>[\w./-]{1,150}): (?:cannot execute: )?Permission denied/,
			/exec: "(?<file>[^"]{1,150})": permission denied/,
			/exec (?<file>\/[\w./-]{1,150}): permission denied/,
			/\bspawn (?<file>[\w./-]{1,150}) EACCES/,
		],
		cause: '{file} may not be executed, or not be written to',
		advice:
			'check a script in as executable (`git update-index --chmod=+x`); give a file that is written to the user of the build',
		retryHelps: false,
		sure: 'likely',
		example: '/codebuild/output/tmp/script.sh: line 4: ./deploy.sh: Permission denied',
		unlike: 'git@github.com: Permission denied (publickey).',
	},
	{
		id: 'variable-unset',
		match: [
			/(?<variable>[A-Za-z_]\w{0,80}): (?:unbound variable|parameter not set|parameter null or not set)/,
			/(?<variable>\$[1-9]): unbound variable/,
		],
		cause: 'the variable {variable} is not set',
		advice:
			'set it in the environment of the project or pipeline; when a step before should have set it, look at that',
		retryHelps: false,
		sure: 'certain',
		example: './deploy.sh: error: line 4: STACK_NAME: unbound variable',
		unlike: 'Error: the variable is not bound to a template',
	},
	{
		id: 'variable-required',
		match: [
			/(?:[Ee]nvironment )?[Vv]ariable [`'"“]?(?<variable>[A-Z][A-Z0-9_]{2,60})[`'"”]? (?:is not set|not set|must be set|is required|is missing|not found|is empty|not defined|is undefined)/,
			/(?<variable>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,50})[`'"”]? (?:is not set|not set|must be set|is required|env(?:ironment)? var(?:iable)? (?:is )?(?:not set|required|missing))/,
			/[Mm]issing (?:required )?(?:env(?:ironment)?) var(?:iable)?s?:? [`'"“]?(?<variable>[A-Z][A-Z0-9_]{2,60})/,
		],
		not: [/^\W*warn|\bdefault|\bskipp|\bignor|\busing\b/i],
		cause: 'the environment variable {variable} is missing',
		advice:
			'set it in the environment of the project or pipeline; when a step before should have set it, look at that',
		retryHelps: false,
		sure: 'likely',
		example: 'Error: environment variable RPC_URL must be set',
		unlike: 'Error: variable rate must be set in the contract',
	},
	{
		id: 'python-variable-required',
		match: [/KeyError: '(?<variable>[A-Z][A-Z0-9_]{1,60})'/],
		beside: [/\benviron\b/],
		cause: 'the environment variable {variable} is missing',
		advice:
			'set it in the environment of the project or pipeline; when a step before should have set it, look at that',
		retryHelps: false,
		sure: 'likely',
		example:
			'Traceback (most recent call last):\n  File "deploy.py", line 12, in <module>\n    url = os.environ["RPC_URL"]\n  File "<frozen os>", line 685, in __getitem__\nKeyError: \'RPC_URL\'',
		unlike: "KeyError: 'ETH_USD'",
	},
	{
		id: 'shell-syntax',
		match: [
			/syntax error near unexpected token [`'‘](?<what>.{1,20}?)['’]/,
			/syntax error: unexpected (?<what>end of file)/,
			/[Ss]yntax error: (?<what>"?[^"]{1,20}"? unexpected.{0,40}|[Uu]nterminated quoted string|end of file unexpected)/,
			/unexpected EOF while looking for matching (?<what>.{1,6})/,
		],
		cause: 'the shell cannot read a command or script: {what}',
		advice: 'look for a quote, bracket or `fi` that is missing, also in what a variable puts in',
		retryHelps: false,
		sure: 'certain',
		example: "./deploy.sh: error: line 14: syntax error near unexpected token `fi'",
		unlike: 'ERROR:  syntax error at or near "SELECT"',
	},
	{
		id: 'directory-missing',
		match: [
			/\bcd: (?:line \d+: )?(?<path>[^\s:]{1,200}): No such file or directory/,
			/\bcd: can't cd to (?<path>\S{1,200})/,
		],
		cause: 'there is no directory {path} where the command runs',
		advice:
			'check its name against the source of this commit, and which directory the step before left off in',
		retryHelps: false,
		sure: 'certain',
		example: '/codebuild/output/tmp/script.sh: line 4: cd: infra/indexer: No such file or directory',
		unlike: '/codebuild/output/tmp/script.sh: line 4: cd: too many arguments',
	},
	{
		id: 'shared-library-missing',
		match: [
			/error while loading shared libraries: (?<library>[\w.+-]{1,80})/,
			/Error loading shared library (?<library>[\w.+-]{1,80})/,
			/version [`'‘](?<library>GLIBC(?:XX)?_[\d.]+)['’] not found/,
		],
		cause: 'a program does not start: the library {library} is missing in the image, or too old',
		advice: 'install the package that holds it, or take an image as new as the one the program was built on',
		retryHelps: false,
		sure: 'certain',
		example:
			"/usr/local/bin/indexer: error: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by /usr/local/bin/indexer)",
		unlike: 'error: version 2.38 of the package is not found',
	},
	{
		id: 'file-missing',
		match: [
			/ENOENT: no such file or directory, \w+ '(?<path>[^']{1,200})'/,
			/FileNotFoundError: \[Errno 2\] No such file or directory: '(?<path>[^']{1,200})'/,
			/can't open file '(?<path>[^']{1,200})': \[Errno 2\]/,
			/\b(?:cp|mv|cat|tar|sed|awk|chmod|head|tail|source|zip|unzip|ln|openssl): (?:cannot \w+ |can't \w+ |can't read )?['‘]?(?<path>[^\s'’:]{1,200})['’]?: No such file or directory/,
			/(?:line \d+|\d+): (?<path>[\w./~-]{1,200}): No such file or directory/,
			/\b(?:ba|da|z|a)?sh: (?<path>[\w./~-]{1,200}): No such file or directory/,
			/open (?<path>[\w./~-]{1,200}): no such file or directory/,
			/The user-provided path (?<path>\S{1,200}) does not exist/,
		],
		not: [/\bignored\b/],
		cause: 'there is no {path}',
		advice:
			'check its name against the source of this commit, and whether an earlier step should have made it or changed the directory',
		retryHelps: false,
		sure: 'guess',
		example: "Error: ENOENT: no such file or directory, open '/codebuild/output/src27/src/dist/server.js'",
		unlike: '/bin/sh: error: 1: pulumi: not found',
	},
	{
		id: 'command-missing-by-status',
		match: [/(?:exit status|exit code:?|exited with(?: code)?|Error) 127\b/],
		cause: 'a command or script, or the interpreter that a script names, is not found (127)',
		advice:
			'see which one the line above names: install a command in the install phase or the image, check the path of a script',
		retryHelps: false,
		sure: 'likely',
		example:
			'ERROR: failed to solve: process "/bin/sh -c tsc -p ." did not complete successfully: exit code: 127',
		unlike:
			'ERROR: failed to solve: process "/bin/sh -c tsc -p ." did not complete successfully: exit code: 2',
	},
	{
		id: 'not-executable-by-status',
		match: [/(?:exit status|exit code:?|exited with(?: code)?|Error) 126\b/],
		cause: 'a file that should be run is not executable, or no program for this machine',
		advice: 'see which one the line above names; check it in as executable (`git update-index --chmod=+x`)',
		retryHelps: false,
		sure: 'likely',
		example:
			'ERROR: failed to solve: process "/bin/sh -c ./setup.sh" did not complete successfully: exit code: 126',
		unlike:
			'ERROR: failed to solve: process "/bin/sh -c ./setup.sh" did not complete successfully: exit code: 1',
	},
];
