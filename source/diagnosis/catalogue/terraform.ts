import type {CatalogueEntry} from './entry.ts';

/** What Terraform and OpenTofu say before they change anything, and of what they changed. */
export const terraform: readonly CatalogueEntry[] = [
	{
		id: 'terraform-backend-changed',
		match: [/Error: Backend (?:initialization required|configuration (?:changed|block has changed))/],
		cause: 'the working directory is not initialised for the backend that the configuration names',
		advice: 'run `terraform init -reconfigure`, or `-migrate-state` when the state shall move',
		retryHelps: false,
		sure: 'certain',
		example: [
			'│ Error: Backend configuration changed',
			'│ ',
			'│ A change in the backend configuration has been detected, which may require migrating existing state.',
		].join('\n'),
		unlike: 'Initializing the backend...\nSuccessfully configured the backend "s3"!',
	},
	{
		id: 'terraform-state-bucket-missing',
		match: [
			/Failed to get existing workspaces: .{0,300}(?:S3 bucket "?(?<bucket>[\w.-]*)"? does not exist|NoSuchBucket)/,
			/Error (?:refreshing|loading) state: .{0,300}\bNoSuchBucket\b/,
		],
		cause: 'the bucket of the Terraform state[ {bucket}] does not exist for this account and Region',
		advice: 'compare bucket, Region and account of the backend with what exists',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: Failed to get existing workspaces: S3 bucket "acme-tfstate" does not exist.',
		unlike: 'Error: Failed to get existing workspaces: AccessDenied: Access Denied',
	},
	{
		id: 'terraform-state-digest',
		match: [/state data in S3 does not have the expected content/],
		cause: 'the Terraform state in S3 does not fit its checksum in DynamoDB: a write was broken off',
		advice:
			'retry after some minutes; if it stays, find out which version of the state is right before you correct the Digest item',
		retryHelps: true,
		sure: 'certain',
		example: 'Error refreshing state: state data in S3 does not have the expected content.',
		unlike: 'Error refreshing state: AccessDenied: Access Denied',
	},
	{
		id: 'terraform-provider-version',
		match: [
			/provider (?<provider>[\w./-]+): no available releases match the given constraints (?<wanted>[^,│]{1,80}?)(?:\.|,|$| [A-Z])/,
			/locked provider (?<provider>registry\S+) \S+ does not match configured version constraints? (?<wanted>[^;│]{1,80})/,
		],
		cause: 'no version of the provider {provider} fits {wanted}',
		advice:
			'make the version constraints of all modules agree; `terraform init -upgrade` renews the lock file',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: Failed to query available provider packages: Could not retrieve the list of available versions for provider hashicorp/aws: no available releases match the given constraints ~> 4.0, >= 5.30.0',
		unlike: 'Finding hashicorp/aws versions matching "~> 5.0, >= 5.30.0"...',
	},
	{
		id: 'terraform-registry',
		match: [
			/Could not retrieve the list of available versions for provider (?<provider>[\w./-]+): .{0,120}(?:could not connect|could not query|failed to request|timeout|deadline exceeded)/i,
			/Error: Failed to install provider .{0,300}(?:timeout|connection reset|deadline exceeded|TLS handshake|50[234] )/i,
			/could not (?:connect to|query) (?:the )?provider registry\b/i,
		],
		not: [/no available releases|AccessDenied/],
		cause: 'the provider registry did not answer[ for {provider}]',
		advice: 'retry; when it comes often, keep providers in a mirror or a plugin cache',
		retryHelps: true,
		sure: 'certain',
		example:
			'Error: Failed to query available provider packages: Could not retrieve the list of available versions for provider hashicorp/aws: could not connect to registry.terraform.io: failed to request discovery document: net/http: request canceled (Client.Timeout exceeded)',
		unlike:
			'Error: Failed to query available provider packages: Could not retrieve the list of available versions for provider hashicorp/aws: no available releases match the given constraints ~> 4.0, >= 5.30.0',
	},
	{
		id: 'terraform-lock-file',
		match: [
			/Error: Inconsistent dependency lock file/,
			/does(?:n't| not) match any of the checksums (?:previously )?recorded in the dependency lock file/,
			/Provider dependency changes detected/,
		],
		cause: 'the dependency lock file does not fit the configuration or the platform of the build',
		advice:
			'run `terraform init -upgrade` or `terraform providers lock -platform=linux_amd64` and commit .terraform.lock.hcl',
		retryHelps: false,
		sure: 'certain',
		example: [
			'│ Error: Inconsistent dependency lock file',
			'│ ',
			'│ The following dependency selections recorded in the lock file are inconsistent with the current configuration:',
		].join('\n'),
		unlike:
			'Terraform has created a lock file .terraform.lock.hcl to record the provider selections it made above.',
	},
	{
		id: 'terraform-not-initialised',
		match: [/Error: (?:Module not installed|Missing required provider|Required plugins are not installed)/],
		cause: 'modules or providers of the configuration are not installed',
		advice: 'run `terraform init` in this directory before the command',
		retryHelps: false,
		sure: 'certain',
		example: '│ Error: Module not installed\n│ \n│   on main.tf line 12:\n│   12: module "network" {',
		unlike: 'Initializing modules...\n- network in modules/network',
	},
	{
		id: 'terraform-version',
		match: [/Error: Unsupported (?:Terraform|OpenTofu) Core version/],
		cause: 'the configuration wants another version of Terraform than the build has',
		advice: 'install the version that `required_version` allows',
		retryHelps: false,
		sure: 'certain',
		example: '│ Error: Unsupported Terraform Core version\n│ \n│   on versions.tf line 2, in terraform:',
		unlike: 'Your version of Terraform is out of date! The latest version is 1.9.8.',
	},
	{
		id: 'terraform-variable-missing',
		match: [
			/Error: No value for required variable.{0,300}root module input variable "(?<name>[^"]{1,80})" is not set/,
			/Error: No value for required variable/,
		],
		cause: 'a required Terraform variable has no value[: {name}]',
		advice: 'give it in the tfvars file of this environment or as TF_VAR_ in the build',
		retryHelps: false,
		sure: 'certain',
		example: [
			'│ Error: No value for required variable',
			'│ ',
			'│   on variables.tf line 9:',
			'│    9: variable "rpc_url" {',
			'│ ',
			'│ The root module input variable "rpc_url" is not set, and has no default value.',
		].join('\n'),
		unlike: '│ Warning: Value for undeclared variable',
	},
	{
		id: 'terraform-prevent-destroy',
		match: [
			/Error: Instance cannot be destroyed.{0,200}Resource (?<resource>\S+) has lifecycle\.prevent_destroy/,
			/Error: Instance cannot be destroyed/,
		],
		cause: 'the plan would destroy what `prevent_destroy` protects[: {resource}]',
		advice: 'see in the plan what forces the replacement and undo that; do not just lift the protection',
		retryHelps: false,
		sure: 'certain',
		example: [
			'│ Error: Instance cannot be destroyed',
			'│ ',
			'│   on db.tf line 4:',
			'│ Resource aws_rds_cluster.ledger has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed.',
		].join('\n'),
		unlike: 'aws_rds_cluster.ledger: Destruction complete after 3m2s',
	},
	{
		id: 'terraform-plan-stale',
		match: [/Error: Saved plan is stale/],
		cause: 'the state changed after the plan was made',
		advice: 'make a new plan and look at it again',
		retryHelps: false,
		sure: 'certain',
		example: '│ Error: Saved plan is stale\n│ \n│ The given plan file can no longer be applied.',
		unlike: 'Saved the plan to: tfplan',
	},
	{
		id: 'terraform-inconsistent-result',
		match: [
			/Error: Provider produced inconsistent (?:result after apply|final plan).{0,200}When (?:applying changes to|expanding the plan for) (?<resource>[\w.[\]"-]+?),/,
			/Error: Provider produced inconsistent (?:result after apply|final plan)/,
		],
		cause:
			'a provider contradicts its own plan[ for {resource}]: a fault of the provider, often only of timing',
		advice: 'retry once; if it stays, look for the issue of that provider version',
		retryHelps: true,
		sure: 'certain',
		example:
			'│ Error: Provider produced inconsistent result after apply\n│ \n│ When applying changes to aws_iam_policy.deploy, provider "aws" produced an unexpected new value.',
		unlike: '│ Warning: Provider development overrides are in effect',
	},
	{
		id: 'terraform-wait-timeout',
		match: [
			/waiting for (?<what>.{3,200}?): timeout while waiting for state to become '(?<state>[^']{1,60})' \(last state: '(?<last>[^']{0,60})', timeout: (?<time>\w+)\)/,
			/timeout while waiting for state to become '(?<state>[^']{1,60})' \(last state: '(?<last>[^']{0,60})', timeout: (?<time>\w+)\)/,
		],
		not: [/tfSTABLE/],
		cause: '[{what}: ]timed out: it did not become {state} within {time}[; the last state was {last}]',
		advice:
			'see in AWS why the resource hangs; retry when it is ready, else raise `timeouts` of the resource',
		retryHelps: null,
		sure: 'certain',
		example:
			"Error: waiting for RDS Cluster (ledger) create: timeout while waiting for state to become 'available' (last state: 'creating', timeout: 2h0m0s)",
		unlike: 'aws_rds_cluster.ledger: Still creating... [10m0s elapsed]',
	},
	{
		id: 'terraform-invalid-configuration',
		match: [
			/Error: (?<what>Unsupported argument|Unsupported block type|Missing required argument|Reference to undeclared (?:resource|input variable|local value|module|output value)|Invalid function argument|Argument or block definition required|Invalid (?:for_each|count) argument|Duplicate (?:resource|variable|output|provider) (?:"[^"]{1,80}" )?configuration|Unsuitable value type|Incorrect attribute value type|Unclosed configuration block|Cycle: )(?:.{0,60}\bon (?<file>[\w./-]+\.tf(?:vars)?) line (?<line>\d+))?/,
		],
		cause: 'the Terraform configuration is wrong: {what}[ in {file}, line {line}]',
		advice: 'correct the configuration; `terraform validate` shows it without a build',
		retryHelps: false,
		sure: 'certain',
		example:
			'│ Error: Unsupported argument\n│ \n│   on main.tf line 14, in resource "aws_ecs_service" "indexer":\n│   14:   desired_counts = 2',
		unlike: 'Success! The configuration is valid.',
	},
];
