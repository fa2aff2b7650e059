import type {FactName, Said} from '../../source/commands/facts.ts';
import type {Call} from '../../source/simulator/protocol/dispatch.ts';
import type {Day, Followed} from './day.ts';
import type {Happened, Told} from './simulator.ts';
import {blindness, isSeenFor} from './stretches.ts';

/** What the program must have told of what happened, and what it told that has not. One sentence each. */
export interface Compared {
	/** Gates that opened and endings that came for followed commits, early enough to be seen before the commit was left. */
	readonly gates: number;
	readonly endings: number;
	/** Those after which it was not in sight for long enough before the commit was left. */
	readonly excused: number;
	readonly missed: readonly string[];
	/** Set aside, by their pipelines: ends of what names no commit as its source has failed, and ends of what went on by itself. */
	readonly aside: {readonly nameless: readonly string[]; readonly byThemselves: readonly string[]};
	readonly invented: readonly string[];
	readonly repeated: readonly string[];
	/** How long after it was true something was told, in the middle and at most; ms. `latest`: what that was. */
	readonly delay: {readonly median: number; readonly most: number; readonly latest: string};
}

type Ending = 'done' | 'failed' | 'stopped' | 'superseded' | 'cancelled';
/** How EventBridge calls an end, and the program's event. */
const endings: Readonly<Record<string, Ending>> = {
	SUCCEEDED: 'done',
	FAILED: 'failed',
	STOPPED: 'stopped',
	SUPERSEDED: 'superseded',
	CANCELED: 'cancelled',
};
/** How the API calls an end; what a CARRIED line says of how the commit's own execution ended. */
const statuses: Readonly<Record<string, Ending>> = {
	Succeeded: 'done',
	Failed: 'failed',
	Stopped: 'stopped',
	Superseded: 'superseded',
	Cancelled: 'cancelled',
};

/**
 * The longest that nothing may be seen of a pipeline while all can be: the longest pause, that of what has succeeded or of what
 * was out of sight (five minutes), one look in vain, the pause after it (two), and one look; ms.
 */
const patience = 480_000;
/** Events are told in whole seconds. */
const exact = 1000;

type Ended = Happened & {readonly ending: Ending};
type Gate = Extract<Happened, {level: 'approval'}>;

type Compares = Pick<Day, 'told' | 'events' | 'followed' | 'stretches'>;

/** Holds what was told of followed commits against what happened. */
export function compare({told, events, followed, stretches}: Compares): Compared {
	// An execution whose source has failed names its commit to nobody who asks for it: its revisions are empty (aws-facts 3.4).
	const named = new Set(
		events.flatMap(({level, state, execution}) =>
			level === 'source' && state === 'SUCCEEDED' ? [execution] : [],
		),
	);
	const commitOf = new Map(
		events.flatMap(event =>
			event.level === 'execution' && event.commit !== null && named.has(event.execution)
				? [[event.execution, event.commit] as const]
				: [],
		),
	);
	const resumed = Map.groupBy(
		events.filter(({state}) => state === 'RESUMED'),
		({execution}) => execution,
	);
	const all = events.flatMap((event): Ended[] => {
		const ending = event.level === 'execution' ? endings[event.state] : undefined;
		return ending === undefined ? [] : [{...event, ending}];
	});
	// A stage that retries itself goes on in the moment of its end: no call ever finds it failed, and it is none to anybody.
	const isByItself = ({execution, at}: Ended) =>
		resumed.get(execution)?.some(each => each.at >= at && each.at <= at + exact) ?? false;
	const [byThemselves, ends] = [all.filter(isByItself), all.filter(end => !isByItself(end))];
	const sourceless = new Set(
		events.flatMap(({level, state, execution}) =>
			level === 'source' && state === 'FAILED' ? [execution] : [],
		),
	);
	const gates = events.filter(
		(event): event is Gate => event.level === 'approval' && event.state === 'STARTED',
	);
	const places = new Map(followed.map(({sha}, index) => [sha, index]));
	const follows = new Map(followed.map(each => [each.sha, each]));
	const lines = told.map(line => ({...line, ...meaning(line)}));
	const [missed, invented, repeated]: [string[], string[], string[]] = [[], [], []];
	const blind = blindness(
		stretches,
		followed.map(({from}) => from),
	);
	const delays: {readonly ms: number; readonly what: string}[] = [];
	let excused = 0;

	/** Of what happened to their own executions, what followed commits are owed: each with who follows it. */
	function owed<Event extends Happened>(all: readonly Event[]): readonly {event: Event; by: Followed}[] {
		return all.flatMap(event => {
			const by = follows.get(commitOf.get(event.execution) ?? '');
			if (by === undefined || event.at > by.until) return [];
			const since = Math.max(event.at, by.from);
			if (isSeenFor(patience, {from: since, until: by.until}, blind)) return [{event, by}];
			excused++;
			return [];
		});
	}

	/** Whether a commit may be told of an execution: it runs the commit itself, or a later one. */
	function concerns(sha: string, execution: string): boolean {
		const [own, other] = [places.get(sha), places.get(commitOf.get(execution) ?? '')];
		return own !== undefined && other !== undefined && own <= other;
	}

	/** Whether a line tells of it to whom it is owed, and how late. */
	function look<Event extends Happened>(
		{event, by}: {readonly event: Event; readonly by: Followed},
		tells: (line: Line, event: Event) => boolean,
		since: number,
	): void {
		const telling = lines.find(line => line.sha === by.sha && line.at >= since && tells(line, event));
		const what = `${by.sha} ${describe(event)}`;
		if (telling === undefined) missed.push(what);
		else delays.push({ms: telling.at - Math.max(since, by.from), what});
	}

	const owedGates = owed(gates);
	for (const each of owedGates) look(each, tellsGate, each.event.startedAt);
	const owedEnds = owed(ends);
	for (const each of owedEnds) look(each, tellsEnd, each.event.at);
	for (const line of lines) {
		const {said, sha, at} = line;
		if (!(said.event in untrue)) continue;
		const execution = line.word('execution');
		const isOfNone = said.event === 'carried' && execution === '';
		const isTrue =
			isOfNone ||
			gates.some(gate => tellsGate(line, gate) && gate.startedAt <= at) ||
			ends.some(end => tellsEnd(line, end) && end.at <= at);
		const named = said.event === 'carried' ? [execution, line.word('next')] : [execution];
		if (!isTrue || !named.every(id => (id === '' && isOfNone) || concerns(sha, id)))
			invented.push(spoken(line));
	}
	for (const [, same] of Map.groupBy(
		lines.filter(({said}) => said.event in untrue),
		line =>
			`${line.sha} ${isOfGate(line.said) ? 'gate' : line.said.event} ${line.word('execution')} ${isOfGate(line.said) ? `${line.word('stage')} ${line.word('action')} ${line.word('since')}` : line.word('next')}`,
	)) {
		const [line] = same;
		if (line === undefined) continue;
		const isOnce = isOfGate(line.said) || line.said.event === 'carried';
		const times = isOnce ? 1 : ends.filter(end => tellsEnd(line, end)).length;
		if (same.length > Math.max(1, times)) repeated.push(`${same.length} times: ${spoken(line)}`);
	}
	delays.sort((a, b) => a.ms - b.ms);
	return {
		gates: owedGates.length,
		endings: owedEnds.length,
		excused,
		missed,
		aside: {
			nameless: ends.flatMap(({execution, pipeline}) => (sourceless.has(execution) ? [pipeline] : [])),
			byThemselves: byThemselves.map(({pipeline}) => pipeline),
		},
		invented,
		repeated,
		delay: {
			median: delays[delays.length >> 1]?.ms ?? 0,
			most: delays.at(-1)?.ms ?? 0,
			latest: delays.at(-1)?.what ?? '',
		},
	};
}

/** What must not be told without having happened. */
const untrue = {
	gate: true,
	answered: true,
	done: true,
	failed: true,
	stopped: true,
	superseded: true,
	cancelled: true,
	carried: true,
};

/** Whom a line is told for, and its facts as words; what it does not say is empty. */
function meaning({said}: Told) {
	const word = (name: FactName) => String(said.facts[name] ?? '');
	return {word, sha: said.event === 'carried' ? word('commit') : word('carries') || word('commit')};
}
type Line = Told & ReturnType<typeof meaning>;

function tellsGate({said, word}: Line, gate: Gate): boolean {
	return (
		isOfGate(said) &&
		word('execution') === gate.execution &&
		word('stage') === gate.stage &&
		word('action') === gate.action &&
		Math.abs(Number(word('since')) - gate.startedAt) <= exact
	);
}

/** A gate is told when it is seen open, or, when nobody saw it, once it was answered. */
function isOfGate({event}: Said): boolean {
	return event === 'gate' || event === 'answered';
}

/** A line of an end tells it, and so does one that says who carries the commit on after it. */
function tellsEnd({said, word}: Line, {execution, ending}: Ended): boolean {
	if (word('execution') !== execution) return false;
	return said.event === ending || (said.event === 'carried' && statuses[word('status')] === ending);
}

function describe(event: Happened): string {
	const what = event.level === 'approval' ? `${event.stage}/${event.action}` : '';
	return [new Date(event.at).toISOString(), event.pipeline, event.execution, what, event.state].join(' ');
}

function spoken({at, said}: Told): string {
	return `${new Date(at).toISOString()} ${said.words} ${JSON.stringify(said.facts)}`;
}

/** Calls that were made although the budget of their service (requests a second, `burst` at once) had none left. */
export function beyond(calls: readonly Call[], service: string, rate: number, burst = 4): readonly Call[] {
	let [taken, last] = [0, Number.NEGATIVE_INFINITY];
	return calls
		.filter(call => call.service === service)
		.filter(({time}) => {
			taken = Math.max(0, taken - ((time - last) / 1000) * rate) + 1;
			last = time;
			return taken > burst + 0.01;
		});
}
