import {type ReadOperation, reads} from '../../providers/aws/read-only-client.ts';
import type {ProviderError} from '../../providers/provider.ts';
import {type Check, fault, note, ok} from './check.ts';
import {needs} from './needs.ts';
import type {Outcome} from './survey.ts';

/** What an outcome says of the permission for a read. Pure. */
export function permissionCheck(operation: ReadOperation, outcome: Outcome): Check {
	switch (outcome.kind) {
		case 'answered':
			return ok(operation, outcome.said);
		case 'nothing':
			return note(operation, `could not be tried: ${outcome.why}`);
		case 'spared':
			return note(operation, `not tried: ${outcome.because}`);
		case 'failed':
			return failure(operation, outcome.error);
	}
}

function failure(operation: ReadOperation, error: ProviderError): Check {
	const {kind, message, hint} = error;
	switch (kind) {
		case 'denied':
			return fault(operation, denial(operation, message), grant(operation));
		case 'not-found':
			// AWS has looked, so it was allowed to.
			return ok(operation, 'allowed; what was asked about is gone');
		case 'throttled':
			return fault(operation, message, 'wait a minute and try again; who else polls this account?');
		case 'expired':
		case 'no-credentials':
			// It is said of the credentials, with what renews them.
			return operation === 'GetCallerIdentity'
				? note(operation, `no answer: ${message}`)
				: fault(operation, message, hint);
		case 'unreachable':
		case 'timeout':
		case 'broken':
		case 'invalid':
			return fault(operation, message, hint);
	}
}

function denial(operation: ReadOperation, message: string): string {
	const {purpose, required, without} = needs[operation];
	const deny = /with an explicit deny(?: in an? [\w -]+)?/.exec(message);
	const how = deny === null ? 'denied' : `denied ${deny[0]}`;
	return `${how}: it tells ${purpose}; without it ${without}${required ? '' : ' (all else works)'}`;
}

function grant(operation: ReadOperation): string {
	return `allow ${reads[operation]}:${operation} (sluice doctor --policy prints the whole policy)`;
}
