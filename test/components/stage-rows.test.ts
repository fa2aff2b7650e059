import {describe, expect, it} from 'vitest';
import type {DetailView} from '../../components/detail-view.ts';
import {stageRows} from '../../components/stage-rows.ts';
import type {KnownCause} from '../../source/domain/cause.ts';
import type {Comparison} from '../../source/domain/comparison.ts';
import {followsOf} from '../../source/domain/select.ts';
import {width} from '../../source/wording/spans.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {named} from '../../source/wording/words.ts';
import {busyDay} from '../busy-day.ts';
import {executionId, minute, noon, type PipelinePlan, shas, stage, storeWith} from '../fixtures.ts';

const theme = createTheme({level: 0, unicode: true});
const known: KnownCause = {
	id: 'denied',
	cause: 'AccessDenied sts:AssumeRole on role/deploy-167000',
	advice: 'compare the trust policies',
	retryHelps: false,
	sure: 'certain',
};
const failing = (over: Partial<PipelinePlan> = {}): PipelinePlan => ({
	...busyDay.failed,
	runs: {
		2: (busyDay.failed.runs[2] ?? []).map(run =>
			run.failure === null ? run : {...run, failure: {...run.failure, known}},
		),
	},
	...over,
});
const compared: Comparison = {
	lastGreen: {execution: executionId(1), commit: shas.older, at: noon - 3 * 24 * 60 * minute, build: null},
	earlier: 19,
	passed: ['DeployStagingBaseSepolia', 'DeployStagingEthSepolia'],
	same: [],
};

/** The rows of the failed stage from the failed action on. */
function rows(plan: PipelinePlan, comparison: Comparison | null, columns = 90): readonly string[] {
	const state = storeWith([plan]).getState();
	const [commit] = state.tracked;
	const [follow] = commit === undefined ? [] : followsOf(state, commit);
	if (follow === undefined) throw new Error('the commit is followed nowhere');
	const view: DetailView = {
		follow,
		execution: follow.execution,
		stages: follow.stages,
		link: '',
		ahead: null,
		action: null,
		active: false,
		stale: false,
		now: noon,
		columns,
		theme,
		describe: named,
		comparison: () => comparison,
	};
	const failed = follow.stages.find(({name}) => name === 'DeployStaging');
	const painted = failed === undefined ? [] : stageRows(failed, view).map(({text}) => text);
	for (const row of painted) expect(width(row)).toBe(columns);
	return painted.map(row => row.trimEnd()).slice(painted.findIndex(row => row.includes('✗ Taiko')));
}

describe('under a failed action', () => {
	it('tells the cause, how sure it is, and that nobody else and nothing before was hit', () => {
		expect(rows(failing(), compared)).toEqual([
			expect.stringMatching(/^ {3}✗ Taiko +1m {2}failed +last green 9e0c4b7, 3d ago$/),
			expect.stringMatching(/^ {5}AccessDenied sts:AssumeRole on role\/deploy-167000 +certain$/),
			'     only this chain · first time in 20 runs · retry will not help',
		]);
	});

	it('names whom else it hit, and since when', () => {
		const same = {pipeline: 'l-slasher-pipeline', execution: executionId(3), stage: 'DeployStaging'};
		const comparison = {...compared, same: [{...same, action: 'x', at: noon - 25 * minute}]};
		expect(rows(failing(), comparison).at(-1)).toMatch(
			/^ {5}also hit: l-slasher-pipeline · since \d\d:35 · retry will not help$/,
		);
	});

	it('drops what does not fit, the advice on a retry last but for who was hit', () => {
		expect(rows(failing(), compared, 60).at(-1)).toBe('     only this chain · retry will not help');
		expect(rows(failing(), compared, 40).at(-1)).toBe('     retry will not help');
		expect(rows(failing(), compared, 60)[0]).not.toContain('last green');
	});

	it('advises no retry that a newer execution has made impossible', () => {
		const plan = failing({
			stages: busyDay.failed.stages.map(each =>
				each.name === 'DeployStaging' ? stage('DeployStaging', [3, 'InProgress']) : each,
			),
		});
		expect(rows(plan, null).at(-1)).toBe('     too late for a retry');
	});

	it('says no more than the failure itself where nothing is known', () => {
		expect(rows(busyDay.failed, null).slice(1)).toEqual(['     exit status 1']);
		expect(rows(busyDay.failed, compared).at(-1)).toBe('     only this chain');
	});
});
