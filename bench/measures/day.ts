import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {digesting} from '../../source/diagnosis/green.ts';
import {createEngine} from '../../source/engine/engine.ts';
import {createGateway} from '../../source/engine/gateway.ts';
import {credentialsOf} from '../../source/providers/aws/credentials.ts';
import {createAwsProvider} from '../../source/providers/aws/provider.ts';
import {scenarioOf} from '../../source/simulator/scenarios/file/scenario-of.ts';
import {roughNight} from '../../source/simulator/scenarios/rough-night.ts';
import {startSimulator} from '../../source/simulator/server.ts';
import {createStore} from '../../source/store/store.ts';
import {MovedClock} from '../../test/clock.ts';
import {KnownHistory} from '../../test/engine/program.ts';
import type {Measure} from '../measure.ts';

const hour = 3600_000;
const region = 'us-west-2';

/** A clock that moves on only when nobody waits for an answer. */
class PatientClock extends MovedClock {
	waiting = 0;

	override async settle(): Promise<void> {
		do await super.settle();
		while (this.waiting > 0);
	}
}

/**
 * What the engine's memory holds after a day: engine and simulator in this process, on one clock that is moved, over
 * loopback. The scenario's faults are left out: what is sought here is what is kept, not what is survived.
 */
export const day: Measure = async ({quick, tell}) => {
	const hours = quick ? 3 : 24;
	const clock = new PatientClock();
	const simulator = await startSimulator({
		scenario: {...scenarioOf('rough-night', roughNight, undefined), faults: []},
		port: 0,
		clock,
	});
	const store = createStore();
	const {gateway, traffic} = createGateway({pipelines: 10, builds: 10, logs: 20}, clock);
	const provider = createAwsProvider({
		region,
		credentials: credentialsOf('BENCH', 'bench'),
		endpoint: simulator.url,
		gateway: (call, attempt) =>
			gateway(call, async () => {
				clock.waiting++;
				return attempt().finally(() => clock.waiting--);
			}),
		now: () => clock.now(),
	});
	const engine = createEngine({
		scopes: [{id: region, region, provider, interval: 30_000, wanted: () => true, traffic}],
		store,
		clock,
		history: new KnownHistory(),
		appear: 180_000,
		paths: [],
		interest: 'last',
		mine: false,
		digest: digesting,
	});
	const stop = new AbortController();
	const running = engine.run(stop.signal);
	const [first] = roughNight.commits ?? [];
	if (first === undefined) throw new Error('the scenario pushes no commit');
	const {sha, message: subject, author} = first;
	engine.send({kind: 'track', commit: {sha, subject, author: author ?? null, at: null, mine: true}});
	try {
		const began = performance.now();
		await clock.advance((hours * hour) / 10);
		const early = heapAfterCollection();
		await clock.advance((hours * hour * 9) / 10);
		const late = heapAfterCollection();
		const note = `${hours} hours of rough-night without its faults in ${((performance.now() - began) / 1000).toFixed(0)} s, the simulator's own memory included`;
		tell({name: 'heap after the first tenth', value: early, unit: 'MB', note});
		tell({name: 'heap at the end, against the first tenth', value: late / early, unit: '×', limit: 1.1});
	} finally {
		stop.abort(new Error('enough'));
		await running;
		await simulator.close();
	}
};

/** MB */
function heapAfterCollection(): number {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect === 'function') collect();
	return process.memoryUsage().heapUsed / 1e6;
}
