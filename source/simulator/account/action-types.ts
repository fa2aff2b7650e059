import type {ActionTypeId} from '../declaration.ts';

/** A member of an action's configuration, as ListActionTypes shows it. */
export type ConfigurationProperty = {
	readonly name: string;
	readonly required: boolean;
	readonly key: boolean;
	readonly secret: boolean;
	readonly queryable?: boolean;
	readonly description?: string;
	readonly type?: 'String' | 'Number' | 'Boolean';
};

type Count = {readonly minimumCount: number; readonly maximumCount: number};

/** What actions of a type take and give. */
export type ActionType = {
	readonly id: ActionTypeId;
	readonly settings?: Readonly<Record<string, string>>;
	readonly actionConfigurationProperties?: readonly ConfigurationProperty[];
	readonly inputArtifactDetails: Count;
	readonly outputArtifactDetails: Count;
};

/** Artifacts as `in` and `out`, each from the fewest to the most; names of the configuration, `*` behind those that must be there. */
type Row = readonly [
	type: `${ActionTypeId['category']} ${string}`,
	inputs: readonly [number, number],
	outputs: readonly [number, number],
	configuration: string,
];

const rows: readonly Row[] = [
	[
		'Source CodeCommit',
		[0, 0],
		[1, 1],
		'RepositoryName* BranchName* PollForSourceChanges OutputArtifactFormat',
	],
	['Source S3', [0, 0], [1, 1], 'S3Bucket* S3ObjectKey* PollForSourceChanges AllowOverrideForS3ObjectKey'],
	['Source ECR', [0, 0], [1, 1], 'RepositoryName* ImageTag'],
	[
		'Source CodeStarSourceConnection',
		[0, 0],
		[1, 1],
		'ConnectionArn* FullRepositoryId* BranchName* OutputArtifactFormat DetectChanges',
	],
	[
		'Build CodeBuild',
		[1, 5],
		[0, 5],
		'ProjectName* PrimarySource BatchEnabled CombineArtifacts EnvironmentVariables',
	],
	['Build ECRBuildAndPublish', [1, 1], [0, 1], 'ECRRepositoryName* DockerFilePath ImageTags RegistryType'],
	[
		'Test CodeBuild',
		[1, 5],
		[0, 5],
		'ProjectName* PrimarySource BatchEnabled CombineArtifacts EnvironmentVariables',
	],
	[
		'Test DeviceFarm',
		[1, 1],
		[0, 0],
		'AppType* DevicePoolArn* ProjectId* TestType App Test TestSpec FuzzEventCount',
	],
	['Deploy S3', [1, 1], [0, 0], 'BucketName* Extract* ObjectKey KMSEncryptionKeyARN CannedACL CacheControl'],
	['Deploy CodeDeploy', [1, 1], [0, 0], 'ApplicationName* DeploymentGroupName*'],
	[
		'Deploy CodeDeployToECS',
		[1, 5],
		[0, 0],
		'ApplicationName* DeploymentGroupName* AppSpecTemplateArtifact* AppSpecTemplatePath TaskDefinitionTemplateArtifact* TaskDefinitionTemplatePath Image1ArtifactName Image1ContainerName',
	],
	[
		'Deploy CloudFormation',
		[0, 5],
		[0, 1],
		'ActionMode* StackName ChangeSetName Capabilities OutputFileName ParameterOverrides RoleArn TemplateConfiguration TemplatePath',
	],
	['Deploy ECS', [1, 1], [0, 0], 'ClusterName* ServiceName* FileName DeploymentTimeout'],
	['Deploy ElasticBeanstalk', [1, 1], [0, 0], 'ApplicationName* EnvironmentName*'],
	['Approval Manual', [0, 0], [0, 0], 'NotificationArn CustomData ExternalEntityLink'],
	['Invoke Lambda', [0, 5], [0, 5], 'FunctionName* UserParameters'],
	['Invoke StepFunctions', [0, 1], [0, 1], 'StateMachineArn* ExecutionNamePrefix InputType Input'],
	['Invoke CodePipeline', [0, 0], [0, 0], 'PipelineName* SourceRevisions Variables'],
	['Compute Commands', [0, 5], [0, 1], ''],
];

const properties = (configuration: string): readonly ConfigurationProperty[] =>
	(configuration.match(/\S+/g) ?? []).map(word => ({
		name: word.replace('*', ''),
		required: word.endsWith('*'),
		key: true,
		secret: false,
		queryable: false,
	}));

const count = ([minimumCount, maximumCount]: readonly [number, number]): Count => ({
	minimumCount,
	maximumCount,
});

const github: ActionType = {
	id: {category: 'Source', owner: 'ThirdParty', provider: 'GitHub', version: '1'},
	actionConfigurationProperties: [
		...properties('Owner* Repo* Branch* PollForSourceChanges'),
		{name: 'OAuthToken', required: true, key: false, secret: true, queryable: false},
	],
	inputArtifactDetails: count([0, 0]),
	outputArtifactDetails: count([1, 1]),
};

/** The action types that every account has; those that are not listed are not available. */
export const builtInTypes: readonly ActionType[] = [
	...rows.map(([type, inputs, outputs, configuration]): ActionType => {
		const [category, provider = ''] = type.split(' ');
		return {
			// The first word of a row is a category, by its type.
			id: {category: category as ActionTypeId['category'], owner: 'AWS', provider, version: '1'},
			actionConfigurationProperties: properties(configuration),
			inputArtifactDetails: count(inputs),
			outputArtifactDetails: count(outputs),
		};
	}),
	github,
];

export const typeKey = ({category, owner, provider, version}: ActionTypeId) =>
	`${owner} ${category} ${provider} ${version}`;
