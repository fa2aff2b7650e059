import type {CatalogueEntry} from './entry.ts';

/** Who a build is for AWS: roles it may not assume, credentials that are missing or over. */
export const identities: readonly CatalogueEntry[] = [
	{
		id: 'assume-role-web-identity',
		match: [/Not authorized to perform:? sts:AssumeRoleWithWebIdentity/i],
		cause: 'the trust policy of the role does not accept the OIDC token of this run',
		advice: 'compare `sub` and `aud` in the trust policy with repository, branch and environment of this run',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity',
		unlike: 'Assuming role with OIDC\nAuthenticated as assumedRoleId AROAEXAMPLE:deploy',
	},
	{
		id: 'assume-role-denied',
		match: [
			/(?<who>arn:aws[\w-]{0,12}:\w{2,20}::\d{0,12}:[^\s/]{1,64}(?:\/[^\s/]{1,80})?)(?:\/\S{0,160})? is not authorized to perform: sts:(?:AssumeRole|TagSession|SetSourceIdentity) on resource: (?<role>arn:[^\s"',;)]*\w)/,
			/is not authorized to perform: sts:AssumeRole\b/,
			/\(AccessDenied\) when calling the AssumeRole operation/,
			/CodePipeline is not authorized to perform AssumeRole on (?:the )?role (?<role>arn:[^\s"',;)]*\w)/,
			/\bIAM Role \((?<role>arn:[^\s)]+)\) cannot be assumed/,
			/operation error STS: AssumeRole,.{0,300}\bAccessDenied\b/,
		],
		not: [/CodeBuild is not authorized/],
		cause: 'assuming the role[ {role}] is denied[ to {who}]',
		advice:
			'let the trust policy of the role name who assumes it, and let that one have sts:AssumeRole on the role',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::111122223333:assumed-role/pipeline-role/AWSCodeBuild-5d0c1f7e is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/deployment-role',
		unlike:
			'An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
	},
	{
		id: 'assume-role-duration',
		match: [
			/requested DurationSeconds exceeds the (?<limit>MaxSessionDuration set for this role|1 hour session limit for roles assumed by role chaining)/,
		],
		cause: 'the session is asked for longer than allowed: {limit}',
		advice:
			'ask for at most 3600 s when a role assumes a role, else for no more than the maximum session duration of the role',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
		unlike: 'An error occurred (AccessDenied) when calling the AssumeRole operation: Access denied',
	},
	{
		id: 'credentials-expired',
		match: [
			/(?:(?<!["'`\w.])|\b(?:[Cc]ode|name): ?["'])(?:ExpiredToken|ExpiredTokenException|RequestExpired)\b/,
			/security token included in the request is expired/i,
			/\bThe provided token (?:is|has) expired\b/,
		],
		not: [/presigned|X-Amz-Expires/i],
		cause:
			'the AWS credentials of the build ran out while it ran: those of a role assumed by a role last one hour',
		advice:
			'retry when the build was slower than usual; else assume the role again before the long step, or let the session last longer',
		retryHelps: null,
		sure: 'certain',
		example: [
			'    error: operation error ECS: DescribeServices, https response error StatusCode: 400, RequestID: 51, api error ExpiredTokenException: The security token included in the request is expired',
		].join('\n'),
		unlike: 'denied: Your authorization token has expired. Reauthenticate and try again.',
	},
	{
		id: 'credentials-invalid',
		match: [
			/(?:(?<!["'`\w.])|\b(?:[Cc]ode|name): ?["'])(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId)\b/,
			/security token included in the request is invalid/i,
			/AWS Access Key Id you provided does not exist in our records/i,
		],
		cause:
			'AWS does not know the credentials of the build: deleted, switched off, or without their session token',
		advice:
			'see which AWS_ variables the build sets: all three of an assumed role must be exported, old keys be replaced',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.',
		unlike: 'Error: the token in .npmrc is invalid',
	},
	{
		id: 'credentials-signature',
		match: [/\b(?:SignatureDoesNotMatch|InvalidSignatureException)\b/],
		cause: 'the secret key does not fit the access key, or the clock of the build is wrong',
		advice: 'store the pair of keys again, without blanks or line ends around it',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (SignatureDoesNotMatch) when calling the ListBuckets operation: The request signature we calculated does not match the signature you provided.',
		unlike: 'gpg: BAD signature from "Release <release@example.com>"',
	},
	{
		id: 'credentials-missing',
		match: [
			/\bUnable to locate credentials\b/,
			/\bNoCredentialProviders\b|\bNoCredentialsError\b|\bCredentialsProviderError\b/,
			/\bNo valid credential sources found\b/,
			/Could not load credentials from any providers/,
			/no EC2 IMDS role found/,
		],
		cause: 'no AWS credentials are to be found where the command runs',
		advice:
			'see whether the step runs in a container, with sudo or with a cleared environment: hand the credentials on there',
		retryHelps: false,
		sure: 'certain',
		example: 'Unable to locate credentials. You can configure credentials by running "aws configure".',
		unlike: 'Found credentials in environment variables.',
	},
	{
		id: 'aws-region-missing',
		match: [
			/You must specify a region\. You can also configure your region/,
			/\bNoRegionError\b|ConfigError: Missing region in config|\bError: Region is missing\b/,
			/\bMissingRegion: could not find region configuration/,
		],
		cause: 'no AWS Region is set where the command runs',
		advice: 'set AWS_REGION or AWS_DEFAULT_REGION for that step',
		retryHelps: false,
		sure: 'certain',
		example: 'You must specify a region. You can also configure your region by running "aws configure".',
		unlike: 'Using region us-west-2 from the environment',
	},
	{
		id: 'credentials-partial',
		match: [/Partial credentials found in \w+, missing: (?<missing>\w{3,60})/],
		cause: 'only a part of the AWS credentials is set: {missing} is missing',
		advice: 'see above why the command that gets them printed nothing, such as a refused assume-role',
		retryHelps: null,
		sure: 'certain',
		example: 'Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY',
		unlike: 'Found credentials in shared credentials file: ~/.aws/credentials',
	},
];
