import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	actionLeft,
	countedTo,
	executionLeft,
	followLeft,
	partDone,
	stageLeft,
	usualIn,
} from '../../source/domain/estimate.ts';
import type {ActionProgress, ActionState, StageProgress, StageState} from '../../source/domain/progress.ts';
import {Watcher} from './watcher.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 21, 12);
const [staging, production, approval] = ['DeployStaging', 'DeployProduction', 'ApproveDeployToProduction'];

/** `Taiko 1`: the action's name and run order; since when it runs, in minutes before noon. */
function action(told: string, state: ActionState, since: number | null = null): ActionProgress {
	const [name = '', order = '1'] = told.split(' ');
	const category = name.startsWith('Approve') ? 'Approval' : 'Build';
	const startedAt = since === null ? null : noon - since * minute;
	const run = {
		id: name,
		stage: 'S',
		action: name,
		category,
		status: state === 'Running' || state === 'Waiting' ? 'InProgress' : 'Succeeded',
		startedAt,
		changedAt: startedAt,
		failure: null,
		build: null,
		summary: null,
		url: null,
	} as const;
	return {
		stage: 'S',
		name,
		chain: null,
		category,
		provider: '',
		timeoutMinutes: null,
		runOrder: Number(order),
		state,
		run: state === 'NotStarted' ? null : run,
	};
}

function stage(actions: readonly ActionProgress[], state: StageState = 'Running'): StageProgress {
	return {
		name: 'S',
		state,
		actions,
		done: 0,
		total: actions.length,
		transition: {open: true},
		startedAt: null,
		endedAt: null,
	};
}

/** Each action takes as many minutes as its name says: `a8`; null where it names none. */
const usual = ({name}: ActionProgress) => {
	const minutes = /\d+/.exec(name)?.[0];
	return minutes === undefined ? null : Number(minutes) * minute;
};

const inMinutes = (time: {usual: number; left: number; over: number} | null) =>
	time === null ? null : [time.usual / minute, time.left / minute, time.over / minute];

describe('an action', () => {
	const left = (each: ActionProgress, asOf: number | null = noon) => inMinutes(actionLeft(each, usual, asOf));

	it('takes what is usual less what it took up to the last look', () => {
		expect(left(action('a8', 'Running', 3))).toEqual([8, 5, 0]);
		expect(left(action('a8', 'Running', 3), noon - minute)).toEqual([8, 6, 0]);
		expect(left(action('a8', 'Running', 8))).toEqual([8, 0, 0]);
	});

	it('that takes longer is over, and has nothing left', () => {
		expect(left(action('a8', 'Running', 11))).toEqual([8, 0, 3]);
	});

	it('tells nothing where nothing is known, or where it does not run', () => {
		expect(left(action('a', 'Running', 3))).toBeNull();
		expect(left(action('a8', 'Running'))).toBeNull();
		expect(left(action('a8', 'Running', 3), null)).toBeNull();
		for (const state of ['NotStarted', 'Succeeded', 'Failed', 'Abandoned', 'Unknown'] as const)
			expect(left(action('a8', state, 3))).toBeNull();
	});

	it('that began after the last look by its own clock has all its time left', () => {
		expect(left(action('a8', 'Running', -2))).toEqual([8, 8, 0]);
	});
});

describe('a stage', () => {
	const left = (...actions: readonly ActionProgress[]) => {
		const told = stageLeft(stage(actions), usual, noon);
		return told === null ? null : [...(inMinutes(told) ?? []), told.people];
	};

	it('takes as long as the longest of its actions side by side, and the sum of its run orders', () => {
		expect(
			left(action('a8', 'Running', 3), action('b4', 'Running', 3), action('c2 2', 'NotStarted')),
		).toEqual([10, 7, 0, 0]);
		expect(left(action('a8', 'Succeeded', 12), action('b4', 'Running', 3))).toEqual([8, 1, 0, 0]);
	});

	it('leaves out the time of people, and says how many it waits for', () => {
		expect(left(action('Approve', 'Waiting', 60), action('a8 2', 'NotStarted'))).toEqual([8, 8, 0, 1]);
		expect(left(action('Approve', 'Succeeded', 60), action('a8 2', 'Running', 2))).toEqual([8, 6, 0, 0]);
	});

	it('is over while what runs is over, and still takes what follows', () => {
		expect(
			left(action('a8', 'Running', 10), action('b4', 'Running', 9), action('c2 2', 'NotStarted')),
		).toEqual([10, 2, 5, 0]);
		expect(left(action('a8', 'Running', 7), action('b4', 'Running', 9))).toEqual([8, 1, 0, 0]);
	});

	it('tells nothing where anything that is to be done is unknown', () => {
		expect(left(action('a8', 'Running', 3), action('b', 'Running', 3))).toBeNull();
		expect(left(action('a8', 'Running', 3), action('b 2', 'NotStarted'))).toBeNull();
		expect(left(action('a8', 'Running', 3), action('b4', 'Unknown'))).toBeNull();
		expect(left(action('a8', 'Running', 3), action('b', 'Succeeded', 3))).toEqual([8, 5, 0, 0]);
	});
});

describe('an execution', () => {
	const left = (...stages: readonly StageProgress[]) => {
		const told = executionLeft(stages, usual, noon);
		return told === null ? null : [...(inMinutes(told) ?? []), told.until];
	};
	const source = stage([action('g1', 'Succeeded', 20)], 'Succeeded');
	const runs = stage([action('a8', 'Running', 3)]);
	const ahead = (...names: readonly string[]) =>
		stage(
			names.map(name => action(name, 'NotStarted')),
			'NotReached',
		);

	it('takes what is left of its stage and all that follows, up to the end', () => {
		expect(left(source, runs, ahead('b4', 'c6'))).toEqual([15, 11, 0, 'end']);
	});

	it('stops at the next gate, and begins anew behind it', () => {
		expect(left(source, runs, ahead('Approve', 'b4 2'))).toEqual([9, 5, 0, 'gate']);
		const behind = stage([action('Approve', 'Succeeded', 60), action('b4 2', 'Running', 1)]);
		expect(left(source, behind, ahead('c6'))).toEqual([10, 9, 0, 'end']);
	});

	it('stops where the way is closed, and at a failure whose siblings run on', () => {
		const closed = {...ahead('b4'), transition: {open: false, reason: '', by: null, since: null} as const};
		expect(left(source, runs, closed)).toEqual([9, 5, 0, 'closed']);
		const failing = stage([
			action('a8', 'Running', 3),
			action('b4', 'Failed', 3),
			action('c2 2', 'NotStarted'),
		]);
		expect(left(source, failing, ahead('d6'))).toEqual([9, 5, 0, 'failure']);
	});

	it('leaves out a stage that was skipped, and takes one that succeeded for over', () => {
		const skipped = stage([action('b4', 'NotStarted')], 'Skipped');
		const passed = stage([action('b4', 'Unknown')], 'Succeeded');
		expect(left(skipped, passed, runs)).toEqual([12, 5, 0, 'end']);
	});

	it('tells nothing at a gate, where all is over, or where something on the way is unknown', () => {
		const gate = stage([action('Approve', 'Waiting', 5), action('b4 2', 'NotStarted')], 'Gate');
		expect(left(source, gate)).toBeNull();
		expect(left(source)).toBeNull();
		expect(left(source, runs, ahead('b'))).toBeNull();
	});
});

describe('whatever runs', () => {
	const minutes = fc.integer({min: 0, max: 30});
	const states = fc.constantFrom('NotStarted', 'Running', 'Succeeded', 'Failed', 'Waiting', 'Unknown');
	const actions = fc.array(
		fc
			.record({
				minutes: fc.integer({min: 1, max: 20}),
				order: fc.integer({min: 1, max: 3}),
				state: states,
				since: minutes,
			})
			.map(({minutes: takes, order, state, since}) => action(`a${takes} ${order}`, state, since)),
		{minLength: 1, maxLength: 5},
	);

	it('has never less than nothing left, is over only with nothing left of it, and only comes nearer its end', () => {
		fc.assert(
			fc.property(fc.array(actions, {minLength: 1, maxLength: 3}), minutes, (groups, later) => {
				const stages = groups.map(group => stage(group));
				const [now, then] = [0, later].map(after => executionLeft(stages, usual, noon + after * minute));
				expect(now === null).toBe(then === null);
				if (now == null || then == null) return;
				for (const {left, over, usual: whole} of [now, then]) {
					expect(left).toBeGreaterThanOrEqual(0);
					expect(over).toBeGreaterThanOrEqual(0);
					expect(left).toBeLessThanOrEqual(whole);
				}
				expect(then.left).toBeLessThanOrEqual(now.left);
				// What comes one after the other runs side by side in no pipeline, but for a stage that is told wrongly.
				const side = groups.flatMap((group, index) =>
					group.filter(({state}) => state === 'Running').map(({runOrder}) => `${index} ${runOrder}`),
				);
				expect(now.left - then.left).toBeLessThanOrEqual(new Set(side).size * later * minute);
				expect(then.over).toBeGreaterThanOrEqual(now.over);
				expect(partDone(then)).toBeGreaterThanOrEqual(partDone(now));
				expect(partDone(then)).toBeLessThanOrEqual(1);
			}),
		);
		fc.assert(
			fc.property(fc.integer({min: 1, max: 20}), minutes, (takes, since) => {
				const time = actionLeft(action(`a${takes}`, 'Running', since), usual, noon);
				expect(time).not.toBeNull();
				expect((time?.left ?? 0) * (time?.over ?? 0)).toBe(0);
				expect((time?.left ?? 0) - (time?.over ?? 0)).toBe((takes - since) * minute);
			}),
		);
	});
});

it('is told of what is followed from the runs before it, and stands still between two looks', () => {
	const watcher = new Watcher();
	const {model} = watcher;
	for (const [index, takes] of [9, 10, 11].entries()) {
		const id = `old${index}`;
		model.start(id, `${index}`.repeat(40)).pass(id, 'Github').enter(id, staging);
		model.begin(id, staging, 'DeployStagingTaiko').begin(id, staging, 'DeployStagingBaseSepolia');
		watcher.later(takes * minute);
		model.finish(id, staging, 'DeployStagingTaiko').finish(id, staging, 'DeployStagingBaseSepolia');
		model.stage(staging, 'Succeeded').end(id, 'Succeeded');
	}
	model.start('own', 'a'.repeat(40)).pass('own', 'Github').enter('own', staging);
	model.begin('own', staging, 'DeployStagingTaiko').begin('own', staging, 'DeployStagingBaseSepolia');
	watcher.look();
	expect(followLeft(watcher.follow)).toBeNull();
	const {name: pipeline} = model.definition;
	watcher.tell({kind: 'runs-read', at: watcher.clock.now(), scope: 's', pipeline, runs: model.allRuns()});
	watcher.later(4 * minute).look();
	expect(followLeft(watcher.follow)).toMatchObject({left: 6 * minute, over: 0, until: 'gate'});
	watcher.later(5 * minute).tell({kind: 'clock-ticked', at: watcher.clock.now()});
	expect(followLeft(watcher.follow)?.left).toBe(6 * minute);
	watcher.later(5 * minute).look();
	expect(followLeft(watcher.follow)).toMatchObject({left: 0, over: 4 * minute});
	model.finish('own', staging, 'DeployStagingTaiko').finish('own', staging, 'DeployStagingBaseSepolia');
	model.stage(staging, 'Succeeded').enter('own', production).begin('own', production, approval);
	watcher.later().look();
	expect(followLeft(watcher.follow)).toBeNull();
	const [, , last] = watcher.follow.stages;
	expect(last && stageLeft(last, usualIn(watcher.pipeline), watcher.clock.now())).toBeNull();
});

it('goes on as foreseen between two looks that are far apart as planned, and stops where the next one is late', () => {
	const watcher = new Watcher();
	watcher.model.start('own', 'a'.repeat(40));
	watcher.look();
	const at = watcher.clock.now();
	const follow = {...watcher.follow, record: {...watcher.pipeline, every: 2 * minute}};
	expect(countedTo(follow, null)).toBe(at);
	expect(countedTo(follow, at - minute)).toBe(at);
	expect(countedTo(follow, at + minute)).toBe(at + minute);
	expect(countedTo(follow, at + 5 * minute)).toBe(at + 2 * minute);
	expect(countedTo({...follow, asOf: null}, at)).toBeNull();
});
