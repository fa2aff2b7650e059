import type {CatalogueEntry} from './entry.ts';

/** What Pulumi says of its state, its settings and its programs. */
export const pulumi: readonly CatalogueEntry[] = [
	{
		id: 'pulumi-pending-operations',
		match: [
			/deployment has \d+ resource\(s\) with pending operations:? (?:\* )?\S{0,300}::(?<resource>[^\s:,]+), interrupted while (?<doing>\w+)/,
			/deployment has \d+ resource\(s\) with pending operations/,
		],
		cause:
			'an earlier update was broken off and left operations pending in the Pulumi state[: {doing} {resource}]',
		advice:
			'look in AWS whether the operation ended, then `pulumi refresh` the stack by hand to clear it, and retry',
		retryHelps: false,
		sure: 'certain',
		example: [
			'error: the current deployment has 1 resource(s) with pending operations:',
			'  * urn:pulumi:l-staging-84532::indexer::aws:ecs/service:Service::market-indexer, interrupted while creating',
			'',
			'These resources are in an unknown state because the Pulumi CLI was interrupted while',
			'waiting for changes to these resources to complete.',
			'error: refusing to proceed',
		].join('\n'),
		unlike: [
			'warning: Attempting to deploy or update resources with 1 pending operations from previous deployment.',
			'  * urn:pulumi:l-staging-84532::indexer::aws:ecs/service:Service::market-indexer, interrupted while creating',
		].join('\n'),
	},
	{
		id: 'pulumi-state-denied',
		match: [
			/problem logging in: unable to check if bucket (?<bucket>\S+) is accessible.{0,600}(?:AccessDenied|PermissionDenied|Forbidden|not authorized)/,
		],
		cause: 'the role may not read the Pulumi state in {bucket}',
		advice: 'compare the role that the build runs as with the policies of the role, the bucket and its key',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: problem logging in: unable to check if bucket s3://acme-pulumi-state?region=us-west-2 is accessible: blob (code=PermissionDenied): operation error S3: ListObjectsV2, https response error StatusCode: 403, api error AccessDenied: Access Denied',
		unlike: 'Logged in to ip-10-0-4-17 as root (s3://acme-pulumi-state?region=us-west-2)',
	},
	{
		id: 'pulumi-protected',
		match: [
			/resource "?urn:\S{1,300}::(?<resource>[^\s:"]+)"? cannot be deleted because it is protected/,
			/unable to delete resource "urn:\S{1,300}::(?<resource>[^\s:"]+)".{0,40}marked for protection/,
		],
		cause: 'the update would delete {resource}, which the Pulumi state protects',
		advice:
			'see in the preview why it would go; keep it in the program, or `pulumi state unprotect` it when it shall go',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: Preview failed: resource "urn:pulumi:l-prod-1::indexer::aws:rds/cluster:Cluster::indexer-db" cannot be deleted because it is protected. To unprotect the resource, remove the `protect` flag',
		unlike:
			'error: Preview failed: resource urn:pulumi:l-prod-1::indexer::aws:s3/bucket:Bucket::logs does not exist',
	},
	{
		id: 'pulumi-config-missing',
		match: [/Missing required configuration variable '(?<key>[^']{1,120})'/],
		cause: 'the stack has no value for {key}',
		advice:
			'set it with `pulumi config set {key}` on this stack (a secret with `--secret`) and commit the stack file',
		retryHelps: false,
		sure: 'certain',
		example: [
			"error: Missing required configuration variable 'indexer:rpcUrl'",
			'    please set a value using the command `pulumi config set --secret indexer:rpcUrl <value>`',
		].join('\n'),
		unlike: "warning: configuration variable 'indexer:rpcUrl' is set and not read any more",
	},
	{
		id: 'pulumi-passphrase',
		match: [
			/passphrase must be set with PULUMI_CONFIG_PASSPHRASE/,
			/\berror: (?:[\w ]{1,60}: ){0,3}incorrect passphrase\b/,
		],
		not: [/supplied to decrypt|private key/],
		cause: 'the passphrase that opens the secrets of the Pulumi stack is missing or wrong',
		advice: 'compare PULUMI_CONFIG_PASSPHRASE of the build with the one the stack was made with',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: getting secrets manager: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables',
		unlike: 'error: incorrect passphrase supplied to decrypt private key',
	},
	{
		id: 'pulumi-token',
		match: [
			/PULUMI_ACCESS_TOKEN must be set for login/,
			/problem logging in: Invalid access token/i,
			/\[401\] Unauthorized: No credentials provided or are invalid/,
		],
		cause: 'Pulumi Cloud has no valid access token from the build',
		advice: 'renew PULUMI_ACCESS_TOKEN where the build reads it',
		retryHelps: false,
		sure: 'certain',
		example: 'error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions',
		unlike: 'error: PULUMI_CONFIG_PASSPHRASE must be set',
	},
	{
		id: 'pulumi-stack-missing',
		match: [/no stack named '(?<stack>[^']{1,160})' found/],
		cause: 'the Pulumi backend has no stack {stack}',
		advice: 'compare the name and the backend that `pulumi login` chose with `pulumi stack ls --all`',
		retryHelps: false,
		sure: 'certain',
		example: "error: no stack named 'l-staging-84533' found",
		unlike: 'error: no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one',
	},
	{
		id: 'pulumi-duplicate-urn',
		match: [/Duplicate resource URN '\S{1,300}::(?<resource>[^\s:']+)'/],
		cause: 'the program declares two resources named {resource}',
		advice: 'give one of them another name in the program',
		retryHelps: false,
		sure: 'certain',
		example:
			"error: Duplicate resource URN 'urn:pulumi:l-staging-84532::indexer::aws:sns/topic:Topic::alerts'; try giving it a unique name",
		unlike: 'error: Duplicate identifier alerts in index.ts',
	},
	{
		id: 'pulumi-plugin-missing',
		match: [/no (?:resource|language|analyzer) plugin '(?<plugin>[^']{1,80})' found/],
		cause: 'the Pulumi plugin {plugin} is not installed in the build',
		advice: 'look above whether its download failed; else run `pulumi install` before the update',
		retryHelps: null,
		sure: 'certain',
		example:
			"error: no resource plugin 'pulumi-resource-aws' found in the workspace at version v6.56.1 or on your $PATH",
		unlike: 'warning: resource plugin aws is expected to have version >=6.56.1, but has 6.50.0',
	},
	{
		id: 'pulumi-snapshot-integrity',
		match: [/snapshot integrity failure; (?:refusing to use it|it was already written)/],
		cause: 'the Pulumi state contradicts itself',
		advice:
			'keep a `pulumi stack export`, then `pulumi state repair` or import an older version of the state; do not update before',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: after mutation of snapshot: snapshot integrity failure; it was already written, but is invalid (backup available)',
		unlike: 'Checking the integrity of the snapshot... ok',
	},
	{
		id: 'pulumi-state-not-saved',
		match: [/\berror: .{0,120}failed to save snapshot/],
		not: [/ExpiredToken|AccessDenied/],
		cause: 'Pulumi changed a resource and could not save the state',
		advice:
			'before a retry compare the stack with AWS: `pulumi refresh` what changed, `pulumi import` what was created and is not in the state',
		retryHelps: false,
		sure: 'certain',
		example:
			'error: post-step event returned an error: failed to save snapshot: blob (key ".pulumi/stacks/indexer.json"): connection reset by peer',
		unlike: 'warning: an older snapshot was saved as indexer.json.bak',
	},
];
