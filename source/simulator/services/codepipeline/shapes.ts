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
export const category = required(word(categories));
const roleArn = string({max: 1024, pattern: /arn:aws(-[\w]+)*:iam::[0-9]{12}:role\/.*/});
export const region = string({min: 4, max: 30});
const artifactName = required(string({min: 1, max: 100, pattern: /[a-zA-Z0-9_-]+/}));
const inputArtifacts = list(required(structure({name: artifactName})));
const commands = list(required(string({min: 1, max: 1000})), {min: 1, max: 50});
export const provider = required(string({min: 1, max: 35, pattern: /[0-9A-Za-z_-]+/}));
export const version = string({min: 1, max: 9, pattern: /[0-9A-Za-z_-]+/});

const store = structure({
	type: required(word(['S3'])),
	location: required(string({min: 3, max: 63, pattern: /[a-zA-Z0-9\-.]+/})),
	encryptionKey: structure({
		id: required(string({min: 1, max: 400})),
		type: required(word(['KMS'])),
	}),
});

export const actionTypeId = structure({
	category,
	owner: required(word(['AWS', 'ThirdParty', 'Custom'])),
	provider,
	version: required(version),
});

const configurationKey = string({min: 1, max: 50});

const action = structure({
	name: required(name),
	actionTypeId: required(actionTypeId),
	runOrder: integer({min: 1, max: 999}),
	configuration: map(required(string({min: 1, max: 50_000})), configurationKey),
	commands,
	inputArtifacts,
	outputArtifacts: list(
		required(
			structure({
				name: artifactName,
				files: list(required(string({min: 1, max: 128})), {min: 1, max: 10}),
			}),
		),
	),
	outputVariables: list(required(string({min: 1, max: 128})), {min: 1, max: 15}),
	environmentVariables: list(
		required(
			structure({
				name: required(string({min: 1, max: 128, pattern: /[A-Za-z0-9_]+/})),
				value: required(string({min: 1, max: 2000})),
				type: word(['PLAINTEXT', 'SECRETS_MANAGER']),
			}),
		),
		{min: 1, max: 10},
	),
	roleArn,
	region,
	namespace: string({min: 1, max: 100, pattern: /[A-Za-z0-9@\-_]+/}),
	timeoutInMinutes: integer({min: 5, max: 86_400}),
});

const result = word(['ROLLBACK', 'FAIL', 'RETRY', 'SKIP']);
const rule = structure({
	name: required(name),
	ruleTypeId: required(
		structure({category: required(word(['Rule'])), owner: word(['AWS']), provider, version}),
	),
	configuration: map(required(string({min: 1, max: 10_000})), configurationKey),
	commands,
	inputArtifacts,
	roleArn,
	region,
	timeoutInMinutes: integer({min: 5, max: 86_400}),
});
const conditions = list(required(structure({result, rules: list(required(rule), {min: 1, max: 5})})), {
	min: 1,
	max: 1,
});

const stage = structure({
	name: required(name),
	blockers: list(required(structure({name: required(name), type: required(word(['Schedule']))}))),
	actions: required(list(required(action))),
	beforeEntry: structure({conditions: required(conditions)}),
	onSuccess: structure({conditions: required(conditions)}),
	onFailure: structure({
		result,
		retryConfiguration: structure({retryMode: word(['FAILED_ACTIONS', 'ALL_ACTIONS'])}),
		conditions,
	}),
});

const variableName = string({min: 1, max: 128, pattern: /[A-Za-z0-9@\-_]+/});
const patternList = list(required(string({min: 1, max: 255})), {min: 1, max: 8});
const patterns = structure({includes: patternList, excludes: patternList});
const trigger = structure({
	providerType: required(word(['CodeStarSourceConnection'])),
	gitConfiguration: required(
		structure({
			sourceActionName: required(name),
			push: list(required(structure({tags: patterns, branches: patterns, filePaths: patterns})), {
				min: 1,
				max: 3,
			}),
			pullRequest: list(
				required(
					structure({
						events: list(required(word(['OPEN', 'UPDATED', 'CLOSED'])), {min: 1, max: 3}),
						branches: patterns,
						filePaths: patterns,
					}),
				),
				{min: 1, max: 3},
			),
		}),
	),
});

export const pipeline = structure({
	name: required(name),
	roleArn: required(roleArn),
	artifactStore: store,
	artifactStores: map(required(store), string({min: 4, max: 30})),
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
	triggers: list(required(trigger), {max: 50}),
});

export const tags = list(
	required(
		structure({
			key: required(string({min: 1, max: 128})),
			value: required(string({min: 0, max: 256})),
		}),
	),
);
export const resourceArn = string({pattern: /arn:aws(-[\w]+)*:codepipeline:.+:[0-9]{12}:.+/});

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
