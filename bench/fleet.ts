// How the simulator stands a whole account: 1,000 pipelines with 50 executions each, in the built program, asked by one
// client after the other. `node bench/fleet.ts --pipelines N --executions N` measures it alone.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {residentMemory} from './memory.ts';
import {percentile} from './table.ts';

const agent = new Agent({keepAlive: true, maxSockets: 1});
const asked = 2000;

/** Starts the account and says what it needs of time and memory. */
export async function measureFleet(
	{pipelines, executions}: {readonly pipelines: number; readonly executions: number},
	say: (line: string) => void,
): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-fleet-'));
	const file = join(folder, 'fleet.json');
	writeFileSync(file, JSON.stringify(fleet(pipelines, executions)));
	const began = performance.now();
	const child = spawn(process.execPath, ['dist/sluice.js', 'simulate', '--scenario', file, '--port', '0'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [line] = await once(createInterface(child.stdout), 'line');
		const ready = performance.now() - began;
		const url = String(line).replace(/^.* /, '');
		const first = await residentMemory(child.pid ?? 0);
		const times = await askedFor(url, pipelines);
		const held = await residentMemory(child.pid ?? 0);
		say(
			`\n${pipelines} pipelines with ${executions} executions each: ready in ${(ready / 1000).toFixed(1)} s`,
		);
		say(
			`memory (RSS): ${first.toFixed(0)} MB when it listens, ${held.toFixed(0)} MB after ${asked} requests`,
		);
		const rank = (share: number) => `${percentile(times, share).toFixed(2)} ms`;
		say(`GetPipelineState: median ${rank(0.5)}, 99 of 100 within ${rank(0.99)}`);
		verdict(say, 'GetPipelineState at the median', percentile(times, 0.5), 5, 'ms');
		verdict(say, 'memory of the account', Math.max(first, held), 512, 'MB');
	} finally {
		agent.destroy();
		child.kill('SIGINT');
		rmSync(folder, {recursive: true, force: true});
	}
}

function fleet(pipelines: number, executions: number): object {
	return {
		past: {executions, every: '2h'},
		pipelines: [
			{
				name: 'service-{n}-pipeline',
				copies: pipelines,
				stages: [
					{name: 'Staging', chains: ['Base']},
					{name: 'Production', approval: 'Approve', chains: ['Base']},
				],
			},
		],
	};
}

/** How long each of the requests took, ms. */
async function askedFor(url: string, pipelines: number): Promise<readonly number[]> {
	const digits = String(pipelines).length;
	const times: number[] = [];
	for (let index = 0; index < asked; index++) {
		const name = `service-${String(1 + ((index * 7) % pipelines)).padStart(digits, '0')}-pipeline`;
		const began = performance.now();
		await ask(url, JSON.stringify({name}));
		times.push(performance.now() - began);
	}
	return times;
}

function ask(url: string, body: string): Promise<void> {
	const headers = {
		'content-type': 'application/x-amz-json-1.1',
		'x-amz-target': 'CodePipeline_20150709.GetPipelineState',
	};
	return new Promise((resolve, reject) => {
		const sent = request(url, {method: 'POST', agent, headers}, response => {
			response.resume();
			response.once('end', () =>
				response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
			);
		});
		sent.once('error', reject);
		sent.end(body);
	});
}

function verdict(
	say: (line: string) => void,
	what: string,
	found: number,
	wanted: number,
	unit: string,
): void {
	say(`${found <= wanted ? '✓' : '✗'} ${what}: ${found.toFixed(1)} ${unit} (wanted ${wanted} ${unit})`);
}

if (import.meta.main) {
	const {values} = parseArgs({
		options: {
			pipelines: {type: 'string', default: '1000'},
			executions: {type: 'string', default: '50'},
		},
	});
	await measureFleet({pipelines: Number(values.pipelines), executions: Number(values.executions)}, line =>
		process.stdout.write(`${line}\n`),
	);
}
