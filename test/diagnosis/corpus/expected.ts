/** What is right for one excerpt of the corpus. */
export interface Expected {
	/** Its lines, from 1, that explain the failure: any of them must be shown. */
	readonly line: readonly number[];
	/** Ids of the catalogue that name the cause; none where the excerpt does not tell it. */
	readonly causes: readonly string[];
	/** Where nothing but a message of a phase is known: its code. */
	readonly phase?: readonly [phase: string, code: string];
}

const yaml = ['DOWNLOAD_SOURCE', 'YAML_FILE_ERROR'] as const;
const clientError = (phase: string) => [phase, 'CLIENT_ERROR'] as const;

/** By the excerpt's name. */
export const expected: Readonly<Record<string, Expected>> = {
	'action-error-long-script-message': {line: [1], causes: ['ecs-services-not-stable', 'waiter-gave-up']},
	'ansible-unreachable-broken-pipe': {line: [1, 2], causes: ['ansible-unreachable', 'ansible-ssh-denied']},
	'ansible-unreachable-permission-denied': {line: [2], causes: ['ansible-ssh-denied']},
	'build-db-exit-255': {line: [1], causes: ['aws-cli-failed']},
	'cdk-bundling-docker-exit-1-unhandled': {line: [1], causes: ['cdk-bundling-failed']},
	'cdk-codebuild-eval-failed': {line: [1, 3], causes: []},
	'cdk-stack-in-failed-state': {line: [1], causes: ['cdk-stack-failed', 'cloudformation-rolled-back']},
	'cloudformation-package-255': {line: [1], causes: ['aws-cli-failed', 'cloudformation-artifact']},
	'codebuild-clone-ref-authorization-failed': {
		line: [1],
		causes: ['source-authorization-failed'],
		phase: clientError('DOWNLOAD_SOURCE'),
	},
	'codecommit-403': {line: [3], causes: ['codecommit-denied']},
	'docker-daemon-not-running': {line: [1], causes: ['docker-daemon-not-running']},
	'docker-invalid-tag-2017-format': {line: [2], causes: ['image-tag-is-arn']},
	'docker-push-ecr-missing-permissions': {line: [1], causes: ['docker-push-failed']},
	'docker-toomanyrequests-make': {line: [3], causes: ['docker-hub-rate-limit']},
	'docs-build-container-found-dead': {
		line: [1],
		causes: ['build-container-dead'],
		phase: clientError('PROVISIONING'),
	},
	'docs-not-authorized-assume-role': {
		line: [1],
		causes: ['codebuild-role-not-assumed'],
		phase: clientError('SUBMITTED'),
	},
	'docs-upload-artifacts-invalid-arn': {
		line: [1],
		causes: ['artifact-upload-failed'],
		phase: clientError('UPLOAD_ARTIFACTS'),
	},
	'ecr-complete-layer-upload-denied': {line: [1], causes: ['ecr-access-denied']},
	'ecr-public-token-expired': {line: [2], causes: ['registry-token-expired']},
	'ecr-push-retry-eof': {line: [10], causes: ['docker-push-eof']},
	'ecs-oom-killed': {line: [1], causes: ['container-out-of-memory']},
	'ecs-services-stable-waiter': {line: [1], causes: ['ecs-not-stable', 'ecs-services-not-stable']},
	'full-npm-build-eleventy-template-error': {
		line: [80, 83],
		causes: ['javascript-exception'],
	},
	'ghcr-head-403-forbidden': {line: [1], causes: ['ghcr-package-denied', 'ghcr-push-denied']},
	'ghcr-login-backoff': {line: [1, 2, 3], causes: ['registry-login-failed']},
	'ghcr-manifest-denied': {line: [1], causes: ['ghcr-token-refused', 'ghcr-package-denied']},
	'ghcr-manifest-unauthorized': {line: [1], causes: ['ghcr-package-denied', 'registry-unauthorized']},
	'iam-getrole-denied-build-succeeded': {line: [1], causes: ['permission-denied']},
	'kubectl-unauthorized': {line: [1], causes: ['kubernetes-unauthorized']},
	'make-error-but-succeeded': {line: [1, 2], causes: []},
	'mocha-calculator-failure-2022': {line: [5], causes: ['assertion-failed', 'javascript-tests-failed']},
	'msbuild-killed-137': {line: [1], causes: ['killed-for-memory']},
	'mysql-connect-prebuild': {line: [3], causes: ['database-client-failed', 'database-unreachable']},
	'no-matching-artifact-paths': {line: [1, 3], causes: ['docker-push-failed']},
	'no-space-left-apt-codebuild': {line: [1], causes: ['disk-full']},
	'no-space-left-buildkit': {line: [1], causes: ['disk-full']},
	'npm-e401-private-registry': {line: [1, 2], causes: ['npm-unauthorized']},
	'npm-e403-docker-in-codebuild': {line: [4, 5], causes: ['npm-forbidden']},
	'npm-e404-flaky-maven-wrapped': {line: [1, 2], causes: ['npm-not-found']},
	'poll-script-download-source-failed': {line: [2], causes: ['source-download-failed']},
	'provisioning-ecr-batchgetimage': {
		line: [1],
		causes: ['build-image-denied'],
		phase: clientError('PROVISIONING'),
	},
	'pulumi-409-conflict': {line: [1], causes: ['pulumi-update-in-progress']},
	'pulumi-409-parallel-jobs': {line: [1], causes: ['pulumi-update-in-progress']},
	'pulumi-already-exists-iam': {line: [2, 3], causes: ['aws-already-exists']},
	'pulumi-k8s-connection-refused': {line: [11], causes: ['kubernetes-unreachable']},
	'startbuild-account-limit-0': {line: [1], causes: ['build-queue-limit']},
	'static-checks-failed-exit1': {line: [5], causes: ['static-checks-failed']},
	'terraform-bucket-already-exists-codebuild': {line: [4], causes: ['s3-bucket-name-taken']},
	'terraform-state-lock-box-drawing': {line: [1], causes: ['terraform-state-lock']},
	'throttling-start-pipeline-execution': {line: [1], causes: ['aws-throttled']},
	'toomanyrequests-amplify-step': {line: [4], causes: ['docker-hub-rate-limit']},
	'yaml-bracket-line-19': {line: [9], causes: ['yaml-syntax'], phase: yaml},
	'yaml-expected-string-subkeys': {line: [1, 2, 3], causes: ['buildspec-not-a-string'], phase: yaml},
	'yaml-file-does-not-exist': {line: [1], causes: ['buildspec-missing'], phase: yaml},
	'yaml-file-no-such-file-mlops': {line: [9], causes: ['buildspec-missing'], phase: yaml},
	'yaml-file-no-such-file-saas': {line: [8, 11], causes: ['buildspec-missing'], phase: yaml},
	'yaml-tab-character': {line: [1], causes: ['yaml-tab', 'yaml-syntax'], phase: yaml},
	'yaml-wrong-container-tags': {line: [1], causes: ['buildspec-structure'], phase: yaml},
};
