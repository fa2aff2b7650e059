import type {CatalogueEntry} from './entry.ts';

/** Stacks of CloudFormation, however they are deployed. */
export const cloudformation: readonly CatalogueEntry[] = [
	{
		id: 'cloudformation-stack-busy',
		match: [
			/Stack ?[:[]? ?(?<stack>[\w:/-]{1,200})\]? is in \[?(?<status>(?:CREATE|UPDATE|DELETE|ROLLBACK|UPDATE_ROLLBACK|UPDATE_COMPLETE_CLEANUP|REVIEW)_IN_PROGRESS)\]? state and can ?not be (?:updated|deleted)/,
			/Stack ?[:[]? ?(?<stack>[\w:/-]{1,200})\]? is in \[?(?<status>UPDATE_(?:ROLLBACK_)?COMPLETE_CLEANUP_IN_PROGRESS)\]? state and can ?not/,
		],
		cause: 'another change of the stack {stack} is running ({status})',
		advice: 'wait until it has ended, then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Stack:arn:aws:cloudformation:us-west-2:111122223333:stack/indexer/5d0c is in UPDATE_IN_PROGRESS state and can not be updated.',
		unlike:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Stack:arn:aws:cloudformation:us-west-2:111122223333:stack/indexer/5d0c is in ROLLBACK_COMPLETE state and can not be updated.',
	},
	{
		id: 'cloudformation-rollback-failed',
		match: [
			/Stack ?[:[]? ?(?<stack>[\w:/-]{1,200})\]? is in \[?(?<status>UPDATE_ROLLBACK_FAILED)\]? state and can ?not be updated/,
			/stack named (?<stack>[\w-]{1,128}) .{0,60}(?<status>UPDATE_ROLLBACK_FAILED)/,
		],
		cause: 'an earlier update of the stack {stack} failed and so did its rollback ({status})',
		advice:
			'mend what the rollback fell over, then `aws cloudformation continue-update-rollback --stack-name` with this stack, and retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the UpdateStack operation: Stack:arn:aws:cloudformation:us-west-2:111122223333:stack/indexer/5d0c is in UPDATE_ROLLBACK_FAILED state and can not be updated.',
		unlike: 'indexer | 4/12 | UPDATE_ROLLBACK_COMPLETE | AWS::CloudFormation::Stack | indexer',
	},
	{
		id: 'cloudformation-first-creation-failed',
		match: [
			/Stack ?[:[]? ?(?<stack>[\w:/-]{1,200})\]? is in \[?(?<status>ROLLBACK_COMPLETE|ROLLBACK_FAILED|CREATE_FAILED|DELETE_FAILED)\]? state and can ?not be updated/,
		],
		cause:
			'the stack {stack} cannot be updated: it is left over from a failed creation or deletion ({status})',
		advice:
			'see in its events why; when nothing in it is in use, as after a first creation, delete the stack, then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Stack:arn:aws:cloudformation:us-west-2:111122223333:stack/indexer/5d0c is in ROLLBACK_COMPLETE state and can not be updated.',
		unlike:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Stack:arn:aws:cloudformation:us-west-2:111122223333:stack/indexer/5d0c is in UPDATE_IN_PROGRESS state and can not be updated.',
	},
	{
		id: 'cloudformation-no-changes',
		match: [
			/when calling the UpdateStack operation: No updates are to be performed/,
			/Error: No changes to deploy\. Stack/,
			/Failed to create the changeset: .{0,200}(?:The submitted information didn't contain changes|No updates are to be performed)/,
		],
		cause: 'there is nothing to change in the stack, and the command counts that as a failure',
		advice: 'deploy with `--no-fail-on-empty-changeset`, or let the script accept this answer',
		retryHelps: false,
		sure: 'guess',
		example:
			'An error occurred (ValidationError) when calling the UpdateStack operation: No updates are to be performed.',
		unlike: 'No changes to deploy. Stack indexer is up to date',
	},
	{
		id: 'cloudformation-capabilities',
		match: [
			/Requires capabilities ?: \[?(?<capability>CAPABILITY_\w+)/,
			/\bInsufficientCapabilities(?:Exception)?\b/,
		],
		cause:
			'the template makes IAM resources or uses macros, which the deployment does not acknowledge[ ({capability})]',
		advice: 'deploy with `--capabilities` and the capability that is named',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_NAMED_IAM]',
		unlike: 'Capabilities: CAPABILITY_NAMED_IAM acknowledged',
	},
	{
		id: 'cloudformation-parameters',
		match: [/Parameters: \[(?<names>[^\]]{1,200})\] must have values/],
		cause: 'parameters of the template have no value: {names}',
		advice: 'give them with `--parameter-overrides`, or a default in the template',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Parameters: [VpcId, ImageTag] must have values',
		unlike: 'Parameters: [VpcId, ImageTag] read from params.json',
	},
	{
		id: 'cloudformation-template',
		match: [
			/Template format error: (?<what>YAML not well-formed\. \(line \d+, column \d+\))/,
			/Template (?:format|validation) error: (?<what>.{3,160}?)(?:\. |\.?$)/,
		],
		not: [/No updates/],
		cause: 'CloudFormation does not accept the template: {what}',
		advice:
			'correct the template; `aws cloudformation validate-template` or cfn-lint shows it without a build',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ValidationError) when calling the CreateChangeSet operation: Template format error: YAML not well-formed. (line 31, column 5)',
		unlike: 'Template validated: indexer.yaml',
	},
	{
		id: 'cloudformation-template-too-large',
		match: [
			/Templates with a size greater than [\d,]+ bytes must be deployed via an S3 Bucket/,
			/templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200/,
		],
		cause: 'the template is too large to be sent directly',
		advice: 'deploy it with `--s3-bucket`, or split it into nested stacks',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Templates with a size greater than 51,200 bytes must be deployed via an S3 Bucket. Please add the --s3-bucket parameter to your command.',
		unlike: 'Uploading template of 48,112 bytes',
	},
	{
		id: 'cloudformation-artifact',
		match: [
			/Unable to upload artifact (?<path>.{1,120}?) referenced by (?<parameter>\w+) parameter of (?<resource>\w+) resource/,
		],
		cause: '{path}, the {parameter} of {resource}, could not be uploaded',
		advice: 'read the sentence behind it: the path does not exist, or the bucket does not exist or refuses',
		retryHelps: false,
		sure: 'certain',
		example:
			'Unable to upload artifact build/handler.zip referenced by CodeUri parameter of Handler resource. Parameter CodeUri of resource Handler refers to a file or folder that does not exist',
		unlike: 'Uploading to 5d0c1f7e  1200 / 1200.0  (100.00%)\nSuccessfully packaged artifacts',
	},
	{
		id: 'cloudformation-already-exists',
		match: [
			/Resource handler returned message: "?(?<what>.{3,200}?)"? \(RequestToken: .{0,60}HandlerErrorCode: AlreadyExists\)/,
			/ already exists in stack (?<stack>arn:[\w:/-]{1,200})/,
			/ already exists \(Service: /,
		],
		cause: 'the stack makes what exists outside of it[: {what}][: it belongs to {stack}]',
		advice: 'import it into the stack, or delete it or give it another name; then retry',
		retryHelps: false,
		sure: 'certain',
		example:
			'14:02:11 | CREATE_FAILED | AWS::Logs::LogGroup | Logs | Resource handler returned message: "Resource of type AWS::Logs::LogGroup with identifier /acme/indexer already exists." (RequestToken: 5d0c-1f7e, HandlerErrorCode: AlreadyExists)',
		unlike:
			'14:02:11 | CREATE_FAILED | AWS::Logs::LogGroup | Logs | Resource handler returned message: "1 validation error detected" (RequestToken: 5d0c-1f7e, HandlerErrorCode: InvalidRequest)',
	},
	{
		id: 'cloudformation-not-stabilised',
		match: [
			/\b(?<type>AWS::\w+::\w+).{0,200}?HandlerErrorCode: NotStabilized/,
			/HandlerErrorCode: NotStabilized/,
		],
		cause: 'a resource of the stack[ ({type})] did not become stable in time',
		advice:
			'look at the resource itself (for a service: its events and stopped tasks); the stack only waited for it',
		retryHelps: null,
		sure: 'certain',
		example:
			'14:42:11 | CREATE_FAILED | AWS::ECS::Service | Service | Resource handler returned message: "Exceeded attempts to wait" (RequestToken: 5d0c, HandlerErrorCode: NotStabilized)',
		unlike: '14:42:11 | CREATE_COMPLETE | AWS::ECS::Service | Service',
	},
];
