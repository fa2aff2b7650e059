import {describe, expect, it} from 'vitest';
import {policyFor} from '../../../source/commands/doctor/policy.ts';
import {readOperations} from '../../../source/providers/aws/read-only-client.ts';

const services: Readonly<Record<string, string>> = {BatchGetBuilds: 'codebuild', GetLogEvents: 'logs'};
const here = {region: 'us-west-2', account: '123456789012'};

it('allows exactly the reads that are used, GetCallerIdentity aside, which needs no grant', () => {
	const actions = policyFor(here).Statement.flatMap(({Action}) => Action);
	expect([...actions].sort()).toEqual(
		[...readOperations]
			.filter(operation => operation !== 'GetCallerIdentity')
			.map(operation => `${services[operation] ?? 'codepipeline'}:${operation}`)
			.sort(),
	);
	expect(actions.join()).not.toContain('*');
});

it('opens all resources for nothing but the list of pipelines', () => {
	const open = policyFor(here).Statement.filter(({Resource}) => Resource === '*');
	expect(open.map(({Action}) => Action)).toEqual([['codepipeline:ListPipelines']]);
});

it('is one that IAM can read', () => {
	const {Version, Statement} = policyFor({region: null, account: null});
	expect(Version).toBe('2012-10-17');
	expect(new Set(Statement.map(({Sid}) => Sid)).size).toBe(Statement.length);
	for (const {Sid, Effect, Action} of Statement) {
		expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
		expect(Effect).toBe('Allow');
		expect(Action.length).toBeGreaterThan(0);
	}
});

describe('its resources', () => {
	const resources = (...extent: Parameters<typeof policyFor>) =>
		policyFor(...extent).Statement.flatMap(({Resource}) => Resource);

	it('are narrowed to region and account where they are known', () => {
		expect(resources(here)).toEqual([
			'*',
			'arn:aws:codepipeline:us-west-2:123456789012:*',
			'arn:aws:codebuild:us-west-2:123456789012:project/*',
			'arn:aws:logs:us-west-2:123456789012:log-group:/aws/codebuild/*',
			'arn:aws:logs:us-west-2:123456789012:log-group:/aws/codebuild/*:log-stream:*',
		]);
		expect(resources({region: null, account: null})).toContain('arn:aws:codebuild:*:*:project/*');
	});

	it('are of the partition that the region is in', () => {
		expect(resources({region: 'cn-north-1', account: null})).toContain(
			'arn:aws-cn:codepipeline:cn-north-1:*:*',
		);
		expect(resources({region: 'us-gov-west-1', account: null})).toContain(
			'arn:aws-us-gov:codepipeline:us-gov-west-1:*:*',
		);
	});
});
