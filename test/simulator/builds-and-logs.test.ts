import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {ActionPlan, BuildGlance, LogLine} from '../../source/simulator/scenario.ts';
import {build, buildOf, deployment, failing, simpleScenario, source, startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

const lineCount = 40;
const group = '/aws/codebuild/chain-build';

/** One line a second in the BUILD phase of 40 s, which begins 10 s after the build. */
function* count(_build: BuildGlance): Iterable<LogLine> {
	yield {phase: 'BUILD', share: 0, text: 'Running command make', from: 'agent'};
	for (let number = 0; number < lineCount; number += 1)
		yield {phase: 'BUILD', share: number / lineCount, text: `\u001b[31mline ${number}\u001b[0m`};
}

const declaration = {
	...deployment(),
	stages: [
		{name: 'Github', actions: [source]},
		{name: 'Staging', actions: [build('Chain')]},
	],
};
const scenario = (plan: ActionPlan) =>
	simpleScenario(declaration, ({type}) =>
		type.provider === 'CodeBuild' ? ({...plan, log: count} as ActionPlan) : undefined,
	);

let served: Awaited<ReturnType<typeof serve>>;
let buildId: string;

/** Serves a build that has just begun. */
async function begin(plan: ActionPlan) {
	served = await serve(scenario(plan));
	await served.push(1);
	served.pass(1);
	const {body} = await served.ask('codebuild', 'ListBuildsForProject', {projectName: 'chain-build'});
	buildId = String((body.ids as string[])[0]);
}
beforeEach(() => begin(buildOf(50_000)));
afterEach(() => served.simulator.close());

type Phase = {readonly phaseType: string; readonly phaseStatus?: string; readonly contexts?: object[]};
type Build = {
	readonly phases: readonly Phase[];
	readonly logs: Record<string, unknown>;
	readonly currentPhase: string;
	readonly buildStatus: string;
};

const readBuild = async () => {
	const {body} = await served.ask('codebuild', 'BatchGetBuilds', {ids: [buildId]});
	const [found] = body.builds as Build[];
	if (!found) throw new Error('no build');
	return found;
};

type Page = {
	readonly events: {readonly message: string; readonly timestamp: number; readonly eventId?: string}[];
	readonly nextForwardToken: string;
	readonly nextBackwardToken: string;
	readonly nextToken?: string;
};
const getEvents = async (input: object) => {
	const about = {logGroupName: group, logStreamName: buildId.split(':')[1]};
	return (await served.ask('logs', 'GetLogEvents', {...about, ...input})).body as unknown as Page;
};
const filter = async (input: object) =>
	(await served.ask('logs', 'FilterLogEvents', {logGroupName: group, ...input})).body as unknown as Page;

describe('a build', () => {
	it('grows phase by phase, its log from the end of PROVISIONING on', async () => {
		served.pass(5);
		const provisioning = await readBuild();
		expect(provisioning.phases.map(({phaseType}) => phaseType)).toEqual([
			'SUBMITTED',
			'QUEUED',
			'PROVISIONING',
		]);
		expect(provisioning.phases.at(-1)).not.toHaveProperty('phaseStatus');
		expect(provisioning.logs).not.toHaveProperty('groupName');
		expect(provisioning.logs.deepLink).toContain('group=null;stream=null');
		served.pass(10);
		const building = await readBuild();
		expect([building.currentPhase, building.buildStatus]).toEqual(['BUILD', 'IN_PROGRESS']);
		expect(building.phases.find(({phaseType}) => phaseType === 'PROVISIONING')?.contexts).toEqual([
			{statusCode: '', message: ''},
		]);
		expect(building.logs).toMatchObject({groupName: group, streamName: buildId.split(':')[1]});
		served.pass(60);
		const done = await readBuild();
		expect(done).toMatchObject({currentPhase: 'COMPLETED', buildStatus: 'SUCCEEDED', buildComplete: true});
		expect(done.phases).toHaveLength(11);
		expect(done.phases.at(-1)).toEqual({phaseType: 'COMPLETED', startTime: (startOfTest + 51_000) / 1000});
	});

	it('tells of its failure in the phase and in the action', async () => {
		await served.simulator.close();
		await begin(failing(50_000));
		served.pass(60);
		const message = 'Error while executing command: make. Reason: exit status 2';
		const {phases, buildStatus} = await readBuild();
		expect(buildStatus).toBe('FAILED');
		expect(phases.filter(({phaseStatus}) => phaseStatus === 'FAILED')).toMatchObject([
			{phaseType: 'BUILD', contexts: [{statusCode: 'COMMAND_EXECUTION_ERROR', message}]},
		]);
		const {body} = await served.ask('codepipeline', 'ListActionExecutions', {pipelineName: 'deploy'});
		expect((body.actionExecutionDetails as object[])[0]).toMatchObject({
			status: 'Failed',
			output: {
				executionResult: {
					externalExecutionId: buildId,
					errorDetails: {
						code: 'JobFailed',
						message: `Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: ${message}`,
					},
				},
			},
		});
		const {events} = await getEvents({startFromHead: true});
		expect(events.map(each => each.message.replace(/^\[Container\] \S+ \S+ /, ''))).toContain(
			`Phase context status code: COMMAND_EXECUTION_ERROR Message: ${message}\n`,
		);
	});

	it('that nobody knows is named, in a batch of at most 100', async () => {
		const ids = [buildId, 'chain-build:nope'];
		const {body} = await served.ask('codebuild', 'BatchGetBuilds', {ids});
		expect(body).toMatchObject({builds: [{id: buildId}], buildsNotFound: ['chain-build:nope']});
		const many = Array.from({length: 101}, (_, index) => `p:${index}`);
		expect((await served.ask('codebuild', 'BatchGetBuilds', {ids: many})).body.__type).toBe(
			'InvalidInputException',
		);
	});
});

describe('a log', () => {
	it('has an event for each line of a text', async () => {
		await served.simulator.close();
		const log = (): LogLine[] => [
			{phase: 'BUILD', share: 0.5, text: 'Running command |\n  make\n', from: 'agent'},
		];
		served = await serve(
			simpleScenario(declaration, ({type}) =>
				type.provider === 'CodeBuild' ? ({...buildOf(50_000), log} as ActionPlan) : undefined,
			),
		);
		await served.push(1);
		served.pass(60);
		const {events} = await filter({startTime: startOfTest + 31_000, endTime: startOfTest + 31_000});
		expect(events.map(({message}) => message)).toEqual([
			expect.stringMatching(/^\[Container\] .* Running command \|\n$/),
			'  make\n',
			'\n',
		]);
	});

	it('is cut into pages of a megabyte', async () => {
		await served.simulator.close();
		const text = 'x'.repeat(300_000);
		const log = (): LogLine[] =>
			Array.from({length: 8}, (_, index) => ({phase: 'BUILD', share: index / 10, text}));
		served = await serve(
			simpleScenario(declaration, ({type}) =>
				type.provider === 'CodeBuild' ? ({...buildOf(50_000), log} as ActionPlan) : undefined,
			),
		);
		await served.push(1);
		served.pass(60);
		const {body} = await served.ask('codebuild', 'ListBuildsForProject', {projectName: 'chain-build'});
		buildId = String((body.ids as string[])[0]);
		const long = ({events}: Page) => events.filter(({message}) => message.length > 1000).length;
		expect(long(await getEvents({startFromHead: true}))).toBe(3);
		expect(long(await getEvents({}))).toBe(3);
		const first = await filter({filterPattern: 'nothing'});
		expect([first.events, typeof first.nextToken]).toEqual([[], 'string']);
	});
});

describe('GetLogEvents', () => {
	it('gives the last page, and all the others back to the beginning', async () => {
		served.pass(60);
		const all = (await getEvents({startFromHead: true})).events;
		const pages: Page['events'][] = [];
		let page = await getEvents({limit: 7});
		expect(page.events).toEqual(all.slice(-7));
		let sent: string | undefined;
		while (page.nextBackwardToken !== sent) {
			pages.unshift(page.events);
			sent = page.nextBackwardToken;
			page = await getEvents({limit: 7, nextToken: sent});
		}
		expect(page.events).toEqual([]);
		expect(pages.flat()).toEqual(all);
	});

	it('leads forward to the end, where the token stays and new lines come', async () => {
		served.pass(20);
		let page = await getEvents({startFromHead: true, limit: 5});
		const read = [...page.events];
		let sent: string | undefined;
		const follow = async () => {
			while (page.nextForwardToken !== sent) {
				sent = page.nextForwardToken;
				page = await getEvents({startFromHead: true, limit: 5, nextToken: sent});
				read.push(...page.events);
			}
		};
		await follow();
		expect(page.events).toEqual([]);
		const before = read.length;
		served.pass(5);
		page = await getEvents({startFromHead: true, limit: 5, nextToken: sent});
		expect(page.events).toHaveLength(5);
		read.push(...page.events);
		await follow();
		expect(read.length).toBe(before + 5);
		expect(read).toEqual((await getEvents({startFromHead: true})).events);
	});

	it('takes the start into the range, and the end not', async () => {
		served.pass(60);
		const at = startOfTest + 11_000;
		const {events} = await getEvents({startTime: at + 1000, endTime: at + 3000});
		expect(events.map(({message}) => message)).toEqual([
			'\u001b[31mline 1\u001b[0m\n',
			'\u001b[31mline 2\u001b[0m\n',
		]);
	});

	it('shows what others wrote into the stream among the lines of the build', async () => {
		served.pass(20);
		const [logGroupName, logStreamName] = [group, buildId.split(':')[1]];
		const logEvents = [{timestamp: startOfTest + 12_500, message: 'from outside'}];
		const {status} = await served.ask('logs', 'PutLogEvents', {logGroupName, logStreamName, logEvents});
		expect(status).toBe(200);
		const around = {startTime: startOfTest + 12_000, endTime: startOfTest + 13_500};
		expect((await getEvents(around)).events.map(({message}) => message)).toEqual([
			expect.stringContaining('line 1'),
			'from outside',
			expect.stringContaining('line 2'),
		]);
		served.pass(60);
		expect((await filter({filterPattern: 'outside'})).events).toHaveLength(1);
		expect((await filter({filterPattern: 'line'})).events).toHaveLength(lineCount);
	});

	it('refuses a limit above 10,000 and tokens of others', async () => {
		served.pass(60);
		const {nextForwardToken} = await getEvents({});
		const types = [
			await getEvents({limit: 10_001}),
			await getEvents({nextToken: 'f/1/s'}),
			await getEvents({nextToken: nextForwardToken.replace(/^f\/\d/, 'f/x')}),
			await getEvents({logStreamName: 'nope'}),
		].map(page => (page as unknown as {__type: string}).__type);
		expect(types).toEqual([
			'InvalidParameterException',
			'InvalidParameterException',
			'InvalidParameterException',
			'ResourceNotFoundException',
		]);
	});
});

describe('FilterLogEvents', () => {
	it('finds lines by pattern, in pages that may be cut anywhere', async () => {
		served.pass(60);
		const wanted = ['line 1', 'line 21', 'line 31'].map(text => `\u001b[31m${text}\u001b[0m\n`);
		const pattern = {filterPattern: '%line [0-9]*1.\\[0m%'};
		const whole = await filter({filterPattern: '?"line 21" ?"line 31"'});
		expect(whole.events.map(({message}) => message)).toEqual(wanted.slice(1));
		const messages: string[] = [];
		let page = await filter({...pattern, limit: 1});
		messages.push(...page.events.map(({message}) => message));
		while (page.nextToken) {
			page = await filter({...pattern, limit: 1, nextToken: page.nextToken});
			messages.push(...page.events.map(({message}) => message));
		}
		expect(messages).toEqual([wanted[0], '\u001b[31mline 11\u001b[0m\n', ...wanted.slice(1)]);
	});

	it('takes both ends into the range, names each event and streams that are not there', async () => {
		served.pass(60);
		const at = startOfTest + 11_000;
		const {events} = await filter({startTime: at + 1000, endTime: at + 3000});
		expect(events.map(({message}) => message)).toHaveLength(3);
		expect(new Set(events.map(({eventId}) => eventId)).size).toBe(3);
		expect(events[0]?.eventId).toMatch(/^\d{56}$/);
		expect(
			(await served.ask('logs', 'FilterLogEvents', {logGroupName: group, logStreamNames: ['x']})).body,
		).toEqual({
			__type: 'ResourceNotFoundException',
			message: 'The specified log stream does not exist.',
		});
	});
});
