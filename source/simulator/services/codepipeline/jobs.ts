import {acknowledgeJob, failJob, findJob, pollJobs, succeedJob} from '../../account/jobs.ts';
import type {ActionRun, Job} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {integer, map, required, string, structure, word} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {actionTypeId, uuid} from './shapes.ts';
import {artifactWire, pipelineArn} from './wire.ts';

const operation = operationsOf('ValidationException');
const jobId = required(uuid);

function jobData(world: World, {run, continuationToken}: Job): object {
	const {stageRun, declaration, start} = run;
	const {execution} = stageRun;
	return {
		actionTypeId: declaration.actionTypeId,
		actionConfiguration: {configuration: start.configuration},
		pipelineContext: {
			pipelineName: start.pipeline,
			stage: {name: start.stage},
			action: {name: start.action, actionExecutionId: run.id},
			pipelineArn: pipelineArn(world, start.pipeline),
			pipelineExecutionId: execution.id,
		},
		inputArtifacts: artifacts(world, run, declaration.inputArtifacts ?? []),
		outputArtifacts: artifacts(world, run, declaration.outputArtifacts ?? []),
		artifactCredentials: {
			accessKeyId: 'SIMULATED',
			secretAccessKey: 'simulated',
			sessionToken: 'simulated',
		},
		continuationToken,
	};
}

function artifacts(
	world: World,
	run: ActionRun,
	names: readonly {readonly name: string}[],
): readonly object[] {
	const {execution} = run.stageRun;
	return names.map(({name}) => {
		const {bucket, key} = artifactWire(world, execution, name).s3location;
		const made = [...execution.revisions.values()].find(({artifacts: made}) => made.includes(name));
		return {
			name,
			revision: made?.id,
			location: {type: 'S3', s3Location: {bucketName: bucket, objectKey: key}},
		};
	});
}

const poll = operation(
	structure({
		actionTypeId: required(actionTypeId),
		maxBatchSize: integer({min: 1}),
		queryParam: map(required(string({min: 1, max: 50, pattern: /[a-zA-Z0-9_-]+/}))),
	}),
	({account: {world}}, {actionTypeId: type, maxBatchSize = Number.POSITIVE_INFINITY, queryParam = {}}) => ({
		jobs: pollJobs(world, type, queryParam, maxBatchSize).map(job => ({
			id: job.id,
			data: jobData(world, job),
			nonce: String(job.nonce),
			accountId: world.id,
		})),
	}),
);

const acknowledge = operation(
	structure({jobId, nonce: required(string({min: 1, max: 50}))}),
	({account: {world}}, input) => ({status: acknowledgeJob(findJob(world, input.jobId), input.nonce)}),
);

const details = operation(structure({jobId}), ({account: {world}}, input) => {
	const job = findJob(world, input.jobId);
	return {jobDetails: {id: job.id, data: jobData(world, job), accountId: world.id}};
});

const succeed = operation(
	structure({
		jobId,
		currentRevision: structure({
			revision: required(string({min: 1, max: 1500})),
			changeIdentifier: required(string({min: 1, max: 100})),
			revisionSummary: string({min: 1, max: 2048}),
		}),
		continuationToken: string({min: 1, max: 2048}),
		executionDetails: structure({
			summary: string({min: 1, max: 2048}),
			externalExecutionId: string({min: 1, max: 1500}),
			percentComplete: integer({min: 0, max: 100}),
		}),
		outputVariables: map(required(string()), string({pattern: /[A-Za-z0-9@\-_]+/})),
	}),
	({account: {world}}, input) => {
		succeedJob(findJob(world, input.jobId), input);
		return {};
	},
);

const fail = operation(
	structure({
		jobId,
		failureDetails: required(
			structure({
				type: required(
					word([
						'JobFailed',
						'ConfigurationError',
						'PermissionError',
						'RevisionOutOfSync',
						'RevisionUnavailable',
						'SystemUnavailable',
					]),
				),
				message: required(string({min: 1, max: 5000})),
				externalExecutionId: string({min: 1, max: 1500}),
			}),
		),
	}),
	({account: {world}}, input) => {
		failJob(findJob(world, input.jobId), input.failureDetails);
		return {};
	},
);

export const codePipelineJobs = {
	PollForJobs: poll,
	AcknowledgeJob: acknowledge,
	GetJobDetails: details,
	PutJobSuccessResult: succeed,
	PutJobFailureResult: fail,
};
