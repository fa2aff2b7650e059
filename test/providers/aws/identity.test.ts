import {expect, it} from 'vitest';
import {ProviderError} from '../../../source/providers/provider.ts';
import {type Answer, asking, json, providerOn, rejection, xml} from './loopback.ts';

const operator = {Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/operator', UserId: 'AIDA'};
const refusal =
	(code: string, headers: Record<string, string> = {}): Answer =>
	response => {
		response.writeHead(403, {'content-type': 'text/xml', ...headers});
		response.end(
			`<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>said</Message></Error></ErrorResponse>`,
		);
	};

it('says whose keys these are and what the clock of AWS says, at the address given', async () => {
	const date = 'Fri, 20 Nov 2026 10:00:00 GMT';
	const {provider, calls, received} = await providerOn(xml(operator, {date}));
	expect(await provider.identity?.(asking)).toEqual({
		account: '123456789012',
		arn: 'arn:aws:iam::123456789012:user/operator',
		serverTime: Date.UTC(2026, 10, 20, 10),
	});
	expect(calls).toEqual([{service: 'pipelines', operation: 'GetCallerIdentity', ...asking}]);
	expect(received).toMatchObject([{target: 'GetCallerIdentity'}]);
	expect(received[0]?.headers.authorization).toContain('/us-west-2/sts/aws4_request');
});

it('does not know the time of AWS from a Date that is none', async () => {
	const {provider} = await providerOn(xml(operator, {date: 'soon'}));
	expect(await provider.identity?.(asking)).toMatchObject({serverTime: null});
});

it.each([
	['ExpiredToken', {kind: 'expired', hint: 'renew the credentials'}],
	['InvalidClientTokenId', {kind: 'no-credentials'}],
	['AccessDenied', {kind: 'denied', hint: 'the permission sts:GetCallerIdentity is missing'}],
	['Throttling', {kind: 'throttled'}],
])('tells %s from others, and still the time', async (code, expected) => {
	const {provider} = await providerOn(refusal(code, {date: 'Fri, 20 Nov 2026 10:00:00 GMT'}));
	const error = await rejection(provider.identity?.(asking));
	expect(error).toBeInstanceOf(ProviderError);
	expect(error).toMatchObject({...expected, serverTime: Date.UTC(2026, 10, 20, 10)});
});

it.each([
	['an empty result', xml({})],
	['no account', xml({Arn: operator.Arn})],
	['JSON', json(operator)],
])('takes %s for broken, not for somebody', async (_, answer) => {
	const {provider} = await providerOn(answer);
	expect(await rejection(provider.identity?.(asking))).toMatchObject({kind: 'broken'});
});
