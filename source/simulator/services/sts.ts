import {callerArn, type World} from '../account/world.ts';
import {AwsError} from '../aws-error.ts';

const xmlns = 'https://sts.amazonaws.com/doc/2011-06-15/';
const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

type FaultError = {readonly code: string; readonly status?: number};

/** What the query protocol calls what is not the request's fault. */
export const stsFaults: Readonly<Record<'expired' | 'throttle' | 'denied', FaultError>> = {
	expired: {code: 'ExpiredToken', status: 403},
	throttle: {code: 'Throttling'},
	denied: {code: 'AccessDenied', status: 403},
};

/** Answers an operation of STS, which speaks XML. Throws an AwsError for what it does not know. */
export function stsReply(world: World, action: string, requestId: string): string {
	if (action !== 'GetCallerIdentity')
		throw new AwsError('InvalidAction', `Could not find operation ${action} for version 2011-06-15`);
	const identity = `<Arn>${callerArn(world)}</Arn><UserId>AIDASIMULATEDOPERATOR</UserId><Account>${world.id}</Account>`;
	return `<GetCallerIdentityResponse xmlns="${xmlns}"><GetCallerIdentityResult>${identity}</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
}

/** An error as the query protocol words it. */
export function stsError({code, message, httpStatus}: AwsError, requestId: string): string {
	const type = httpStatus < 500 ? 'Sender' : 'Receiver';
	return `<ErrorResponse xmlns="${xmlns}"><Error><Type>${type}</Type><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}
