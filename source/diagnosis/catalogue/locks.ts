import type {CatalogueEntry} from './entry.ts';

/** Another run holds the state that this one wants to change. */
export const locks: readonly CatalogueEntry[] = [
	{
		id: 'pulumi-state-lock',
		match: [
			/stack is currently locked by \d+ lock\(s\).{0,600}?created by (?<holder>\S+) \(pid \d+\) at (?<since>\S+)/,
			/stack is currently locked by \d+ lock\(s\)/,
			/\/\.pulumi\/locks\/\S{1,300}\.json: created by (?<holder>\S+) \(pid \d+\) at (?<since>\S+)/,
		],
		cause:
			'another run holds the lock of the Pulumi stack, or one that was broken off left it behind[: {holder} since {since}]',
		advice:
			'look whether another build of this stack runs; when none does, run `pulumi cancel --yes` on the stack, then retry',
		retryHelps: true,
		sure: 'certain',
		example: [
			'error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.',
			'  s3://acme-pulumi-state/.pulumi/locks/organization/indexer/l-staging-84532/5d0c1f7e-0b51-4f6a-9d20-3f1f0a7b6c11.json: created by root@ip-10-0-4-17 (pid 412) at 2026-11-20T20:01:12Z',
		].join('\n'),
		unlike: [
			'The currently selected update has been canceled.',
			'warning: the stack was locked by an earlier run; its lock files under s3://acme-pulumi-state/.pulumi/locks were removed',
		].join('\n'),
	},
	{
		id: 'pulumi-update-in-progress',
		match: [
			/Another update is currently in progress/i,
			/\[409\] Conflict: .{0,80}update .{0,40}in progress/i,
		],
		cause:
			'another update of this Pulumi stack is running, or one that was broken off still counts as running',
		advice:
			'wait for the other update and retry; when none is running, run `pulumi cancel --yes` on the stack first',
		retryHelps: true,
		sure: 'certain',
		example: [
			'Updating (acme/l-staging-84532)',
			'error: [409] Conflict: Another update is currently in progress.',
		].join('\n'),
		unlike: 'error: [409] Conflict: Stack l-staging-84532 already exists',
	},
	{
		id: 'terraform-lock-table-missing',
		match: [/Error acquiring the state lock.{0,600}ResourceNotFoundException/],
		cause:
			'the DynamoDB table that holds the lock of the Terraform state does not exist in this account and Region',
		advice: 'compare account, Region and `dynamodb_table` of the backend with what exists',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Error acquiring the state lock: operation error DynamoDB: PutItem, https response error StatusCode: 400, ResourceNotFoundException: Requested resource not found',
		unlike: [
			'Error: reading DynamoDB Table (acme-orders): ResourceNotFoundException: Requested resource not found',
		].join('\n'),
	},
	{
		id: 'terraform-state-lock',
		match: [
			/Error acquiring the state lock.{0,900}\bWho: (?<who>\S+).{0,200}\bCreated: (?<since>\d{4}-\d\d-\d\d \d\d:\d\d)/,
			/Error acquiring the state lock|Error locking state: /,
		],
		not: [/AccessDenied|not authorized to perform|NoSuchBucket/],
		beside: [
			/\bLock Info:|ConditionalCheckFailed|PreconditionFailed|conditionNotMet|\balready locked\b|\blease\b/i,
		],
		cause:
			'another run holds the lock of the Terraform state, or one that was broken off left it behind[: {who} since {since} UTC]',
		advice:
			'see who holds it in the lock info below the error; when nobody runs any more, `terraform force-unlock` with its ID, then retry',
		retryHelps: true,
		sure: 'certain',
		example: [
			'╷',
			'│ Error: Error acquiring the state lock',
			'│ ',
			'│ Error message: operation error DynamoDB: PutItem, ConditionalCheckFailedException: The',
			'│ conditional request failed',
			'│ Lock Info:',
			'│   ID:        0f6d2c1e-7a35-4b5e-9e52-1c6a0b1f77aa',
			'│   Path:      acme-tfstate/network/terraform.tfstate',
			'│   Operation: OperationTypeApply',
			'│   Who:       root@ip-10-0-4-17',
			'│   Version:   1.9.8',
			'│   Created:   2026-11-20 20:01:12.51 +0000 UTC',
			'╵',
		].join('\n'),
		unlike:
			'Acquiring state lock. This may take a few moments...\nReleasing state lock. This may take a few moments...',
	},
	{
		id: 'state-lock',
		match: [/(?:could not|failed to|unable to|cannot) acquire (?:the |a )?(?:state|stack) lock/i],
		not: [/AccessDenied|not authorized|not found/i],
		cause: 'another run holds the lock of the state, or one that was broken off left it behind',
		advice: 'look whether another build changes the same state; when none does, remove the lock, then retry',
		retryHelps: true,
		sure: 'likely',
		example: 'error: could not acquire state lock: held by build 2f6c since 20:01:12',
		unlike: 'error: could not acquire state lock: AccessDenied: Access Denied',
	},
];
