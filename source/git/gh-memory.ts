import type {Gh, GhAnswer, GhFailure, Place} from './gh.ts';

/** How long an answer holds; ms. */
const holds = 60_000;
/** How long gh is left alone that did not answer in time: whoever asks waits long; ms. */
const pause = 300_000;
/** So many are asked at once. */
const lanes = 4;

/** What is asked of gh again and again. */
export type GhQuestions = Pick<Gh, 'commit' | 'compare'>;

interface Rest {
	readonly until: number;
	readonly failure: GhFailure;
}

/** gh that is asked the same once a minute at most, and nothing while it cannot answer. `now`: ms. */
export function rememberingGh(gh: GhQuestions, now: () => number = Date.now): GhQuestions {
	const rests = new Map<string, Rest>();
	const enter = gate(lanes);

	function resting(place: Place): GhAnswer<never> | null {
		const rest = ['', ...Object.values(keysOf(place))]
			.map(key => rests.get(key))
			.find(each => each !== undefined && each.until > now());
		return rest === undefined ? null : {kind: 'failure', failure: rest.failure};
	}

	function learn(failure: GhFailure, place: Place): void {
		const rest = restAfter(failure);
		if (rest === null) return;
		const key = rest.reach === 'all' ? '' : keysOf(place)[rest.reach];
		rests.set(key, {until: now() + rest.time, failure});
	}

	function memory<Value>() {
		const known = new Map<string, {readonly at: number; readonly answer: Promise<GhAnswer<Value>>}>();
		return async (question: string, place: Place, ask: () => Promise<GhAnswer<Value>>) => {
			for (const [key, {at}] of known) if (at + holds <= now()) known.delete(key);
			const key = `${keysOf(place).place} ${question}`;
			const held = known.get(key);
			if (held !== undefined) return held.answer;
			const idle = resting(place);
			// What gh was not asked is not its answer.
			if (idle !== null) return idle;
			const answer = enter(() => asked(place, ask));
			known.set(key, {at: now(), answer});
			return answer;
		};
	}

	async function asked<Value>(place: Place, ask: () => Promise<GhAnswer<Value>>): Promise<GhAnswer<Value>> {
		const idle = resting(place);
		if (idle !== null) return idle;
		const answer = await ask();
		if (answer.kind === 'failure') learn(answer.failure, place);
		return answer;
	}

	const commits = memory<Awaited<ReturnType<Gh['commit']>> extends GhAnswer<infer Value> ? Value : never>();
	const comparisons =
		memory<Awaited<ReturnType<Gh['compare']>> extends GhAnswer<infer Value> ? Value : never>();
	return {
		commit: (sha, place) => commits(sha, place, () => gh.commit(sha, place)),
		compare: (base, head, place) =>
			comparisons(`${base}...${head}`, place, () => gh.compare(base, head, place)),
	};
}

/** What else gh need not be asked for a while after a failure; null: only the question itself. */
function restAfter(
	failure: GhFailure,
): {readonly time: number; readonly reach: 'all' | 'host' | 'place'} | null {
	switch (failure.kind) {
		case 'not-installed':
			return {time: Number.POSITIVE_INFINITY, reach: 'all'};
		case 'timed-out':
			return {time: pause, reach: 'all'};
		case 'not-signed-in':
			return {time: holds, reach: 'host'};
		case 'not-found':
			return null;
		case 'failed':
			// Not reached, refused or rate-limited: so will the next question be.
			return failure.status === null || failure.status === 403 || failure.status === 429
				? {time: holds, reach: 'place'}
				: null;
	}
}

function keysOf({repository, host}: Place) {
	return {host: `host ${host}`, place: `place ${host} ${repository?.toLowerCase() ?? null}`};
}

/** Lets so many pieces of work through at once, the others in the order in which they came. */
function gate(free: number) {
	const waiting: (() => void)[] = [];
	return async <Value>(work: () => Promise<Value>): Promise<Value> => {
		if (free === 0) await new Promise<void>(resolve => waiting.push(resolve));
		else free -= 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next === undefined) free += 1;
			else next();
		}
	};
}
