import {createDeployment, usualDeploymentMs} from '../account/deployments.ts';
import type {Deployment} from '../account/records.ts';
import {AwsError} from '../aws-error.ts';
import {boolean, map, string, structure} from '../protocol/members.ts';
import {operationsOf, type Service} from '../protocol/operation.ts';

const operation = operationsOf('ValidationException');
const seconds = (ms: number) => ms / 1000;

/** A member that has to be there, under CodeDeploy's own names for what is wrong with it. */
function named(value: string | undefined, what: string, limit = 100): string {
	if (!value) throw new AwsError(`${what}RequiredException`, `The ${what} must be specified`);
	if (value.length > limit)
		throw new AwsError(`Invalid${what}Exception`, `The ${what} is too long: ${value}`);
	return value;
}

const behaviours: readonly string[] = ['DISALLOW', 'OVERWRITE', 'RETAIN'];
const revisionTypes: readonly string[] = ['S3', 'GitHub', 'String', 'AppSpecContent'];

/** Applications and groups are not kept: every name is taken for one that is there. */
const create = operation(
	structure({
		applicationName: string(),
		deploymentGroupName: string(),
		revision: structure({
			revisionType: string(),
			s3Location: structure({bucket: string(), key: string(), bundleType: string(), version: string()}),
			gitHubLocation: structure({repository: string(), commitId: string()}),
		}),
		deploymentConfigName: string(),
		description: string(),
		ignoreApplicationStopFailures: boolean,
		fileExistsBehavior: string(),
		targetInstances: map(string()),
	}),
	({account: {world}}, input) => {
		const {fileExistsBehavior: behaviour, revision} = input;
		if (behaviour !== undefined && !behaviours.includes(behaviour))
			throw new AwsError(
				'InvalidFileExistsBehaviorException',
				`The file exists behavior is not valid: ${behaviour}. Valid values are: ${behaviours.join(', ')}`,
			);
		if (revision?.revisionType !== undefined && !revisionTypes.includes(revision.revisionType))
			throw new AwsError(
				'InvalidRevisionException',
				`The revision type is not valid: ${revision.revisionType}. Valid values are: ${revisionTypes.join(', ')}`,
			);
		const deployment = createDeployment(
			world,
			{
				application: named(input.applicationName, 'ApplicationName'),
				group: named(input.deploymentGroupName, 'DeploymentGroupName'),
				description: input.description,
				revision: input.revision,
			},
			{durationMs: usualDeploymentMs},
		);
		return {deploymentId: deployment.id};
	},
);

const get = operation(structure({deploymentId: string()}), ({account: {world}}, input) => {
	const id = named(input.deploymentId, 'DeploymentId');
	if (!/^d-[A-Z0-9]+$/.test(id))
		throw new AwsError('InvalidDeploymentIdException', `The deployment ID is not valid: ${id}`);
	const deployment = world.deployments.get(id);
	if (!deployment)
		throw new AwsError('DeploymentDoesNotExistException', `The deployment ${id} could not be found`);
	return {deploymentInfo: deploymentWire(deployment, world.agenda.now())};
});

function deploymentWire(deployment: Deployment, now: number): object {
	const {createdAt, endsAt, failure} = deployment;
	const isDone = endsAt <= now;
	const count = (is: boolean) => (is ? 1 : 0);
	return {
		applicationName: deployment.application,
		deploymentGroupName: deployment.group,
		deploymentConfigName: 'CodeDeployDefault.OneAtATime',
		deploymentId: deployment.id,
		revision: deployment.revision,
		status: isDone ? (failure ? 'Failed' : 'Succeeded') : 'InProgress',
		errorInformation: isDone ? failure : undefined,
		createTime: seconds(createdAt),
		startTime: seconds(createdAt),
		completeTime: isDone ? seconds(endsAt) : undefined,
		deploymentOverview: {
			Pending: 0,
			InProgress: count(!isDone),
			Succeeded: count(isDone && !failure),
			Failed: count(isDone && failure !== undefined),
			Skipped: 0,
			Ready: 0,
		},
		description: deployment.description,
		creator: 'user',
		ignoreApplicationStopFailures: false,
		computePlatform: 'Server',
	};
}

export const codeDeploy: Service = {
	name: 'codedeploy',
	targetPrefix: 'CodeDeploy_20141006',
	operations: {CreateDeployment: create, GetDeployment: get},
};
