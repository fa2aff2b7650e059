import type {SimulateLine} from '../command-line/parse.ts';
import {wrongUse} from '../exit-code.ts';
import {type Fault, parseFault} from '../simulator/faults.ts';
import {emptyAccount, type Scenario} from '../simulator/scenario.ts';
import {busyDay} from '../simulator/scenarios/busy-day.ts';
import {startSimulator} from '../simulator/server.ts';

const scenarios: Readonly<Record<string, (seed: number) => Scenario>> = {
	'busy-day': seed => busyDay({seed}).scenario,
};

/** Serves a local AWS until the signal aborts. Resolves with an exit code; what is wrong is one sentence. */
export async function simulate(
	{port, scenario, speed, seed, faults, runBuilds}: SimulateLine,
	say: (line: string) => void,
	complain: (line: string) => void,
	signal: AbortSignal,
): Promise<number> {
	const make = scenario === null ? () => emptyAccount : scenarios[scenario];
	if (make === undefined) {
		complain(`sluice simulate: no scenario ${scenario}: there is ${Object.keys(scenarios).join(', ')}`);
		return wrongUse;
	}
	const misbehaviour = readFaults(faults);
	if (typeof misbehaviour === 'string') {
		complain(`sluice simulate: ${misbehaviour}`);
		return wrongUse;
	}
	try {
		const simulator = await startSimulator({
			scenario: make(seed),
			port,
			speed,
			seed,
			faults: misbehaviour,
			runBuilds,
		});
		say(`sluice simulate: ${simulator.url}`);
		if (runBuilds)
			say('sluice simulate: the commands of builds are run for real, on this machine, in scratch folders');
		if (!signal.aborted)
			await new Promise(resolve => signal.addEventListener('abort', resolve, {once: true}));
		await simulator.close();
		return 0;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
		complain(
			`sluice simulate: port ${port} is ${code === 'EACCES' ? 'not allowed' : 'taken'}: give another with --port, 0 for a free one`,
		);
		return wrongUse;
	}
}

/** The faults, or what is wrong with them. */
function readFaults(texts: readonly string[]): readonly Fault[] | string {
	try {
		return texts.map(parseFault);
	} catch (error) {
		if (error instanceof RangeError) return error.message;
		throw error;
	}
}
