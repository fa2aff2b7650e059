import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {PipelineSnapshot} from '../../source/domain/pipeline.ts';
import {stageRun} from '../../source/domain/stage-run.ts';
import {PipelineModel} from '../pipeline-model.ts';
import {commit, ours, sha, Watcher} from './watcher.ts';

const [source, staging, production] = ['Github', 'DeployStaging', 'DeployProduction'];
const approval = 'ApproveDeployToProduction';
const [base, taiko] = ['DeployProductionBaseMainnet', 'DeployProductionTaiko'];

type Change = (snapshot: PipelineSnapshot) => PipelineSnapshot;

/** What stands in front of AWS changes its states. */
class Altered extends PipelineModel {
	alter: Change = snapshot => snapshot;
	override snapshot(): PipelineSnapshot {
		return this.alter(super.snapshot());
	}
}

function watching(change: Change): {readonly watcher: Watcher; readonly model: Altered} {
	const models: Altered[] = [];
	const watcher = new Watcher(clock => {
		const model = new Altered(clock);
		models.push(model);
		return model;
	}, commit());
	const [model] = models;
	if (model === undefined) throw new Error('no model was made');
	model.alter = change;
	return {watcher, model};
}

const stagesAs =
	(change: (stages: PipelineSnapshot['stages']) => PipelineSnapshot['stages']): Change =>
	snapshot => ({...snapshot, stages: change(snapshot.stages)});
const withoutProduction = stagesAs(stages => stages.filter(({name}) => name !== production));
const backwards = stagesAs(stages => stages.toReversed());
const withoutRows = stagesAs(stages => stages.map(stage => ({...stage, rows: []})));

function atTheGate(model: PipelineModel): void {
	model.start('own', ours).pass('own', source, staging).enter('own', production);
	model.begin('own', production, approval);
}

function finish(model: PipelineModel): void {
	model.finish('own', production, approval);
	for (const each of [base, taiko]) model.begin('own', production, each).finish('own', production, each);
	model.stage(production, 'Succeeded');
}

describe('a state that lacks the last stage', () => {
	it('is not done: the gate is told by the record', () => {
		const {watcher, model} = watching(withoutProduction);
		atTheGate(model);
		watcher.look();
		expect(watcher.standing).toMatchObject({kind: 'Gate', gate: {stage: production, action: approval}});
		expect(watcher.told).toEqual(['gate']);
	});

	it('leaves the stage unknown as long as the record was not read again', () => {
		const {watcher, model} = watching(withoutProduction);
		model.start('own', ours).pass('own', source, staging);
		watcher.look().later();
		atTheGate(model);
		watcher.see().list().end();
		expect(watcher.standing.kind).toBe('Running');
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Unknown']);
		expect(stageRun(watcher.pipeline, production).kind).not.toBe('run');
	});

	it('is done as soon as the list says so', () => {
		const {watcher, model} = watching(withoutProduction);
		atTheGate(model);
		finish(model);
		model.end('own', 'Succeeded');
		watcher.look();
		expect(watcher.standing.kind).toBe('Succeeded');
	});
});

describe('a state with its stages in another order', () => {
	it('is read in the order of the definition', () => {
		const {watcher, model} = watching(backwards);
		atTheGate(model);
		watcher.look();
		expect(watcher.standing.kind).toBe('Gate');
		expect(watcher.stages).toEqual(['Succeeded', 'Succeeded', 'Gate']);
		finish(model);
		watcher.later().look();
		expect(watcher.standing.kind).toBe('Succeeded');
	});

	it('is not believed to the end where the definition may not be read', () => {
		const {watcher, model} = watching(backwards);
		const scopes = watcher.state.scopes;
		const [scope] = Object.values(scopes);
		if (scope === undefined) throw new Error('no scope');
		const record = {...watcher.pipeline, definition: null};
		watcher.state = {
			...watcher.state,
			scopes: {s: {...scope, pipelines: {[model.definition.name]: record}}},
		};
		atTheGate(model);
		watcher.look();
		expect(watcher.standing.kind).not.toBe('Succeeded');
		expect(watcher.told).not.toContain('done');
	});
});

describe('a state without rows', () => {
	it('lets the record tell of the gate, also when it opened after the first look', () => {
		const {watcher, model} = watching(withoutRows);
		model.start('own', ours).pass('own', source, staging).enter('own', production);
		watcher.look().later();
		model.begin('own', production, approval);
		watcher.look();
		expect(watcher.standing.kind).toBe('Gate');
	});

	it('says what the stage says where the record is older', () => {
		const {watcher, model} = watching(withoutRows);
		model.start('own', ours).pass('own', source).enter('own', staging);
		model.begin('own', staging, 'DeployStagingTaiko');
		watcher.look().later();
		expect(watcher.actions(staging)).toEqual(['NotStarted', 'Running']);
		model
			.finish('own', staging, 'DeployStagingTaiko', 'Failed')
			.stage(staging, 'Failed')
			.end('own', 'Failed');
		watcher.see().list().end();
		expect(watcher.standing.kind).toBe('Failed');
		expect(watcher.actions(staging)).toEqual(['Unknown', 'Unknown']);
	});
});

it('a list that goes on calling an execution moving is not overruled for long', () => {
	const {watcher, model} = watching(snapshot => snapshot);
	atTheGate(model);
	finish(model);
	watcher.look();
	expect(watcher.standing.kind).toBe('Succeeded');
	watcher.later(120_000).look();
	expect(watcher.standing.kind).toBe('Running');
});

it('no state with stages left out or mixed up says more than the whole one', () => {
	const steps: readonly ((model: PipelineModel) => void)[] = [
		model => model.start('own', ours).enter('own', source),
		model => model.pass('own', source).enter('own', staging),
		model => model.pass('own', staging),
		model => model.enter('own', production).begin('own', production, approval),
		model => model.start('next', sha('b')).pass('next', source),
		model => finish(model),
		model => model.end('own', 'Succeeded'),
	];
	fc.assert(
		fc.property(
			fc.integer({min: 1, max: steps.length}),
			fc.array(fc.shuffledSubarray([source, staging, production]), {minLength: 1, maxLength: 4}),
			fc.boolean(),
			(count, kept, records) => {
				const {watcher, model} = watching(snapshot => snapshot);
				const whole = watching(snapshot => snapshot);
				for (const each of steps.slice(0, count)) {
					each(model);
					each(whole.model);
				}
				for (const names of kept) {
					model.alter = stagesAs(stages =>
						names.flatMap(name => stages.find(stage => stage.name === name) ?? []),
					);
					if (records) watcher.look();
					else watcher.see().list().end();
					whole.watcher.look();
					if (whole.watcher.standing.kind !== 'Succeeded') {
						expect(watcher.standing.kind).not.toBe('Succeeded');
						expect(watcher.told).not.toContain('done');
						expect(watcher.stages.at(-1)).not.toBe('Succeeded');
					}
					watcher.later(1000);
					whole.watcher.later(1000);
				}
			},
		),
		{numRuns: 500},
	);
});
