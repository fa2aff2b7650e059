import type {CatalogueEntry} from './entry.ts';

/**
 * Who is refused which action on which resource. The last of the catalogue: what refuses for a reason of its own, such as
 * a registry, is known better by its own entry.
 */
export const permissions: readonly CatalogueEntry[] = [
	{
		id: 'denied-by-organization',
		match: [
			/is not authorized to perform: (?<action>[\w-]+:[\w*]+).{0,500}with an explicit deny in a (?<policy>service|resource) control policy/,
		],
		cause: 'the organization forbids {action} with a {policy} control policy',
		advice: 'ask who looks after the organization: no policy of the account can allow it',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (AccessDenied) when calling the CreateUser operation: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/x with an explicit deny in a service control policy',
		unlike:
			'An error occurred (AccessDenied) when calling the CreateUser operation: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/x because no identity-based policy allows the iam:CreateUser action',
	},
	{
		id: 'denied-explicitly',
		match: [
			/is not authorized to perform: (?<action>[\w-]+:[\w*]+)(?: on resource: (?<resource>[^\s"',;]+))?.{0,200}with an explicit deny in (?:an?|the) (?<policy>[\w-]+(?: \w+)?)(?: policy)?/,
		],
		cause: 'a policy (kind: {policy}) denies {action} explicitly[ on {resource}]',
		advice: 'find the Deny statement and its condition: an Allow elsewhere does not outweigh it',
		retryHelps: false,
		sure: 'certain',
		example:
			'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-assets/index.html" with an explicit deny in a resource-based policy',
		unlike:
			'AccessDenied: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::acme-assets/index.html" because no resource-based policy allows the s3:PutObject action',
	},
	{
		id: 'pass-role-denied',
		match: [
			/(?<who>arn:aws[\w-]{0,12}:\w{2,20}::\d{0,12}:[^\s/]{1,64}(?:\/[^\s/]{1,80})?)(?:\/\S{0,160})? is not authorized to perform: iam:PassRole on resource: (?<role>arn:[^\s"',;)]*\w)/,
			/is not authorized to perform:? iam:PassRole\b/,
		],
		cause: 'handing the role[ {role}] to a service (iam:PassRole) is denied[ to {who}]',
		advice: 'allow iam:PassRole on that role to the role that deploys',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: creating ECS Service (indexer): operation error ECS: CreateService, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/deploy/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/indexer-task because no identity-based policy allows the iam:PassRole action',
		unlike: '+ aws iam pass-role-check --role indexer-task: allowed',
	},
	{
		id: 'kms-access-refused',
		match: [/Access to KMS is not allowed|User is not authorized to access this KMS key/],
		cause: 'the role may not use the KMS key that what it reads is encrypted with',
		advice: 'allow kms:Decrypt in the policy of the key and in that of the role, in the account of the key',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (AccessDeniedException) when calling the GetSecretValue operation: Access to KMS is not allowed',
		unlike:
			'An error occurred (NotFoundException) when calling the DescribeKey operation: Alias arn:aws:kms:us-west-2:111122223333:alias/indexer is not found.',
	},
	{
		id: 'permission-denied',
		match: [
			/(?<who>arn:aws[\w-]{0,12}:\w{2,20}::\d{0,12}:[^\s/]{1,64}(?:\/[^\s/]{1,80})?)(?:\/\S{0,160})? is not authorized to perform: (?<action>[\w-]+:[\w*]+) on (?:resource: )?["']?(?<resource>arn:[^\s"',;)]*[\w*/])/,
			/(?<who>arn:aws[\w-]{0,12}:\w{2,20}::\d{0,12}:[^\s/]{1,64}(?:\/[^\s/]{1,80})?)(?:\/\S{0,160})? is not authorized to perform: (?<action>[\w-]+:[\w*]+)/,
			/is not authorized to perform:? (?<action>[\w-]+:[\w*]+)(?: on (?:the )?(?:resource:? )?["']?(?<resource>arn:[^\s"',;)]*[\w*/]))?/,
		],
		cause: '{action} is denied[ on {resource}][ to {who}]',
		advice:
			'allow {action} to the role that the build runs as; with the right role used, a retry does not help',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (AccessDeniedException) when calling the UpdateService operation: User: arn:aws:sts::111122223333:assumed-role/indexer-build/AWSCodeBuild-5d0c is not authorized to perform: ecs:UpdateService on resource: arn:aws:ecs:us-west-2:111122223333:service/main/indexer because no identity-based policy allows the ecs:UpdateService action',
		unlike: 'You are not authorized to view this page',
	},
	{
		id: 'call-denied',
		match: [
			/(?:upload|copy|move|delete) failed: .{0,200}?(?<where>s3:\/\/[^\s]{3,160}).{0,200}?An error occurred \(AccessDenied\) when calling the (?<operation>\w+) operation/,
			/An error occurred \((?:AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|NotAuthorized|Forbidden|403)\) when calling the (?<operation>\w+) operation/,
			/operation error (?<service>[\w ]{2,40}): (?<operation>\w+),.{0,400}\b(?:AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden)\b/,
			/\bUnauthorizedOperation: You are not authorized to perform this operation/,
			/: Access Denied \(Service: [\w ]{2,40}[,;] Status Code: 403\b/,
		],
		cause: 'AWS refuses the build[ the call {operation}][ on {where}]',
		advice: 'find out as which role it ran (`aws sts get-caller-identity`) and what its policies leave out',
		retryHelps: false,
		sure: 'certain',
		example: 'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden',
		unlike:
			'fatal error: An error occurred (404) when calling the HeadObject operation: Key "index.html" does not exist',
	},
	{
		id: 'access-denied',
		match: [
			/\b(?:api error )?AccessDenied(?:Exception)?: (?<what>.{3,150}?)(?:\. |\.?$| status code)/,
			/Resource handler returned message: "?(?<what>.{3,200}?)"? \(.{0,120}HandlerErrorCode: AccessDenied\)/,
		],
		not: [/\bjava\.|springframework/],
		cause: 'AWS refuses the build access: {what}',
		advice: 'find out as which role it ran (`aws sts get-caller-identity`) and what its policies leave out',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: reading S3 Bucket (acme-assets) Policy: AccessDenied: Access Denied',
		unlike: 'Exception in thread "main" java.nio.file.AccessDeniedException: /var/lib/indexer/state',
	},
];
