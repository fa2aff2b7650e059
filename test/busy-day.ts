import {
	definition,
	execution,
	executionId,
	minute,
	noon,
	type PipelinePlan,
	run,
	type StagePlan,
	shas,
	stage,
} from './fixtures.ts';

const source: StagePlan = ['Github', [['Github']]];
const chains = (stageName: string, ...names: string[]) => names.map(name => `${stageName}${name}`);
const deploy = (staging: readonly string[], production: readonly string[]): readonly StagePlan[] => [
	source,
	['DeployStaging', [chains('DeployStaging', ...staging)]],
	['DeployProduction', [['ApproveDeployToProduction'], chains('DeployProduction', ...production)]],
];
const usual = deploy(['BaseSepolia', 'Taiko'], ['BaseSepolia', 'EthSepolia', 'BaseMainnet', 'Taiko']);
const fetched = run('Github', 'Github', 'Succeeded', [12, 11.85]);
const staged = [
	fetched,
	run('DeployStaging', 'DeployStagingBaseSepolia', 'Succeeded', [11.8, 6]),
	run('DeployStaging', 'DeployStagingTaiko', 'Succeeded', [11.8, 5]),
];
const through = ['Github', 'DeployStaging'].map(name => stage(name, [2, 'Succeeded']));

/** A failure as CodeBuild tells it: the whole script first, the reason last. */
export const scriptFailure = {
	code: 'JobFailed',
	message:
		'Build terminated with state: FAILED. Phase: BUILD, Code: COMMAND_EXECUTION_ERROR, Message: Error while executing command: CALLER=$(aws sts get-caller-identity)\nif echo "$CALLER" | grep -q ops; then\n  echo "ERROR: Still using ops account"\n  exit 1\nfi. Reason: exit status 1',
};

const failed: PipelinePlan = {
	definition: definition(
		'l-indexer-pipeline',
		deploy(
			['BaseSepolia', 'EthSepolia', 'Taiko'],
			['BaseSepolia', 'EthSepolia', 'BaseMainnet', 'EthMainnet', 'Taiko'],
		),
	),
	executions: [execution(2, shas.ours, 'Failed'), execution(1, shas.older, 'Succeeded')],
	stages: [
		stage('Github', [2, 'Succeeded']),
		stage('DeployStaging', [2, 'Failed']),
		stage('DeployProduction', [1, 'Succeeded']),
	],
	runs: {
		2: [
			fetched,
			run('DeployStaging', 'DeployStagingBaseSepolia', 'Succeeded', [11.8, 6.2]),
			run('DeployStaging', 'DeployStagingEthSepolia', 'Succeeded', [11.8, 6]),
			run('DeployStaging', 'DeployStagingTaiko', 'Failed', [11.8, 10.4], {failure: scriptFailure}),
		],
	},
};

const atGate: PipelinePlan = {
	definition: definition('l-order-stream-pipeline', usual),
	executions: [
		execution(3, shas.newer, 'InProgress'),
		execution(2, shas.ours, 'InProgress'),
		execution(1, shas.older, 'Succeeded'),
	],
	stages: [
		stage('Github', [3, 'Succeeded']),
		stage('DeployStaging', [3, 'Succeeded']),
		stage('DeployProduction', [2, 'InProgress'], {inbound: [executionId(3)]}),
	],
	runs: {2: [...staged, run('DeployProduction', 'ApproveDeployToProduction', 'InProgress', [3, 3])]},
};

const behindGate: PipelinePlan = {
	definition: definition('l-distributor-pipeline', usual),
	executions: [execution(2, shas.ours, 'InProgress'), execution(1, shas.older, 'InProgress')],
	stages: [
		...through,
		stage('DeployProduction', [1, 'InProgress'], {
			inbound: [executionId(2)],
			rows: [
				{
					action: 'ApproveDeployToProduction',
					run: run('DeployProduction', 'ApproveDeployToProduction', 'InProgress', [4000, 4000]),
				},
			],
		}),
	],
	runs: {2: staged},
};

const closed: PipelinePlan = {
	definition: definition('l-kailua-batch-pipeline', [
		source,
		['DeployStaging', [['DeployStaging']]],
		['DeployProduction', [['ApproveDeployToProduction'], ['DeployProduction']]],
	]),
	executions: [execution(2, shas.ours, 'InProgress'), execution(1, shas.older, 'Succeeded')],
	stages: [
		...through,
		stage('DeployProduction', [1, 'Succeeded'], {
			inbound: [executionId(2)],
			transition: {open: false, reason: 'freeze until Monday', by: 'dana', since: noon - 90 * minute},
		}),
	],
	runs: {2: [fetched, run('DeployStaging', 'DeployStaging', 'Succeeded', [11.8, 9])]},
};

const stopped: PipelinePlan = {
	definition: definition('l-order-generator-pipeline', usual),
	executions: [
		execution(2, shas.ours, 'Stopped', {stopReason: 'wrong branch', updatedAt: noon - 8 * minute}),
		execution(1, shas.older, 'Succeeded'),
	],
	stages: [
		stage('Github', [2, 'Succeeded']),
		stage('DeployStaging', [2, 'Stopped']),
		stage('DeployProduction', [1, 'Succeeded']),
	],
	runs: {
		2: [
			fetched,
			run('DeployStaging', 'DeployStagingBaseSepolia', 'Succeeded', [11.8, 9]),
			run('DeployStaging', 'DeployStagingTaiko', 'Abandoned', [11.8, 8]),
		],
	},
};

const carried: PipelinePlan = {
	definition: definition('l-slasher-pipeline', usual),
	executions: [
		execution(3, shas.newer, 'InProgress', {startedAt: noon - 2 * minute}),
		execution(2, shas.ours, 'Superseded', {updatedAt: noon - 2 * minute}),
		execution(1, shas.older, 'Succeeded'),
	],
	stages: [
		stage('Github', [3, 'Succeeded']),
		stage('DeployStaging', [3, 'InProgress']),
		stage('DeployProduction', [1, 'Succeeded']),
	],
	runs: {
		3: [
			run('Github', 'Github', 'Succeeded', [2.3, 2.1]),
			run('DeployStaging', 'DeployStagingBaseSepolia', 'InProgress', [2, 2]),
			run('DeployStaging', 'DeployStagingTaiko', 'InProgress', [2, 2]),
		],
		2: [fetched],
	},
};

const running: PipelinePlan = {
	definition: definition('l-prover-ansible-pipeline', [
		['Source', [['Github']]],
		['DeployStaging', [['AnsibleDeployStaging', 'CWMonitoringStaging']]],
		['DeployNightly', [['AnsibleDeployProductionNightly', 'CWMonitoringProduction']]],
		[
			'DeployProduction',
			[['ApproveDeployToProduction'], ['AnsibleDeployProduction'], ['CWMonitoringProduction']],
		],
	]),
	executions: [execution(2, shas.ours, 'InProgress'), execution(1, shas.older, 'Succeeded')],
	stages: [
		stage('Source', [2, 'Succeeded']),
		stage('DeployStaging', [2, 'Succeeded']),
		stage('DeployNightly', [2, 'InProgress']),
		stage('DeployProduction', [1, 'Succeeded']),
	],
	runs: {
		2: [
			run('Source', 'Github', 'Succeeded', [12, 11.85]),
			run('DeployStaging', 'AnsibleDeployStaging', 'Succeeded', [11.8, 8]),
			run('DeployStaging', 'CWMonitoringStaging', 'Succeeded', [11.8, 10]),
			run('DeployNightly', 'CWMonitoringProduction', 'Succeeded', [7, 5]),
			run('DeployNightly', 'AnsibleDeployProductionNightly', 'InProgress', [7, 7]),
		],
	},
};

/** The same pipeline later: what still ran has failed. */
export const runningFailed: PipelinePlan = {
	...running,
	executions: [execution(2, shas.ours, 'Failed'), execution(1, shas.older, 'Succeeded')],
	stages: running.stages.map(each =>
		each.name === 'DeployNightly' ? stage(each.name, [2, 'Failed']) : each,
	),
	runs: {
		2: (running.runs[2] ?? []).map(each =>
			each.status === 'InProgress' ? {...each, status: 'Failed', changedAt: noon} : each,
		),
	},
};

const done: PipelinePlan = {
	definition: definition('l-requestor-lists-pipeline', [
		source,
		['DeployStaging', [['DeployStaging']]],
		['DeployProduction', [['ApproveDeployToProduction'], ['DeployProduction']]],
	]),
	executions: [execution(2, shas.ours, 'Succeeded', {updatedAt: noon - 2 * minute})],
	stages: [...through, stage('DeployProduction', [2, 'Succeeded'])],
	runs: {
		2: [
			fetched,
			run('DeployStaging', 'DeployStaging', 'Succeeded', [11.8, 9]),
			run('DeployProduction', 'ApproveDeployToProduction', 'Succeeded', [9, 4]),
			run('DeployProduction', 'DeployProduction', 'Succeeded', [4, 2]),
		],
	},
};

const others = ['signal-pipeline', 'kailua-order-generator-pipeline', 'zeth-requestor-pipeline'].map(
	(name): PipelinePlan => ({
		definition: definition(name, [source, ['Deploy', [['Deploy']]]], 'SUPERSEDED', 'acme/other'),
		executions: [],
		stages: [stage('Github', null), stage('Deploy', null)],
		runs: {},
	}),
);

/** A day on which everything happens at once: one pipeline for each way a commit can stand. */
export const busyDay = {failed, atGate, behindGate, closed, stopped, carried, running, done, others};
export const allPlans: readonly PipelinePlan[] = [
	failed,
	atGate,
	behindGate,
	closed,
	stopped,
	carried,
	running,
	done,
	...others,
];
