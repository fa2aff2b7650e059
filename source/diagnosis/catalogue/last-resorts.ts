import type {CatalogueEntry} from './entry.ts';

/** What is only worth a guess or says little, and stands behind everything else. */
export const lastResorts: readonly CatalogueEntry[] = [
	{
		id: 'waiter-gave-up',
		match: [/Waiter (?<waiter>\w{1,60}) failed: Max attempts exceeded/],
		cause:
			'a waiter gave up: {waiter} was not reached in its time; what it waited for may have gone well since',
		advice:
			'look at the service or stack itself: when it is fine by now, let the wait last longer; else see its events',
		retryHelps: null,
		sure: 'certain',
		example: 'Waiter DBInstanceAvailable failed: Max attempts exceeded',
		unlike: 'Waiter DBInstanceAvailable failed: Waiter encountered a terminal failure state',
	},
	{
		id: 'image-step-failed',
		match: [
			/failed to solve: process "(?<command>.{1,160}?)" did not complete successfully: exit code: (?<code>\d+)/,
			/The command '(?<command>.{1,160}?)' returned a non-zero code: (?<code>\d+)/,
		],
		cause: 'a step of the Dockerfile ended with {code}: {command}',
		advice: 'read the output of that step, which stands above',
		retryHelps: null,
		sure: 'guess',
		example:
			'ERROR: failed to solve: process "/bin/sh -c ./configure && make" did not complete successfully: exit code: 2',
		unlike: 'ERROR: failed to solve: docker.io/library/node:99: not found',
	},
	{
		id: 'docker-push-eof',
		match: [/^(?:\d+ \| )?EOF$/, /Retrying in \d+ seconds?.{0,200} EOF$/],
		cause:
			'the registry cut off the push of an image (EOF): with ECR mostly the repository or the permission is missing',
		advice: 'check that the repository exists in this region and the role may push there; if so, retry',
		retryHelps: null,
		sure: 'guess',
		example: '0c1f5b77a9de: Retrying in 1 second\nEOF',
		unlike: 'Error: unexpected EOF while reading the archive',
	},
	{
		id: 'wait-failed',
		match: [/Error while executing command: .{0,200}?\baws (?<what>[\w-]{1,40} wait [\w-]{1,60})/],
		cause: '`aws {what}` gave up or found that it cannot come true',
		advice:
			'look at the service or stack itself: when it is fine by now, let the wait last longer; else see its events',
		retryHelps: null,
		sure: 'guess',
		example:
			'Error while executing command: aws ecs wait services-stable --cluster main --services indexer. Reason: exit status 255',
		unlike: 'Error while executing command: aws ecs update-service --cluster main. Reason: exit status 254',
	},
	{
		id: 'docker-push-failed',
		match: [/Error while executing command: docker push\b.{0,600}?Reason: exit status 1\b/],
		cause:
			'`docker push` failed and the log does not say why: with ECR mostly the role lacks an ecr: permission, or the repository is missing',
		advice:
			'check the repository, the log-in before the push, and ecr:PutImage and ecr:*Layer* in the policy of the role',
		retryHelps: null,
		sure: 'guess',
		example: 'Error while executing command: docker push "$IMAGE:$TAG". Reason: exit status 1',
		unlike: 'Error while executing command: docker build -t indexer .. Reason: exit status 1',
	},
	{
		id: 'database-client-failed',
		match: [/Error while executing command: (?:if !? ?)?(?:mysql|psql|mongosh?|redis-cli)\b/],
		cause: 'the command that calls the database failed: it was not reached, or refused the log-in',
		advice:
			'check that the build is in the VPC of the database and allowed by its security group, and the password in the secret',
		retryHelps: null,
		sure: 'guess',
		example: 'Error while executing command: psql "$DATABASE_URL" -c "select 1". Reason: exit status 2',
		unlike: 'Error while executing command: npm run migrate. Reason: exit status 2',
	},
	{
		id: 'aws-cli-usage',
		match: [/Error while executing command: aws\b.{0,1500}?Reason: exit status 252\b/s],
		cause: 'the AWS CLI did not understand the command, or a parameter is missing or empty (252)',
		advice:
			'look for a variable in the command that is empty, and compare its options with this version of the CLI',
		retryHelps: false,
		sure: 'guess',
		example: 'Error while executing command: aws s3 cp $FROM $TO. Reason: exit status 252',
		unlike: 'Error while executing command: aws s3 cp $FROM $TO. Reason: exit status 1',
	},
	{
		id: 'aws-cli-configuration',
		match: [/Error while executing command: aws\b.{0,1500}?Reason: exit status 253\b/s],
		cause: 'the AWS CLI found no usable configuration, region or credentials (253)',
		advice: 'check AWS_REGION and that the step that assumes a role has worked',
		retryHelps: null,
		sure: 'guess',
		example: 'Error while executing command: aws sts get-caller-identity. Reason: exit status 253',
		unlike: 'Error while executing command: aws sts get-caller-identity. Reason: exit status 254',
	},
	{
		id: 'aws-cli-service-error',
		match: [/Error while executing command: aws\b.{0,1500}?Reason: exit status 254\b/s],
		cause: 'AWS refused the call of the AWS CLI (254): mostly a permission, or something that is not there',
		advice: 'see the call in CloudTrail, with the role of the build as its user',
		retryHelps: null,
		sure: 'guess',
		example: 'Error while executing command: aws ecs update-service --cluster main. Reason: exit status 254',
		unlike: 'Error while executing command: aws ecs update-service --cluster main. Reason: exit status 252',
	},
	{
		id: 'aws-cli-failed',
		match: [
			/Error while executing command: (?:aws|sam|ba?sh|\.\/)\S{0,100}.{0,1500}?Reason: exit status 255\b/s,
		],
		not: [/pulumi|terraform|ansible/],
		cause:
			'the command ended with 255: so does the AWS CLI when a call fails, mostly over a permission, a region or something that is not there',
		advice: 'run it with its output shown; see in CloudTrail what was refused to the role of the build',
		retryHelps: null,
		sure: 'guess',
		example:
			'Error while executing command: aws cloudformation package --template-file t.yaml --s3-bucket artifacts. Reason: exit status 255',
		unlike: 'Error while executing command: pulumi up --yes. Reason: exit status 255',
	},
	{
		id: 'python-exception',
		match: [
			/^(?<kind>(?:[a-z]\w{0,40}\.){0,4}(?!Assertion)[A-Z]\w{0,60}(?:Error|Exception)): (?<what>.{1,150})/,
		],
		beside: [/^Traceback \(most recent call last\)/],
		cause: 'a Python program fails: {kind}: {what}',
		advice: 'read the last line of its own code in the traceback',
		retryHelps: null,
		sure: 'guess',
		example:
			'Traceback (most recent call last):\n  File "deploy.py", line 12, in <module>\n    rate = rates[chain]\nTypeError: list indices must be integers or slices, not str',
		unlike: 'ValueError: not a chain',
	},
	{
		id: 'javascript-exception',
		match: [/\b(?<kind>TypeError|ReferenceError|RangeError)(?: \[\w+\])?: (?<what>.{1,150})/],
		cause: 'a JavaScript program fails: {kind}: {what}',
		advice: 'read the first line of its stack that is no library; retrying runs the same code',
		retryHelps: false,
		sure: 'guess',
		example:
			"TypeError: Cannot read properties of undefined (reading 'chains')\n    at render (/codebuild/output/src27/src/site.js:12:7)",
		unlike: 'Error: expected a TypeError, got nothing',
	},
];
