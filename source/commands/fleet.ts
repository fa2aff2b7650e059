import {assemble} from '../assemble.ts';
import type {FleetLine} from '../command-line/parse.ts';
import {fleetOf} from '../domain/fleet.ts';
import {pipelinesOf, scopesOf} from '../domain/select.ts';
import {systemClock} from '../engine/clock.ts';
import {wrongUse} from '../exit-code.ts';
import {fleetJson} from './fleet-json.ts';
import {fleetLines} from './fleet-text.ts';
import {groundFor, type Surroundings} from './ground.ts';
import {lookOnce, onePass} from './look-once.ts';
import type {Paper} from './paper.ts';

/** One look at every pipeline, as text or JSON. Resolves with the exit code; what is wrong is said in one sentence. */
export async function fleet(
	{account, json}: FleetLine,
	surroundings: Surroundings,
	paper: Paper,
	complain: (line: string) => void,
	interrupted: AbortSignal,
): Promise<number> {
	const ground = await groundFor(account, surroundings);
	if ('problem' in ground) {
		complain(`sluice: ${ground.problem}`);
		return wrongUse;
	}
	const program = assemble({...ground.target, ...onePass, interest: 'standing'});
	const sought = {pipelines: ground.sought, commits: [], stage: null};
	const {state, refusal} = await lookOnce(program, sought, systemClock, interrupted, complain);
	if (interrupted.aborted) return Number(interrupted.reason);
	if (refusal !== null) complain(`sluice: ${refusal.message}`);
	const rows = fleetOf(pipelinesOf(state), state.now);
	if (json && refusal?.code !== wrongUse)
		paper.write(`${JSON.stringify(fleetJson(state, rows, program.link))}\n`);
	if (refusal !== null) return refusal.code;
	const [scope] = scopesOf(state);
	if (!json && scope !== undefined)
		for (const line of fleetLines(scope, rows, state.now, paper, program.link)) paper.print(line);
	return 0;
}
