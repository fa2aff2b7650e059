import {type World, wallDuration} from './account/world.ts';
import type {Fault, Faults} from './faults.ts';
import type {TimedFault} from './scenario.ts';

/** Puts a scenario's faults in force, each for its time, beside those that the account was started with. */
export function scheduleFaults(
	world: World,
	faults: Faults,
	initial: readonly Fault[],
	timed: readonly TimedFault[],
): void {
	const boundaries = new Set(timed.flatMap(({from, until}) => [from, until]));
	for (const boundary of boundaries)
		world.agenda.at(world.zero + wallDuration(world, boundary), () => {
			const inForce = timed.filter(({from, until}) => from <= boundary && boundary < until);
			faults.set([...initial, ...inForce.map(({fault}) => fault)]);
		});
}
