/** A token bucket: `allowed` requests a second on the average, `burst` at once. Pure; times are ms. */
export interface Budget {
	/** What the user allows; requests per second. */
	readonly rate: number;
	/** What is allowed now: less than `rate` after throttling. */
	readonly allowed: number;
	readonly burst: number;
	readonly tokens: number;
	/** When `tokens` was counted. */
	readonly at: number;
}

/** The slowest that throttling can make us; requests per second. */
const slowest = 0.05;
/** How much of the full rate each good answer gives back. */
const recovery = 0.05;

export function createBudget(rate: number, now: number, burst = 4): Budget {
	return {rate, allowed: rate, burst, tokens: burst, at: now};
}

/** The tokens up to `now`. A clock that was set back gives none, and goes on counting from there. */
function refilled(budget: Budget, now: number): Budget {
	const since = Math.max(0, now - budget.at) / 1000;
	return {...budget, tokens: Math.min(budget.burst, budget.tokens + since * budget.allowed), at: now};
}

/** Takes a token, or says how long to wait for one; ms. */
export function take(budget: Budget, now: number): {readonly budget: Budget; readonly wait: number} {
	const full = refilled(budget, now);
	if (full.tokens >= 1 - 1e-9) return {budget: {...full, tokens: full.tokens - 1}, wait: 0};
	return {budget: full, wait: Math.ceil(((1 - full.tokens) / full.allowed) * 1000)};
}

/** After throttling: half the pace, and nothing at once. */
export function throttled(budget: Budget, now: number): Budget {
	const full = refilled(budget, now);
	return {
		...full,
		allowed: Math.max(Math.min(slowest, full.rate), full.allowed / 2),
		tokens: Math.min(full.tokens, 0),
	};
}

/** After a good answer: a little faster again, up to what the user allows. */
export function answered(budget: Budget, now: number): Budget {
	if (budget.allowed === budget.rate) return budget;
	return {...refilled(budget, now), allowed: Math.min(budget.rate, budget.allowed + budget.rate * recovery)};
}
