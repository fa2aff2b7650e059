import type {CatalogueEntry} from './entry.ts';

/** Pods that do not come up, and releases of Helm. */
export const rollouts: readonly CatalogueEntry[] = [
	{
		id: 'kubernetes-image-pull',
		match: [
			/Failed to pull image "(?<image>[^"]{1,200})"/,
			/\bErrImagePull\b|\bImagePullBackOff\b|\bInvalidImageName\b/,
		],
		not: [/\balert|\balarm|\brule\b/i],
		cause: 'the cluster cannot pull the image[ {image}] of a pod',
		advice:
			'see in `kubectl describe pod` why: the tag does not exist, or the node may not read the registry',
		retryHelps: false,
		sure: 'likely',
		example:
			'Error: indexer-7f9c: ImagePullBackOff: Failed to pull image "111122223333.dkr.ecr.us-west-2.amazonaws.com/indexer:1.4.0": not found',
		unlike: 'Successfully pulled image "111122223333.dkr.ecr.us-west-2.amazonaws.com/indexer:1.4.0" in 2.1s',
	},
	{
		id: 'kubernetes-crash-loop',
		match: [/\bCrashLoopBackOff\b/, /Back-off restarting failed container (?<container>[\w-]{1,80})/],
		not: [/\balert|\balarm|\brule\b/i],
		cause: 'a container of the new pods[ ({container})] starts and ends at once, again and again',
		advice: 'read `kubectl logs --previous` of the pod: the program itself fails',
		retryHelps: false,
		sure: 'likely',
		example: 'error: pod indexer-7f9c-x2 is failing: CrashLoopBackOff',
		unlike: 'pod/indexer-7f9c-x2 condition met',
	},
	{
		id: 'kubernetes-oom',
		match: [/\bOOMKilled\b(?!"?: ?false)/],
		not: [/\balert|\balarm|\brule\b/i],
		cause: 'a container was killed because it used more memory than its limit',
		advice: 'raise its memory limit, or find what takes the memory',
		retryHelps: false,
		sure: 'certain',
		example: 'error: container indexer of pod indexer-7f9c terminated: OOMKilled (exit code 137)',
		unlike: '"Status": "exited",\n"OOMKilled": false,\n"ExitCode": 1',
	},
	{
		id: 'kubernetes-unschedulable',
		match: [/\b0\/\d+ nodes are available: (?<why>.{3,160}?)(?:\. |\.?$)/],
		cause: 'no node of the cluster takes the pod: {why}',
		advice: 'add nodes or lower what the pod asks for; compare its tolerations and selectors with the nodes',
		retryHelps: null,
		sure: 'likely',
		example: 'error: FailedScheduling: 0/3 nodes are available: 3 Insufficient cpu.',
		unlike: '3/3 nodes are available',
	},
	{
		id: 'kubernetes-rollout-timeout',
		match: [
			/error: (?<kind>deployment|statefulset|daemonset)s?(?:\.\w+)? "(?<name>[^"]{1,120})" exceeded its progress deadline/,
			/reported that "?(?<name>[\w./-]{1,120})"? failed to fully initialize or become live/,
			/error: timed out waiting for the condition(?: on (?<name>[\w./-]{1,120}))?/,
			/resource (?<name>[\w/.-]{1,120}) was not successfully created by the Kubernetes API server ?: .{0,80}(?:Timeout|timed out)/,
		],
		cause: 'the rollout[ of {name}] timed out: its new pods did not become ready in time',
		advice: 'read `kubectl describe` and `kubectl logs` of the new pods: why they are not ready stands there',
		retryHelps: null,
		sure: 'certain',
		example: [
			'Waiting for deployment "indexer" rollout to finish: 1 out of 2 new replicas have been updated...',
			'error: deployment "indexer" exceeded its progress deadline',
		].join('\n'),
		unlike: 'deployment "indexer" successfully rolled out',
	},
	{
		id: 'helm-in-progress',
		match: [/another operation \(install\/upgrade\/rollback\) is in progress/],
		cause: 'another Helm operation on the release is running, or one that was broken off left it pending',
		advice:
			'look with `helm history`; when nothing runs, `helm rollback` to the last deployed revision, then retry',
		retryHelps: null,
		sure: 'certain',
		example: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
		unlike: 'Error: UPGRADE FAILED: timed out waiting for the condition',
	},
	{
		id: 'helm-no-deployed-release',
		match: [/"(?<release>[\w.-]{1,80})" has no deployed releases/],
		cause: 'the release {release} was never deployed: its first installation failed',
		advice:
			'see with `helm history` that no revision ever ran and with `helm get manifest` what it left; then `helm uninstall` it and retry',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: UPGRADE FAILED: "indexer" has no deployed releases',
		unlike: 'Release "indexer" does not exist. Installing it now.',
	},
	{
		id: 'helm-ownership',
		match: [
			/\b(?<kind>\w{1,60}) "(?<name>[^"]{1,120})" in namespace "[^"]{0,80}" exists and cannot be imported into the current release/,
		],
		cause: 'what the chart makes exists outside of this release[: {kind} {name}]',
		advice: 'hand it over with the labels and annotations that Helm names, or delete it when nothing uses it',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: INSTALLATION FAILED: Unable to continue with install: ConfigMap "indexer" in namespace "prod" exists and cannot be imported into the current release: invalid ownership metadata',
		unlike: 'configmap/indexer unchanged',
	},
	{
		id: 'helm-name-in-use',
		match: [/cannot re-use a name that is still in use/],
		cause: 'a release of this name is installed already, or is left from an installation that failed',
		advice:
			'use `helm upgrade --install` instead of `helm install`; see with `helm list --all` what is there',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: INSTALLATION FAILED: cannot re-use a name that is still in use',
		unlike: 'Error: the name of the release is in use by another team',
	},
	{
		id: 'helm-chart-missing',
		match: [
			/chart "(?<chart>[^"]{1,120})" (?:matching (?<version>\S{1,60}) )?not found in (?<where>\S{1,160}) (?:index|repository)/,
			/failed to download "(?<chart>[^"]{1,160})"(?: at version "(?<version>[^"]{1,60})")?/,
			/Error: repo (?<where>[\w.-]{1,80}) not found/,
		],
		cause: 'Helm does not find the chart[ {chart}][ in version {version}][ in {where}]',
		advice:
			'run `helm repo add` and `helm repo update` before it, and compare the version with those that exist',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: chart "indexer" matching 1.4.9 not found in acme index. (try \'helm repo update\')',
		unlike: 'Update Complete. Happy Helming!',
	},
	{
		id: 'helm-template',
		match: [
			/(?:template: |execution error at \()(?<where>[\w.-]{1,80}\/(?:[\w.-]{1,80}\/){0,6}templates\/[\w./-]{1,120}:\d+:\d+)\)?: (?<why>.{3,300})/,
			/YAML parse error on (?<where>[\w./-]{1,120}): (?<why>.{3,200})/,
		],
		cause: 'the chart does not render: {where}: {why}',
		advice: 'correct the template or give the missing value; `helm template` shows it without a cluster',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: UPGRADE FAILED: template: indexer/templates/deployment.yaml:21:14: executing "indexer/templates/deployment.yaml" at <.Values.image.tag>: nil pointer evaluating interface .tag',
		unlike: 'Rendering indexer/templates/deployment.yaml',
	},
	{
		id: 'helm-hook-failed',
		match: [
			/(?<hook>(?:pre|post)-(?:install|upgrade|rollback|delete)) hooks? failed: (?<why>.{3,160})/i,
			/FAILED: failed (?<hook>(?:pre|post)-(?:install|upgrade|rollback|delete)): (?<why>.{3,160})/i,
		],
		cause: 'a hook of the chart failed ({hook}): {why}',
		advice: "read the log of the hook's job in the cluster",
		retryHelps: null,
		sure: 'certain',
		example: 'Error: UPGRADE FAILED: pre-upgrade hooks failed: job failed: BackoffLimitExceeded',
		unlike: 'Error: UPGRADE FAILED: timed out waiting for the condition',
	},
	{
		id: 'helm-timeout',
		match: [
			/(?:UPGRADE|INSTALLATION) FAILED: (?:.{0,160}: )?(?:timed out waiting for the condition|context deadline exceeded)/,
			/(?:UPGRADE|INSTALLATION) FAILED: resource \S{1,160} not ready\. status: .{0,300}context deadline exceeded/,
		],
		cause: 'Helm timed out: the release did not become ready in the time that it waits',
		advice:
			'read `kubectl get events` and the logs of the new pods; retry only when they are ready or the cause is gone',
		retryHelps: null,
		sure: 'certain',
		example:
			'Error: UPGRADE FAILED: release indexer failed, and has been rolled back due to atomic being set: timed out waiting for the condition',
		unlike: 'Release "indexer" has been upgraded. Happy Helming!',
	},
];
