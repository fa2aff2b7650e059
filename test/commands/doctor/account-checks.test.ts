import {describe, expect, it} from 'vitest';
import {
	clockCheck,
	credentialsCheck,
	pipelinesCheck,
	regionCheck,
	settingsChecks,
} from '../../../source/commands/doctor/account-checks.ts';
import {unsurveyed} from '../../../source/commands/doctor/survey.ts';
import {ProviderError} from '../../../source/providers/provider.ts';
import {noSettings} from '../../../source/settings/settings.ts';

describe('the clock', () => {
	it.each([
		[0, 'ok', 'agrees'],
		[-30_000, 'ok', 'agrees'],
		[31_000, 'note', '31s behind AWS'],
		[-300_000, 'note', '5m ahead of AWS'],
		[301_000, 'fault', '5m1s behind AWS'],
		[-7_200_000, 'fault', '2h ahead of AWS'],
	])('that is %d ms off: %s', (skew, status, says) => {
		const check = clockCheck(skew);
		expect(check.status).toBe(status);
		expect(check.message).toContain(says);
		expect(check.fix === null).toBe(status === 'ok');
	});

	it('is no fault where AWS told no time', () => {
		expect(clockCheck(null).status).toBe('note');
	});
});

describe('the region', () => {
	it('is named with who named it', () => {
		expect(regionCheck({region: 'us-west-2', by: 'AWS_REGION'})).toMatchObject({
			status: 'ok',
			message: 'us-west-2, from AWS_REGION',
		});
	});

	it('is a fault where there is none, or a word that is none', () => {
		expect(regionCheck(null)).toMatchObject({status: 'fault', fix: expect.stringContaining('--region')});
		expect(regionCheck({region: 'ore\x1b[31mgon', by: 'the profile'})).toMatchObject({
			status: 'fault',
			message: 'oregon (from the profile) is no region',
		});
	});
});

describe('the settings', () => {
	it('are named, or said to be none', () => {
		const settings = (file: string | null) => settingsChecks({kind: 'settings', settings: noSettings, file});
		expect(settings('/home/ada/sluice.toml')).toMatchObject([
			{status: 'ok', message: '/home/ada/sluice.toml'},
		]);
		expect(settings(null)).toMatchObject([
			{status: 'ok', message: expect.stringContaining('no sluice.toml')},
		]);
	});

	it('are a fault for each problem, with file, line and key', () => {
		const file = '/home/ada/sluice.toml';
		const problems = [
			{file, line: 2, key: 'rate', message: 'must be a number'},
			{file, line: 5, key: 'colour', message: 'is not a setting'},
		];
		expect(settingsChecks({kind: 'problems', problems})).toMatchObject([
			{status: 'fault', message: '/home/ada/sluice.toml:2: rate: must be a number'},
			{status: 'fault', message: '/home/ada/sluice.toml:5: colour: is not a setting'},
		]);
	});
});

describe('the credentials', () => {
	const nowhere = {file: null, profile: null};
	const refused = (...of: ConstructorParameters<typeof ProviderError>) =>
		credentialsCheck({kind: 'failed', error: new ProviderError(...of)}, unsurveyed, nowhere);

	it('are named by their ARN and where they come from', () => {
		const identity = {account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ada', serverTime: null};
		const so = {...unsurveyed, sample: {...unsurveyed.sample, identity}};
		const outcome = {kind: 'answered', said: '', found: {}} as const;
		expect(credentialsCheck(outcome, so, nowhere).message).toBe(identity.arn);
		expect(credentialsCheck(outcome, so, {file: null, profile: 'dev'}).message).toBe(
			`${identity.arn}, profile dev`,
		);
		expect(credentialsCheck(outcome, so, {file: '/keys.toml', profile: null}).message).toBe(
			`${identity.arn}, from /keys.toml`,
		);
	});

	it('are a fault with what renews them when they have expired or are none', () => {
		for (const kind of ['expired', 'no-credentials'] as const)
			expect(refused(kind, 'Some', 'no keys', {hint: 'aws sso login --profile dev'})).toEqual({
				check: 'credentials',
				status: 'fault',
				message: 'no keys',
				fix: 'aws sso login --profile dev',
			});
	});

	it('are not blamed when AWS cannot be reached, or may not tell', () => {
		expect(refused('unreachable', 'ENOTFOUND', 'no network').status).toBe('note');
		expect(refused('denied', 'AccessDenied', 'no').status).toBe('note');
		expect(credentialsCheck({kind: 'spared', because: 'no region'}, unsurveyed, nowhere)).toMatchObject({
			status: 'note',
			message: 'not tried: no region',
		});
	});
});

it('tells that nothing is there to follow, where that is known', () => {
	const {sample} = unsurveyed;
	expect(pipelinesCheck(sample, [])).toBeNull();
	expect(pipelinesCheck({...sample, pipelines: ['web']}, [])).toBeNull();
	expect(pipelinesCheck({...sample, pipelines: []}, [])).toMatchObject({status: 'fault'});
	expect(pipelinesCheck({...sample, pipelines: []}, ['l-*', 'web'])).toMatchObject({
		status: 'fault',
		message: 'none matches l-* web',
	});
});
