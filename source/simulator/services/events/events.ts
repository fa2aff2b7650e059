import type {Service} from '../../protocol/operation.ts';
import {ruleOperations} from './rules.ts';
import {targetOperations} from './targets.ts';

export const eventBridge: Service = {
	name: 'events',
	targetPrefix: 'AWSEvents',
	operations: {...ruleOperations, ...targetOperations},
};
