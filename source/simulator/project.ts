/** A variable of a build's environment; of another type than PLAINTEXT its value names where the value lies. */
export type EnvironmentVariable = {
	readonly name: string;
	readonly value: string;
	/** PLAINTEXT when left out. */
	readonly type?: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
};

export type ProjectSource = {
	readonly type: string;
	readonly location?: string;
	/** A buildspec, or the path of one in the source. */
	readonly buildspec?: string;
	readonly sourceIdentifier?: string;
};

export type ProjectEnvironment = {
	readonly type: string;
	readonly image: string;
	readonly computeType: string;
	readonly environmentVariables?: readonly EnvironmentVariable[];
	readonly privilegedMode?: boolean;
	readonly imagePullCredentialsType?: string;
};

type Switch = 'ENABLED' | 'DISABLED';

/** Where builds write their logs. */
export type LogsConfig = {
	readonly cloudWatchLogs?: {
		readonly status: Switch;
		readonly groupName?: string;
		/** What stands in front of the build's own stream name. */
		readonly streamName?: string;
	};
	readonly s3Logs?: {
		readonly status: Switch;
		/** Bucket and path. */
		readonly location?: string;
		readonly encryptionDisabled?: boolean;
	};
};

/** A build project in the shape of CreateProject; what the simulator does not act on is kept as it came. */
export type ProjectDeclaration = {
	readonly name: string;
	readonly description?: string;
	readonly source: ProjectSource;
	readonly secondarySources?: readonly ProjectSource[];
	readonly sourceVersion?: string;
	readonly artifacts: {readonly type: string; readonly location?: string};
	readonly environment: ProjectEnvironment;
	readonly serviceRole: string;
	/** 5 to 2160; 60 when left out. */
	readonly timeoutInMinutes?: number;
	/** 5 to 480; 480 when left out. */
	readonly queuedTimeoutInMinutes?: number;
	readonly encryptionKey?: string;
	readonly cache?: {readonly type: string};
	readonly logsConfig?: LogsConfig;
	readonly tags?: readonly {readonly key?: string; readonly value?: string}[];
};
