import {describe, expect, it} from 'vitest';
import {toProviderError} from '../../../source/providers/aws/errors.ts';
import type {Circumstances} from '../../../source/providers/aws/hints.ts';
import {ProviderError} from '../../../source/providers/provider.ts';

const circumstances: Circumstances = {
	operation: 'GetPipelineState',
	permissions: 'codepipeline',
	region: 'us-west-2',
	endpoint: null,
	source: {kind: 'unknown'},
	now: Date.UTC(2026, 10, 20, 12),
};

function failure(name: string, more: object = {}, message = 'said'): Error {
	return Object.assign(new Error(message), {name}, more);
}
const http = (httpStatusCode: number) => ({$metadata: {httpStatusCode}});

describe('kinds', () => {
	it.each([
		['throttling', failure('ThrottlingException', http(400)), 'throttled', 'ThrottlingException'],
		['429 without a name', failure('Unknown', http(429)), 'throttled', 'HTTP 429'],
		['429 as a page', failure('SyntaxError', http(429)), 'throttled', 'HTTP 429'],
		['expired keys', failure('ExpiredTokenException', http(400)), 'expired', 'ExpiredTokenException'],
		[
			'unknown keys',
			failure('UnrecognizedClientException', http(400)),
			'no-credentials',
			'UnrecognizedClientException',
		],
		[
			'a wrong signature',
			failure('InvalidSignatureException', http(400)),
			'no-credentials',
			'InvalidSignatureException',
		],
		['no keys', failure('CredentialsProviderError'), 'no-credentials', 'CredentialsProviderError'],
		[
			'a login that ran out',
			failure(
				'CredentialsProviderError',
				{},
				'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
			),
			'expired',
			'CredentialsProviderError',
		],
		[
			'no way to the login',
			failure('CredentialsProviderError', {}, 'getaddrinfo ENOTFOUND oidc.us-west-2.amazonaws.com'),
			'unreachable',
			'CredentialsProviderError',
		],
		['denial', failure('AccessDeniedException', http(400)), 'denied', 'AccessDeniedException'],
		['a bare 403', failure('Unknown', http(403)), 'denied', 'HTTP 403'],
		[
			'an unknown pipeline',
			failure('PipelineNotFoundException', http(400)),
			'not-found',
			'PipelineNotFoundException',
		],
		[
			'an unknown log',
			failure('ResourceNotFoundException', http(400)),
			'not-found',
			'ResourceNotFoundException',
		],
		['a wrong parameter', failure('ValidationException', http(400)), 'invalid', 'ValidationException'],
		[
			'an unknown operation',
			failure('UnknownOperationException', http(400)),
			'invalid',
			'UnknownOperationException',
		],
		['refusal', failure('Error', {code: 'ECONNREFUSED'}), 'unreachable', 'ECONNREFUSED'],
		['no such host', failure('Error', {code: 'ENOTFOUND'}), 'unreachable', 'ENOTFOUND'],
		[
			'a hang-up, which the SDK names after a time-out',
			failure('TimeoutError', {code: 'ECONNRESET'}),
			'unreachable',
			'ECONNRESET',
		],
		[
			'a foreign certificate',
			failure('Error', {code: 'SELF_SIGNED_CERT_IN_CHAIN'}),
			'unreachable',
			'SELF_SIGNED_CERT_IN_CHAIN',
		],
		['slowness', failure('TimeoutError', {code: 'ETIMEDOUT'}), 'timeout', 'TimeoutError'],
		['a slow connection', failure('TimeoutError'), 'timeout', 'TimeoutError'],
		['an internal failure', failure('InternalFailure', http(500)), 'broken', 'InternalFailure'],
		['an error page', failure('SyntaxError', http(502)), 'broken', 'BrokenReply'],
		['a login page of a proxy', failure('SyntaxError', http(200)), 'broken', 'BrokenReply'],
		['a refusal by a proxy', failure('SyntaxError', http(403)), 'broken', 'BrokenReply'],
		['a wrong timestamp', failure('TypeError', http(200)), 'broken', 'TypeError'],
		['a text', 'thrown', 'broken', 'Unknown'],
		['nothing', undefined, 'broken', 'Unknown'],
	])('knows %s', (_, error, kind, errorName) => {
		expect(toProviderError(error, circumstances)).toMatchObject({kind, errorName});
	});

	it('leaves its own errors as they are', () => {
		const error = new ProviderError('denied', 'ReadOnly', 'no');
		expect(toProviderError(error, circumstances)).toBe(error);
	});
});

describe('hints', () => {
	const hint = (error: unknown, more: Partial<Circumstances> = {}) =>
		toProviderError(error, {...circumstances, ...more}).hint;
	const expired = failure('ExpiredTokenException', http(400));

	it.each([
		[{kind: 'sso', profile: 'ops'}, 'aws sso login --profile ops'],
		[{kind: 'sso', profile: 'my profile'}, "aws sso login --profile 'my profile'"],
		[{kind: 'sso', profile: null}, 'aws sso login'],
		[{kind: 'login', profile: 'ops'}, 'aws login --profile ops'],
		[{kind: 'file', file: 'secrets.toml'}, 'renew the credentials in secrets.toml'],
		[
			{kind: 'keys', profile: 'ops', file: '~/.aws/credentials'},
			'renew the keys of the profile ops in ~/.aws/credentials',
		],
		[
			{kind: 'environment'},
			'renew AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and start sluice again',
		],
		[{kind: 'process', profile: null}, 'the credential_process of the default profile must give new ones'],
		[{kind: 'machine'}, 'the role of this container or machine must give new ones'],
		[{kind: 'unknown'}, 'renew the credentials'],
	] as const)('say how to renew what has expired: of %j', (source, expected) => {
		expect(hint(expired, {source})).toBe(expected);
	});

	it('say where credentials may come from', () => {
		const none = failure('CredentialsProviderError');
		expect(hint(none, {source: {kind: 'sso', profile: 'ops'}})).toBe('aws sso login --profile ops');
		expect(hint(none)).toMatch(/--profile .*--credentials-file/);
		const source = {kind: 'missing', profile: 'nope', known: ['dev', 'ops']} as const;
		expect(toProviderError(none, {...circumstances, source})).toMatchObject({
			message: 'there is no profile nope in the config and credentials files of AWS',
			hint: 'name one of dev, ops with --profile NAME',
		});
		const file = {kind: 'file', file: 'secrets.toml'} as const;
		expect(hint(failure('UnrecognizedClientException'), {source: file})).toBe(
			'check the keys in secrets.toml',
		);
	});

	it('name the permission that is missing', () => {
		const said =
			'User: arn:aws:iam::123456789012:user/ro is not authorized to perform: codepipeline:GetPipelineState on resource: x';
		expect(hint(failure('AccessDeniedException', http(400), said))).toBe(
			'the permission codepipeline:GetPipelineState is missing',
		);
		expect(
			hint(failure('AccessDeniedException', http(400)), {permissions: 'logs', operation: 'GetLogEvents'}),
		).toBe('the permission logs:GetLogEvents is missing');
	});

	it('say who is denied what, once', () => {
		const said = (why: string) =>
			toProviderError(
				failure(
					'AccessDeniedException',
					http(400),
					`User: arn:aws:sts::123456789012:assumed-role/ops/ines is not authorized to perform: codepipeline:GetPipelineState on resource: arn:aws:codepipeline:us-west-2:123456789012:web ${why}`,
				),
				circumstances,
			);
		const who = 'arn:aws:sts::123456789012:assumed-role/ops/ines';
		expect(said('').permission).toBe('codepipeline:GetPipelineState');
		expect(
			said('because no identity-based policy allows the codepipeline:GetPipelineState action').message,
		).toBe(`GetPipelineState is denied to ${who} because no identity-based policy allows it`);
		expect(said('with an explicit deny in a service control policy').message).toBe(
			`GetPipelineState is denied to ${who} with an explicit deny in a service control policy`,
		);
		expect(toProviderError(failure('ThrottlingException'), circumstances).permission).toBeNull();
	});

	it('say in words what is no answer', () => {
		const said = (status: number) => toProviderError(failure('SyntaxError', http(status)), circumstances);
		expect(said(502).message).toBe('GetPipelineState got an answer that is no JSON (HTTP 502)');
		expect(said(429).message).toBe('AWS asks for fewer requests (HTTP 429)');
	});

	it('doubt the region or the address', () => {
		const unknown = failure('Error', {code: 'ENOTFOUND', hostname: 'codepipeline.us-wst-2.amazonaws.com'});
		const error = toProviderError(unknown, {...circumstances, region: 'us-wst-2'});
		expect(error.hint).toContain('is the region right (us-wst-2)?');
		expect(error.message).toContain('codepipeline.us-wst-2.amazonaws.com');
		expect(hint(failure('Error', {code: 'ECONNREFUSED'}), {endpoint: 'http://127.0.0.1:4599'})).toBe(
			'is something listening at http://127.0.0.1:4599?',
		);
	});

	it('blame the clock where AWS does', () => {
		const late = failure(
			'InvalidSignatureException',
			http(400),
			'Signature expired: 20261120T100000Z is now earlier',
		);
		expect(hint(late)).toBe('set the clock of this machine');
	});
});

describe('messages', () => {
	const message = (said: string, name = 'ValidationException') =>
		toProviderError(failure(name, http(400), said), circumstances).message;

	it('hold no key, token or signature', () => {
		const secrets = [
			'AKIAIOSFODNN7EXAMPLE',
			'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
			'IQoJb3JpZ2luX2VjEJr//'.repeat(9),
		];
		const quoted = `key ${secrets[0]} and ${secrets[1]} x-amz-security-token:${secrets[2]} Credential=short/2026, Signature=ab12`;
		for (const name of [
			'ValidationException',
			'InvalidSignatureException',
			'AccessDeniedException',
			'ThrottlingException',
		]) {
			const error = toProviderError(failure(name, http(400), quoted), circumstances);
			for (const secret of [...secrets, 'short/2026', 'ab12']) {
				expect(error.message + error.hint).not.toContain(secret);
			}
			expect(error.cause).toBeUndefined();
		}
	});

	it('keep ARNs and commits', () => {
		const said =
			'arn:aws:codepipeline:us-west-2:123456789012:l-indexer at acfd7c635f76c9e523438af9f629f543196cfad9';
		expect(message(said)).toBe(said);
	});

	it('are one line that a terminal may show', () => {
		expect(message('bad\u001b[31m\nthing\u202e')).toBe('bad thing');
		expect(message('x '.repeat(5000)).length).toBeLessThan(500);
	});

	it('leave out what the SDK says to programmers', () => {
		const said = 'nope\n  Deserialization error: to see the raw response, inspect the hidden field';
		expect(message(said)).toBe('nope');
	});
});

it('does not doubt the endpoint that says when to come again', () => {
	const about = {...circumstances, endpoint: 'http://127.0.0.1:1'};
	const hint = (headers: object) =>
		toProviderError(Object.assign(failure('Unknown', http(503)), {$response: {headers}}), about).hint;
	expect(hint({})).toBe('is http://127.0.0.1:1 an AWS endpoint?');
	expect(hint({'retry-after': '240'})).toBeNull();
});

describe('retryAfter', () => {
	const retryAfter = (headers: Record<string, string>) =>
		toProviderError(
			Object.assign(failure('ThrottlingException', http(400)), {$response: {headers}}),
			circumstances,
		).retryAfter;

	it('is read in seconds, in milliseconds and as a date', () => {
		expect(retryAfter({'retry-after': '7'})).toBe(7000);
		expect(retryAfter({'x-amz-retry-after': '1500'})).toBe(1500);
		expect(retryAfter({'Retry-After': 'Fri, 20 Nov 2026 12:00:30 GMT'})).toBe(30_000);
	});

	it("is counted from the sender's own time, which may not be ours", () => {
		const date = 'Fri, 20 Nov 2026 13:00:00 GMT';
		expect(retryAfter({date, 'retry-after': 'Fri, 20 Nov 2026 13:00:20 GMT'})).toBe(20_000);
	});

	it('is neither endless nor negative, nor invented', () => {
		expect(retryAfter({'retry-after': '99999999'})).toBe(300_000);
		expect(retryAfter({'retry-after': 'Fri, 20 Nov 2020 12:00:30 GMT'})).toBe(0);
		expect(retryAfter({'retry-after': 'soon'})).toBeNull();
		expect(retryAfter({})).toBeNull();
	});
});
