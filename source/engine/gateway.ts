import {type Call, type Gateway, ProviderError, type Service, urgencies} from '../providers/provider.ts';
import {answered, createBudget, take, throttled} from './budget.ts';
import type {Clock} from './clock.ts';

/** What the gateway has seen: shown when it slows us down. */
export interface Traffic {
	/** Attempts of the last minute, all services. */
	readonly calls: number;
	/** The error that made us slower than the user allows; null: nothing does. */
	readonly slowedBy: string | null;
}

/** Lets calls pass at the pace of one budget per service (requests per second), the most urgent first; counts every attempt. */
export function createGateway(
	rates: Readonly<Record<Service, number>>,
	clock: Clock,
): {readonly gateway: Gateway; readonly traffic: () => Traffic} {
	const times: number[] = [];
	let slowedBy: string | null = null;
	const lanes = {
		pipelines: createLane(rates.pipelines, clock),
		builds: createLane(rates.builds, clock),
		logs: createLane(rates.logs, clock),
	};

	const gateway: Gateway = async (call, attempt) => {
		const lane = lanes[call.service];
		const pace = await lane.admitted(call);
		times.push(clock.now());
		try {
			const answer = await attempt();
			lane.answered();
			return answer;
		} catch (error) {
			if (error instanceof ProviderError && error.kind === 'throttled') {
				slowedBy = error.errorName;
				lane.throttled(pace, error.retryAfter ?? 0);
			}
			throw error;
		}
	};

	function traffic(): Traffic {
		const minuteAgo = clock.now() - 60_000;
		const gone = times.findIndex(time => time >= minuteAgo);
		times.splice(0, gone < 0 ? times.length : gone);
		if (Object.values(lanes).every(lane => lane.isAtFullPace())) slowedBy = null;
		return {calls: times.length, slowedBy};
	}

	return {gateway, traffic};
}

/** How long a call waits before it is as urgent as the next more urgent kind: the least urgent too must be served; ms. */
const patience = 20_000;

interface Waiting {
	readonly call: Call;
	readonly since: number;
	readonly admit: () => void;
}

/** One service's queue and budget. */
function createLane(rate: number, clock: Clock) {
	let budget = createBudget(rate, clock.now());
	let restUntil = 0;
	/** Counts the slow-downs: calls that were under way together are throttled together, which slows down once. */
	let pace = 0;
	let serving = false;
	let nap = new AbortController();
	const queue: Waiting[] = [];

	async function serve(): Promise<void> {
		serving = true;
		while (queue.length > 0) {
			const now = clock.now();
			const {budget: next, wait} = take(budget, now);
			const rest = Math.max(wait, restUntil - now);
			if (rest > 0) {
				nap = new AbortController();
				await clock.sleep(rest, nap.signal);
				continue;
			}
			budget = next;
			queue.splice(mostUrgent(now), 1)[0]?.admit();
		}
		serving = false;
	}

	function mostUrgent(now: number): number {
		const ranks = queue.map(({call, since}) => urgencies.indexOf(call.urgency) - (now - since) / patience);
		return ranks.indexOf(Math.min(...ranks));
	}

	return {
		/** Resolves when the call may be made; rejects with the signal's reason. */
		admitted({signal, ...call}: Call): Promise<number> {
			return new Promise((resolve, reject) => {
				if (signal.aborted) return reject(signal.reason);
				const admit = () => {
					signal.removeEventListener('abort', leave);
					resolve(pace);
				};
				const waiting: Waiting = {call: {signal, ...call}, since: clock.now(), admit};
				const leave = () => {
					queue.splice(queue.indexOf(waiting), 1);
					if (queue.length === 0) nap.abort();
					reject(signal.reason);
				};
				signal.addEventListener('abort', leave, {once: true});
				queue.push(waiting);
				if (!serving) void serve();
			});
		},
		answered() {
			budget = answered(budget, clock.now());
		},
		throttled(since: number, rest: number) {
			if (since === pace) {
				pace++;
				budget = throttled(budget, clock.now());
			}
			restUntil = Math.max(restUntil, clock.now() + rest);
		},
		isAtFullPace: () => budget.allowed === budget.rate,
	};
}
