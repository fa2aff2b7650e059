import type {CatalogueEntry} from './entry.ts';

/** A buildspec or another YAML file that cannot be read. */
export const buildspecs: readonly CatalogueEntry[] = [
	{
		id: 'buildspec-missing',
		match: [/YAML file does not exist/, /stat (?<path>\S{1,300}): no such file or directory/],
		beside: [/YAML_FILE_ERROR/, /YAML file does not exist/],
		cause: 'the source holds no buildspec[ at {path}]',
		advice:
			'push the file or correct the path in the project; if it should be there, check that the source is the right repository, branch and commit',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: YAML_FILE_ERROR Message: stat /codebuild/output/src2740/src/infra/buildspec.yml: no such file or directory',
		unlike: 'Error: stat /codebuild/output/src2740/src/infra/settings.toml: no such file or directory',
	},
	{
		id: 'yaml-tab',
		match: [/found (?:a tab )?character that cannot start any token(?:.{0,40}?\bline (?<line>\d+))?/],
		cause: 'a YAML file holds a tab, or a character that must be quoted[, in line {line}]',
		advice: 'indent with spaces; put quotes around a value that begins with %, @, ` or a tab',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: YAML_FILE_ERROR Message: found character that cannot start any token at line 7',
		unlike: 'Error: SyntaxError: Unexpected token in JSON at position 7',
	},
	{
		id: 'buildspec-not-a-string',
		match: [
			/Expected (?<key>\w{1,60})(?:\[\d+\])? to be of string type: found (?<found>[\w ]{1,30}) instead(?:.{0,10}\bat line (?<line>\d+))?/,
		],
		cause: 'the buildspec is invalid: {key} is no text but {found}[, in line {line}]',
		advice: 'put quotes around the whole command: a colon followed by a blank makes YAML read a key',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: YAML_FILE_ERROR Message: Expected Commands[0] to be of string type: found subkeys instead at line 17',
		unlike: 'TypeError: Expected name to be of string type',
	},
	{
		id: 'runtime-version-unknown',
		match: [
			/Unknown runtime version named '(?<version>[^']+)' of (?<runtime>[\w.-]+?)(?:\. This build image has the following versions: (?<known>.{1,80}))?$/,
			/Unknown runtime version named '(?<version>[^']+)' of (?<runtime>\w+)/,
		],
		cause: 'the build image has no {runtime} {version}[, only {known}]',
		advice: 'correct `runtime-versions` in the buildspec, or take a newer image for the project',
		retryHelps: false,
		sure: 'certain',
		example:
			"Error: YAML_FILE_ERROR Message: Unknown runtime version named '24' of nodejs. This build image has the following versions: 18, 20, 22",
		unlike:
			'Error: YAML_FILE_ERROR Message: This build image requires selecting at least one runtime version.',
	},
	{
		id: 'runtime-version-not-chosen',
		match: [/This build image requires selecting at least one runtime version/],
		cause: 'the build image wants `runtime-versions` in the buildspec, and there is none',
		advice: 'name at least one under phases: install: runtime-versions',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: YAML_FILE_ERROR Message: This build image requires selecting at least one runtime version.',
		unlike: "Error: YAML_FILE_ERROR Message: Unknown runtime version named '24' of nodejs.",
	},
	{
		id: 'yaml-duplicate-key',
		match: [
			/key "(?<key>[^"]{1,80})" already set in map/,
			/mapping key "(?<key>[^"]{1,80})" already defined at line (?<line>\d+)/,
			/duplicated mapping key/,
			/found duplicate key:? "?(?<key>[\w.-]{1,80})/,
		],
		cause: 'a YAML file holds a key twice[: {key}][, first in line {line}]',
		advice: 'keep one of the two; they often come from a merge',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: yaml: unmarshal errors: line 14: mapping key "commands" already defined at line 9',
		unlike: 'ERROR: duplicate key value violates unique constraint "users_pkey"',
	},
	{
		id: 'yaml-syntax',
		match: [
			/(?<what>did not find expected (?:key|node content|alphabetic or numeric character|comment or line break|whitespace or line break|'[^']{1,3}'(?: or '[^']{1,3}')?|<[\w -]{1,30}>|- indicator|'-' indicator)|mapping values are not allowed(?: in this context| here)?|could not find expected ':'|found unexpected end of stream|block sequence entries are not allowed(?: in this context)?|found undefined (?:alias|tag)|unacceptable indentation)(?:.{0,40}?\bline (?<line>\d+))?/,
			/yaml: line (?<line>\d+): (?<what>.{1,100})/,
		],
		cause: 'a YAML file is not well-formed: {what}[, in line {line}]',
		advice: 'correct the indentation, brackets and quotes around that line; a merge often leaves them broken',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: YAML_FILE_ERROR Message: did not find expected key at line 19',
		unlike: 'Error: did not find expected element #save on the page',
	},
	{
		id: 'buildspec-structure',
		match: [/wrong number of container tags, expected (?<expected>\d+)/],
		cause: 'the buildspec is built wrongly: a list or a block stands where CodeBuild expects something else',
		advice:
			'compare keys and indentation with the reference of the buildspec; `phases`, `commands` and `artifacts` are the usual places',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: YAML_FILE_ERROR Message: wrong number of container tags, expected 1',
		unlike: 'Error: wrong number of containers, expected 1',
	},
	{
		id: 'buildspec-invalid',
		match: [/YAML_FILE_ERROR(?:,? Message)?: ?(?<what>.{1,150})/],
		not: [/YAML_FILE_ERROR$/],
		cause: 'CodeBuild cannot read the buildspec: {what}',
		advice: 'correct the buildspec of this project, in its settings or in the source',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: YAML_FILE_ERROR Message: Invalid buildspec phase name: prebuild',
		unlike: 'Error: the YAML file has an error',
	},
	{
		id: 'buildspec-unreadable',
		match: [/\bYAML_FILE_ERROR$/],
		cause: 'CodeBuild cannot read the buildspec',
		advice:
			'see the message of the phase; correct the buildspec in the settings of the project or in the source',
		retryHelps: false,
		sure: 'guess',
		example: 'Error: Phase context status code: YAML_FILE_ERROR',
		unlike: 'Error: YAML_FILE_ERROR Message: Invalid buildspec phase name: prebuild',
	},
];
