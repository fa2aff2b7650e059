import type {CatalogueEntry} from './entry.ts';

/** What a git server says of a repository that has used up its Git LFS. */
const lfsUsedUp = [
	/over its data quota/,
	/exceeded (?:its|your|the) (?:git )?LFS (?:budget|quota|bandwidth|storage)/i,
] as const;

/** What git cannot fetch, check out or push. */
export const git: readonly CatalogueEntry[] = [
	{
		id: 'codecommit-denied',
		match: [
			/unable to access 'https:\/\/git-codecommit\.[^'/]{1,80}\/v1\/repos\/(?<repository>[^'/]{1,120})\/?': The requested URL returned error: 403/,
			/is not authorized to perform: (?<action>codecommit:\w+)(?: on resource: (?<repository>[^\s,]+))?/,
		],
		cause: 'CodeCommit refuses the repository[ {repository}][: {action} is denied]',
		advice:
			'allow codecommit:GitPull on it in the policy of the role, and use the credential helper of the AWS CLI; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			"Cloning into 'indexer'...\nfatal: unable to access 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/indexer/': The requested URL returned error: 403",
		unlike:
			"fatal: unable to access 'https://github.com/acme/indexer/': The requested URL returned error: 403",
	},
	{
		id: 'git-credentials-missing',
		match: [
			/could not read (?:Username|Password) for 'https?:\/\/(?:[^@'\s]{0,100}@)?(?<host>[^'\s/]{1,100})/,
			/terminal prompts disabled/,
		],
		cause: 'git has no credentials[ for {host}]',
		advice:
			'give git a token (url.insteadOf or a credential helper); without one also a wrong name of a repository reads like this',
		retryHelps: false,
		sure: 'certain',
		example: "fatal: could not read Username for 'https://github.com': No such device or address",
		unlike: "fatal: Authentication failed for 'https://github.com/acme/indexer.git/'",
	},
	{
		id: 'git-authentication-failed',
		match: [
			/Authentication failed for 'https?:\/\/(?:[^@'\s]{0,200}@)?(?<repository>[^'\s]{1,200})/,
			/remote: Invalid username or (?:password|token)/,
			/remote: (?:Support for password authentication was removed|HTTP Basic: Access denied|Bad credentials)/,
			/unable to access 'https?:\/\/(?:[^@'\s]{0,200}@)?(?<repository>[^'\s]{1,200})': The requested URL returned error: 40[13]/,
			/remote: (?:Permission to (?<repository>\S+) denied|Write access to repository not granted)/,
		],
		cause:
			'the git server refuses the token[ for {repository}]: it is wrong, has expired, or has no right to this repository',
		advice:
			'renew the token in the secret that the build reads, and give it access to that repository; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			"remote: Invalid username or token. Password authentication is not supported for Git operations.\nfatal: Authentication failed for 'https://github.com/acme/indexer.git/'",
		unlike: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
	},
	{
		id: 'cargo-git-authentication-failed',
		match: [
			/failed to authenticate when downloading repository:? (?:\w{1,8}:\/\/)?(?:[^@\s]{0,200}@)?(?<repository>[\w.-]{1,100}[:/][\w./~-]{1,200})/,
			/failed to authenticate when downloading repository/,
		],
		cause: 'Cargo has no key or token that the git server takes[ for {repository}]',
		advice: 'give git a token or deploy key for it and let Cargo use git (CARGO_NET_GIT_FETCH_WITH_CLI=true)',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: failed to load source for dependency `acme-core`\n\nCaused by:\n  failed to authenticate when downloading repository: git@github.com:acme/core',
		unlike: 'error: failed to load source for dependency `acme-core`\n\nCaused by:\n  revspec v9 not found',
	},
	{
		id: 'git-key-refused',
		match: [/git@(?<host>[\w.-]{1,100}): Permission denied \(publickey/],
		cause: '{host} accepts no SSH key of this build',
		advice:
			'load the deploy key (ssh-agent, ~/.ssh with mode 600) before the clone, or fetch over https with a token',
		retryHelps: false,
		sure: 'certain',
		example:
			'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights',
		unlike: 'ubuntu@203.0.113.4: Permission denied (publickey).',
	},
	{
		id: 'git-repository-not-found',
		match: [
			/remote: Repository not found/,
			/repository 'https?:\/\/(?:[^@'\s]{0,200}@)?(?<repository>[^'\s]{1,200})' not found/,
			/ERROR: Repository not found/,
			/does not appear to be a git repository/,
		],
		cause: 'the git repository[ {repository}] does not exist, or this token may not see it',
		advice: 'check its name; if it is right, give the token or key access to it',
		retryHelps: false,
		sure: 'certain',
		example:
			"remote: Repository not found.\nfatal: repository 'https://github.com/acme/indexr.git/' not found",
		unlike: "name unknown: The repository with name 'indexer' does not exist in the registry",
	},
	{
		id: 'git-submodule-failed',
		match: [
			/clone of 'https?:\/\/(?:[^@'\s]{0,200}@)?(?<url>[^'\s]{1,200})' into submodule path '(?<path>[^']{1,200})' failed/,
			/Fetched in submodule path '(?<path>[^']{1,200})', but it did not contain (?<commit>[0-9a-f]{7,40})/,
			/No url found for submodule path '(?<path>[^']{1,200})' in \.gitmodules/,
			/Unable to checkout '(?<commit>[0-9a-f]{7,40})' in submodule path '(?<path>[^']{1,200})'/,
		],
		cause: 'the submodule {path} cannot be fetched[: its commit {commit} is not there]',
		advice:
			'push the commit of the submodule, correct .gitmodules, or give the build access to that repository too',
		retryHelps: false,
		sure: 'certain',
		example:
			"fatal: error: Fetched in submodule path 'lib/forge-std', but it did not contain 4f2a9c1d0e3b. Direct fetching of that commit failed.",
		unlike: "fatal: repository 'https://github.com/acme/indexr.git/' not found",
	},
	{
		id: 'git-revision-missing',
		match: [
			/reference is not a tree: (?<revision>\S{1,100})/,
			/Remote branch (?<revision>\S{1,150}) not found in upstream/,
			/couldn't find remote ref (?<revision>\S{1,150})/,
			/not our ref (?<revision>[0-9a-f]{7,40})/,
			/pathspec '(?<revision>[^']{1,150})' did not match any file\(s\) known to git/,
			/ambiguous argument '(?<revision>[^']{1,150})': unknown revision/,
			/fatal: bad (?:revision|object) '?(?<revision>[^\s']{1,150})/,
			/(?:Needed a single revision|Not a valid object name:?) ?'?(?<revision>[^\s']{0,150})/,
		],
		cause:
			'git does not find the revision[ {revision}]: it was deleted or rewritten, or the clone is shallow',
		advice:
			'check that it is on the server still; if so, fetch more (`git fetch --unshallow`, git-clone-depth 0 in the project)',
		retryHelps: false,
		sure: 'certain',
		example: 'fatal: reference is not a tree: 4f2a9c1d0e3b5a6978c1d2e3f4a5b6c7d8e9f0a1',
		unlike: "fatal: pathspec 'dist' did not match any files",
	},
	{
		id: 'git-not-a-repository',
		match: [/fatal: not a git repository/],
		cause:
			'there is no git history where git runs: CodePipeline hands over a plain archive unless told otherwise',
		advice:
			'set OutputArtifactFormat of the source action to CODEBUILD_CLONE_REF, or do without git (CODEBUILD_RESOLVED_SOURCE_VERSION)',
		retryHelps: false,
		sure: 'likely',
		example: 'fatal: not a git repository (or any of the parent directories): .git',
		unlike: 'husky - not a git repository, skipping the hooks',
	},
	{
		id: 'git-dubious-ownership',
		match: [/detected dubious ownership in repository at '(?<path>[^']{1,200})'/],
		cause: 'git refuses {path}: it belongs to another user than the one that runs git',
		advice: 'run `git config --global --add safe.directory {path}` before',
		retryHelps: false,
		sure: 'certain',
		example: "fatal: detected dubious ownership in repository at '/codebuild/output/src27/src'",
		unlike: 'fatal: not a git repository (or any of the parent directories): .git',
	},
	{
		id: 'git-lfs-quota',
		match: [...lfsUsedUp, /failed to fetch some objects from '\S{1,300}\/info\/lfs'/],
		beside: lfsUsedUp,
		cause: 'the traffic or space that the repository has for Git LFS is used up',
		advice:
			'raise the budget of the account, or fetch without LFS (GIT_LFS_SKIP_SMUDGE=1) where its files are not needed',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error downloading object: data/pool.bin (4f2a9c1): Smudge error: Error downloading data/pool.bin: batch response: This repository is over its data quota.',
		unlike: 'error: external filter git-lfs filter-process failed',
	},
	{
		id: 'git-push-rejected',
		match: [
			/\[(?:remote )?rejected\] .{1,200}\((?<why>fetch first|non-fast-forward|protected branch hook declined|push declined due to repository rule violations|pre-receive hook declined)/,
			/GH006: (?<why>Protected branch update failed)/,
		],
		cause: 'the git server does not take the push: {why}',
		advice:
			'fetch and rebase before the push when others pushed meanwhile; for a protected branch go by a pull request or allow this user',
		retryHelps: null,
		sure: 'certain',
		example:
			'remote: error: GH006: Protected branch update failed for refs/heads/main.\n ! [remote rejected] main -> main (protected branch hook declined)',
		unlike:
			"error: src refspec main does not match any\nerror: failed to push some refs to 'github.com:acme/indexer.git'",
	},
	{
		id: 'git-identity-missing',
		match: [/Please tell me who you are/, /empty ident name/, /unable to auto-detect email address/],
		cause: 'git does not know in whose name to commit',
		advice: 'set user.name and user.email with `git config --global` before',
		retryHelps: false,
		sure: 'certain',
		example:
			"Author identity unknown\n\n*** Please tell me who you are.\n\nfatal: unable to auto-detect email address (got 'root@ip.(none)')",
		unlike: "fatal: could not read Username for 'https://github.com'",
	},
	{
		id: 'git-merge-conflict',
		match: [
			/CONFLICT \((?<kind>[\w/ ]{1,30})\): (?:Merge conflict in )?(?<file>\S{1,200})/,
			/Automatic merge failed; fix conflicts/,
		],
		cause: 'a merge ends in a conflict[ in {file}]',
		advice: 'merge by hand and push the result, then start again',
		retryHelps: false,
		sure: 'certain',
		example:
			'CONFLICT (content): Merge conflict in package-lock.json\nerror: Automatic merge failed; fix conflicts and then commit the result.',
		unlike: 'npm error code ERESOLVE',
	},
	{
		id: 'git-transfer-broken',
		match: [
			/RPC failed; (?<why>.{1,80})/,
			/fetch-pack: (?<why>.{1,60})/,
			/[Tt]he remote end hung up unexpectedly/,
			/unable to access 'https?:\/\/(?:[^@'\s]{0,200}@)?(?<host>[^'\s/]{1,100})[^']{0,200}': The requested URL returned error: 5\d\d/,
		],
		cause: 'the transfer from the git server[ {host}] broke off[: {why}]',
		advice: 'retry; if it stays, see the status page of the git server and fetch less at once (`--depth`)',
		retryHelps: true,
		sure: 'likely',
		example:
			'error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.\nfatal: early EOF',
		unlike: 'error: RPC call eth_call failed: execution reverted',
	},
];
