import {type Call, type Gateway, ProviderError, type Service} from '../providers/provider.ts';
import {answered, createBudget, take, throttled} from './budget.ts';
import type {Clock} from './clock.ts';
import {turnOf, type Waiting} from './turns.ts';

/** What the gateway has seen: shown when it slows us down. */
export interface Traffic {
	/** Attempts of the last minute, all services. */
	readonly calls: number;
	/** The error that made us slower than the user allows; null: nothing does. */
	readonly slowedBy: string | null;
	/** How many requests a second may go to the pipelines' service now. */
	readonly allowed: number;
}

/**
 * When a call was told to come later: for how long all calls of the service wait at most, and for how long its own operation
 * waits without a word; ms.
 */
const [restOfAll, restUnsaid] = [30_000, 5000];

/**
 * Lets calls pass at the pace of one budget per service (requests per second), the most urgent first; counts every attempt.
 * No call of a provider goes another way. The service rests when it asks for that. The operation that was told to come later is
 * refused as long as that is more than a few seconds off, with what the service said: who asks must know.
 */
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
			if (error instanceof ProviderError) {
				if (error.retryAfter !== null) lane.rest(call.operation, error, error.retryAfter);
				if (error.kind === 'throttled') {
					slowedBy = error.errorName;
					lane.throttled(pace);
				}
			}
			throw error;
		}
	};

	function traffic(): Traffic {
		const minuteAgo = clock.now() - 60_000;
		const gone = times.findIndex(time => time >= minuteAgo);
		times.splice(0, gone < 0 ? times.length : gone);
		if (Object.values(lanes).every(lane => lane.isAtFullPace())) slowedBy = null;
		return {calls: times.length, slowedBy, allowed: lanes.pipelines.allowed()};
	}

	return {gateway, traffic};
}

interface Queued extends Waiting {
	readonly operation: string;
	readonly admit: () => void;
	readonly refuse: (reason: ProviderError) => void;
}

/** What the service asked for: since when, and for how long; ms. */
interface Rest {
	readonly since: number;
	readonly ms: number;
}

/** A clock that was set back must not prolong it. */
function restLeft({since, ms}: Rest, now: number): number {
	return now < since ? 0 : Math.max(0, since + ms - now);
}

/** One service's queue and budget. */
function createLane(rate: number, clock: Clock) {
	let budget = createBudget(rate, clock.now());
	let resting: Rest = {since: 0, ms: 0};
	/** The operations that are to rest for long, and why. */
	const refused = new Map<string, Rest & {readonly error: ProviderError}>();
	/** Counts the slow-downs: calls that were under way together are throttled together, which slows down once. */
	let pace = 0;
	let turn = 0;
	let serving = false;
	let nap = new AbortController();
	const queue: Queued[] = [];

	async function serve(): Promise<void> {
		serving = true;
		while (queue.length > 0) {
			const now = clock.now();
			// A service that asks for a rest gets it before anything is taken.
			const asked = restLeft(resting, now);
			const taken = asked > 0 ? {budget, wait: asked} : take(budget, now);
			budget = taken.budget;
			if (taken.wait > 0) {
				nap = new AbortController();
				await clock.sleep(taken.wait, nap.signal);
				continue;
			}
			queue.splice(turnOf(queue, now, turn++), 1)[0]?.admit();
		}
		serving = false;
	}

	/** Why an operation may not be asked for now; null: it may. */
	function refusalOf(operation: string, now: number): ProviderError | null {
		const rest = refused.get(operation);
		const left = rest === undefined ? 0 : restLeft(rest, now);
		if (rest === undefined || left === 0) return null;
		const {kind, errorName, message, hint} = rest.error;
		return new ProviderError(kind, errorName, message, {hint, retryAfter: left});
	}

	return {
		/** Resolves when the call may be made; rejects with the signal's reason. */
		admitted(call: Call): Promise<number> {
			const {signal} = call;
			return new Promise((resolve, reject) => {
				if (signal.aborted) return reject(signal.reason);
				const refusal = refusalOf(call.operation, clock.now());
				if (refusal !== null) return reject(refusal);
				const admit = () => {
					signal.removeEventListener('abort', leave);
					resolve(pace);
				};
				const waiting: Queued = {
					since: clock.now(),
					operation: call.operation,
					admit,
					refuse(reason) {
						signal.removeEventListener('abort', leave);
						leaveWith(reason);
					},
					get urgency() {
						return call.urgency;
					},
				};
				const leaveWith = (reason: unknown) => {
					queue.splice(queue.indexOf(waiting), 1);
					if (queue.length === 0) nap.abort();
					reject(reason);
				};
				const leave = () => leaveWith(signal.reason);
				signal.addEventListener('abort', leave, {once: true});
				queue.push(waiting);
				if (!serving) void serve();
			});
		},
		answered() {
			budget = answered(budget, clock.now());
		},
		throttled(since: number) {
			if (since !== pace) return;
			pace++;
			budget = throttled(budget, clock.now());
		},
		rest(operation: string, error: ProviderError, asked: number) {
			const now = clock.now();
			const ms = Math.min(asked, restOfAll);
			if (ms > restLeft(resting, now)) resting = {since: now, ms};
			if (asked <= restUnsaid) return;
			const before = refused.get(operation);
			if (before === undefined || asked > restLeft(before, now))
				refused.set(operation, {since: now, ms: asked, error});
			const reason = refusalOf(operation, now);
			if (reason === null) return;
			for (const each of queue.filter(waiting => waiting.operation === operation)) each.refuse(reason);
		},
		allowed: () => budget.allowed,
		isAtFullPace: () => budget.allowed === budget.rate,
	};
}
