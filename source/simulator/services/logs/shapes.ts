import {AwsError} from '../../aws-error.ts';
import {integer, string} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';

export const errorCode = 'InvalidParameterException';
export const operation = operationsOf(errorCode);

export const groupName = string({min: 1, max: 512, pattern: /[.\-_/#A-Za-z0-9]+/});
export const streamName = string({min: 1, max: 512, pattern: /[^:*]*/});
export const time = integer({min: 0});
export const nextToken = string({min: 1});
/** A group is named by the one or the other. */
export const group = {
	logGroupName: groupName,
	logGroupIdentifier: string({min: 1, max: 2048, pattern: /[\w#+=/:,.@-]*/}),
};

/** The group's name, from whichever of the two members is given. */
export function namedGroup({
	logGroupName,
	logGroupIdentifier,
}: {
	readonly logGroupName?: string;
	readonly logGroupIdentifier?: string;
}): string {
	const [named, ...others] = [logGroupName, logGroupIdentifier].filter(each => each !== undefined);
	if (named === undefined || others.length > 0)
		throw new AwsError(errorCode, 'Exactly one of logGroupName and logGroupIdentifier must be specified.');
	return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]*)/.exec(named)?.[1] ?? named;
}
