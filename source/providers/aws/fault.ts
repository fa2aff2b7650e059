import type {TroubleKind} from '../../domain/trouble.ts';
import {fields, number, text} from './fields.ts';

/** What can be told of anything that was thrown. */
export interface Fault {
	readonly name: string;
	/** The system's code of a network error (`ECONNREFUSED`). */
	readonly code: string | null;
	readonly status: number | null;
	readonly message: string;
	/** The host that was looked for. */
	readonly host: string | null;
}

/** Reads an error of the SDK, of the network, or whatever it is. */
export function faultOf(error: unknown): Fault {
	const {name, code, message, hostname, $metadata, $response} = fields(error);
	const status = number(fields($metadata).httpStatusCode) ?? number(fields($response).statusCode);
	return {
		name: text(name) ?? 'Unknown',
		code: text(code),
		status,
		message: readable(message),
		host: text(hostname),
	};
}

const kinds: ReadonlyMap<string, TroubleKind> = new Map([
	...named('throttled', [
		...['BandwidthLimitExceeded', 'LimitExceededException', 'ProvisionedThroughputExceededException'],
		...['RequestLimitExceeded', 'RequestThrottled', 'RequestThrottledException', 'SlowDown'],
		...['ThrottledException', 'Throttling', 'ThrottlingException', 'TooManyRequestsException'],
	]),
	...named('expired', ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']),
	...named('no-credentials', [
		...[
			'CredentialsProviderError',
			'TokenProviderError',
			'UnrecognizedClientException',
			'InvalidClientTokenId',
		],
		...['InvalidAccessKeyId', 'InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired'],
		...['RequestTimeTooSkewed', 'IncompleteSignature', 'IncompleteSignatureException', 'AuthFailure'],
		...['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
	]),
	...named('denied', ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'OptInRequired']),
	...named('timeout', ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']),
]);

const networkCode =
	/\b(?:EAI_AGAIN|ECONNABORTED|ECONNREFUSED|ECONNRESET|EHOSTDOWN|EHOSTUNREACH|ENETDOWN|ENETUNREACH|ENOTFOUND|EPIPE|EPROTO)\b/;

/** The kind of trouble: by the system's code, else by AWS's name of the error, else by the status of the reply. */
export function kindOf(fault: Fault): TroubleKind {
	const {name, code, status, message} = fault;
	if (code === 'ETIMEDOUT') return 'timeout';
	if (code !== null && (networkCode.test(code) || isCertificate(code))) return 'unreachable';
	if (isLocal(fault)) {
		// A login that ran out, or that could not be renewed, has no name of its own: only its text tells.
		if (networkCode.test(message)) return 'unreachable';
		return /expired|sso login/i.test(message) ? 'expired' : 'no-credentials';
	}
	if (name === 'SyntaxError' && status !== 429) return 'broken';
	return kinds.get(name) ?? (/NotFound(?:Exception)?$/.test(name) ? 'not-found' : kindOfStatus(status));
}

function kindOfStatus(status: number | null): TroubleKind {
	if (status === 429) return 'throttled';
	if (status === 401 || status === 403) return 'denied';
	return status !== null && status >= 400 && status < 500 ? 'invalid' : 'broken';
}

/** Whether the fault lies with finding credentials on this machine: no service has seen the call. */
export function isLocal({name}: Fault): boolean {
	return name === 'CredentialsProviderError' || name === 'TokenProviderError';
}

/** Whether AWS refused a signature for its time. */
export function isOfClock({name, message}: Fault): boolean {
	return (
		name === 'RequestTimeTooSkewed' ||
		name === 'RequestExpired' ||
		(name === 'InvalidSignatureException' && /signature (?:expired|not yet current)/i.test(message))
	);
}

/** Whether a system's code says that the other side's certificate is not trusted. */
export function isCertificate(code: string): boolean {
	return /CERT|UNABLE_TO_VERIFY|^ERR_(?:TLS|SSL)_/.test(code);
}

function named(kind: TroubleKind, names: readonly string[]): [string, TroubleKind][] {
	return names.map(name => [name, kind]);
}

/** One line without the SDK's remarks to programmers, keys or tokens; a name of a role or a resource may stay. */
function readable(message: unknown): string {
	const line = (text(typeof message === 'string' ? message.split('\n  Deserialization error:')[0] : '') ?? '')
		.replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '…')
		.replace(/\b(Credential|Signature|X-Amz-Security-Token)([=:]\s*)[^\s,']+/gi, '$1$2…')
		.replace(/[A-Za-z0-9+/=]{40,}/g, run => (/^[0-9a-f]+$/.test(run) ? run : '…'))
		.trim();
	return line.length > 400 ? `${line.slice(0, 400).trimEnd()}…` : line;
}
