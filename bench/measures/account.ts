import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Measure} from '../measure.ts';
import {percentile} from '../report/statistics.ts';
import {residentMemory} from '../tools/memory.ts';

const agent = new Agent({keepAlive: true, maxSockets: 1});
const asked = 2000;

/** How the simulator stands a whole account: 1,000 pipelines with 50 executions each, in the built program, asked by one client. */
export const account: Measure = async ({quick, tell}) => {
	const pipelines = quick ? 100 : 1000;
	const executions = 50;
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
		const size = `${pipelines} pipelines with ${executions} executions each`;
		tell({name: 'the account is ready', value: ready / 1000, unit: 's', note: size});
		tell({name: 'GetPipelineState, median', value: percentile(times, 0.5), unit: 'ms', limit: 5});
		tell({name: 'GetPipelineState, 99 of 100 within', value: percentile(times, 0.99), unit: 'ms'});
		tell({
			name: 'memory of the account (RSS)',
			value: Math.max(first, held),
			unit: 'MB',
			limit: 512,
			note: `${first.toFixed(0)} MB when it listens`,
		});
	} finally {
		agent.destroy();
		child.kill('SIGINT');
		rmSync(folder, {recursive: true, force: true});
	}
};

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
