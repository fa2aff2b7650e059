import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {type Account, openAccount} from './account/account.ts';
import {type Clock, systemClock} from './clock.ts';
import {createBus} from './events/bus.ts';
import type {AwsEvent} from './events/event.ts';
import {feedEvents} from './events/feed.ts';
import {createFaults, type Fault} from './faults.ts';
import {createLag} from './lag.ts';
import {createLogStore} from './logs/log-store.ts';
import {type Call, createDispatcher} from './protocol/dispatch.ts';
import {readBody} from './protocol/http.ts';
import {createRunner} from './run/runner.ts';
import type {Scenario} from './scenario.ts';
import {scheduleFaults} from './scenario-faults.ts';

/** How often the account is advanced when nobody asks, in ms. */
const tickMs = 500;
/** How long an idle connection stays, in ms: one that ends after a few seconds may end just as a client asks again. */
const keepAliveMs = 75_000;

export type SimulatorOptions = {
	readonly scenario: Scenario;
	/** 0 takes a free one. */
	readonly port: number;
	/** Divides every duration; 1 when left out. */
	readonly speed?: number;
	readonly clock?: Clock;
	/** Replaces the scenario's own. */
	readonly seed?: number;
	readonly faults?: readonly Fault[];
	/** Runs the commands of builds that the scenario says nothing of, on this machine. */
	readonly runBuilds?: boolean;
	/** Takes every event from the start on, in order; what lies in the recorded past makes none. */
	readonly onEvent?: (event: AwsEvent) => void;
};

export type Simulator = {
	/** Such as `http://127.0.0.1:4599`. */
	readonly url: string;
	readonly account: Account;
	/** Every request to an AWS operation that arrived, oldest first; the newest 20,000. */
	readonly calls: readonly Call[];
	readonly close: () => Promise<void>;
};

/** Serves a simulated account on 127.0.0.1 until it is closed. Rejects when the port is taken. */
export async function startSimulator({
	scenario,
	port,
	speed = 1,
	clock = systemClock,
	seed = scenario.seed,
	faults: initialFaults = [],
	runBuilds = false,
	onEvent = () => undefined,
}: SimulatorOptions): Promise<Simulator> {
	const account = openAccount({scenario, clock, speed, seed});
	const bus = createBus(account.world);
	feedEvents(account.world, event => {
		onEvent(event);
		bus.deliver(event);
	});
	const calls: Call[] = [];
	const faults = createFaults(account.world.random.fork('faults'), initialFaults);
	scheduleFaults(account.world, faults, scenario.faults ?? []);
	const lag = createLag(account.world, () => faults.has('lag'));
	lag.note();
	const dispatch = createDispatcher({
		backend: {account, logs: createLogStore(account.world), bus},
		faults,
		lag,
		clock,
		calls,
	});
	const server = createServer((request: IncomingMessage, response: ServerResponse) => {
		readBody(request).then(
			body => dispatch(request, body, response),
			() => response.destroy(),
		);
	});
	server.keepAliveTimeout = keepAliveMs;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const ticking = setInterval(() => {
		account.advance();
		lag.note();
	}, tickMs);
	// A server that listens on a TCP port has an address of this kind.
	const address = server.address() as AddressInfo;
	const url = `http://127.0.0.1:${address.port}`;
	const runner = runBuilds ? createRunner(account, url) : undefined;
	account.world.runner = runner;

	return {
		url,
		account,
		calls,
		close: () => {
			clearInterval(ticking);
			runner?.close();
			return new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}
