import {parentPort, workerData} from 'node:worker_threads';
import type {AwsEvent} from '../../source/simulator/events/event.ts';
import type {Call} from '../../source/simulator/protocol/dispatch.ts';
import {scenarioOf} from '../../source/simulator/scenarios/file/scenario-of.ts';
import {startSimulator} from '../../source/simulator/server.ts';
import {createSharedSleep, nowOf} from './shared-time.ts';
import type {FromSimulator, Happened, SimulatorData, Told, ToSimulator} from './simulator.ts';

/** The simulator in a thread of its own: in the same process, by the same clock, but with a heap that is not the program's. */
const {shared, file, seed} = workerData as SimulatorData;
const events: Happened[] = [];
const sleeping = createSharedSleep(shared);
const simulator = await startSimulator({
	scenario: scenarioOf('rough-nights', file, seed),
	port: 0,
	clock: {now: () => nowOf(shared), sleep: sleeping.sleep},
	onEvent: event => events.push(...happened(event)),
});
const calls: Call[] = [];
const told: Told[] = [];
let last: Call | undefined;

/** Of all events those that the program must have told: of executions, of their sources, of approvals, and which actions failed. */
function happened({'detail-type': type, detail, time}: AwsEvent): readonly Happened[] {
	// What CodePipeline's events look like is the simulator's own contract.
	const told = detail as Readonly<Record<string, unknown>>;
	const about = {
		at: Date.parse(time),
		pipeline: String(told.pipeline),
		execution: String(told['execution-id']),
		state: String(told.state),
		startedAt: Date.parse(String(told['start-time'])),
	};
	if (type === 'CodePipeline Pipeline Execution State Change') {
		const trigger = told['execution-trigger'] as Readonly<Record<string, unknown>> | undefined;
		const commit = trigger?.['commit-id'];
		return [{...about, level: 'execution', commit: commit === undefined ? null : String(commit)}];
	}
	const {category} = (told.type ?? {}) as {readonly category?: string};
	if (type !== 'CodePipeline Action Execution State Change') return [];
	if (category === 'Source') return [{...about, level: 'source'}];
	if (category !== 'Approval') return about.state === 'FAILED' ? [{...about, level: 'failure'}] : [];
	return [{...about, level: 'approval', stage: String(told.stage), action: String(told.action)}];
}

function say(message: FromSimulator): void {
	parentPort?.postMessage(message);
}

function note(): void {
	simulator.account.advance();
	calls.push(...simulator.calls.slice(last === undefined ? 0 : simulator.calls.indexOf(last) + 1));
	last = calls.at(-1);
}

parentPort?.on('message', (message: ToSimulator) => {
	if (typeof message === 'object') return told.push(message.keep);
	switch (message) {
		case 'wake':
			return sleeping.wake();
		case 'note':
			return note();
		case 'take':
			note();
			return say({kind: 'taken', events, calls, told});
		case 'close':
			return simulator.close().then(() => parentPort?.close());
	}
});

say({kind: 'listening', url: simulator.url});
