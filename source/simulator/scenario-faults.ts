import {type World, wallDuration} from './account/world.ts';
import type {Faults} from './faults.ts';
import type {TimedFault} from './scenario.ts';

/** Puts a scenario's faults in force, each for its time. */
export function scheduleFaults(world: World, faults: Faults, timed: readonly TimedFault[]): void {
	const boundaries = new Set(timed.flatMap(({from, until}) => [from, until]));
	for (const boundary of boundaries)
		world.agenda.at(world.zero + wallDuration(world, boundary), () => {
			const inForce = timed.filter(({from, until}) => from <= boundary && boundary < until);
			faults.setTimed(inForce.map(({fault}) => fault));
		});
}
