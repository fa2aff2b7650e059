import type {CatalogueEntry} from './entry.ts';

/** A build that was ended by a time-out, of whatever phase. */
const ended = [
	/\bBUILD_TIMED_OUT\b/,
	/\bBuild has timed out/,
	/Build terminated with state: TIMED_OUT/,
] as const;

/** What CodeBuild itself refuses or cannot do before and after the commands of a build. */
export const codebuild: readonly CatalogueEntry[] = [
	{
		id: 'codebuild-role-not-assumed',
		match: [
			/CodeBuild is not authorized to perform:? sts:AssumeRole on (?:resource:? )?(?<role>arn:[^\s,]+)/,
		],
		cause: 'CodeBuild may not assume the service role of the project, {role}',
		advice: 'check that the role exists and that its trust policy allows codebuild.amazonaws.com, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: CodeBuild is not authorized to perform: sts:AssumeRole on arn:aws:iam::123456789012:role/indexer-build',
		unlike:
			'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::123456789012:assumed-role/indexer-build/x is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321:role/deploy',
	},
	{
		id: 'codebuild-logs-denied',
		match: [/does(?: not|n['’]t) allow AWS CodeBuild to create Amazon CloudWatch Logs/],
		cause: 'the service role of the project may not write logs to CloudWatch',
		advice:
			'allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on the log group in its policy, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'ACCESS_DENIED: Service role arn:aws:iam::123456789012:role/indexer-build does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build arn:aws:codebuild:us-west-2:123456789012:build/indexer:1c9d',
		unlike: 'Error: CloudWatch Logs does not allow more than 10000 events in a batch',
	},
	{
		id: 'codebuild-vpc-denied',
		match: [/VPC_CLIENT_ERROR.{0,60}UnauthorizedOperation/, /Unexpected EC2 error: UnauthorizedOperation/],
		cause: 'CodeBuild may not create its network interface in the VPC',
		advice:
			'give the service role the EC2 network interface permissions of CodeBuild and a private subnet, then retry',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: VPC_CLIENT_ERROR: Unexpected EC2 error: UnauthorizedOperation',
		unlike: 'Error: VPC_CLIENT_ERROR: The subnet subnet-0a1b does not exist',
	},
	{
		id: 'codebuild-subnet-full',
		match: [/\bINSUFFICIENT_SUBNET\b/],
		cause: 'no address is free in the subnet of the build: the range is used up',
		advice:
			'end other builds or add a subnet with free addresses to the VPC settings of the project, then retry',
		retryHelps: true,
		sure: 'certain',
		example: 'Error: QUEUED: INSUFFICIENT_SUBNET',
		unlike: 'Error: InsufficientFreeAddressesInSubnet was renamed',
	},
	{
		id: 'codebuild-vpc',
		match: [/VPC_CLIENT_ERROR:? (?:Message: )?(?<why>.{1,150})/],
		cause: 'CodeBuild cannot use the VPC settings of the project: {why}',
		advice: 'compare VPC, subnets and security groups in the settings of the project with what there is',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: VPC_CLIENT_ERROR: The subnet subnet-0a1b does not exist',
		unlike: 'Error: VPC_CLIENT_ERROR: Unexpected EC2 error: UnauthorizedOperation',
		not: [/UnauthorizedOperation/],
	},
	{
		id: 'artifacts-missing',
		match: [
			/[Nn]o matching artifact paths found/,
			/[Nn]o matching base directory path found for (?<path>\S+)/,
		],
		cause: 'the build did not leave the files that `artifacts` in the buildspec names[: {path}]',
		advice:
			'when a command failed before, that is the reason; else compare `files` and `base-directory` with what the build writes',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: CLIENT_ERROR Message: no matching artifact paths found',
		unlike:
			'Error: UPLOAD_ARTIFACTS Message: Failed to upload artifacts: AccessDenied: Access Denied status code: 403',
	},
	{
		id: 'artifact-bucket-not-owned',
		match: [/Error calling GetBucketAcl/],
		cause: 'the service role may not read who owns the artifact bucket, or the owner has changed',
		advice: 'allow s3:GetBucketAcl on the bucket in the policy of the role, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error calling GetBucketAcl: Either the bucket owner has changed or the service role no longer has permission to called s3:GetBucketAcl',
		unlike: 'Error: Failed to upload artifacts: AccessDenied: Access Denied status code: 403',
	},
	{
		id: 'artifact-upload-failed',
		match: [/Failed to upload artifacts:? (?<why>.{1,200})/],
		cause: 'CodeBuild could not upload the artifacts: {why}',
		advice:
			'check bucket, region and KMS key in the artifact settings of the project, and what its role may do with them',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: Failed to upload artifacts: AccessDenied: Access Denied status code: 403',
		unlike: 'Error: Failed to upload artifacts/report.html to the wiki',
	},
	{
		id: 'bucket-other-region',
		match: [/The bucket you are attempting to access must be addressed using the specified endpoint/],
		cause: 'the bucket is in another region than the one that is asked',
		advice: 'use a bucket of the same region, or name its region in the call',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: PermanentRedirect: The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
		unlike: 'Error: NoSuchBucket: The specified bucket does not exist',
	},
	{
		id: 'kms-denied',
		match: [
			/is not authorized to perform: (?<action>kms:\w+)(?: on (?:the )?resource: (?<key>[^\s,]+))?/,
			/The ciphertext refers to a customer master key that does not exist/,
		],
		cause: '[{action} is denied: ]the role may not use the KMS key[ {key}]',
		advice: 'allow it in the policy of the role and in the policy of the key, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'AccessDenied: User: arn:aws:sts::123456789012:assumed-role/indexer-build/AWSCodeBuild-1c9d is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:us-west-2:123456789012:key/0f6d because no resource-based policy allows the kms:GenerateDataKey action',
		unlike:
			'AccessDenied: User: arn:aws:sts::123456789012:assumed-role/indexer-build/x is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::artifacts/kms"',
	},
	{
		id: 'kms-key-unusable',
		match: [
			/(?<key>arn:aws[\w-]*:kms:\S{1,150}) is (?:disabled|pending deletion)/,
			/\b(?:KMSDisabledException|KMSInvalidStateException|KMS\.DisabledException)\b/,
		],
		cause: 'the KMS key[ {key}] cannot be used: it is disabled or about to be deleted',
		advice:
			'ask who looks after the key why; when it was a mistake, enable it or cancel its deletion, then retry',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: DisabledException: arn:aws:kms:us-west-2:123456789012:key/0f6d is disabled.',
		unlike: 'Error: encryption with kms is disabled for this bucket',
	},
	{
		id: 'build-queued-too-long',
		match: [/\bQUEUED TIMED_OUT\b/, /timed out (?:while queued|in (?:the )?queue)/, ...ended],
		beside: [/\bQUEUED TIMED_OUT\b/, /timed out (?:while queued|in (?:the )?queue)/],
		cause: 'the build never started: it waited in the queue of CodeBuild until its time was up',
		advice:
			'see how many builds ran then and the concurrency limits of project, fleet and account; retry when fewer do, or raise them',
		retryHelps: true,
		sure: 'certain',
		example: 'Error: BUILD_TIMED_OUT: Build has timed out while queued',
		unlike: 'Error: BUILD_TIMED_OUT: Build has timed out.',
	},
	{
		id: 'codebuild-trouble',
		match: [/CodeBuild is experiencing an issue/, /^(?:INTERNAL_\w{1,20}: )?Internal Service Error\b/],
		cause:
			'CodeBuild could not run the build: trouble of the service, or more environment variables than it takes',
		advice:
			'see the health dashboard of AWS and retry once; if it stays, look for very long environment variables',
		retryHelps: true,
		sure: 'likely',
		example: 'Error: CodeBuild is experiencing an issue',
		unlike: 'Error: GitHub is experiencing an issue',
	},
	{
		id: 'build-stopped',
		match: [/Build terminated with state: STOPPED/],
		cause: 'the build was stopped from outside before it had ended',
		advice: 'see who stopped it and why (StopBuild in CloudTrail, or the execution was stopped), then retry',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: Build terminated with state: STOPPED. Phase: BUILD',
		unlike: 'Container bento-postgres-1  Stopped',
	},
	{
		id: 'source-download-failed',
		match: [/[Dd]ownload source failed/],
		cause: 'CodeBuild could not download the source',
		advice: 'see the message of the phase DOWNLOAD_SOURCE of that build: credentials, branch or buildspec',
		retryHelps: null,
		sure: 'likely',
		example: 'indexer current phase: DOWNLOAD_SOURCE\nindexer download source failed',
		unlike: 'Error: download of source maps failed',
	},
];
