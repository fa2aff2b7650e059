import fc from 'fast-check';
import {expect, it} from 'vitest';
import {chainOf, chainsOf} from '../../source/domain/chain.ts';
import type {StageDefinition} from '../../source/domain/pipeline.ts';
import {action, usual} from '../pipeline-model.ts';

const stage = (name: string, ...actions: string[]): StageDefinition => ({
	name,
	actions: actions.map(each => action(each)),
});
const chains = (...named: [string, ...string[]]) => [...chainsOf(stage(...named)).values()];

it("is the action's name without the stage's", () => {
	expect(chains('DeployStaging', 'DeployStagingBaseSepolia', 'DeployStagingTaiko')).toEqual([
		'BaseSepolia',
		'Taiko',
	]);
	expect(chains('DeployStaging', 'DeployStaging-84532', 'DeployStaging-167000')).toEqual(['84532', '167000']);
});

it('is else what the siblings do not share, cut at a word', () => {
	expect(chains('Production', 'deploy-us-east', 'deploy-us-west')).toEqual(['east', 'west']);
	expect(chains('Production', 'DeployTaiko', 'DeployTango')).toEqual(['Taiko', 'Tango']);
});

it('is none where nothing is left, or where actions do different work', () => {
	expect(chains('DeployStaging', 'DeployStaging')).toEqual([]);
	expect(chains('Deploy', 'Deploy-Taiko', 'DeployTaiko', 'DeployBase')).toEqual(['Base']);
	expect(chains('DeployStaging', 'AnsibleDeployStaging', 'CWMonitoringStaging')).toEqual([]);
});

it('is none for sources and approvals', () => {
	const [, , production] = usual;
	if (production === undefined) throw new Error('no production');
	expect(production.actions.map(each => chainOf(production, each))).toEqual([null, 'BaseMainnet', 'Taiko']);
});

it('is never empty, and no two actions of a stage share one', () => {
	const word = fc.constantFrom('Deploy', 'Staging', 'Taiko', 'Base', 'x', '-', '_', '.', '1', '84532');
	const name = fc.array(word, {minLength: 1, maxLength: 5}).map(words => words.join(''));
	const named = fc.record({name, runOrder: fc.integer({min: 1, max: 2})});
	const actions = fc.uniqueArray(named, {selector: each => each.name, maxLength: 8});
	fc.assert(
		fc.property(name, actions, (of, each) => {
			const values = [
				...chainsOf({name: of, actions: each.map(({name: own, ...more}) => action(own, more))}).values(),
			];
			expect(values).not.toContain('');
			expect(new Set(values).size).toBe(values.length);
		}),
	);
});
