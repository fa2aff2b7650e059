import type {CatalogueEntry} from './entry.ts';

/** Packages of Node.js: npm, Yarn and pnpm. */
export const nodePackages: readonly CatalogueEntry[] = [
	{
		id: 'npm-unauthorized',
		match: [
			/code E401\b/,
			/code ENEEDAUTH\b/,
			/Incorrect or missing password/,
			/Unable to authenticate, (?:need|your authentication token)/,
			/ERR_PNPM_FETCH_401/,
			/YN0041: .{0,120}Invalid authentication/,
		],
		cause: 'the npm registry does not accept the token (401): it is missing, wrong or expired',
		advice:
			'renew the token (NPM_TOKEN, `aws codeartifact login`) and see that .npmrc uses it for this registry; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'npm error code E401\nnpm error Unable to authenticate, your authentication token seems to be invalid.',
		unlike: 'npm error code E403\nnpm error 403 403 Forbidden - GET https://npm.acme.example/left-pad',
	},
	{
		id: 'npm-version-published',
		match: [/code E(?:403|409)\b/, /cannot publish over the previously published version/],
		beside: [/cannot publish over the previously published version/],
		cause: 'this version of the package is already published, and a published one cannot be replaced',
		advice: 'when it is the same commit, nothing is left to do; else raise the version',
		retryHelps: false,
		sure: 'certain',
		example:
			'npm error code E403\nnpm error 403 403 Forbidden - PUT https://registry.example.org/@acme%2fcli - You cannot publish over the previously published versions: 2.1.0.\nnpm error You cannot publish over the previously published version 2.1.0',
		unlike: 'npm error code E403\nnpm error 403 403 Forbidden - GET https://npm.acme.example/left-pad',
	},
	{
		id: 'npm-forbidden',
		match: [
			/code E403\b(?:.{0,200}?403 Forbidden - \w+ https?:\/\/(?<package>[^\s?]+))?/,
			/ERR_PNPM_FETCH_403/,
		],
		cause: 'the npm registry refuses the request[ for {package}]: 403 Forbidden',
		advice:
			'check what the token may do and whether a policy blocks the package; the public registry refuses at times: retry once',
		retryHelps: null,
		sure: 'certain',
		example: 'npm error code E403\nnpm error 403 403 Forbidden - GET https://npm.acme.example/left-pad',
		unlike: 'npm error code E401\nnpm error Unable to authenticate, need: Basic',
	},
	{
		id: 'npm-not-found',
		match: [
			/code E404\b(?:.{0,200}?404 Not Found - \w+ https?:\/\/(?<package>[^\s?]+))?/,
			/npm (?:ERR!|error) 404 +Not Found(?: - \w+ https?:\/\/(?<package>[^\s?]+))?/,
			/ERR_PNPM_FETCH_404/,
		],
		cause: 'the npm registry does not find the package or version[ {package}]',
		advice:
			'check name and registry: a private scope needs its line in .npmrc and a token; if the package is there, retry once',
		retryHelps: null,
		sure: 'certain',
		example:
			"npm error code E404\nnpm error 404 Not Found - GET https://registry.example.org/@acme%2fshared\nnpm error 404  '@acme/shared@1.4.3' is not in this registry.",
		unlike: 'npm error code ETARGET\nnpm error notarget No matching version found for left-pad@9.9.9.',
	},
	{
		id: 'npm-version-missing',
		match: [
			/No matching version found for (?<package>[^\s]+?)\.?(?:\s|$)/,
			/code ETARGET\b/,
			/Couldn't find any versions for "(?<package>[^"]+)"/,
			/ERR_PNPM_NO_MATCHING_VERSION/,
		],
		cause: 'no published version of the package fits[: {package}]',
		advice:
			'correct the range in package.json, or publish the version first; a release of minutes ago may not be everywhere yet',
		retryHelps: null,
		sure: 'certain',
		example: 'npm error code ETARGET\nnpm error notarget No matching version found for @acme/shared@^9.0.0.',
		unlike: "npm error code E404\nnpm error 404  '@acme/shared@1.4.3' is not in this registry.",
	},
	{
		id: 'npm-dependency-conflict',
		match: [
			/code ERESOLVE\b.{1,1200}?\bFound: (?<found>\S{1,80}).{1,1200}?\bpeer (?<want>\S{1,80} from (?:the root project|\S{1,80}))/,
			/code ERESOLVE\b/,
			/ERESOLVE (?:could not resolve|unable to resolve dependency tree)/,
			/ERR_PNPM_PEER_DEP_ISSUES/,
		],
		cause:
			'packages want versions of a dependency that do not go together[: {found} is there, wanted is {want}]',
		advice:
			'see the two wants below the error and raise or pin one of them; `--legacy-peer-deps` only hides it',
		retryHelps: false,
		sure: 'certain',
		example:
			'npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\nnpm error Found: react@19.0.0\nnpm error Could not resolve dependency:\nnpm error peer react@"^18.0.0" from old-table@2.1.0',
		unlike: 'npm warn ERESOLVE overriding peer dependency\nError: expected 200, got 500',
	},
	{
		id: 'npm-integrity',
		match: [
			/code EINTEGRITY\b/,
			/integrity checksum failed when using/,
			/Integrity check failed for "(?<package>[^"]+)"/,
			/ERR_PNPM_TARBALL_INTEGRITY/,
		],
		cause: 'a downloaded package[ {package}] is not the one that the lock file names',
		advice:
			'clear the cache and retry once; if it stays, someone replaced the package or the lock file was merged wrongly: renew its entry',
		retryHelps: null,
		sure: 'certain',
		example:
			'npm error code EINTEGRITY\nnpm error sha512-aaaa== integrity checksum failed when using sha512: wanted sha512-aaaa== but got sha512-bbbb==. (4711 bytes)',
		unlike: 'Error: integrity of the database could not be checked',
	},
	{
		id: 'node-lockfile-missing',
		match: [
			/can only install with an existing package-lock\.json/,
			/ERR_PNPM_NO_LOCKFILE/,
			/Error: No lockfile in this directory/,
		],
		cause: 'the lock file is missing where the packages are installed',
		advice: 'check in the lock file, or install in the directory that has it',
		retryHelps: false,
		sure: 'certain',
		example: ' ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent',
		unlike:
			'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
	},
	{
		id: 'node-lockfile-outdated',
		match: [
			/can only install packages when your package\.json and (?:package-lock\.json|npm-shrinkwrap\.json)/,
			/Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`/,
			/The lockfile would have been (?:modified|created) by this install, which is explicitly forbidden/,
			/ERR_PNPM_OUTDATED_LOCKFILE/,
			/ERR_PNPM_LOCKFILE_CONFIG_MISMATCH/,
			/error: lockfile had changes, but lockfile is frozen/,
		],
		cause: 'the lock file does not fit package.json',
		advice:
			'install once without the frozen lock file, check in the lock file that comes out, and build that commit',
		retryHelps: false,
		sure: 'certain',
		example:
			' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
		unlike: 'npm error The `npm ci` command can only install with an existing package-lock.json',
	},
	{
		id: 'node-version-unfit',
		match: [
			/code EBADENGINE\b/,
			/The engine "node" is incompatible with this module\. Expected version "(?<wanted>[^"]+)"\. Got "(?<version>[^"]+)"/,
			/ERR_PNPM_UNSUPPORTED_ENGINE/,
			/Node\.js version (?<version>v?[\d.]+) is not supported/,
			/You are using Node\.js (?<version>v?[\d.]+)\. .{0,80}requires Node\.js version (?<wanted>[^.].{0,40}?\d)\b/,
		],
		cause: 'this version of Node.js[ ({version})] does not fit[: {wanted} is wanted]',
		advice: 'set the version in `runtime-versions`, the base image or .nvmrc to what package.json asks for',
		retryHelps: false,
		sure: 'certain',
		example:
			'error vite@8.0.0: The engine "node" is incompatible with this module. Expected version ">=22.12". Got "18.20.4"\nerror Found incompatible module.',
		unlike: "npm warn EBADENGINE Unsupported engine { package: 'vite@8.0.0' }\nError: expected 200, got 500",
	},
	{
		id: 'npm-script-missing',
		match: [
			/[Mm]issing script: "?(?<script>[\w:.-]{1,80})/,
			/ERR_PNPM_NO_SCRIPT .{0,20}Missing script: (?<script>\S+)/,
			/error Command "(?<script>[^"]+)" not found\./,
		],
		cause: 'package.json has no script {script}',
		advice: 'check its name and that the command runs in the directory of the right package',
		retryHelps: false,
		sure: 'certain',
		example:
			'npm error Missing script: "build:prod"\nnpm error To see a list of scripts, run:\nnpm error   npm run',
		unlike: 'npm error Test failed.  See above for more details.',
	},
	{
		id: 'npm-network',
		match: [
			/npm (?:ERR!|error) code (?<code>ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ERR_SOCKET_TIMEOUT|EPROTO)/,
			/npm (?:ERR!|error) network (?:request|timeout)/,
			/ERR_PNPM_META_FETCH_FAIL/,
			/error An unexpected error occurred: "https?:\/\/\S{1,200}: (?<code>E[A-Z]+)"/,
		],
		cause: 'the npm registry could not be reached[: {code}]',
		advice: 'retry; if it stays, check the registry in .npmrc, the proxy, and the way out of the VPC',
		retryHelps: true,
		sure: 'certain',
		example:
			'npm error code ECONNRESET\nnpm error network aborted\nnpm error network This is a problem related to network connectivity.',
		unlike: 'Error: connect ECONNREFUSED 127.0.0.1:5432',
	},
	{
		id: 'node-native-module',
		match: [/gyp ERR! (?:build error|configure error|stack Error: .{0,120})/, /gyp ERR! find Python/],
		cause: 'a native module of a Node.js package could not be built',
		advice:
			'install python3, make and g++ in the image, or take a version of the package that has a binary for this Node.js',
		retryHelps: false,
		sure: 'likely',
		example: 'gyp ERR! build error\ngyp ERR! stack Error: not found: make',
		unlike: 'npm warn gyp is no longer shipped\nError: expected 200, got 500',
	},
	{
		id: 'package-json-missing',
		match: [
			/Could not read package\.json: Error: ENOENT.{0,60}open '(?<path>[^']+)'/,
			/ENOENT.{0,60}open '(?<path>[^']{0,200}package\.json)'/,
			/ERR_PNPM_NO_PKG_MANIFEST/,
		],
		cause: 'there is no package.json where the command runs[: {path}]',
		advice: 'change into the directory of the package first, or check that the source holds it',
		retryHelps: false,
		sure: 'certain',
		example:
			"npm error code ENOENT\nnpm error path /codebuild/output/src27/src/package.json\nnpm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/codebuild/output/src27/src/package.json'",
		unlike: "Error: ENOENT: no such file or directory, open '/src/settings.json'",
	},
];
