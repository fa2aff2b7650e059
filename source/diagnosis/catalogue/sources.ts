import type {CatalogueEntry} from './entry.ts';

/** Sources of CodeBuild and CodePipeline, connections and artifacts. */
export const sources: readonly CatalogueEntry[] = [
	{
		id: 'connection-denied',
		match: [
			/Unable to use Connection: (?<connection>arn:\S{1,200}?)\.? .{0,40}does not have sufficient permissions/,
			/is not authorized to perform: (?:codestar-connections|codeconnections):UseConnection(?: on resource: (?<connection>[^\s,]+))?/,
			/Failed to get access token from (?<connection>arn:[^\s,]{1,200})/,
		],
		cause: 'the role may not use the connection to the source[ {connection}]',
		advice:
			'allow UseConnection on it (codeconnections: and codestar-connections:) in the policy of the role, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Unable to use Connection: arn:aws:codeconnections:us-west-2:123456789012:connection/0f5b706a. The provided role does not have sufficient permissions.',
		unlike: 'Error: Unable to use connection pool: exhausted',
	},
	{
		id: 'connection-not-available',
		match: [
			/[Cc]onnection (?<connection>arn:[^\s,]{1,200}) is (?:not (?:yet )?(?:in (?:an |the )?)?available|(?:in|still) (?:the )?pending)/i,
			/(?<connection>arn:aws[\w-]*:(?:codestar-connections|codeconnections):[^\s,]{1,150}).{0,60}\b(?:PENDING|not available|not found)/,
		],
		cause: 'the connection to the source is not set up to its end, or was taken back[: {connection}]',
		advice:
			'open Settings > Connections in the console and finish or renew it; check that its app is still installed for the repository',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Connection arn:aws:codeconnections:us-west-2:123456789012:connection/0f5b706a is not available',
		unlike: 'HikariPool-1 error: Connection is not available, request timed out after 30000ms',
	},
	{
		id: 'source-authorization-failed',
		match: [/authorization failed for (?:primary|secondary) source/],
		cause:
			'CodeBuild may not clone the source: its role has no right to the connection, or the connection none to the repository',
		advice:
			'allow UseConnection in the policy of the role of CodeBuild (with CODEBUILD_CLONE_REF that of the pipeline is not enough), then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: CLIENT_ERROR Message: authorization failed for primary source and source version 4f2a9c1d0e3b',
		unlike:
			'Error: CLIENT_ERROR Message: reference not found for primary source and source version 4f2a9c1d0e3b',
	},
	{
		id: 'source-artifact-denied',
		match: [
			/Access ?Denied for (?:primary|secondary) source(?: and source version arn:aws[\w-]*:s3:::(?<artifact>\S{1,200}))?/,
		],
		cause: 'CodeBuild may not read its source from S3[: {artifact}]',
		advice:
			'allow s3:GetObject and s3:GetObjectVersion on it and kms:Decrypt on its key in the policy of the service role; an artifact that a rule deleted reads alike',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: CLIENT_ERROR Message: Access Denied for primary source and source version arn:aws:s3:::pipeline-artifacts/indexer/source_out/AbC123d',
		unlike: 'Error: AccessDenied: Access Denied for the source code of the page',
	},
	{
		id: 'source-authentication-required',
		match: [/authentication required for (?:primary|secondary) source/],
		cause: 'CodeBuild has no valid credentials for the source',
		advice:
			'connect the project to the source again (`aws codebuild list-source-credentials` shows what there is)',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: CLIENT_ERROR Message: authentication required for primary source and source version main',
		unlike: 'unauthorized: authentication required',
	},
	{
		id: 'source-not-found',
		match: [
			/(?<what>reference|object|repository) not found for (?:primary|secondary) source(?: and source version (?<version>\S{1,150}))?/,
		],
		cause: 'the source of the build has no such {what}[: {version}]',
		advice:
			'check that branch, commit and repository are on the server still; an object that is missing may need a deeper clone',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: CLIENT_ERROR Message: reference not found for primary source and source version feature/pool',
		unlike: 'Error: CLIENT_ERROR Message: authorization failed for primary source and source version main',
	},
	{
		id: 'source-branch-missing',
		match: [
			/No Branch \[(?<branch>[^\]]{1,150})\] found for FullRepositoryName \[(?<repository>[^\]]{1,150})\]/,
			/[Bb]ranch (?:named )?['"[]?(?<branch>[\w./-]{1,150})['"\]]? (?:could not be found|was not found|does not exist) in (?:the )?repository ['"[]?(?<repository>[\w./-]{1,150})/,
		],
		cause: 'the repository {repository} has no branch {branch}',
		advice: 'correct the branch in the source action, or push it',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: [GitHub] No Branch [main] found for FullRepositoryName [acme/indexer]',
		unlike: 'Error: no branch of the tree was found',
	},
	{
		id: 'codecommit-not-accessible',
		match: [
			/Could not access the CodeCommit repository:? ?(?<repository>[\w.-]{0,100})/,
			/RepositoryDoesNotExistException/,
		],
		cause: 'the pipeline cannot read the CodeCommit repository[ {repository}]',
		advice: 'check that it exists in this account and region, and that the role of the pipeline may read it',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Could not access the CodeCommit repository indexer. Make sure that the pipeline IAM role has sufficient permissions.',
		unlike: 'Error: Could not access the repository index',
	},
	{
		id: 'github-source-refused',
		match: [
			/Could not access the (?:GitHub |Bitbucket |GitLab )repository:? ?["']?(?<repository>[\w./-]{0,150})/,
			/OAuth token (?:you provided )?(?:for \S{1,60} )?(?:is (?:invalid|not valid)|has expired|was revoked)/,
		],
		not: [/CodeCommit/],
		cause: 'the pipeline cannot read the repository[ {repository}] on the git server',
		advice: 'check its name and renew the token or connection of the source action, then retry',
		retryHelps: false,
		sure: 'likely',
		example: 'Error: Could not access the GitHub repository: "acme/indexer". Check the access token.',
		unlike: 'Error: Could not access the CodeCommit repository indexer.',
	},
	{
		id: 'artifact-bucket-missing',
		match: [
			/either the artifact or the Amazon S3 bucket could not be found(?:.{0,40}bucket: (?<bucket>[\w.-]{1,80}))?/,
		],
		cause: 'the artifact or its bucket[ {bucket}] does not exist (any more)',
		advice:
			'check that the bucket is there; when a rule of it deletes old artifacts, start the pipeline anew from its source',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: The action failed because either the artifact or the Amazon S3 bucket could not be found. Name of artifact bucket: pipeline-artifacts. Verify that this bucket exists.',
		unlike: 'Error: NoSuchBucket: The specified bucket does not exist',
	},
	{
		id: 'artifact-access-denied',
		match: [
			/Unable to access the artifact with Amazon S3 object key '(?<key>[^']{1,200})' located in the Amazon S3 artifact bucket '(?<bucket>[^']{1,80})'/,
			/Insufficient permissions The provided role does not have permissions to .{0,60}artifact/,
		],
		cause: 'the role of the action may not read the artifact[ {key} in {bucket}]',
		advice:
			'allow s3:GetObject on it and kms:Decrypt on its key in the policy of the role, and of bucket and key in another account',
		retryHelps: false,
		sure: 'certain',
		example:
			"Error: Unable to access the artifact with Amazon S3 object key 'indexer/source_out/AbC123d' located in the Amazon S3 artifact bucket 'pipeline-artifacts'. The provided role does not have sufficient permissions.",
		unlike: 'Error: NoSuchKey: The specified key does not exist.',
	},
	{
		id: 'pipeline-role-denied',
		match: [
			/The provided role does not have (?:sufficient )?permissions?(?: to perform this action)?(?:\. Underlying error: (?<why>.{1,100}))?/,
		],
		cause: 'the role of the pipeline may not do what this action asks[: {why}]',
		advice: 'allow it in the policy of that role; with an encrypted bucket its KMS key counts too',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: The provided role does not have permissions to perform this action. Underlying error: Access Denied (Service: Amazon S3; Status Code: 403)',
		unlike: 'Error: The provided role name does not match the pattern',
	},
	{
		id: 's3-object-missing',
		match: [
			/\(NoSuchKey\)|\bNoSuchKey: |<Code>NoSuchKey\b/,
			/The specified key does not exist/,
			/S3 object (?:key )?['"]?(?<key>[\w./-]{1,200})['"]? (?:does not exist|was not found|could not be found)/,
		],
		cause: 'the S3 object[ {key}] does not exist',
		advice:
			'check bucket, key and region, and whether the step that uploads it has run; a rule of the bucket may have deleted it',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
		unlike:
			'An error occurred (NoSuchBucket) when calling the GetObject operation: The specified bucket does not exist',
	},
];
