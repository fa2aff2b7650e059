import type {ScenarioFile} from './file/schema.ts';

const chains = [
	'Base',
	'Ethereum',
	'Taiko',
	'Linea',
	'Scroll',
	'Optimism',
	'Arbitrum',
	'Polygon',
	'Gnosis',
	'Mantle',
];

/** 300 pipelines, each with ten chains in staging and ten in production, on which two commits arrive. */
export const bigFleet: ScenarioFile = {
	repository: 'harbor/fleet',
	past: {executions: 3, every: '8h'},
	pipelines: [
		{
			name: 'service-{n}-pipeline',
			copies: 300,
			stages: [
				{name: 'Staging', chains},
				{name: 'Production', approval: 'Approve', chains},
			],
		},
	],
	commits: [
		{
			sha: '5e1c0f3a9b7d24680ace13579bdf02468ace1357',
			message: 'feat: speak the new protocol',
			author: 'ada',
			at: '-30m',
		},
		{
			sha: '9d4b8a7c6e5f40312231445566778899aabbccdd',
			message: 'fix: close the connections that nobody reads',
			author: 'grace',
			at: '2m',
		},
	],
	outcomes: [
		{stage: 'Production', approved: '5m', pipeline: 'service-0*'},
		{attempt: 1, chance: 0.002, fails: 'pulumi-locked', takes: '4m'},
		{attempt: 1, chance: 0.001, fails: 'docker-unauthorized', takes: '2m'},
		{chance: 0.3, action: '*Taiko', takes: '11m'},
		{stage: 'Staging', action: 'Staging*', takes: '6m'},
		{stage: 'Production', action: 'Production*', takes: '8m'},
	],
	events: [
		{at: '20m', approve: 'service-1*', summary: 'staging looks good'},
		{at: '25m', retry: '*'},
		{at: '40m', approve: 'service-2*', summary: 'staging looks good'},
	],
};
