import type {ActionDeclaration, PipelineDeclaration, StageDeclaration} from '../../declaration.ts';
import {createRandom} from '../../random.ts';

/** The simulated account. */
export const account = {id: '123456789012', region: 'us-west-2'} as const;

/** The repository whose pushes start the eight `l-*` pipelines. */
export const repository = 'harbor/lanes';
export const branch = 'main';

/** The source action: a GitHub repository behind a connection. */
export function source(fullRepositoryId: string): ActionDeclaration {
	return {
		name: 'Github',
		actionTypeId: {category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1'},
		runOrder: 1,
		configuration: {
			ConnectionArn: `arn:aws:codestar-connections:${account.region}:${account.id}:connection/${createRandom('connection').uuid()}`,
			FullRepositoryId: fullRepositoryId,
			BranchName: branch,
			OutputArtifactFormat: 'CODEBUILD_CLONE_REF',
			DetectChanges: 'true',
		},
		inputArtifacts: [],
		outputArtifacts: [{name: 'source_output'}],
	};
}

/** The gate of every pipeline; nothing is configured, so it has nothing to show but its names. */
export const approval: ActionDeclaration = {
	name: 'ApproveDeployToProduction',
	actionTypeId: {category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1'},
	runOrder: 1,
	configuration: {},
	inputArtifacts: [],
	outputArtifacts: [],
};

/** A CodeBuild action. `variables` become the build's environment overrides. */
export function build(action: {
	readonly name: string;
	readonly project: string;
	readonly runOrder: number;
	readonly variables?: Readonly<Record<string, string>>;
}): ActionDeclaration {
	const overrides = Object.entries(action.variables ?? {});
	const variables = overrides.map(([name, value]) => ({name, value, type: 'PLAINTEXT'}));
	return {
		name: action.name,
		actionTypeId: {category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1'},
		runOrder: action.runOrder,
		configuration: {
			ProjectName: action.project,
			...(variables.length > 0 ? {EnvironmentVariables: JSON.stringify(variables)} : {}),
		},
		inputArtifacts: [{name: 'source_output'}],
		// Artifact names must differ within a pipeline, and an action name may occur in two stages.
		outputArtifacts: [{name: `${action.name}_${action.runOrder}_output`}],
	};
}

/** A project's name with the suffix that Pulumi gives its resources: the same 7 digits for the same name. */
export function project(name: string): string {
	return `${name}-build-${createRandom(`project/${name}`).hex(7)}`;
}

/** A pipeline of the account: V2, no execution mode set, which means SUPERSEDED. */
export function pipeline(name: string, stages: readonly StageDeclaration[]): PipelineDeclaration {
	return {
		name,
		roleArn: `arn:aws:iam::${account.id}:role/pipeline-role`,
		artifactStore: {type: 'S3', location: 'lanes-pipeline-artifacts'},
		stages: stages.map(stage => ({...stage, blockers: []})),
		version: createRandom(`version/${name}`).integer(4, 19),
		pipelineType: 'V2',
		triggers: [
			{
				providerType: 'CodeStarSourceConnection',
				gitConfiguration: {sourceActionName: 'Github', push: [{branches: {includes: [branch]}}]},
			},
		],
	};
}
