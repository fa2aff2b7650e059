import type {CatalogueEntry} from './entry.ts';

/** CodeDeploy, Lambda, Elastic Beanstalk, Step Functions and what is copied to S3. */
export const deployments: readonly CatalogueEntry[] = [
	{
		id: 'codedeploy-agent',
		match: [/CodeDeploy agent was not able to receive the lifecycle event/],
		cause: 'the CodeDeploy agent of an instance does not answer',
		advice:
			'see on the instance whether codedeploy-agent runs, has an instance role and reaches CodeDeploy; restart it, then retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error: UnknownError: CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host.',
		unlike: 'codedeploy-agent is running as PID 412',
	},
	{
		id: 'codedeploy-script',
		match: [
			/Script at specified location: (?<script>[\w./-]{1,160}) (?:run as user \S+ )?(?<why>failed with exit code \d+|failed to complete in \d+ seconds|failed to close STDOUT)/,
		],
		cause: 'the deployment script {script} {why}',
		advice: 'read its output in the log of the CodeDeploy agent on the instance',
		retryHelps: null,
		sure: 'certain',
		example:
			'ScriptFailed: Script at specified location: scripts/start.sh run as user root failed with exit code 3',
		unlike: 'Script at specified location: scripts/start.sh was executed',
	},
	{
		id: 'codedeploy-appspec',
		match: [
			/CodeDeploy agent did not find an AppSpec file/,
			/AppSpec file .{0,120}(?:could not be located|is missing|was not found)/i,
			/(?:did not|does not|could not) (?:find|contain) an? AppSpec/i,
		],
		cause: 'the revision has no AppSpec file where CodeDeploy looks for it',
		advice: 'put appspec.yml into the root of the artifact',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: The CodeDeploy agent did not find an AppSpec file within the unpacked revision directory at revision-relative path appspec.yml.',
		unlike: 'Using appspec.yml of the artifact',
	},
	{
		id: 'codedeploy-busy',
		match: [
			/Deployment Group '?(?<group>[\w.+=,@-]{1,100})'? already has an active Deployment '?(?<deployment>[\w-]+)/,
		],
		cause: 'another deployment of {group} is running: {deployment}',
		advice: 'wait until it has ended, or stop it, then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			"An error occurred (DeploymentLimitExceededException) when calling the CreateDeployment operation: The Deployment Group 'indexer' already has an active Deployment 'd-5D0C1F7E'",
		unlike: "Created deployment 'd-5D0C1F7E' in the Deployment Group 'indexer'",
	},
	{
		id: 'codedeploy-no-instances',
		match: [
			/[Tt]he deployment failed because no instances were found/,
			/No instances (?:were )?found (?:for|in) your deployment group/i,
		],
		cause: 'no instance fits the tags or the Auto Scaling group of the deployment group',
		advice: 'compare the tags of the deployment group with those of running instances',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: NO_INSTANCES: The deployment failed because no instances were found for your deployment group. Check your deployment group settings.',
		unlike: '2 instances were found for the deployment group',
	},
	{
		id: 'lambda-update-in-progress',
		match: [
			/An update is in progress for resource: (?<function>arn:[\w:.-]+)/,
			/operation cannot be performed at this time\. The function is currently in the following state: (?<state>\w+)/,
		],
		cause: 'the function is being changed already[: {function}][ (state {state})]',
		advice: 'wait for it with `aws lambda wait function-updated`, then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			'An error occurred (ResourceConflictException) when calling the UpdateFunctionCode operation: The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-west-2:111122223333:function:indexer',
		unlike: 'LastUpdateStatus: InProgress',
	},
	{
		id: 'lambda-too-large',
		match: [
			/Unzipped size must be smaller than (?<limit>\d+ bytes)/,
			/Request must be smaller than (?<limit>\d+ bytes) for the \w+ operation/,
			/Image size must be smaller than (?<limit>\d+ bytes)/,
		],
		cause: 'the code of the function is larger than Lambda takes: {limit}',
		advice: 'leave out what is not needed at run time, upload through S3, or deploy it as an image',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (InvalidParameterValueException) when calling the UpdateFunctionCode operation: Unzipped size must be smaller than 262144000 bytes',
		unlike: 'Package size: 1048576 bytes unzipped',
	},
	{
		id: 'lambda-action-silent',
		match: [/Lambda function (?<function>[\w-]{1,140}) failed to return a result/],
		cause: 'the function {function} did not tell the pipeline in time how its job ended',
		advice:
			'read its log: it broke off or ran out of time, or lacks codepipeline:PutJobSuccessResult and PutJobFailureResult',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error: The AWS Lambda function indexer-check failed to return a result. Check the function to verify that it has permission to call the PutJobSuccessResult action.',
		unlike: 'Error: the function check failed to return a result within the block',
	},
	{
		id: 'lambda-environment-too-large',
		match: [/environment variables you have provided exceeded the 4KB limit/],
		cause: 'the environment variables of the function hold more than 4 KB',
		advice: 'move large values to Parameter Store or Secrets Manager',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: updating Lambda Function (indexer): api error InvalidParameterValueException: Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.',
		unlike: 'Environment: 12 variables, 1.1 KB',
	},
	{
		id: 'role-not-assumable-yet',
		match: [
			/role defined for the function cannot be assumed by Lambda/,
			/Role should have sufficient assume role policy|ECS was unable to assume (?:the )?role|is unable to assume (?:the )?(?:provided )?role/i,
		],
		cause: 'the service may not assume the role that it is given, or the role is too new',
		advice: 'retry when the role was made in this run; else let its trust policy name the service',
		retryHelps: null,
		sure: 'certain',
		example:
			'An error occurred (InvalidParameterValueException) when calling the CreateFunction operation: The role defined for the function cannot be assumed by Lambda.',
		unlike: 'Lambda assumed the role indexer-task',
	},
	{
		id: 'beanstalk-not-ready',
		match: [
			/Environment named (?<environment>[\w-]{1,60}) is in an invalid state for this operation\. Must be Ready/,
		],
		cause: 'the environment {environment} is still being changed',
		advice: 'wait until it is Ready (or abort its update), then retry',
		retryHelps: true,
		sure: 'certain',
		example:
			'An error occurred (InvalidParameterValue) when calling the UpdateEnvironment operation: Environment named indexer-prod is in an invalid state for this operation. Must be Ready.',
		unlike: 'Environment indexer-prod is Ready',
	},
	{
		id: 'beanstalk-instances-failed',
		match: [
			/During an aborted deployment, some instances may have deployed the new application version/,
			/Unsuccessful command execution on instance id\(s\) '(?<instances>[\w,-]{1,120})/,
		],
		cause: 'the new version failed on instances of the Elastic Beanstalk environment[: {instances}]',
		advice:
			'read eb-engine.log of such an instance (`eb logs`); deploy the old version to all when they differ',
		retryHelps: false,
		sure: 'certain',
		example:
			'ERROR: During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
		unlike: 'INFO: New application version was deployed to running EC2 instances.',
	},
	{
		id: 's3-bucket-missing',
		match: [
			/\(NoSuchBucket\)|\bNoSuchBucket: |<Code>NoSuchBucket\b/,
			/The specified bucket does not exist/,
			/S3 Bucket does not exist\. Execute the command to create a new bucket/,
		],
		not: [/when calling the Delete\w+ operation/],
		cause: 'the S3 bucket that the command names does not exist',
		advice: 'compare its name with what exists in this account: a placeholder may not have been replaced',
		retryHelps: false,
		sure: 'certain',
		example:
			'fatal error: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist',
		unlike:
			'fatal error: An error occurred (404) when calling the HeadObject operation: Key "index.html" does not exist',
	},
	{
		id: 'step-functions-failed',
		match: [
			/(?:"?error"?: ?"?|\bFAILED\b.{0,80}|\bcause\b.{0,40})States\.(?<error>Timeout|DataLimitExceeded|Runtime|TaskFailed|HeartbeatTimeout|Permissions)\b/i,
		],
		not: [/ErrorEquals|\bCatch\b|\bRetry\b/],
		cause: 'the execution of the state machine failed: States.{error}',
		advice: 'open the execution: its history shows the state that failed and what it was given',
		retryHelps: null,
		sure: 'likely',
		example: 'Error: execution 5d0c1f7e ended with status FAILED: States.TaskFailed',
		unlike: '"ErrorEquals": [\n  "States.TaskFailed",\n  "States.Timeout"\n]',
	},
	{
		id: 'ssm-instance-not-connected',
		match: [/Instances (?:\[\[[^\]]{0,200}\]\] )?not in a valid state for account/, /\bTargetNotConnected\b/],
		cause: 'Systems Manager does not reach the instance: it does not run, or its agent is not connected',
		advice: 'see whether it runs, its SSM agent is online and it has an instance role; then retry',
		retryHelps: null,
		sure: 'certain',
		example:
			'An error occurred (InvalidInstanceId) when calling the SendCommand operation: Instances [[i-0a1b2c3d]] not in a valid state for account 111122223333',
		unlike: 'Instance i-0a1b2c3d is online in Systems Manager',
	},
];
