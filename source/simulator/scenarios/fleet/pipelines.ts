import type {PipelineDeclaration, StageDeclaration} from '../../declaration.ts';
import {type Chain, indexerChains, orderChains} from './chains.ts';
import {approval, build, pipeline, project, repository, source} from './declare.ts';

const github = (from: string): StageDeclaration => ({name: 'Github', actions: [source(from)]});

/** Staging and production with one build per chain. */
function perChain(
	app: string,
	chains: {readonly staging: readonly Chain[]; readonly production: readonly Chain[]},
): PipelineDeclaration {
	const deploy = (stage: string, environment: string, runOrder: number) => (chain: Chain) =>
		build({
			name: `${stage}${chain.name}`,
			project: project(`l-${app}-${environment}-${chain.id}`),
			runOrder,
		});
	return pipeline(`l-${app}-pipeline`, [
		github(repository),
		{name: 'DeployStaging', actions: chains.staging.map(deploy('DeployStaging', 'staging', 1))},
		{
			name: 'DeployProduction',
			actions: [approval, ...chains.production.map(deploy('DeployProduction', 'prod', 2))],
		},
	]);
}

/** Staging and production with one build each, which bears its stage's name. */
function single(name: string, from: string): PipelineDeclaration {
	return pipeline(`${name}-pipeline`, [
		github(from),
		{
			name: 'DeployStaging',
			actions: [build({name: 'DeployStaging', project: project(`${name}-staging`), runOrder: 1})],
		},
		{
			name: 'DeployProduction',
			actions: [approval, build({name: 'DeployProduction', project: project(`${name}-prod`), runOrder: 2})],
		},
	]);
}

/** One project serves three actions, and one action name stands in two stages. */
function proverAnsible(): PipelineDeclaration {
	const ansible = (name: string, runOrder: number, target: string) =>
		build({name, project: 'l-prover-ansible-build', runOrder, variables: {TARGET: target}});
	const monitoring = (name: string, runOrder: number, environment: string) =>
		build({name, project: `l-prover-ansible-cw-${environment}-build`, runOrder});
	return pipeline('l-prover-ansible-pipeline', [
		{name: 'Source', actions: [source(repository)]},
		{
			name: 'DeployStaging',
			actions: [
				ansible('AnsibleDeployStaging', 1, 'staging'),
				monitoring('CWMonitoringStaging', 1, 'staging'),
			],
		},
		{
			name: 'DeployNightly',
			actions: [
				ansible('AnsibleDeployProductionNightly', 1, 'production:&nightly'),
				monitoring('CWMonitoringProduction', 1, 'production'),
			],
		},
		{
			name: 'DeployProduction',
			actions: [
				approval,
				ansible('AnsibleDeployProduction', 2, 'production'),
				monitoring('CWMonitoringProduction', 3, 'production'),
			],
		},
	]);
}

/** The eight pipelines that every push to `harbor/lanes` starts. */
export const lanePipelines: readonly PipelineDeclaration[] = [
	perChain('distributor', orderChains),
	perChain('indexer', indexerChains),
	single('l-kailua-batch', repository),
	perChain('order-generator', orderChains),
	perChain('order-stream', orderChains),
	proverAnsible(),
	single('l-requestor-lists', repository),
	perChain('slasher', orderChains),
];

/** Pipelines of the same account that follow other repositories. */
export const otherRepositories = [
	'harbor/signal',
	'harbor/kailua-order-generator',
	'harbor/zeth-requestor',
] as const;
export const otherPipelines: readonly PipelineDeclaration[] = otherRepositories.map(from =>
	single(from.slice(from.indexOf('/') + 1), from),
);
