import type {CatalogueEntry} from './entry.ts';

/** What becomes of the state of Terraform, and of its providers. */
export const terraformState: readonly CatalogueEntry[] = [
	{
		id: 'terraform-state-not-saved',
		match: [/Error: Failed to (?:save|persist) state|Error saving state: /],
		cause:
			'Terraform changed resources and could not save the state: it exists only in errored.tfstate of this build',
		advice: 'before any retry, push that file with `terraform state push`, or import what was made',
		retryHelps: false,
		sure: 'certain',
		example: [
			'│ Error: Failed to save state',
			'│ ',
			'│ Error saving state: failed to upload state: operation error S3: PutObject, connection reset by peer',
		].join('\n'),
		unlike: 'State saved to s3://acme-tfstate/network/terraform.tfstate',
	},
	{
		id: 'terraform-state-newer',
		match: [
			/state snapshot was created by Terraform v(?<version>[\w.-]+), which is newer than current v(?<own>[\w.-]*\w)/,
		],
		cause: 'the state was written by Terraform {version}, which is newer than the {own} of the build',
		advice: 'install Terraform {version} or newer in the build',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: state snapshot was created by Terraform v1.9.8, which is newer than current v1.5.7; upgrade to Terraform v1.9.8 or greater to work with this state',
		unlike: 'Terraform v1.9.8 on linux_amd64',
	},
	{
		id: 'terraform-provider-crashed',
		match: [
			/Error: Plugin did not respond|Error: The terraform-provider-(?<provider>[\w-]{1,60})\S{0,60} plugin crashed/,
			/plugin encountered an error, and failed to respond/,
		],
		cause: 'a provider of Terraform broke down[: {provider}]',
		advice: 'look for memory that ran out; retry once, else try another version of that provider',
		retryHelps: null,
		sure: 'certain',
		example:
			'│ Error: Plugin did not respond\n│ \n│ The plugin encountered an error, and failed to respond to the call.',
		unlike: '│ Warning: Plugin directory ignored',
	},
	{
		id: 'terraform-nothing-found',
		match: [
			/Your query returned no results\. Please change your search criteria/,
			/Error: (?<what>no matching [\w ]{3,60} found)/,
		],
		cause: 'a data source of the configuration finds nothing[: {what}]',
		advice: 'see which data source it is: what it looks for is in another account or Region, or was removed',
		retryHelps: false,
		sure: 'certain',
		example:
			'│ Error: no matching EC2 VPC found\n│ \n│   with data.aws_vpc.main,\n│   on main.tf line 8, in data "aws_vpc" "main":',
		unlike: 'No changes. Your infrastructure matches the configuration.',
	},
];
