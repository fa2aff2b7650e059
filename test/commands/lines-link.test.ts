import {expect, it} from 'vitest';
import type {Program} from '../../source/assemble.ts';
import {usualWatch} from '../../source/command-line/parse.ts';
import {showLines} from '../../source/commands/lines-face.ts';
import {busyDay} from '../busy-day.ts';
import {MovedClock} from '../clock.ts';
import {executionId, type PipelinePlan, storeWith} from '../fixtures.ts';

const untilAborted = (signal: AbortSignal) =>
	new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));

/** Where the line of an open gate points to. */
async function gateLink(plan: PipelinePlan): Promise<string | undefined> {
	const program: Program = {
		store: storeWith([plan]),
		engine: {send: () => {}, run: untilAborted},
		link: (pipeline, parallel) => `https://console.example/${pipeline}/${parallel?.execution ?? 'view'}`,
		opened: (_scope, url) => url,
		recognise: () => null,
	};
	const said: string[] = [];
	await showLines(program, {
		flags: usualWatch,
		json: false,
		sought: {pipelines: '*', commits: [], stage: null},
		clock: new MovedClock(),
		say: line => said.push(line),
		complain: () => {},
		interrupted: new AbortController().signal,
		settle: async () => null,
		mine: false,
	});
	return said.find(line => line.startsWith('READY-TO-APPROVE'))?.match(/url=(\S+)/)?.[1];
}

const {atGate} = busyDay;

it("points to the pipeline's page, and to the execution's where the pipeline's would be empty", async () => {
	const at = `https://console.example/${atGate.definition.name}`;
	expect(await gateLink(atGate)).toBe(`${at}/view`);
	const parallel = {...atGate, definition: {...atGate.definition, mode: 'PARALLEL'}} as const;
	expect(await gateLink(parallel)).toBe(`${at}/${executionId(2)}`);
});
