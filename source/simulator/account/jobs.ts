import {AwsError} from '../aws-error.ts';
import type {ActionTypeId} from '../declaration.ts';
import {typeKey} from './action-types.ts';
import type {ActionRun, Job, Outcome} from './records.ts';
import {type World, wallDuration} from './world.ts';

/** Hours that a worker has for a job of a custom action. */
const timeoutHours = 24;
/** Bytes of all output variables together. */
const variablesLimit = 122_880;

/** Offers an action to the workers that poll for its type. `onEnd` is called when one of them has put a result. */
export function offerJob(
	world: World,
	run: ActionRun,
	onEnd: (run: ActionRun, outcome: Outcome) => void,
): void {
	const job: Job = {
		id: world.random.fork(`job-id/${run.id}`).uuid(),
		run,
		status: 'Queued',
		nonce: 1,
		continuationToken: undefined,
		onEnd: outcome => onEnd(run, outcome),
	};
	world.jobs.set(job.id, job);
	run.job = job;
	world.agenda.at(run.startedAt + wallDuration(world, timeoutHours * 3_600_000), () => {
		if (run.status !== 'InProgress') return;
		job.status = 'TimedOut';
		const error = {
			code: 'JobFailed',
			message: `The action did not get a result within ${timeoutHours} hours`,
		};
		job.onEnd({status: 'Failed', summary: error.message, error});
	});
}

/** The job of an id. Throws JobNotFoundException. */
export function findJob(world: World, id: string): Job {
	const job = world.jobs.get(id);
	if (!job) throw new AwsError('JobNotFoundException', `The job with id '${id}' was not found`);
	return job;
}

/** The jobs that wait for a worker, in the order of their start, and are now dispatched to one. */
export function pollJobs(
	world: World,
	type: ActionTypeId,
	wanted: Readonly<Record<string, string>>,
	max: number,
): readonly Job[] {
	if (type.owner !== 'Custom')
		throw new AwsError(
			'ValidationException',
			'Only jobs of action types with the owner Custom can be polled for',
		);
	if (!world.actionTypes.has(typeKey(type)))
		throw new AwsError(
			'ActionTypeNotFoundException',
			`Action type not found: ${type.category} ${type.provider} ${type.version}`,
		);
	const jobs = [...world.jobs.values()].filter(
		({run, status}) =>
			(status === 'Queued' || status === 'Dispatched') &&
			run.status === 'InProgress' &&
			typeKey(run.start.type) === typeKey(type) &&
			Object.entries(wanted).every(([key, value]) => run.start.configuration[key] === value),
	);
	const offered = jobs.slice(0, max);
	for (const job of offered) job.status = 'Dispatched';
	return offered;
}

/** A worker takes a job that it was offered; one that another took already says so by its status. */
export function acknowledgeJob(job: Job, nonce: string): Job['status'] {
	if (nonce !== String(job.nonce))
		throw new AwsError('InvalidNonceException', 'The nonce that was specified is not valid');
	if (job.status === 'Dispatched' || job.status === 'Queued') job.status = 'InProgress';
	return job.status;
}

function checkState(job: Job): void {
	if (job.status === 'InProgress' && job.run.status === 'InProgress') return;
	const of = `The job with id '${job.id}'`;
	throw new AwsError(
		'InvalidJobStateException',
		job.run.status === 'Abandoned'
			? `${of} can take no result: its action was abandoned`
			: `${of} is in the state ${job.status}, not InProgress`,
	);
}

export type JobSuccess = {
	readonly currentRevision?: {
		readonly revision: string;
		readonly changeIdentifier: string;
		readonly revisionSummary?: string;
	};
	readonly continuationToken?: string;
	readonly executionDetails?: {
		readonly summary?: string;
		readonly externalExecutionId?: string;
		readonly percentComplete?: number;
	};
	readonly outputVariables?: Readonly<Record<string, string>>;
};

/** A worker's good result; with a continuation token the action goes on and its job is offered again. */
export function succeedJob(job: Job, result: JobSuccess): void {
	checkState(job);
	const {run} = job;
	const details = result.executionDetails;
	const variables = result.outputVariables ?? {};
	if (Buffer.byteLength(JSON.stringify(variables)) > variablesLimit)
		throw new AwsError(
			'OutputVariablesSizeExceededException',
			`The output variables are larger than ${variablesLimit} bytes`,
		);
	run.externalId = details?.externalExecutionId ?? run.externalId;
	run.summary = details?.summary ?? run.summary;
	run.percentComplete = details?.percentComplete ?? run.percentComplete;
	if (result.continuationToken !== undefined) {
		job.status = 'Queued';
		job.nonce += 1;
		job.continuationToken = result.continuationToken;
		return;
	}
	run.variables = variables;
	if (result.currentRevision) recordRevision(run, result.currentRevision);
	job.status = 'Succeeded';
	job.onEnd({status: 'Succeeded', summary: run.summary});
}

/** What a custom source found. */
function recordRevision(run: ActionRun, found: NonNullable<JobSuccess['currentRevision']>): void {
	const summary = found.revisionSummary ?? '';
	run.stageRun.execution.revisions.set(run.declaration.name, {
		id: found.revision,
		summary,
		url: undefined,
		commit: {
			repository: run.declaration.name,
			branch: '',
			sha: found.revision,
			message: summary,
			author: '',
		},
		artifacts: (run.declaration.outputArtifacts ?? []).map(({name}) => name),
	});
}

/** A worker's bad result. */
export function failJob(
	job: Job,
	failure: {readonly type: string; readonly message: string; readonly externalExecutionId?: string},
): void {
	checkState(job);
	job.run.externalId = failure.externalExecutionId ?? job.run.externalId;
	job.status = 'Failed';
	const error = {code: failure.type, message: failure.message};
	job.onEnd({status: 'Failed', summary: failure.message, error});
}
