import {expect, it} from 'vitest';
import {parseCommandLine} from '../../../source/command-line/parse.ts';
import {nextCommand, type Standpoint} from '../../../source/commands/doctor/next.ts';
import {unsurveyed} from '../../../source/commands/doctor/survey.ts';
import {ProviderError} from '../../../source/providers/provider.ts';

const sha = 'acfd7c635f76c9e523438af9f629f543196cfad9';
const ours = {sha, subject: 'feat: batch inserts (#812)', author: 'Ada', at: 0, mine: true};
const theirs = {...ours, subject: 'fix: theirs (#900)', mine: false};
const clone = {kind: 'repository', version: '2', origin: 'harbor/lanes', shallow: false} as const;
const execution = {
	id: 'e1',
	status: 'Succeeded',
	said: 'Succeeded',
	startedAt: 0,
	updatedAt: 0,
	revisions: [{action: 'Source', sha, subject: null}],
	rollback: false,
	stopReason: null,
} as const;

interface Situation extends Partial<Omit<Standpoint, 'account' | 'survey'>> {
	readonly sample?: Partial<(typeof unsurveyed)['sample']>;
	readonly trouble?: ProviderError;
	readonly denied?: 'ListPipelines' | 'GetLogEvents';
	readonly argv?: readonly string[];
}

async function next({sample, trouble, denied, argv = [], ...more}: Situation): Promise<string> {
	const line = await parseCommandLine(['doctor', ...argv], '1');
	if (line.command !== 'doctor') throw new Error('no line of doctor');
	const error = new ProviderError('denied', 'AccessDeniedException', 'no');
	const survey = {
		...unsurveyed,
		sample: {...unsurveyed.sample, pipelines: ['web'], ...sample},
		trouble: trouble ?? null,
		outcomes: new Map(denied === undefined ? [] : [[denied, {kind: 'failed', error}] as const]),
	};
	const git = {kind: 'no-repository', version: '2'} as const;
	return nextCommand({settings: true, region: true, git, recent: [], ...more, survey, account: line.account})
		.command;
}

it.each<[string, Situation, string]>([
	[
		'settings that are wrong',
		{settings: false, argv: ['--settings', 'my.toml']},
		'sluice doctor --settings my.toml',
	],
	['no region', {region: false}, 'sluice demo'],
	['no credentials', {trouble: new ProviderError('no-credentials', 'X', 'none')}, 'sluice demo'],
	[
		'a login that has expired',
		{trouble: new ProviderError('expired', 'X', 'late', {hint: 'aws sso login --profile dev'})},
		'aws sso login --profile dev',
	],
	[
		'keys that have expired',
		{trouble: new ProviderError('expired', 'X', 'late', {hint: 'renew the credentials'})},
		'sluice demo',
	],
	['no network', {trouble: new ProviderError('unreachable', 'X', 'off')}, 'sluice doctor'],
	['a denial of what is required', {denied: 'ListPipelines'}, 'sluice doctor --policy'],
	['a denial of what is not', {denied: 'GetLogEvents', git: clone}, 'sluice'],
	['no pipelines', {sample: {pipelines: []}}, 'sluice demo'],
	['the clone', {git: clone, sample: {followed: true}}, 'sluice'],
	['a merge of ours', {git: clone, sample: {followed: true}, recent: [theirs, ours]}, "sluice '#812'"],
	['a merge of others', {git: clone, sample: {followed: true}, recent: [theirs]}, 'sluice'],
	[
		'another clone',
		{git: clone, sample: {followed: false, execution: {pipeline: 'web', execution}}},
		'sluice acfd7c6',
	],
	['no clone', {sample: {execution: {pipeline: 'web', execution}}}, 'sluice acfd7c6'],
	['no execution', {}, 'sluice fleet'],
	[
		'flags',
		{argv: ['--profile', 'dev', '--region', 'us-west-2', '--pipelines', 'l-*']},
		"sluice fleet --profile dev --region us-west-2 --pipelines 'l-*'",
	],
])('after %s', async (_, situation, command) => {
	expect(await next(situation)).toBe(command);
});
