import type {Service} from '../../protocol/operation.ts';
import {filterLogEvents} from './filter-events.ts';
import {getLogEvents} from './get-events.ts';
import {logGroupOperations} from './groups.ts';
import {putLogEvents} from './put-events.ts';

export const cloudWatchLogs: Service = {
	name: 'logs',
	targetPrefix: 'Logs_20140328',
	operations: {
		FilterLogEvents: filterLogEvents,
		GetLogEvents: getLogEvents,
		PutLogEvents: putLogEvents,
		...logGroupOperations,
	},
};
