import {expect} from 'vitest';
import type {Build} from '../../../source/simulator/account/records.ts';
import type {World} from '../../../source/simulator/account/world.ts';
import type {AwsEvent} from '../../../source/simulator/events/event.ts';
import type {openLaboratory} from '../laboratory.ts';

type Detail = Readonly<Record<string, string>>;
const detailOf = ({detail}: AwsEvent) => detail as Detail;

/** The states that an event may tell after another of the same thing; the first one has none before it. */
const followers: Readonly<Record<string, readonly string[]>> = {
	'': ['STARTED', 'IN_PROGRESS'],
	STARTED: ['STOPPING', 'STOPPED', 'SUCCEEDED', 'SKIPPED', 'FAILED', 'SUPERSEDED', 'CANCELED', 'ABANDONED'],
	RESUMED: ['STOPPING', 'STOPPED', 'SUCCEEDED', 'SKIPPED', 'FAILED', 'SUPERSEDED', 'CANCELED'],
	STOPPING: ['STOPPING', 'STOPPED'],
	STOPPED: ['RESUMED'],
	FAILED: ['RESUMED'],
	IN_PROGRESS: ['SUCCEEDED', 'FAILED', 'STOPPED'],
};
const running = ['STARTED', 'RESUMED', 'IN_PROGRESS'];

/** What an event is about, and the state that it tells; undefined for the phase of a build. */
function toldBy(event: AwsEvent): readonly [thing: string, state: string] | undefined {
	const [, level = ''] = event['detail-type'].split(' ');
	const detail = detailOf(event);
	if (detail['completed-phase']) return undefined;
	const id = detail['action-execution-id'] ?? detail['build-id'] ?? detail['execution-id'];
	const stage = level === 'Stage' ? ` ${detail.stage}` : '';
	return [`${level} ${id}${stage}`, String(detail.state ?? detail['build-status'])];
}

/** Brings the state of everything up to date by events alone. Fails for an event that follows none it could follow. */
export function replay(states: Map<string, string>, events: readonly AwsEvent[]): void {
	for (const told of events.map(toldBy)) {
		if (!told) continue;
		const [thing, state] = told;
		const before = states.get(thing) ?? '';
		const mayGoOn = !/^(Action|Build) /.test(thing) || before === '' || running.includes(before);
		if (!mayGoOn || !followers[before]?.includes(state))
			expect.fail(`${thing} told ${state} after ${before || 'nothing'}`);
		states.set(thing, state);
	}
}

/** AWS's status as events would word it; what is in progress is `RUNNING`. */
const worded = (status: string) =>
	status === 'InProgress' ? 'RUNNING' : status === 'Cancelled' ? 'CANCELED' : status.toUpperCase();

/** What the events told is what the records hold, of everything that there is. */
export function checkEvents(
	{pipeline, account: {world}}: ReturnType<typeof openLaboratory>,
	states: ReadonlyMap<string, string>,
): void {
	const held = [
		...pipeline.executions.flatMap(({id, status, stageRuns}) => [
			[`Pipeline ${id}`, worded(status)] as const,
			...stageRuns.map(run => [`Stage ${id} ${run.declaration.name}`, worded(run.status)] as const),
		]),
		...pipeline.actionRuns.map(({id, status}) => [`Action ${id}`, worded(status)] as const),
		...[...world.builds.values()].map(build => {
			const status = build.hasEnded ? build.status : 'RUNNING';
			return [`Build ${buildArn(world, build)}`, status] as const;
		}),
	];
	const wrong = held.flatMap(([thing, status]) => {
		const told = states.get(thing) ?? 'nothing';
		return (running.includes(told) ? 'RUNNING' : told) === status ? [] : [`${thing}: ${told}, not ${status}`];
	});
	expect(wrong, 'every change is told').toEqual([]);
	expect(states.size, 'nothing else is told').toBe(held.length);
}

const buildArn = ({region, id}: World, build: Build) => `arn:aws:codebuild:${region}:${id}:build/${build.id}`;

/** Each phase that has ended was told once, and no other. */
export function checkPhases(
	{account: {world}}: ReturnType<typeof openLaboratory>,
	events: readonly AwsEvent[],
): void {
	const told = events
		.map(detailOf)
		.filter(detail => detail['completed-phase'] !== undefined)
		.map(detail => `${detail['build-id']} ${detail['completed-phase']}`);
	const ended = [...world.builds.values()].flatMap(build =>
		build.phases
			.filter(({to}) => to <= world.agenda.now())
			.map(({type}) => `${buildArn(world, build)} ${type}`),
	);
	expect(told.toSorted()).toEqual(ended.toSorted());
}
