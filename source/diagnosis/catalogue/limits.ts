import type {CatalogueEntry} from './entry.ts';

/** What an account may not do more of, and what AWS has no more of. */
export const limits: readonly CatalogueEntry[] = [
	{
		id: 'build-queue-limit',
		match: [/Cannot have more than (?<limit>\d+) (?:active )?builds in queue for the account/],
		cause: 'the account has as many CodeBuild builds waiting or running as it may: {limit}',
		advice: 'retry when others have ended; where the limit is 0, as in new accounts, ask for a higher quota',
		retryHelps: null,
		sure: 'certain',
		example: 'AccountLimitExceededException: Cannot have more than 60 builds in queue for the account',
		unlike: 'There are 3 builds in queue for the account',
	},
	{
		id: 'aws-throttled',
		match: [
			/An error occurred \((?:Throttling\w*|RequestLimitExceeded|TooManyRequestsException|SlowDown|RequestThrottled\w*)\) when calling the (?<operation>\w+) operation/,
			/operation error (?<service>[\w ]{2,40}): (?<operation>\w+),.{0,400}\b(?:Throttling(?:Exception)?|RequestLimitExceeded|TooManyRequestsException|SlowDown)\b/,
			/\b(?:ThrottlingException|Throttling|ThrottledException|RequestLimitExceeded|EC2ThrottledException): /,
			/\bSlowDown: Please reduce your request rate/,
			/(?:^|: )Rate exceeded\b(?! by)|HandlerErrorCode: Throttling\b/,
		],
		not: [/toomanyrequests/, /\bdocker\b|\bregistry\b/i],
		cause: 'AWS throttled the build: too many calls[ of {operation}] in a short time',
		advice: 'retry; when it comes often, let fewer builds run at once or raise AWS_MAX_ATTEMPTS',
		retryHelps: true,
		sure: 'certain',
		example:
			'An error occurred (ThrottlingException) when calling the DescribeStacks operation (reached max retries: 4): Rate exceeded',
		unlike: 'toomanyrequests: Rate exceeded',
	},
	{
		id: 'vcpu-limit',
		match: [/more vCPU capacity than your current vCPU limit of (?<limit>\d+)/, /\bVcpuLimitExceeded\b/],
		cause: 'the limit of vCPUs of the account for this kind of instance is used up[ ({limit})]',
		advice: 'ask for more in Service Quotas, or stop instances that nobody needs',
		retryHelps: false,
		sure: 'certain',
		example:
			'api error VcpuLimitExceeded: You have requested more vCPU capacity than your current vCPU limit of 64 allows for the instance bucket that the specified instance type belongs to.',
		unlike: 'vCPU limit of the container: 4',
	},
	{
		id: 'aws-no-capacity',
		match: [
			/do not have sufficient (?<type>[\w.-]+) capacity in the Availability Zone you requested \((?<zone>[\w-]+)\)/,
			/\bInsufficient(?:Instance|DBInstance|Host|ReservedInstance)Capacity\b/,
			/\bCapacity is unavailable at this time\b/,
		],
		cause: 'AWS has no free capacity[ of {type} in {zone}] at the moment',
		advice: 'retry later, or allow another instance type or Availability Zone',
		retryHelps: true,
		sure: 'certain',
		example:
			'Error: creating EC2 Instance: api error InsufficientInstanceCapacity: We currently do not have sufficient g5.12xlarge capacity in the Availability Zone you requested (us-west-2b).',
		unlike: 'Insufficient capacity of the write buffer: flushing 128 entries',
	},
	{
		id: 'lambda-code-storage',
		match: [/\bCodeStorageExceededException\b|\bCode storage limit exceeded\b/],
		cause: 'the stored code of all Lambda functions in this Region has reached the limit of the account',
		advice: 'delete old function versions, or ask for more in Service Quotas',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (CodeStorageExceededException) when calling the PublishVersion operation: Code storage limit exceeded.',
		unlike: 'npm error code ENOSPC',
	},
	{
		id: 'aws-quota',
		match: [
			/\bCannot exceed quota for (?<what>\w+: \d+)/,
			/(?:\(|api error |\bcode: )(?:\w{0,40}(?:LimitExceeded|QuotaExceeded)\w{0,12}|LimitExceededException|ServiceQuotaExceededException)\b.{0,80}?: (?<what>.{3,150}?)(?:\. |\.?:? provider=|\.?$| status code)/,
			/\b(?:LimitExceededException|ServiceQuotaExceededException|AddressLimitExceeded|VpcLimitExceeded): (?<what>.{3,150}?)(?:\. |\.?:? provider=|\.?$| status code)/,
			/HandlerErrorCode: ServiceLimitExceeded/,
		],
		not: [/RequestLimitExceeded|Throttl|[Rr]ate exceeded/],
		cause: 'a limit of the AWS account is reached[: {what}]',
		advice: 'delete what nobody needs, or ask for more in Service Quotas',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: creating EC2 EIP: operation error EC2: AllocateAddress, https response error StatusCode: 400, RequestID: 51, api error AddressLimitExceeded: The maximum number of addresses has been reached.: provider=aws@6.80.1',
		unlike: 'panic: MemoryLimitExceeded: 512 MB of heap',
	},
];
