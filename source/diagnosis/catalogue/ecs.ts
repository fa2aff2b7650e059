import type {CatalogueEntry} from './entry.ts';

/** Tasks and services of ECS that do not start or do not become stable. */
export const ecs: readonly CatalogueEntry[] = [
	{
		id: 'container-out-of-memory',
		match: [/OutOfMemoryError: Container killed due to memory usage/],
		cause: 'a container of the task was killed because it used more memory than its limit',
		advice: 'raise `memory` of the container or task, or find what takes the memory',
		retryHelps: false,
		sure: 'certain',
		example: 'Error: task 5d0c of indexer stopped: OutOfMemoryError: Container killed due to memory usage',
		unlike: 'Task stopped: Essential container in task exited\nExit Code 137',
	},
	{
		id: 'ecs-image-not-pulled',
		match: [/CannotPullContainerError: (?<why>.{3,200})/],
		not: [/customer's container image|BUILD_CONTAINER_/],
		cause: 'ECS cannot pull the image of the task: {why}',
		advice:
			'see whether the tag exists, the execution role may read the repository and the subnets reach it (NAT or endpoints)',
		retryHelps: null,
		sure: 'certain',
		example:
			'Stopped reason: CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref indexer:1.4.0: not found',
		unlike: 'Stopped reason: Scaling activity initiated by deployment',
	},
	{
		id: 'ecs-resources-not-ready',
		match: [/ResourceInitializationError: (?<why>.{3,200})/],
		cause: 'ECS could not prepare the task: {why}',
		advice:
			'see whether the execution role may read the secrets and log group, and the subnets reach them (NAT or endpoints)',
		retryHelps: null,
		sure: 'certain',
		example:
			'Stopped reason: ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed',
		unlike: 'Stopped reason: Task failed ELB health checks in (target-group indexer)',
	},
	{
		id: 'ecs-not-placed',
		match: [
			/was unable to place a task because (?<why>.{3,160}?)(?:\. |\.?$)/,
			/"reason": ?"(?<why>RESOURCE:\w+|AGENT)"/,
		],
		cause: 'ECS cannot place the task: {why}',
		advice:
			'add instances to the cluster or lower what the task asks for; for a role or subnet mend what is named',
		retryHelps: null,
		sure: 'certain',
		example:
			'(service indexer) was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 5d0c has insufficient memory available.',
		unlike: '(service indexer) has started 1 tasks: (task 5d0c).',
	},
	{
		id: 'ecs-health-checks',
		match: [
			/failed (?<kind>ELB|container) health checks/i,
			/is unhealthy in \(?target-group .{0,200}due to \(reason (?<why>[^)]{3,120})\)/,
		],
		cause: 'the new tasks do not pass their health checks[ ({kind})][: {why}]',
		advice:
			'read the log of the stopped tasks; compare port, path and grace period of the health check with the program',
		retryHelps: null,
		sure: 'likely',
		example:
			'(service indexer) (task 5d0c) failed ELB health checks in (target-group arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/indexer/1f7e)',
		unlike: '(service indexer) registered 1 targets in (target-group indexer)',
	},
	{
		id: 'ecs-essential-container-exited',
		match: [/Essential container in task exited/],
		cause: 'the program of the task ended by itself',
		advice: 'read the log of that container and its exit code: the fault is in the program or its settings',
		retryHelps: false,
		sure: 'likely',
		example: 'Error: task 5d0c stopped: Essential container in task exited (exit code 1)',
		unlike: 'Error: task 5d0c stopped: OutOfMemoryError: Container killed due to memory usage',
	},
	{
		id: 'ecs-circuit-breaker',
		match: [
			/\bdeployment circuit breaker was triggered/i,
			/deployment circuit breaker: tasks failed to start/i,
			/\(deployment ecs-svc\/\d+\) deployment failed: tasks failed to start/,
		],
		cause: 'the new tasks of the service failed so often that ECS gave the deployment up',
		advice: 'read why its tasks stopped (`aws ecs describe-tasks`, stoppedReason) and their log',
		retryHelps: false,
		sure: 'certain',
		example:
			'Error: waiting for ECS Service (indexer) update: unexpected state FAILED: ECS Deployment Circuit Breaker was triggered',
		unlike: 'deploymentCircuitBreaker: {enable: true, rollback: true}',
	},
	{
		id: 'ecs-services-not-stable',
		match: [
			/Waiter ServicesStable failed: (?<why>.{3,80})/,
			/Resource is not in the state servicesStable/,
			/waiting for state to become 'tfSTABLE'/,
			/exceeded max wait time for ServicesStable waiter/i,
			/\b[Ss]ervice (?<service>[\w-]{1,255}) did not (?:stabilize|reach a steady state)/,
		],
		cause:
			'the service[ {service}] was not stable in the time that the command waits; the deployment itself may still get through',
		advice:
			'look at the service: when its tasks run, all is well or a retry will pass; else read why tasks stop',
		retryHelps: null,
		sure: 'certain',
		example: 'Waiter ServicesStable failed: Max attempts exceeded',
		unlike: 'Waiting for the service to become stable (attempt 12 of 40)',
	},
	{
		id: 'ecs-service-missing',
		match: [
			/(?:An error occurred \(|api error |operation error ECS: .{0,200})(?<error>ServiceNotFoundException|ServiceNotActiveException|ClusterNotFoundException)\b/,
			/\b(?<error>ServiceNotFoundException|ServiceNotActiveException|ClusterNotFoundException): (?:Service|Cluster) (?:was )?not (?:found|active)/i,
		],
		cause: 'ECS does not know the service or cluster, or it is not active ({error})',
		advice: 'compare names, Region and account of the deployment with what exists',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ServiceNotFoundException) when calling the UpdateService operation: Service not found.',
		unlike: 'Error: acme.registry.ServiceNotFoundException: no service for currency EUR',
	},
	{
		id: 'ecs-fargate-size',
		match: [/No Fargate configuration exists for given values/],
		cause: 'Fargate has no task of this combination of CPU and memory',
		advice: 'choose a combination that Fargate offers',
		retryHelps: false,
		sure: 'certain',
		example:
			'An error occurred (ClientException) when calling the RegisterTaskDefinition operation: No Fargate configuration exists for given values: 512 CPU, 8192 memory.',
		unlike: 'Fargate platform version 1.4.0 chosen',
	},
	{
		id: 'ecs-image-definitions-missing',
		match: [/Did not find the image definition file (?<file>[\w./-]{1,120}) in the input artifacts/],
		cause: 'the artifact that the deployment gets holds no {file}',
		advice: 'let the build write {file} and name it in `artifacts` of its buildspec',
		retryHelps: false,
		sure: 'certain',
		example:
			"Error: Did not find the image definition file imagedefinitions.json in the input artifacts ZIP file. Verify the file is stored in your pipeline's artifact bucket.",
		unlike: 'Error: did not find the image definition of node 24',
	},
];
