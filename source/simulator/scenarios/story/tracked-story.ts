import type {ActionStart, Director} from '../../scenario.ts';
import type {HistoryEntry} from '../history/commits.ts';
import type {FailureKind} from '../log/failures.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * What is decided about the tracked commit (0), the one before it (-1) and the next ones, whatever the seed. Simulated times
 * from the start; the demo runs at speed 20, so that a minute here is three seconds there.
 */
export type Decision = {
	/** Simulated time at which an approval is answered; the reviewer approves. */
	readonly answeredAt?: number;
	readonly failure?: FailureKind;
	/** Simulated ms of the whole build. */
	readonly takes?: number;
};

/** When whoever holds the distributor's gate is let through; the tracked commit waits behind it until then. */
const distributorAnswer = 26 * minute;
/** When the deployment role of the indexer on Taiko works again. */
const roleMended = 60 * minute;

/** The decision about an action that starts now, if the story has one. */
export function decision(start: ActionStart, index: number): Decision | undefined {
	const app = start.pipeline.replace(/^l-/, '').replace(/-pipeline$/, '');
	const at = `${app}/${start.action}`;
	if (start.action === 'ApproveDeployToProduction') return gate(app, index);
	if (at === 'indexer/DeployStagingTaiko' && index >= 0 && start.at < roleMended)
		return {failure: 'assume-role-denied'};
	if (at === 'kailua-batch/DeployStaging' && index >= 1 && index <= 3) return {failure: 'program-broken'};
	if (at === 'distributor/DeployStagingTaiko' && index === 1 && start.attempt === 1)
		return {failure: 'pulumi-locked'};
	// It failed a day ago, is tried once more just before the tracked commit comes, and keeps the stage meanwhile.
	if (at === 'slasher/DeployStagingTaiko' && index === -1)
		return start.attempt === 1
			? {failure: 'pulumi-locked'}
			: {failure: 'resource-exists', takes: 33 * minute};
	return index >= -1 && index <= 1 ? {} : undefined;
}

function gate(app: string, index: number): Decision | undefined {
	if (index === -1 && app === 'distributor') return {answeredAt: distributorAnswer};
	if (index !== 0) return undefined;
	const answers: Readonly<Record<string, number>> = {
		'requestor-lists': 9.5 * minute,
		distributor: 95 * minute,
		'prover-ansible': 70 * minute,
		'order-stream': 3 * hour,
	};
	const answeredAt = answers[app];
	return answeredAt === undefined ? undefined : {answeredAt};
}

/** What people do around the tracked commit; `plan` cannot know of it. */
export function trackedAgenda(director: Director, tracked: HistoryEntry, before: HistoryEntry): void {
	const executionOf = (pipeline: string, {sha}: HistoryEntry) =>
		director.executions(pipeline).find(({commit}) => commit?.sha === sha)?.id;
	director.at(-50 * minute, () =>
		director.disableTransition('l-kailua-batch-pipeline', 'DeployProduction', 'freeze until Monday'),
	);
	director.at(5 * hour, () => director.enableTransition('l-kailua-batch-pipeline', 'DeployProduction'));
	director.at(-3 * minute, () => {
		const pipeline = 'l-slasher-pipeline';
		const executionId = executionOf(pipeline, before);
		if (executionId !== undefined) director.retry({pipeline, stage: 'DeployStaging', executionId});
	});
	director.at(6 * minute, () => {
		const pipeline = 'l-order-generator-pipeline';
		const executionId = executionOf(pipeline, tracked);
		if (executionId !== undefined) director.stop({pipeline, executionId, reason: 'wrong branch'});
	});
}
