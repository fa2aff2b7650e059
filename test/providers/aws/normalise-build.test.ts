import {describe, expect, it} from 'vitest';
import {failedPhase} from '../../../source/domain/build.ts';
import {normaliseBuilds} from '../../../source/providers/aws/normalise-build.ts';
import {normaliseLines} from '../../../source/providers/aws/normalise-log.ts';

const id = 'web-build-1c9d0aa:fd8eeb8e-380d-4468-a23b-b563931952f9';
const deepLink =
	'https://console.aws.amazon.com/cloudwatch/home?region=us-west-2#logsV2:log-groups/log-group/$252Faws$252Fcodebuild$252Fweb/log-events/fd8e';

describe('a build', () => {
	const [build] = normaliseBuilds({
		builds: [
			{
				id,
				projectName: 'web-build-1c9d0aa',
				buildStatus: 'FAILED',
				startTime: new Date(1795205002122),
				endTime: new Date(1795205655846),
				phases: [
					{phaseType: 'SUBMITTED', phaseStatus: 'SUCCEEDED'},
					{phaseType: 'INSTALL', phaseStatus: 'SUCCEEDED', contexts: [{statusCode: '', message: ''}]},
					{phaseType: 'PRE_BUILD', phaseStatus: 'SUCCEEDED', contexts: [{statusCode: '', message: ': '}]},
					{
						phaseType: 'BUILD',
						phaseStatus: 'FAILED',
						startTime: new Date(1795205090924),
						endTime: new Date(1795205640254),
						contexts: [
							{statusCode: 'COMMAND_EXECUTION_ERROR', message: 'while executing: a\nb. exit status 255'},
						],
					},
					{phaseType: 'POST_BUILD', phaseStatus: 'FAULT'},
					{phaseType: 'LUNCH', phaseStatus: 'EATEN'},
					{phaseType: 'COMPLETED'},
				],
				environment: {environmentVariables: [{name: 'TOKEN', value: 'hunter2', type: 'PLAINTEXT'}]},
				exportedEnvironmentVariables: [{name: 'TOKEN', value: 'hunter2'}],
				logs: {
					groupName: '/odd/group',
					streamName: 'prefix/fd8e',
					deepLink,
					cloudWatchLogs: {status: 'ENABLED'},
				},
			},
		],
		buildsNotFound: ['gone:1'],
	});

	it('keeps status, times, and where its log is', () => {
		expect(build).toMatchObject({
			id,
			project: 'web-build-1c9d0aa',
			status: 'Failed',
			startedAt: 1795205002122,
			endedAt: 1795205655846,
			log: {kind: 'stream', group: '/odd/group', stream: 'prefix/fd8e'},
			url: deepLink,
		});
	});

	it('keeps phases without what says nothing', () => {
		expect(build?.phases.map(({name, status}) => `${name} ${status}`)).toEqual([
			'SUBMITTED Succeeded',
			'INSTALL Succeeded',
			'PRE_BUILD Succeeded',
			'BUILD Failed',
			'POST_BUILD Fault',
			'LUNCH Unknown',
			'COMPLETED null',
		]);
		expect(build?.phases.filter(({messages}) => messages.length > 0)).toEqual([build && failedPhase(build)]);
		expect(build && failedPhase(build)).toEqual({
			name: 'BUILD',
			status: 'Failed',
			startedAt: 1795205090924,
			endedAt: 1795205640254,
			messages: [{code: 'COMMAND_EXECUTION_ERROR', message: 'while executing: a\nb. exit status 255'}],
		});
	});

	it('drops its environment', () => {
		expect(JSON.stringify(build)).not.toContain('hunter2');
	});

	it('names its project even when only the id does', () => {
		expect(normaliseBuilds({builds: [{id}, {id: 'odd'}, {}]}).map(({project}) => project)).toEqual([
			'web-build-1c9d0aa',
			'odd',
		]);
	});
});

describe('the place of a log', () => {
	const place = (logs: unknown) => normaliseBuilds({builds: [{id, logs}]})[0]?.log;
	const url = (link: string) => normaliseBuilds({builds: [{id, logs: {deepLink: link}}]})[0]?.url;

	it('is not there yet before the stream is', () => {
		expect(place(undefined)).toEqual({kind: 'not-yet'});
		expect(place({groupName: '/aws/codebuild/web'})).toEqual({kind: 'not-yet'});
		expect(place({groupName: 'null', streamName: 'null'})).toEqual({kind: 'not-yet'});
		expect(place({cloudWatchLogs: {status: 'ENABLED'}, s3Logs: {status: 'DISABLED'}})).toEqual({
			kind: 'not-yet',
		});
	});

	it('may be none, or another', () => {
		expect(place({cloudWatchLogs: {status: 'DISABLED'}})).toEqual({kind: 'disabled'});
		expect(
			place({cloudWatchLogs: {status: 'DISABLED'}, s3Logs: {status: 'DISABLED', location: 'b/p'}}),
		).toEqual({
			kind: 'disabled',
		});
		expect(
			place({cloudWatchLogs: {status: 'DISABLED'}, s3Logs: {status: 'ENABLED', location: 'b/p'}}),
		).toEqual({
			kind: 'elsewhere',
			place: 'b/p',
		});
	});

	it('has no link before it has a stream', () => {
		expect(url('https://console.aws.amazon.com/cloudwatch/home#logEvent:group=null;stream=null')).toBeNull();
		expect(
			url('https://console.aws.amazon.com/cloudwatch/home#logsV2:log-groups/log-group/null/log-events/null'),
		).toBeNull();
		expect(url(deepLink)).toBe(deepLink);
	});
});

describe('log events', () => {
	it('become lines in their order', () => {
		const message = (text: string, timestamp = 1795205640123) => ({
			timestamp,
			message: text,
			ingestionTime: 1,
		});
		const lines = normaliseLines({
			events: [
				message('one\n'),
				message('two\nthree\n'),
				message('\n', 1795205640124),
				message('no end'),
				message('10%\r100%\r\n'),
				message('\u001b[31mred\u001b[0m\u001b]0;x\u0007\n'),
				{timestamp: 1},
			],
		});
		expect(lines.map(({text}) => text)).toEqual([
			'one',
			'two',
			'three',
			'',
			'no end',
			'100%',
			'\u001b[31mred\u001b[0m',
		]);
		expect(lines[2]).toEqual({at: 1795205640123, text: 'three'});
		expect(lines[3]?.at).toBe(1795205640124);
	});
});
