import type {CatalogueEntry} from './entry.ts';

/** Parameters and secrets that a build cannot read. */
export const secrets: readonly CatalogueEntry[] = [
	{
		id: 'secret-store-denied',
		match: [
			/(?:assumed-role\/(?<role>[\w+=,.@-]{1,80})\/\S{1,150} )?is not authorized to perform: (?<action>(?:ssm:GetParameter|secretsmanager:(?:GetSecretValue|DescribeSecret))\w*)(?: on resource: (?<resource>[^\s,]+))?/,
		],
		cause: '{action} is denied[ on {resource}][ to the role {role}]',
		advice:
			'allow {action} on it in the policy of the role, kms:Decrypt on its key too if it has one; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Decrypted Variables Error Message: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/indexer-build/AWSCodeBuild-1c9d is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:us-west-2:123456789012:parameter/indexer/token',
		unlike:
			'AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/indexer-build/x is not authorized to perform: ssm:SendCommand on resource: arn:aws:ssm:us-west-2::document/AWS-RunShellScript',
	},
	{
		id: 'parameter-not-found',
		match: [/[Pp]arameter does not exist: (?<name>\S+)/, /\bParameterNotFound\b/],
		cause: 'the parameter[ {name}] does not exist in the Parameter Store of this account and region',
		advice:
			'create it, or correct its name; check that the build runs in the account and region that you expect',
		retryHelps: false,
		sure: 'certain',
		example: 'Decrypted Variables Error Message: parameter does not exist: /indexer/staging/rpc-url',
		unlike: "Error: Secrets Manager can't find the specified secret.",
	},
	{
		id: 'secret-without-value',
		match: [/Secrets Manager can['’]t find the specified secret value/],
		cause: 'the secret exists but has no value in this stage',
		advice: 'store a value in the secret, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			"An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
		unlike:
			"An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
	},
	{
		id: 'secret-not-found',
		match: [/Secrets Manager can['’]t find the specified secret(?! value)/],
		cause: 'the secret does not exist in the Secrets Manager of this account and region',
		advice: 'create it, or correct its name; from another account its full ARN is needed',
		retryHelps: false,
		sure: 'certain',
		example:
			"An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret.",
		unlike:
			"An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
	},
	{
		id: 'secret-marked-deleted',
		match: [/(?:secret because it was|currently) marked (?:for deletion|deleted)/],
		cause: 'the secret is marked for deletion',
		advice:
			'use the secret that replaces it, or take the deletion back with `aws secretsmanager restore-secret`',
		retryHelps: false,
		sure: 'certain',
		example:
			"An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't perform this operation on the secret because it was marked for deletion.",
		unlike: 'Error: InvalidRequestException: the stack is marked for deletion',
	},
	{
		id: 'build-variables-unreadable',
		match: [/(?:Decrypted Variables|Secrets Manager) Error,? Message: ?(?<why>.{1,150})/],
		cause: 'CodeBuild could not read a parameter or secret of the environment: {why}',
		advice:
			'check name, account and region of each, and whether the service role of the project may read and decrypt it',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: Decrypted Variables Error Message: ValidationException: Invalid parameter name',
		unlike: 'Error: could not read the variables of the environment',
	},
];
