import type {TroubleKind} from '../../domain/trouble.ts';
import {ProviderError} from '../provider.ts';
import {type Fault, faultOf, isCertificate, isLocal, isOfClock, kindOf} from './fault.ts';
import {fields, number} from './fields.ts';
import {type Circumstances, hintFor, permissionOf} from './hints.ts';
import {retryAfterOf} from './retry-after.ts';

/**
 * What anything that a call threw means. Pure. The SDK's own error goes no further, not even as a cause: a reply to a
 * wrong signature quotes the whole request, session token included.
 */
export function toProviderError(error: unknown, circumstances: Circumstances): ProviderError {
	if (error instanceof ProviderError) return error;
	const fault = faultOf(error);
	const kind = kindOf(fault);
	const {$response} = fields(error);
	const serverTime = dateOf($response);
	// Until a date of the sender's clock, which may not be ours.
	const retryAfter = retryAfterOf(fields(fields($response).headers), serverTime ?? circumstances.now);
	return new ProviderError(kind, nameOf(kind, fault), sentenceOf(kind, fault, circumstances), {
		// Who says when to come again is the right one to ask.
		hint: kind === 'broken' && retryAfter !== null ? null : hintFor(kind, fault, circumstances),
		retryAfter,
		serverTime,
		permission: kind === 'denied' ? permissionOf(fault, circumstances) : null,
	});
}

/** When a reply was sent by the clock of its sender (its Date header); ms since the epoch, null when it does not tell. */
export function dateOf(response: unknown): number | null {
	const {date} = fields(fields(response).headers);
	return typeof date === 'string' ? number(Date.parse(date)) : null;
}

/** What is said of a reply that is no reply: a member that must be there is not. */
export function brokenReply(what: string, endpoint: string | null): ProviderError {
	return new ProviderError('broken', 'BrokenReply', what, {
		hint: endpoint === null ? null : `is ${endpoint} an AWS endpoint?`,
	});
}

function nameOf(kind: TroubleKind, {name, code, status}: Fault): string {
	if (kind === 'timeout') return 'TimeoutError';
	// The name of an error of this program's parser tells nobody anything.
	if (name === 'SyntaxError') return kind === 'broken' ? 'BrokenReply' : `HTTP ${status}`;
	return code ?? (name === 'Unknown' && status !== null ? `HTTP ${status}` : name);
}

function sentenceOf(kind: TroubleKind, fault: Fault, circumstances: Circumstances): string {
	const {name, status, message} = fault;
	const {operation} = circumstances;
	switch (kind) {
		case 'throttled':
			return `AWS asks for fewer requests (${name === 'SyntaxError' ? `HTTP ${status}` : message || name})`;
		case 'expired':
			return 'the credentials have expired';
		case 'no-credentials':
			if (isLocal(fault)) return withoutKeys(circumstances);
			return isOfClock(fault)
				? 'AWS does not accept the time of this machine'
				: 'AWS does not accept these keys';
		case 'denied':
			return denied(fault, circumstances);
		case 'unreachable':
			return unreachable(fault, circumstances);
		case 'timeout':
			return `${operation} was not answered in time`;
		case 'broken':
			if (name === 'SyntaxError')
				return `${operation} got an answer that is no JSON${status === null ? '' : ` (HTTP ${status})`}`;
			if (status !== null && status >= 500) return `the service failed with status ${status}`;
			return status === null
				? `${operation} failed (${name})`
				: `the answer to ${operation} is not what AWS sends`;
		case 'not-found':
		case 'invalid':
			return message || `${operation} was refused (${name})`;
	}
}

function unreachable({code, host}: Fault, {endpoint}: Circumstances): string {
	const place = endpoint ?? host ?? 'AWS';
	if (code === null) return 'the credentials cannot be renewed without a network';
	if (isCertificate(code)) return `the certificate of ${place} is not trusted (${code})`;
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the address of ${host ?? place} cannot be found`;
	return code === 'ECONNREFUSED'
		? `${place} refuses connections`
		: `the connection to ${place} broke (${code})`;
}

/** Who may not, and why, as far as AWS says so; which permission it is about stands in the hint. */
function denied({message}: Fault, {operation}: Circumstances): string {
	const who = /^User: (\S+) is not authorized to perform/.exec(message)?.[1] ?? null;
	if (who === null) return message || `${operation} is denied`;
	const why = /with an explicit deny(?: in an? [\w -]+)?/.exec(message)?.[0] ?? null;
	const lacking = /because (no [\w -]+) allows/.exec(message)?.[1] ?? null;
	const because = why ?? (lacking === null ? null : `because ${lacking} allows it`);
	return `${operation} is denied to ${who}${because === null ? '' : ` ${because}`}`;
}

function withoutKeys({source}: Circumstances): string {
	if (source.kind === 'missing') return missingProfile(source.profile);
	return source.kind === 'process'
		? 'the credential_process gave no credentials'
		: 'no credentials were found';
}

export function missingProfile(profile: string): string {
	return `there is no profile ${profile} in the config and credentials files of AWS`;
}
