import type {Service} from '../../protocol/operation.ts';
import {messageOperations} from './messages.ts';
import {queueOperations} from './queues.ts';

/** Clients that knew SQS before it spoke JSON know some errors by other names. */
const formerNames: Readonly<Record<string, string>> = {
	QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
	QueueNameExists: 'QueueAlreadyExists',
	QueueDeletedRecently: 'AWS.SimpleQueueService.QueueDeletedRecently',
	EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
	TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
	BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
	InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
	PurgeQueueInProgress: 'AWS.SimpleQueueService.PurgeQueueInProgress',
	MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
	UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
};

export const sqs: Service = {
	name: 'sqs',
	targetPrefix: 'AmazonSQS',
	jsonVersion: '1.0',
	operations: {...queueOperations, ...messageOperations},
	errorWire: ({code, httpStatus}) => ({
		type: `com.amazonaws.sqs#${code}`,
		headers: {
			'x-amzn-query-error': `${formerNames[code] ?? code};${httpStatus < 500 ? 'Sender' : 'Receiver'}`,
		},
	}),
};
