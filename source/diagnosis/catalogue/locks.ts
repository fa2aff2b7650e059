import type {CatalogueEntry} from './entry.ts';

/** Another run holds the state that this one wants to change. */
export const locks: readonly CatalogueEntry[] = [
	{
		id: 'terraform-state-lock',
		match: [/Error acquiring the state lock/],
		cause: 'another run holds the lock of the Terraform state, or one that was broken off left it behind',
		advice:
			'see who holds it in the lock info below the error; when nobody runs any more, `terraform force-unlock` with its ID, then retry',
		retryHelps: true,
		sure: 'certain',
		example: [
			'╷',
			'│ Error: Error acquiring the state lock',
			'│ ',
			'│ Error message: operation error DynamoDB: PutItem, ConditionalCheckFailedException: The',
			'│ conditional request failed',
			'│ Lock Info:',
			'│   ID:        0f6d2c1e-7a35-4b5e-9e52-1c6a0b1f77aa',
			'╵',
		].join('\n'),
		unlike:
			'Acquiring state lock. This may take a few moments...\nReleasing state lock. This may take a few moments...',
	},
];
