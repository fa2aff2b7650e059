import {type FleetRow, fleetOf} from '../source/domain/fleet.ts';
import {pipelinesOf} from '../source/domain/select.ts';
import {allPlans, busyDay} from './busy-day.ts';
import {noon, type PipelinePlan, storeWith} from './fixtures.ts';

/** A plan under another name. */
export function called(plan: PipelinePlan, name: string): PipelinePlan {
	return {...plan, definition: {...plan.definition, name}};
}

/** The rows of plans, the most urgent first. */
export function rowsOf(plans: readonly PipelinePlan[] = allPlans): readonly FleetRow[] {
	return fleetOf(pipelinesOf(storeWith(plans).getState()), noon);
}

/** So many pipelines, of which every fourth has failed, every fourth stands at a gate, runs, and is done. */
export function manyPlans(count: number): readonly PipelinePlan[] {
	const kinds = [busyDay.done, busyDay.carried, busyDay.atGate, busyDay.failed];
	return Array.from({length: count}, (_, index) => {
		const plan = kinds[index % kinds.length] ?? busyDay.done;
		return called(plan, `service-${String(index).padStart(3, '0')}-pipeline`);
	});
}

export const namesOf = (rows: readonly FleetRow[]) => rows.map(({pipeline}) => pipeline);
