import {readFile} from 'node:fs/promises';
import {setFlagsFromString} from 'node:v8';
import type {SimulateLine} from '../command-line/parse.ts';
import {wrongUse} from '../exit-code.ts';
import {type EventsFile, openEventsFile} from '../simulator/events/events-file.ts';
import type {Fault} from '../simulator/faults.ts';
import {readFault} from '../simulator/protocol/services.ts';
import {emptyAccount, type Scenario} from '../simulator/scenario.ts';
import {bigFleet} from '../simulator/scenarios/big-fleet.ts';
import {busyDay} from '../simulator/scenarios/busy-day.ts';
import {readScenario} from '../simulator/scenarios/file/read.ts';
import {scenarioOf} from '../simulator/scenarios/file/scenario-of.ts';
import {roughNight} from '../simulator/scenarios/rough-night.ts';
import {startSimulator} from '../simulator/server.ts';
import {plain} from '../terminal/sanitise.ts';

/** A missing seed is the scenario's own. */
const scenarios: Readonly<Record<string, (seed: number | undefined) => Scenario>> = {
	'busy-day': seed => busyDay(seed === undefined ? {} : {seed}).scenario,
	'big-fleet': seed => scenarioOf('big-fleet', bigFleet, seed),
	'rough-night': seed => scenarioOf('rough-night', roughNight, seed),
};

/** Serves a local AWS until the signal aborts. Resolves with an exit code; what is wrong is one sentence. */
export async function simulate(
	{port, scenario, speed, seed, faults, eventsFile, runBuilds}: SimulateLine,
	say: (line: string) => void,
	complain: (line: string) => void,
	signal: AbortSignal,
): Promise<number> {
	const told = await findScenario(scenario, seed ?? undefined);
	if (Array.isArray(told)) {
		for (const problem of told) complain(`sluice simulate: ${problem}`);
		return wrongUse;
	}
	const misbehaviour = readFaults(faults);
	if (typeof misbehaviour === 'string') {
		complain(`sluice simulate: ${misbehaviour}`);
		return wrongUse;
	}
	const events = eventsFile === null ? noFile : openedFile(eventsFile, complain);
	if (typeof events === 'string') {
		complain(`sluice simulate: ${events}`);
		return wrongUse;
	}
	// A large account is made at once, and stays: space for new objects would only grow for the time of its making.
	setFlagsFromString('--semi-space-growth-factor=1');
	try {
		const simulator = await startSimulator({
			scenario: told,
			port,
			speed,
			...(seed !== null && {seed}),
			faults: misbehaviour,
			runBuilds,
			onEvent: events.append,
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
	} finally {
		events.close();
	}
}

const noFile: EventsFile = {append: () => undefined, close: () => undefined};

/** The file that events go to, or what is wrong with it. */
function openedFile(path: string, complain: (line: string) => void): EventsFile | string {
	const named = plain(path);
	try {
		return openEventsFile(path, () =>
			complain(`sluice simulate: ${named} can no longer be written: no more events go there`),
		);
	} catch {
		return `cannot write events to ${named}: give a file that can be written with --events-file`;
	}
}

/** The scenario of a name or of a file, or all that is wrong with it, a sentence each. */
async function findScenario(given: string | null, seed: number | undefined): Promise<Scenario | string[]> {
	if (given === null) return emptyAccount;
	const known = Object.hasOwn(scenarios, given) ? scenarios[given] : undefined;
	if (known !== undefined) return known(seed);
	let text: string;
	try {
		text = await readFile(given, 'utf8');
	} catch (error) {
		return [`${plain(given)} ${refusalOf(error)}`];
	}
	const found = readScenario(text, given, seed);
	if (found.kind === 'scenario') return found.scenario;
	return found.problems.map(({line, message}) => plain(`${given}, line ${line}: ${message}`));
}

function refusalOf(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code !== 'ENOENT')
		return `cannot be read (${String(code ?? error)}): give a scenario file in YAML or JSON`;
	const names = Object.keys(scenarios).join(', ');
	return `is neither a scenario (there is ${names}) nor a file: give one of them`;
}

/** The faults, or what is wrong with them. */
function readFaults(texts: readonly string[]): readonly Fault[] | string {
	try {
		return texts.map(readFault);
	} catch (error) {
		if (error instanceof RangeError) return error.message;
		throw error;
	}
}
