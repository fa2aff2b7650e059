import type {ActionTypeId} from '../../declaration.ts';
import {boolean, integer, list, map, required, string, structure, word} from '../../protocol/members.ts';

/** The members that requests to CodePipeline are made of, with AWS's patterns and ranges. */
export const name = string({min: 1, max: 100, pattern: /[A-Za-z0-9.@\-_]+/});
export const uuid = string({pattern: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/});
export const nextToken = string({min: 1, max: 2048});
export const pageSize = integer({min: 1, max: 100});

const categories: readonly ActionTypeId['category'][] = [
	'Source',
	'Build',
	'Test',
	'Deploy',
	'Invoke',
	'Approval',
	'Compute',
];
const artifacts = list(required(structure({name: required(name)})));
const store = structure({type: required(string()), location: required(string({min: 3, max: 63}))});

const action = structure({
	name: required(name),
	actionTypeId: required(
		structure({
			category: required(word(categories)),
			owner: required(word(['AWS', 'ThirdParty', 'Custom'])),
			provider: required(string({min: 1, max: 35, pattern: /[0-9A-Za-z_-]+/})),
			version: required(string({min: 1, max: 9, pattern: /[0-9A-Za-z_-]+/})),
		}),
	),
	runOrder: integer({min: 1, max: 999}),
	configuration: map(required(string({min: 1, max: 50_000}))),
	inputArtifacts: artifacts,
	outputArtifacts: artifacts,
	roleArn: string({max: 1024}),
	region: string({min: 4, max: 30}),
	namespace: string({min: 1, max: 100, pattern: /[A-Za-z0-9@\-_]+/}),
	timeoutInMinutes: integer({min: 5, max: 86_400}),
});

const stage = structure({
	name: required(name),
	blockers: list(required(structure({name: required(name), type: required(word(['Schedule']))}))),
	actions: required(list(required(action))),
});

const variableName = string({min: 1, max: 128, pattern: /[A-Za-z0-9@\-_]+/});

export const pipeline = structure({
	name: required(name),
	roleArn: required(string({max: 1024, pattern: /arn:aws(-[\w]+)*:iam::[0-9]{12}:role\/.*/})),
	artifactStore: store,
	artifactStores: map(required(store)),
	stages: required(list(required(stage))),
	version: integer({min: 1}),
	executionMode: word(['SUPERSEDED', 'QUEUED', 'PARALLEL']),
	pipelineType: word(['V1', 'V2']),
	variables: list(
		required(
			structure({
				name: required(variableName),
				defaultValue: string({min: 1, max: 1000}),
				description: string({max: 200}),
			}),
		),
		{max: 50},
	),
	triggers: list(required(structure({providerType: required(word(['CodeStarSourceConnection']))})), {
		max: 50,
	}),
});

export const variables = list(
	required(structure({name: required(variableName), value: required(string({min: 1, max: 1000}))})),
	{min: 1, max: 50},
);

export const sourceRevisions = list(
	required(
		structure({
			actionName: required(name),
			revisionType: required(word(['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY'])),
			revisionValue: required(string({min: 1, max: 1500})),
		}),
	),
	{max: 50},
);

/** The filter of ListActionExecutions and ListRuleExecutions: one of two ways to name an execution. */
export const executionFilter = structure({
	pipelineExecutionId: uuid,
	latestInPipelineExecution: structure({
		pipelineExecutionId: required(uuid),
		startTimeRange: required(word(['Latest', 'All'])),
	}),
});

export const stopFlags = {abandon: boolean, reason: string({max: 200})};
