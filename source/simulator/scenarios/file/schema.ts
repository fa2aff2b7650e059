import * as v from 'valibot';
import {conditionTables} from './condition-schema.ts';
import {event} from './event-schema.ts';
import {outcome} from './outcome-schema.ts';
import {
	configuration,
	duration,
	fitting,
	list,
	moment,
	oneOf,
	table,
	text,
	waitingTime,
	whole,
} from './parts.ts';

const repository = text('must be a repository such as acme/shop');
const branch = text('must be a branch such as main');

/** The providers that an action behind the source can have. */
export const providers = [
	'CodeBuild',
	'Manual',
	'CodeDeploy',
	'CodeDeployToECS',
	'S3',
	'ECS',
	'CloudFormation',
	'ElasticBeanstalk',
	'Lambda',
	'StepFunctions',
] as const;

const action = table({
	name: text(),
	provider: v.optional(oneOf(providers)),
	order: v.optional(whole(1, 999)),
	project: v.optional(text()),
	configuration: v.optional(configuration),
	timeout: v.optional(waitingTime),
});

const approvalMessage = 'must be the name of the approval, or a table of name, timeout';
const approval = v.union(
	[text(approvalMessage), table({name: text(), timeout: v.optional(waitingTime)})],
	approvalMessage,
);

const stage = table({
	name: text(),
	approval: v.optional(approval),
	chains: v.optional(list(text(), 'must be a list of names, such as [Base, Taiko]')),
	actions: v.optional(list(action, 'must be a list of actions')),
	beforeEntry: v.optional(conditionTables.beforeEntry),
	onSuccess: v.optional(conditionTables.onSuccess),
	onFailure: v.optional(conditionTables.onFailure),
});

const source = table({
	provider: v.optional(oneOf(['CodeStarSourceConnection', 'CodeCommit', 'S3', 'ECR'])),
	stage: v.optional(text()),
	action: v.optional(text()),
});

const pipeline = table({
	name: fitting(
		/^(?:[A-Za-z0-9.@_-]|\{n\}){1,100}$/,
		'must be a name of letters, digits and . @ - _, with {n} where copies are numbered',
	),
	copies: v.optional(whole(1, 1000)),
	mode: v.optional(oneOf(['SUPERSEDED', 'QUEUED', 'PARALLEL'])),
	repository: v.optional(repository),
	branch: v.optional(branch),
	source: v.optional(source),
	stages: list(stage, 'must be a list of the stages behind the source, at least one'),
});

const commit = table({
	sha: fitting(/^[0-9a-f]{40}$/, 'must be 40 hexadecimal digits in quotes'),
	message: text(),
	author: v.optional(text()),
	at: v.optional(moment),
	repository: v.optional(repository),
	branch: v.optional(branch),
});

/** A scenario as it is written in a file; the README says what each key means. */
export const scenarioSchema = table({
	$schema: v.optional(text()),
	account: v.optional(fitting(/^\d{12}$/, 'must be 12 digits in quotes')),
	region: v.optional(fitting(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be a region such as us-west-2')),
	seed: v.optional(whole(0, Number.MAX_SAFE_INTEGER)),
	repository: v.optional(repository),
	branch: v.optional(branch),
	past: v.optional(table({executions: whole(0, 200), every: v.optional(duration)})),
	pipelines: list(pipeline, 'must be a list of pipelines, at least one'),
	commits: v.optional(v.array(commit, 'must be a list of commits')),
	outcomes: v.optional(v.array(outcome, 'must be a list of outcomes')),
	events: v.optional(v.array(event, 'must be a list of events')),
});

export type ScenarioFile = v.InferOutput<typeof scenarioSchema>;
export type FilePipeline = ScenarioFile['pipelines'][number];
export type FileStage = FilePipeline['stages'][number];
export type FileAction = NonNullable<FileStage['actions']>[number];
export type FileCommit = NonNullable<ScenarioFile['commits']>[number];
export type FileOutcome = NonNullable<ScenarioFile['outcomes']>[number];
export type FileEvent = NonNullable<ScenarioFile['events']>[number];
