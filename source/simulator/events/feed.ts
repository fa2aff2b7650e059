import type {StateChange} from '../account/changes.ts';
import type {Build} from '../account/records.ts';
import type {World} from '../account/world.ts';
import {buildPhaseEvent, buildStateEvent} from './build-events.ts';
import {type AwsEvent, enveloped, type Happening} from './event.ts';
import {actionEvent, executionEvent, stageEvent} from './pipeline-events.ts';

/** Gives every change of state from now on to `take` as an event, in the order in which they happen. */
export function feedEvents(world: World, take: (event: AwsEvent) => void): void {
	const random = world.random.fork('events');
	const since = world.agenda.now();
	const told = new WeakMap<Build, number>();
	let count = 0;

	/** The phases that ended since the build last told of itself. */
	const phaseEvents = (build: Build): readonly Happening[] => {
		const ended = build.phases.filter(({to}) => to <= world.agenda.now());
		const before = told.get(build) ?? ended.filter(({to}) => to <= since).length;
		told.set(build, ended.length);
		return ended.slice(before).map(phase => buildPhaseEvent(world, build, phase));
	};

	const buildEvents = ({build, moment}: Extract<StateChange, {kind: 'build'}>): readonly Happening[] => {
		switch (moment) {
			case 'start':
				told.set(build, 0);
				return [buildStateEvent(world, build), ...phaseEvents(build)];
			case 'phase':
				return phaseEvents(build);
			case 'end':
				return [...phaseEvents(build), buildStateEvent(world, build)];
		}
	};

	const eventsOf = (change: StateChange): readonly Happening[] => {
		switch (change.kind) {
			case 'execution':
				return [executionEvent(world, change.execution)];
			case 'stage':
				return [stageEvent(world, change.stageRun)];
			case 'action':
				return [actionEvent(world, change.run)];
			case 'rule':
				// EventBridge tells nothing of rules.
				return [];
			case 'build':
				return buildEvents(change);
		}
	};

	world.observers.add(change => {
		for (const happening of eventsOf(change)) {
			take(enveloped(world, random.fork(String(count)).uuid(), happening));
			count += 1;
		}
	});
}
