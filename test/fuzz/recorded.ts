import {busyDay} from '../../source/simulator/scenarios/busy-day.ts';
import {startSimulator} from '../../source/simulator/server.ts';

/** Any value of JSON; times too, where a reply is as the SDK hands it on. */
export type Json = unknown;
type Members = Readonly<Record<string, Json>>;

/** The replies of AWS to everything that is asked about one pipeline, as they stand on the wire. */
export interface Replies {
	readonly ListPipelines: Json;
	readonly GetPipeline: Json;
	readonly GetPipelineState: Json;
	readonly ListPipelineExecutions: Json;
	readonly GetPipelineExecution: Json;
	readonly ListActionExecutions: Json;
	readonly ListRuleExecutions: Json;
	readonly BatchGetBuilds: Json;
	readonly GetLogEvents: Json;
	readonly GetCallerIdentity: Json;
}
export type Operation = keyof Replies;

/** One pipeline of an account: a gate, a failed chain, a closed transition, or whatever it is at. */
export interface Recording {
	readonly pipeline: string;
	/** The newest execution, and the commit that it runs. */
	readonly execution: string;
	readonly commit: string;
	readonly replies: Replies;
}

/** When the replies were recorded; ms since the epoch. */
export const recordedAt = Date.UTC(2026, 10, 21, 12);
const targets: Readonly<Record<string, string>> = {
	BatchGetBuilds: 'CodeBuild_20161006',
	GetLogEvents: 'Logs_20140328',
};

/** What the pipelines of a busy day answer sixteen minutes after its commit was pushed. */
export async function record(): Promise<readonly Recording[]> {
	const {scenario} = busyDay();
	let now = recordedAt - 16 * 60_000;
	const simulator = await startSimulator({port: 0, clock: {now: () => now}, scenario});
	now = recordedAt;
	simulator.account.advance();
	const ask = async (operation: Operation, body: Members): Promise<Members> => {
		const reply = await fetch(simulator.url, {
			method: 'POST',
			headers: {
				'x-amz-target': `${targets[operation] ?? 'CodePipeline_20150709'}.${operation}`,
				'content-type': 'application/x-amz-json-1.1',
				authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-west-2/codepipeline/aws4_request',
			},
			body: JSON.stringify(body),
		});
		return (await reply.json()) as Members;
	};
	try {
		const {pipelines} = await ask('ListPipelines', {});
		return await Promise.all(membersOf(pipelines).map(({name}) => recordOne(String(name), ask)));
	} finally {
		await simulator.close();
	}
}

async function recordOne(
	name: string,
	ask: (operation: Operation, body: Members) => Promise<Members>,
): Promise<Recording> {
	const listed = await ask('ListPipelineExecutions', {pipelineName: name, maxResults: 5});
	const [newest = {}] = membersOf(listed.pipelineExecutionSummaries);
	const execution = String(newest.pipelineExecutionId);
	const pipelineName = {pipelineName: name};
	const actions = await ask('ListActionExecutions', {
		...pipelineName,
		filter: {pipelineExecutionId: execution},
	});
	const ids = membersOf(actions.actionExecutionDetails).flatMap(row => buildsOf(row));
	const builds = ids.length === 0 ? {builds: []} : await ask('BatchGetBuilds', {ids});
	const logs = membersOf(builds.builds).map(({logs: place}) => place as Members);
	const written = logs.find(({streamName}) => typeof streamName === 'string');
	const [revision = {}] = membersOf(newest.sourceRevisions);
	const definition = await ask('GetPipeline', {name});
	return {
		pipeline: name,
		execution,
		commit: String(revision.revisionId),
		replies: {
			ListPipelines: {pipelines: [{name, version: 1}]},
			GetPipeline: withRareFields(definition),
			GetPipelineState: await ask('GetPipelineState', {name}),
			ListPipelineExecutions: listed,
			GetPipelineExecution: await ask('GetPipelineExecution', {
				...pipelineName,
				pipelineExecutionId: execution,
			}),
			ListActionExecutions: actions,
			ListRuleExecutions: rulesOf(membersOf(actions.actionExecutionDetails)),
			BatchGetBuilds: builds,
			GetLogEvents:
				written === undefined
					? {events: []}
					: await ask('GetLogEvents', {
							logGroupName: written.groupName,
							logStreamName: written.streamName,
							limit: 60,
						}),
			GetCallerIdentity: {
				Account: '123456789012',
				Arn: 'arn:aws:iam::123456789012:user/operator',
				UserId: 'A',
			},
		},
	};
}

/** What pipelines of the simulated account leave out: an approval's own words, a trigger's filters of files. */
function withRareFields({pipeline, ...others}: Members): Members {
	const {stages, ...rest} = pipeline as Members;
	const approvals = membersOf(stages).map(stage => ({
		...stage,
		actions: membersOf(stage.actions).map(action => ({
			...action,
			...((action.actionTypeId as Members).category === 'Approval' && {
				timeoutInMinutes: 10_080,
				configuration: {
					CustomData: 'look at staging first',
					ExternalEntityLink: 'https://staging.example.com/',
				},
			}),
		})),
	}));
	const push = [{branches: {includes: ['main']}, filePaths: {includes: ['**'], excludes: ['docs/**']}}];
	const triggers = [{providerType: 'CodeStarSourceConnection', gitConfiguration: {push}}];
	return {...others, pipeline: {...rest, stages: approvals, triggers}};
}

/** A rule that did not hold in the stage of each action: the busy day has none. */
function rulesOf(actions: readonly Members[]): Json {
	const stages = new Set(actions.map(({stageName}) => stageName));
	return {
		ruleExecutionDetails: [...stages].map(stageName => ({
			stageName,
			ruleName: 'OfficeHours',
			status: 'Failed',
			startTime: recordedAt / 1000 - 60,
			lastUpdateTime: recordedAt / 1000,
			input: {ruleTypeId: {category: 'Rule', owner: 'AWS', provider: 'DeploymentWindow', version: '1'}},
			output: {
				executionResult: {
					externalExecutionSummary: 'outside of the window',
					externalExecutionUrl: 'https://us-west-2.console.aws.amazon.com/rules',
					errorDetails: {code: 'RuleFailed', message: 'outside of the window'},
				},
			},
		})),
	};
}

function buildsOf({output}: Members): readonly string[] {
	const id = ((output as Members | undefined)?.executionResult as Members | undefined)?.externalExecutionId;
	return typeof id === 'string' && /:[0-9a-f-]{36}$/.test(id) ? [id] : [];
}

function membersOf(value: Json): readonly Members[] {
	return Array.isArray(value) ? value : [];
}

const times = /^(?:lastStatusChange|lastChangedAt|startTime|lastUpdateTime|endTime|created|updated)$/;

/** A reply as the SDK hands it on: times (seconds since the epoch on the wire) as dates. */
export function asHandedOn(value: Json): Json {
	if (Array.isArray(value)) return value.map(asHandedOn);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			times.test(name) && typeof member === 'number' ? new Date(member * 1000) : asHandedOn(member),
		]),
	);
}
