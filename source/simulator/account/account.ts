import type {Clock} from '../clock.ts';
import {createRandom} from '../random.ts';
import type {Scenario} from '../scenario.ts';
import {builtInTypes, typeKey} from './action-types.ts';
import {createAgenda} from './agenda.ts';
import {createDirector} from './director.ts';
import type {World} from './world.ts';

/** A simulated account: a machine of discrete events that stands still until it is told the time. */
export type Account = {
	readonly world: World;
	/** Lets happen what is due at the clock's present. */
	readonly advance: () => void;
};

/**
 * Opens an account with its past lived through up to the clock's present. `speed` divides every duration of the scenario;
 * `seed` replaces the scenario's own.
 */
export function openAccount({
	scenario,
	clock,
	speed = 1,
	seed = scenario.seed,
}: {
	readonly scenario: Scenario;
	readonly clock: Clock;
	readonly speed?: number;
	readonly seed?: number;
}): Account {
	const zero = clock.now();
	const world: World = {
		...scenario.account,
		speed,
		zero,
		agenda: createAgenda(zero + Math.round(scenario.beginsAt / speed)),
		random: createRandom(seed),
		plan: start => scenario.plan?.(start),
		planRule: start => scenario.planRule?.(start),
		pipelines: new Map(),
		formerPipelines: new Map(),
		actionTypes: new Map(builtInTypes.map(type => [typeKey(type.id), type])),
		projects: new Map(),
		builds: new Map(),
		buildsByProject: new Map(),
		buildsByToken: new Map(),
		buildCount: 0,
		runner: undefined,
		jobs: new Map(),
		deployments: new Map(),
		logGroups: new Map(),
		heads: new Map(),
		commits: new Map(),
		observers: new Set(),
	};
	scenario.begin(createDirector(world));
	const advance = () => world.agenda.advanceTo(clock.now());
	advance();
	return {world, advance};
}
