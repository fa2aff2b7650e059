import {describe, expect, it} from 'vitest';
import type {PipelineDeclaration} from '../../../source/simulator/declaration.ts';
import {lanePipelines, otherPipelines} from '../../../source/simulator/scenarios/fleet/pipelines.ts';

/** `Stage[1: Action, Action; 2: Action]` for each stage. */
function layout({stages}: PipelineDeclaration): string[] {
	return stages.map(({name, actions}) => {
		const groups = Map.groupBy(actions, ({runOrder = 1}) => runOrder);
		const text = [...groups].map(([order, group]) => `${order}: ${group.map(each => each.name).join(' ')}`);
		return `${name}[${text.join('; ')}]`;
	});
}

const find = (name: string) => {
	const found = lanePipelines.find(pipeline => pipeline.name === name);
	if (found === undefined) throw new Error(`no ${name}`);
	return found;
};
const projects = ({stages}: PipelineDeclaration) =>
	stages.flatMap(({actions}) =>
		actions.flatMap(({name, configuration}) =>
			configuration?.ProjectName === undefined ? [] : [[name, configuration.ProjectName] as const],
		),
	);

describe('the pipelines of the busy day', () => {
	it.each(['distributor', 'order-generator', 'order-stream', 'slasher'])('lays out l-%s by chain', app => {
		expect(layout(find(`l-${app}-pipeline`))).toEqual([
			'Github[1: Github]',
			'DeployStaging[1: DeployStagingBaseSepolia DeployStagingTaiko]',
			'DeployProduction[1: ApproveDeployToProduction; 2: DeployProductionBaseSepolia DeployProductionEthSepolia DeployProductionBaseMainnet DeployProductionTaiko]',
		]);
	});

	it('lays out l-indexer with five chains in production', () => {
		expect(layout(find('l-indexer-pipeline'))).toEqual([
			'Github[1: Github]',
			'DeployStaging[1: DeployStagingBaseSepolia DeployStagingEthSepolia DeployStagingTaiko]',
			'DeployProduction[1: ApproveDeployToProduction; 2: DeployProductionBaseSepolia DeployProductionEthSepolia DeployProductionBaseMainnet DeployProductionEthMainnet DeployProductionTaiko]',
		]);
	});

	it.each(['kailua-batch', 'requestor-lists'])('gives the builds of l-%s their stages’ names', app => {
		expect(layout(find(`l-${app}-pipeline`))).toEqual([
			'Github[1: Github]',
			'DeployStaging[1: DeployStaging]',
			'DeployProduction[1: ApproveDeployToProduction; 2: DeployProduction]',
		]);
	});

	it('lays out l-prover-ansible with a nightly stage and three run orders', () => {
		const ansible = find('l-prover-ansible-pipeline');
		expect(layout(ansible)).toEqual([
			'Source[1: Github]',
			'DeployStaging[1: AnsibleDeployStaging CWMonitoringStaging]',
			'DeployNightly[1: AnsibleDeployProductionNightly CWMonitoringProduction]',
			'DeployProduction[1: ApproveDeployToProduction; 2: AnsibleDeployProduction; 3: CWMonitoringProduction]',
		]);
		expect(new Set(projects(ansible).map(([, project]) => project))).toEqual(
			new Set([
				'l-prover-ansible-build',
				'l-prover-ansible-cw-staging-build',
				'l-prover-ansible-cw-production-build',
			]),
		);
	});

	it('names projects by app, environment and chain with a suffix of 7 digits', () => {
		const chains: Record<string, number> = {
			BaseSepolia: 84532,
			Taiko: 167000,
			EthSepolia: 11155111,
			BaseMainnet: 8453,
			EthMainnet: 1,
		};
		for (const [action, project] of projects(find('l-indexer-pipeline'))) {
			const [, environment, chain = ''] = /^Deploy(Staging|Production)(.+)$/.exec(action) ?? [];
			const stack = `${environment === 'Staging' ? 'staging' : 'prod'}-${chains[chain]}`;
			expect(project).toMatch(new RegExp(`^l-indexer-${stack}-build-[0-9a-f]{7}$`));
		}
		expect(projects(find('l-kailua-batch-pipeline')).map(([, project]) => project)).toEqual([
			expect.stringMatching(/^l-kailua-batch-staging-build-[0-9a-f]{7}$/),
			expect.stringMatching(/^l-kailua-batch-prod-build-[0-9a-f]{7}$/),
		]);
	});

	it('has eight of them, all V2, in the default mode, and following one branch', () => {
		expect(lanePipelines).toHaveLength(8);
		for (const {pipelineType, executionMode, stages} of lanePipelines) {
			expect([pipelineType, executionMode]).toEqual(['V2', undefined]);
			expect(stages[0]?.actions[0]?.configuration).toMatchObject({
				FullRepositoryId: 'harbor/lanes',
				BranchName: 'main',
				OutputArtifactFormat: 'CODEBUILD_CLONE_REF',
			});
		}
	});

	it('has three that follow other repositories', () => {
		expect(otherPipelines.map(({name}) => name)).toEqual([
			'signal-pipeline',
			'kailua-order-generator-pipeline',
			'zeth-requestor-pipeline',
		]);
		for (const {stages} of otherPipelines)
			expect(stages[0]?.actions[0]?.configuration?.FullRepositoryId).not.toBe('harbor/lanes');
	});

	it('never names an output artifact twice in a pipeline', () => {
		for (const {stages} of [...lanePipelines, ...otherPipelines]) {
			const names = stages.flatMap(({actions}) =>
				actions.flatMap(({outputArtifacts = []}) => outputArtifacts.map(({name}) => name)),
			);
			expect(names).toEqual([...new Set(names)]);
		}
	});
});
