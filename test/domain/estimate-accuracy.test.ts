import {expect, it} from 'vitest';
import {actionLeft, usualIn} from '../../source/domain/estimate.ts';
import type {ActionProgress} from '../../source/domain/progress.ts';
import {emptyPipeline, type PipelineRecord} from '../../source/domain/record.ts';
import {type Account, openAccount} from '../../source/simulator/account/account.ts';
import type {ActionRun, Pipeline} from '../../source/simulator/account/records.ts';
import type {Scenario} from '../../source/simulator/scenario.ts';
import {busyDay} from '../../source/simulator/scenarios/busy-day.ts';
import {scenarioOf} from '../../source/simulator/scenarios/file/scenario-of.ts';
import {roughNight} from '../../source/simulator/scenarios/rough-night.ts';
import {leftWords} from '../../source/wording/time-left-words.ts';

const [second, minute, hour] = [1000, 60_000, 3_600_000];
const zero = Date.UTC(2026, 10, 20, 20);
const interval = 30 * second;
/** What ListActionExecutions gives at once. */
const page = 100;

/** A scenario's account after so many hours. */
function lived(scenario: Scenario, hours: number): Account {
	let now = zero;
	const account = openAccount({scenario, clock: {now: () => now}, speed: 1});
	for (let at = 0; at <= hours * hour; at += minute) {
		now = zero + at;
		account.advance();
	}
	return account;
}

const toRun = ({id, start, status, startedAt, updatedAt}: ActionRun) => ({
	id,
	stage: start.stage,
	action: start.action,
	category: null,
	status,
	startedAt,
	changedAt: updatedAt,
	failure: null,
	build: null,
	summary: null,
	url: null,
	execution: start.executionId,
});

/** What the screen knows of a pipeline when a run begins: a page of the runs before it. */
function knownAt({name, actionRuns}: Pipeline, time: number): PipelineRecord {
	const before = actionRuns.filter(
		({startedAt, updatedAt, status}) => startedAt < time && (status !== 'Succeeded' || updatedAt < time),
	);
	return {...emptyPipeline('s', name), pastRuns: before.slice(-page).map(toRun).toReversed()};
}

/** The time left as it is shown, in ms: `~40s`, `~4m`, `~1h05m`; null: that it is over. */
function shown(words: string): number | null {
	const [, hours = 0, minutes = 0, seconds = 0] = /^~(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?\+?$/.exec(words) ?? [];
	if (!words.startsWith('~')) return null;
	return Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
}

interface Looked {
	/** What was really left, what was shown to be (null: that it is over), and how much longer than usual it took in all; ms. */
	readonly truth: number;
	readonly told: number | null;
	readonly odd: number;
}

/** Every look at a build that succeeded, from the first tenth of it to its end. */
function looksAt(pipeline: Pipeline, run: ActionRun): readonly Looked[] {
	const usual = usualIn(knownAt(pipeline, run.startedAt));
	const took = run.updatedAt - run.startedAt;
	const action: ActionProgress = {
		stage: run.start.stage,
		name: run.start.action,
		chain: null,
		category: 'Build',
		provider: 'CodeBuild',
		timeoutMinutes: null,
		runOrder: 1,
		state: 'Running',
		run: {...toRun(run), status: 'InProgress'},
	};
	const first = Math.ceil((run.startedAt + took / 10) / interval) * interval;
	const looks = Math.max(0, Math.ceil((run.updatedAt - first) / interval));
	return Array.from({length: looks}, (_, index) => first + index * interval).flatMap(at => {
		const left = actionLeft(action, usual, at);
		return left === null
			? []
			: [{truth: run.updatedAt - at, told: shown(leftWords(left)), odd: Math.abs(took / left.usual - 1)}];
	});
}

const isBuild = ({status, startedAt, declaration}: ActionRun) =>
	status === 'Succeeded' && startedAt >= zero && declaration.actionTypeId.provider === 'CodeBuild';

/** An action behaves as usual when it takes no tenth more or less than it usually does. */
const asUsual = ({odd}: Looked) => odd <= 0.1;

const isNear = ({truth, told}: Looked) => told !== null && Math.abs(told - truth) <= truth / 4;

it.each([
	...[1, 2, 31].map(seed => [`busy-day, seed ${seed}`, () => lived(busyDay({seed}).scenario, 6)] as const),
	['rough-night', () => lived(scenarioOf('rough-night', roughNight, 1), 1.5)] as const,
])('shows over %s a time left within 25 %% of the truth at four looks in five', (_, live) => {
	const {world} = live();
	const looks = [...world.pipelines.values()].flatMap(pipeline =>
		pipeline.actionRuns.filter(isBuild).flatMap(run => looksAt(pipeline, run)),
	);
	const usual = looks.filter(asUsual);
	expect(usual.length).toBeGreaterThan(1000);
	expect(usual.length / looks.length).toBeGreaterThan(0.9);
	expect(usual.filter(isNear).length / usual.length).toBeGreaterThanOrEqual(0.8);
	expect(looks.filter(isNear).length / looks.length).toBeGreaterThanOrEqual(0.78);
	// What it shows is late by no more than a look, or early.
	const within = usual.filter(look => isNear(look) || Math.abs((look.told ?? 0) - look.truth) <= interval);
	expect(within.length / usual.length).toBeGreaterThanOrEqual(0.9);
});
