import type {CatalogueEntry} from './entry.ts';

/** Calls of AWS that are written wrongly, reach nobody or are not answered. */
export const calls: readonly CatalogueEntry[] = [
	{
		id: 'aws-option-empty',
		match: [/aws: error: argument (?<option>--[\w-]{2,60}): expected (?:one|at least one) argument/],
		cause: 'the option {option} of an aws command has no value: most likely a variable is empty',
		advice: 'see where that variable should come from: an earlier command, the project or a secret',
		retryHelps: false,
		sure: 'certain',
		example: [
			'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]',
			'aws: error: argument --cluster: expected one argument',
		].join('\n'),
		unlike: 'prepare.py: error: the following arguments are required: --cluster',
	},
	{
		id: 'aws-parameter-invalid',
		match: [
			/Parameter validation failed: (?<what>.{3,160})/,
			/\bParamValidationError\b.{0,40}?: (?<what>.{3,160})/,
			/(?<what>Invalid (?:length|type) for parameter \w+, value: .{0,80})/,
		],
		cause: 'a call of AWS is given a wrong or empty value: {what}',
		advice: 'look for an empty variable in the command; nothing was sent to AWS yet',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: ParamValidationError: Parameter validation failed: Invalid length for parameter taskDefinition, value: 0, valid min length: 1',
		unlike: 'Parameters validated: 12 of 12',
	},
	{
		id: 'aws-endpoint-unreachable',
		match: [
			/Could not connect to the endpoint URL: "(?<endpoint>https?:\/\/[^"\s]{3,160})"/,
			/Connect timeout on endpoint URL: "(?<endpoint>https?:\/\/[^"\s]{3,160})"/,
			/lookup (?<endpoint>[\w.-]{3,120}\.amazonaws\.com)\b.{0,60}: (?:no such host|i\/o timeout|server misbehaving)/,
		],
		cause: 'the build does not reach {endpoint}',
		advice:
			'compare the Region with its name; in a VPC see whether a NAT gateway or an endpoint leads there; then retry',
		retryHelps: null,
		sure: 'certain',
		example: 'Could not connect to the endpoint URL: "https://sts.us-west-22.amazonaws.com/"',
		unlike: 'Could not connect to "https://rpc.example.com/" (trying the next one)',
	},
	{
		id: 'aws-trouble',
		match: [
			/An error occurred \((?:ServiceUnavailable\w*|InternalFailure|InternalError|InternalServerError\w*|InternalServerException|ServerException|503|500|502|504)\) when calling the (?<operation>\w+) operation/,
			/api error (?:ServiceUnavailable\w*|InternalFailure|InternalError|InternalServerException|ServerException): /,
		],
		cause: 'AWS itself failed to answer[ the call {operation}]',
		advice: 'retry; when it stays, look at the AWS Health Dashboard of this Region',
		retryHelps: true,
		sure: 'certain',
		example:
			'An error occurred (ServiceUnavailableException) when calling the DescribeServices operation (reached max retries: 2): Service Unavailable. Please try again later.',
		unlike: 'health: 503 Service Unavailable (1 of 10), waiting',
	},
	{
		id: 'aws-policy-invalid',
		match: [/\bMalformedPolicyDocument(?:Exception)?\b.{0,60}?: (?<why>.{3,160}?)(?:\. |\.?$| status code)/],
		cause: 'IAM does not accept the policy: {why}',
		advice: 'correct it; an invalid principal is a role or user that was deleted or does not exist yet',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error: updating IAM Role (deploy) assume role policy: operation error IAM: UpdateAssumeRolePolicy, api error MalformedPolicyDocument: Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:role/old"',
		unlike: 'aws_iam_policy.deploy: Modifications complete after 1s',
	},
];
