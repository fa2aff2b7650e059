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
	readonly inputArtifacts?: readonly {readonly name: string}[];
	readonly outputArtifacts?: readonly {readonly name: string}[];
	readonly roleArn?: string;
	readonly region?: string;
	readonly namespace?: string;
	/** Approvals only; 5 to 86,400. */
	readonly timeoutInMinutes?: number;
};

export type StageDeclaration = {
	readonly name: string;
	readonly blockers?: readonly {readonly name: string; readonly type: string}[];
	readonly actions: readonly ActionDeclaration[];
};

export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';

/** A pipeline in the shape of CreatePipeline and GetPipeline. */
export type PipelineDeclaration = {
	readonly name: string;
	readonly roleArn: string;
	readonly artifactStore?: {readonly type: string; readonly location: string};
	readonly artifactStores?: Readonly<Record<string, {readonly type: string; readonly location: string}>>;
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
	readonly triggers?: readonly unknown[];
};
