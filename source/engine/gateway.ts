import {type Call, type Gateway, ProviderError, type Service, urgencies} from '../providers/provider.ts';
import {answered, type Budget, createBudget, take, throttled} from './budget.ts';
import type {Clock} from './clock.ts';

interface Waiting {
	readonly call: Call;
	readonly admit: () => void;
}

/** What the gateway has seen: shown when it slows us down. */
export interface Traffic {
	/** Attempts of the last minute, all services. */
	readonly calls: number;
	/** The error that made us slower than the user allows; null: nothing does. */
	readonly slowedBy: string | null;
}

/** Lets calls pass at the pace of one budget per service, the most urgent first; counts every attempt. */
export function createGateway(
	rates: Readonly<Record<Service, number>>,
	clock: Clock,
): {readonly gateway: Gateway; readonly traffic: () => Traffic} {
	const times: number[] = [];
	let slowedBy: string | null = null;
	const lanes = {
		pipelines: lane(rates.pipelines, clock),
		builds: lane(rates.builds, clock),
		logs: lane(rates.logs, clock),
	};

	const gateway: Gateway = async (call, attempt) => {
		const through = lanes[call.service];
		await through.admitted(call);
		times.push(clock.now());
		try {
			const answer = await attempt();
			through.change(answered);
			return answer;
		} catch (error) {
			if (error instanceof ProviderError && error.kind === 'throttled') {
				slowedBy = error.errorName;
				through.change(throttled);
				if (error.retryAfter !== null) through.rest(error.retryAfter);
			}
			throw error;
		}
	};

	return {
		gateway,
		traffic() {
			const minuteAgo = clock.now() - 60_000;
			while (times.length > 0 && (times[0] ?? 0) < minuteAgo) times.shift();
			if (Object.values(lanes).every(each => each.atFullPace())) slowedBy = null;
			return {calls: times.length, slowedBy};
		},
	};
}

/** One service's queue and budget. */
function lane(rate: number, clock: Clock) {
	let budget: Budget = createBudget(rate, clock.now());
	let restUntil = 0;
	let serving = false;
	const queue: Waiting[] = [];

	async function serve(): Promise<void> {
		serving = true;
		while (queue.length > 0) {
			const {budget: next, wait} = take(budget, clock.now());
			const rest = Math.max(wait, restUntil - clock.now());
			if (rest > 0) {
				await clock.sleep(rest, AbortSignal.any(queue.map(({call}) => call.signal)));
				dropAborted();
				continue;
			}
			budget = next;
			mostUrgent()?.admit();
		}
		serving = false;
	}

	function dropAborted(): void {
		for (let at = queue.length - 1; at >= 0; at--)
			if (queue[at]?.call.signal.aborted) queue.splice(at, 1)[0]?.admit();
	}

	function mostUrgent(): Waiting | undefined {
		const best = Math.min(...queue.map(({call}) => urgencies.indexOf(call.urgency)));
		return queue.splice(
			queue.findIndex(({call}) => urgencies.indexOf(call.urgency) === best),
			1,
		)[0];
	}

	return {
		async admitted(call: Call): Promise<void> {
			call.signal.throwIfAborted();
			await new Promise<void>(admit => {
				queue.push({call, admit});
				if (!serving) void serve();
			});
			call.signal.throwIfAborted();
		},
		change: (how: (budget: Budget, now: number) => Budget) => {
			budget = how(budget, clock.now());
		},
		rest: (ms: number) => {
			restUntil = clock.now() + ms;
		},
		atFullPace: () => budget.allowed === budget.rate,
	};
}
