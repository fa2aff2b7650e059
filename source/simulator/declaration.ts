/** How an action is carried out, as AWS names it. */
export type ActionTypeId = {
	readonly category: 'Source' | 'Build' | 'Test' | 'Deploy' | 'Invoke' | 'Approval' | 'Compute';
	readonly owner: 'AWS' | 'ThirdParty' | 'Custom';
	readonly provider: string;
	readonly version: string;
};

export type ActionDeclaration = {
	readonly name: string;
	readonly actionTypeId: ActionTypeId;
	/** 1 to 999; 1 when left out. */
	readonly runOrder?: number;
	readonly configuration?: Readonly<Record<string, string>>;
	/** Of the provider Commands only. */
	readonly commands?: readonly string[];
	readonly inputArtifacts?: readonly {readonly name: string}[];
	readonly outputArtifacts?: readonly {readonly name: string; readonly files?: readonly string[]}[];
	readonly outputVariables?: readonly string[];
	readonly environmentVariables?: readonly {
		readonly name: string;
		readonly value: string;
		readonly type?: 'PLAINTEXT' | 'SECRETS_MANAGER';
	}[];
	readonly roleArn?: string;
	readonly region?: string;
	readonly namespace?: string;
	/** Approvals only; 5 to 86,400. */
	readonly timeoutInMinutes?: number;
};

export type ConditionResult = 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';

/** A rule of a condition of a stage. */
export type RuleDeclaration = {
	readonly name: string;
	readonly ruleTypeId: {
		readonly category: 'Rule';
		readonly owner?: 'AWS';
		readonly provider: string;
		readonly version?: string;
	};
	readonly configuration?: Readonly<Record<string, string>>;
	readonly commands?: readonly string[];
	readonly inputArtifacts?: readonly {readonly name: string}[];
	readonly roleArn?: string;
	readonly region?: string;
	/** 5 to 86,400. */
	readonly timeoutInMinutes?: number;
};

export type Condition = {
	readonly result?: ConditionResult;
	readonly rules?: readonly RuleDeclaration[];
};

export type RetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';

export type StageDeclaration = {
	readonly name: string;
	readonly blockers?: readonly {readonly name: string; readonly type: string}[];
	readonly actions: readonly ActionDeclaration[];
	readonly beforeEntry?: {readonly conditions: readonly Condition[]};
	readonly onSuccess?: {readonly conditions: readonly Condition[]};
	readonly onFailure?: {
		readonly result?: ConditionResult;
		readonly retryConfiguration?: {readonly retryMode?: RetryMode};
		readonly conditions?: readonly Condition[];
	};
};

/** Patterns of names that do or do not start an execution; each side 1 to 8. */
export type Patterns = {readonly includes?: readonly string[]; readonly excludes?: readonly string[]};

/** What starts a pipeline of type V2 beside a plain push to the branch of its source. */
export type TriggerDeclaration = {
	readonly providerType: 'CodeStarSourceConnection';
	readonly gitConfiguration: {
		readonly sourceActionName: string;
		readonly push?: readonly {
			readonly tags?: Patterns;
			readonly branches?: Patterns;
			readonly filePaths?: Patterns;
		}[];
		readonly pullRequest?: readonly {
			readonly events?: readonly ('OPEN' | 'UPDATED' | 'CLOSED')[];
			readonly branches?: Patterns;
			readonly filePaths?: Patterns;
		}[];
	};
};

/** Where artifacts lie; nothing is ever put there. */
export type ArtifactStore = {
	readonly type: 'S3';
	readonly location: string;
	readonly encryptionKey?: {readonly id: string; readonly type: 'KMS'};
};

export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';

/** A pipeline in the shape of CreatePipeline and GetPipeline. */
export type PipelineDeclaration = {
	readonly name: string;
	readonly roleArn: string;
	readonly artifactStore?: ArtifactStore;
	/** By region. */
	readonly artifactStores?: Readonly<Record<string, ArtifactStore>>;
	readonly stages: readonly StageDeclaration[];
	readonly version?: number;
	/** SUPERSEDED when left out. */
	readonly executionMode?: ExecutionMode;
	readonly pipelineType?: 'V1' | 'V2';
	readonly variables?: readonly {
		readonly name: string;
		readonly defaultValue?: string;
		readonly description?: string;
	}[];
	readonly triggers?: readonly TriggerDeclaration[];
};
