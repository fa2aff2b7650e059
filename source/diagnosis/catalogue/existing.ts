import type {CatalogueEntry} from './entry.ts';

/** What is to be made is there already, or is held by something else. */
export const existing: readonly CatalogueEntry[] = [
	{
		id: 's3-bucket-name-taken',
		match: [
			/creating (?:Amazon )?S3 Bucket \((?<bucket>[^)]{3,63})\).{0,300}\bBucketAlreadyExists\b/,
			/creating (?:Amazon )?S3 Bucket\b.{0,300}\bBucketAlreadyExists\b/,
			/\bBucketAlreadyExists\b: The requested bucket name is not available/,
			/\bapi error BucketAlreadyExists\b/,
		],
		cause: 'the bucket name[ {bucket}] is taken: names are unique in all of S3, whoever owns the bucket',
		advice: 'if the bucket is yours, import it into the state; else choose another name in the configuration',
		retryHelps: false,
		sure: 'certain',
		example: [
			'╷',
			'│ Error: creating S3 Bucket (acme-assets): operation error S3: CreateBucket, https response error StatusCode: 409, RequestID: 7Q2, HostID: x, BucketAlreadyExists:',
			'│ ',
			'│   with aws_s3_bucket.assets,',
			'│   on main.tf line 3, in resource "aws_s3_bucket" "assets":',
			'╵',
		].join('\n'),
		unlike: [
			'make_bucket failed: s3://acme-assets An error occurred (BucketAlreadyOwnedByYou) when calling the CreateBucket operation: Your previous request to create the named bucket succeeded and you already own it.',
		].join('\n'),
	},
	{
		id: 'terraform-import-needed',
		match: [/A resource with the ID "(?<what>[^"]{1,300})" already exists - to be managed via Terraform/],
		cause: '{what} exists and is not in the Terraform state',
		advice: 'import it with `terraform import`, or delete it when nothing needs it, then retry',
		retryHelps: false,
		sure: 'certain',
		example: [
			'╷',
			'│ Error: A resource with the ID "/subscriptions/0000/resourceGroups/indexer" already exists - to be managed via Terraform this resource needs to be imported into the State.',
			'╵',
		].join('\n'),
		unlike: 'aws_s3_bucket.assets: Refreshing state... [id=acme-assets]',
	},
	{
		id: 'aws-already-exists',
		match: [
			/\b(?:EntityAlreadyExists|ResourceAlreadyExistsException|RepositoryAlreadyExistsException|DBInstanceAlreadyExists|DBClusterAlreadyExistsFault|ResourceExistsException|QueueAlreadyExists|AlreadyExistsException|DuplicateLoadBalancerName|DuplicateTargetGroupName|InvalidGroup\.Duplicate|InvalidKeyPair\.Duplicate|ParameterAlreadyExists)\b(?:Exception|Fault)?: (?<what>.{1,150}? exists?\b)/,
			/creating (?:Amazon )?S3 Bucket \((?<what>[^)]{3,63})\).{0,300}\bBucketAlreadyOwnedByYou\b/,
			/\b(?<what>(?:creating|create) [\w ]{2,60}(?: \([^)]{1,120}\))?): .{0,400}\b\w{0,40}AlreadyExists(?:Exception|Fault)?\b/i,
			/(?:operation error |[Ee]rror creating ).{0,400}AlreadyExists(?:Exception|Fault)?: (?<what>.{1,150}?)(?:\. |\.?$| status code)/,
			/ResourceConflictException: (?<what>Function already exists?: [\w-]{1,64})/,
			/\b(?<what>Tried to create resource record set \[[^\]]{1,200}\] but it already exists)/,
		],
		not: [
			/when calling the \w+ operation|Error from server|HandlerErrorCode|FileAlreadyExists|\b(?:java|org|scala)\.\w+\./,
			/ConditionalCheckFailed/,
		],
		cause: 'it exists in AWS and is not in the state: {what}',
		advice: 'if it belongs here, import it into the state; delete it when nothing needs it; then retry',
		retryHelps: false,
		sure: 'certain',
		example: [
			'Diagnostics:',
			'  aws:iam:Role (indexer-task):',
			'    error: 1 error occurred:',
			'        * creating IAM Role (indexer-task-4f1c): operation error IAM: CreateRole, https response error StatusCode: 409, RequestID: 1b2c, EntityAlreadyExists: Role with name indexer-task-4f1c already exists.',
		].join('\n'),
		unlike: [
			'An error occurred (EntityAlreadyExists) when calling the CreateRole operation: Role with name indexer-task already exists.',
		].join('\n'),
	},
	{
		id: 'aws-cli-already-exists',
		match: [
			/An error occurred \(\w{0,40}(?:AlreadyExists|AlreadyOwnedByYou|\.Duplicate|ResourceExistsException)\w{0,12}\) when calling the (?<operation>\w+) operation(?: \([^)]{1,40}\))?: (?<what>.{1,150}?)(?:\. |\.?$)/,
			/An error occurred \(ResourceConflictException\) when calling the (?<operation>CreateFunction) operation: (?<what>Function already exist: [\w-]{1,64})/,
		],
		cause: '{operation} makes what is there already: {what}',
		advice: 'let the script look whether it exists, or update it instead',
		retryHelps: false,
		sure: 'guess',
		example:
			'An error occurred (RepositoryAlreadyExistsException) when calling the CreateRepository operation: The repository with name indexer already exists in the registry with id 111122223333',
		unlike:
			'An error occurred (RepositoryNotFoundException) when calling the DescribeRepositories operation: The repository with name indexer does not exist in the registry',
	},
	{
		id: 'aws-still-in-use',
		match: [
			/\bDependencyViolation\b.{0,40}?: (?<what>.{1,150}?)(?:\. |\.?$| status code)/,
			/\bDeleteConflict\b.{0,40}?: (?<what>Cannot delete .{1,150}?)(?:\. |\.?$| status code)/,
			/\bBucketNotEmpty\b.{0,40}?: (?<what>The bucket you tried to delete is not empty)/,
		],
		cause: 'what is to be deleted is still used: {what}',
		advice:
			'find what uses it (for a security group: its network interfaces), remove or move that, then retry',
		retryHelps: null,
		sure: 'certain',
		example: [
			'    error: deleting urn:pulumi:l-staging-84532::indexer::aws:ec2/securityGroup:SecurityGroup::old: 1 error occurred:',
			'        * deleting Security Group (sg-0a1b2c3d): operation error EC2: DeleteSecurityGroup, https response error StatusCode: 400, RequestID: 9f0, api error DependencyViolation: resource sg-0a1b2c3d has a dependent object',
		].join('\n'),
		unlike: "Error: deleting Security Group (sg-0a1b2c3d): couldn't find resource",
	},
	{
		id: 'aws-conflicting-operation',
		match: [
			/\bOperationAborted\b.{0,40}?: (?<what>A conflicting conditional operation is currently in progress)/,
			/\bConcurrentModification(?:Exception)?\b.{0,40}?: (?<what>.{1,150}?)(?:\. |\.?$| status code)/,
			/\bInvalidDBInstanceState\w{0,12}.{0,60}?: (?<what>.{1,150}?)(?:\. |\.?$| status code)/,
			/\bInvalidDBClusterStateFault\b.{0,60}?: (?<what>.{1,150}?)(?:\. |\.?$| status code)/,
			/\bResourceInUseException\b.{0,60}?: (?<what>.{1,150}?\b(?:in use|being \w+|updating|creating)\b.{0,60}?)(?:\. |\.?$| status code)/i,
		],
		cause: 'another change of the same resource is running in AWS: {what}',
		advice: 'wait until the resource is available again, then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			'Error: updating RDS DB Instance (indexer): operation error RDS: ModifyDBInstance, https response error StatusCode: 400, RequestID: 51, InvalidDBInstanceState: Database instance is not in available state.',
		unlike: 'aws_db_instance.indexer: Still modifying... [id=indexer, 2m10s elapsed]',
	},
];
