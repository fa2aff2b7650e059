import type {CatalogueEntry} from './entry.ts';

/** What tools say of failures in general, with words that something more special may be known by. */
export const general: readonly CatalogueEntry[] = [
	{
		id: 'cloudformation-resource-failed',
		match: [
			/\b(?<type>AWS::\w+::\w+).{0,160}?Resource handler returned message: "?(?<what>.{3,200}?)"? \((?:RequestToken|Service): /,
			/Resource handler returned message: "?(?<what>.{3,200}?)"? \((?:RequestToken|Service): /,
		],
		not: [
			/not authorized to perform|AccessDenied|HandlerErrorCode: (?:AccessDenied|ServiceLimitExceeded|Throttling)/,
		],
		cause: 'a resource of the stack was refused[ ({type})]: {what}',
		advice: 'mend what the message names; CloudFormation rolls the stack back by itself',
		retryHelps: false,
		sure: 'certain',
		example:
			'14:02:11 | UPDATE_FAILED | AWS::Lambda::Function | Handler | Resource handler returned message: "Uploaded file must be a non-empty zip" (RequestToken: 5d0c-1f7e, HandlerErrorCode: InvalidRequest)',
		unlike: 'Custom::Migration returned message: "done" (RequestId: 5d0c-1f7e)',
	},
	{
		id: 'cloudformation-deployment-failed',
		match: [
			/Failed to create\/update the stack\. Run the following command/,
			/Waiter Stack(?:Create|Update|Delete)Complete failed: (?<why>.{3,120})/,
		],
		cause: 'CloudFormation did not get through with the stack; why stands in the events of the stack',
		advice:
			'read its first FAILED event: `aws cloudformation describe-stack-events --stack-name` with this stack',
		retryHelps: null,
		sure: 'certain',
		example: [
			'Waiting for stack create/update to complete',
			'Failed to create/update the stack. Run the following command',
			'to fetch the list of events leading up to the failure',
			'aws cloudformation describe-stack-events --stack-name indexer',
		].join('\n'),
		unlike: 'Waiting for stack create/update to complete\nSuccessfully created/updated stack - indexer',
	},
	{
		id: 'cdk-stack-failed',
		match: [
			/stack named (?<stack>[\w-]{1,128}) (?:failed creation, it may need to be manually deleted from the AWS console|failed to deploy): (?<status>\w+)(?:: (?<why>.{3,160}))?/,
			/stack named (?<stack>[\w-]{1,128}) is in a failed state(?:, you may need to delete it from the AWS console ?)?: (?<status>\w+)(?:: ?\(?(?<why>.{3,160}))?/,
		],
		not: [/UPDATE_ROLLBACK_FAILED|not authorized to perform|HandlerErrorCode: AccessDenied/],
		cause: 'CloudFormation rolled the stack {stack} back ({status})[: {why}]',
		advice: 'read the first FAILED event: `aws cloudformation describe-stack-events --stack-name {stack}`',
		retryHelps: null,
		sure: 'certain',
		example: [
			' ❌ IndexerStack failed: Error: The stack named IndexerStack failed to deploy: UPDATE_ROLLBACK_COMPLETE: Invalid request provided',
		].join('\n'),
		unlike: ' ✅  IndexerStack (no changes)',
	},
	{
		id: 'helm-failed',
		match: [/Error: (?:UPGRADE|INSTALLATION|ROLLBACK) FAILED: (?<why>.{3,200})/],
		not: [/is forbidden|Unauthorized|provide credentials/],
		cause: 'Helm did not get through: {why}',
		advice: 'mend what the message names; `helm history` shows in which state the release is',
		retryHelps: null,
		sure: 'likely',
		example:
			'Error: UPGRADE FAILED: values do not meet the specifications of the schema in the chart indexer',
		unlike: 'NAME: indexer\nSTATUS: deployed',
	},
	{
		id: 'codedeploy-too-many-failed',
		match: [/overall deployment failed because too many individual instances failed deployment/],
		cause: 'too many instances failed the deployment, or too few healthy ones are left',
		advice: 'open the deployment in CodeDeploy: the failed event of one instance says why',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error: HEALTH_CONSTRAINTS: The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.',
		unlike: 'The deployment was rolled back because you stopped it',
	},
	{
		id: 'ansible-task-failed',
		match: [
			/fatal: \[(?<host>[^\]]{1,120})\]: FAILED! => .{0,2000}?"stderr": "(?<why>(?:[^"\\]|\\.){3,160})/,
			/(?:fatal|failed): \[(?<host>[^\]]{1,120})\](?::| \(item=[^)]{0,200}\)) (?:FAILED! )?=> .{0,2000}?"msg": "(?<why>(?:[^"\\]|\\.){3,160})/,
			/fatal: \[(?<host>[^\]]{1,120})\]: FAILED!/,
		],
		not: [/\.\.\.ignoring/],
		cause: 'a task failed on {host}[: {why}]',
		advice: 'read the task above it; repeat it for that host only with `--limit`',
		retryHelps: null,
		sure: 'likely',
		example:
			'fatal: [prover-01]: FAILED! => {"changed": true, "cmd": "docker compose up -d", "msg": "non-zero return code", "rc": 1}',
		unlike:
			'fatal: [prover-01]: FAILED! => {"changed": false, "msg": "non-zero return code", "rc": 1} ...ignoring',
	},
	{
		id: 'rust-panic',
		match: [/thread '(?<thread>[^']{1,150})' (?:\(\d+\) )?panicked at (?<place>[\w./-]{1,200}:\d+)/],
		cause: 'a Rust program or test panicked at {place}',
		advice: 'read its message, which follows; RUST_BACKTRACE=1 shows the way there',
		retryHelps: null,
		sure: 'likely',
		example: "thread 'main' panicked at src/main.rs:41:9:\nRPC_URL must be a valid address",
		unlike: 'error: the panic button of the page is not visible',
	},
	{
		id: 'aws-not-found',
		match: [
			/An error occurred \((?!NoSuchKey)(?:ResourceNotFound\w*|NoSuch\w+|\w{2,60}NotFound(?:Exception|Fault)?)\) when calling the (?<operation>\w+) operation(?: \([^)]{1,40}\))?: (?<what>.{3,160}?)(?:\. |\.?$)/,
		],
		cause: 'AWS does not find what {operation} asks for: {what}',
		advice: 'compare the name, the Region and the account of the build with what exists',
		retryHelps: false,
		sure: 'guess',
		example:
			'An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: indexer-prod.',
		unlike:
			'An error occurred (AlreadyExistsException) when calling the CreateStack operation: Stack [indexer] already exists',
	},
];
