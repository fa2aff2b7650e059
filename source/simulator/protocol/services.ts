import {type Fault, parseFault} from '../faults.ts';
import {codeBuild} from '../services/codebuild/codebuild.ts';
import {codeDeploy} from '../services/codedeploy.ts';
import {codePipeline} from '../services/codepipeline/codepipeline.ts';
import {eventBridge} from '../services/events/events.ts';
import {cloudWatchLogs} from '../services/logs/logs.ts';
import {sqs} from '../services/sqs/sqs.ts';
import type {Service} from './operation.ts';

/** The services of the JSON protocol. */
export const services: readonly Service[] = [
	codePipeline,
	codeBuild,
	codeDeploy,
	cloudWatchLogs,
	eventBridge,
	sqs,
];

const isOperation = (name: string) =>
	name === 'GetCallerIdentity' || services.some(({operations}) => Object.hasOwn(operations, name));

/** Reads a fault as `parseFault` does. Throws a RangeError for an operation that there is not, too. */
export function readFault(text: string): Fault {
	const fault = parseFault(text);
	if (fault.operation !== undefined && !isOperation(fault.operation))
		throw new RangeError(
			`there is no operation ${fault.operation} that could be denied: give one such as GetPipelineState`,
		);
	return fault;
}
