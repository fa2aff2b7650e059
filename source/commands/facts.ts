import {withoutSecrets} from '../diagnosis/secrets.ts';
import type {ScopeId} from '../domain/pipeline.ts';
import {plain} from '../terminal/sanitise.ts';
import {isoTime, line, span} from './line.ts';

/** What a fact is: a word or a count as it is, a point in time (ms since the epoch, UTC), a duration (ms), or several words. */
type Form = 'word' | 'time' | 'span' | 'list';

/** Every fact that a line can tell, under its full name: the one table that the text line and the JSON object come from. */
const forms = {
	pipeline: 'word',
	execution: 'word',
	status: 'word',
	state: 'word',
	stage: 'word',
	action: 'word',
	/** Only those that failed, and the actions where they are no chains. */
	chains: 'list',
	actions: 'list',
	/** The stages that a condition left out of what is done. */
	skipped: 'list',
	cause: 'word',
	/** How many of the stage's actions are done, and of how many; of a whole run: pipelines. */
	done: 'word',
	total: 'word',
	elapsed: 'span',
	/** How long it still runs if it goes as usual, until it stops by itself; and by how much it runs over. */
	left: 'span',
	over: 'span',
	/** The real time between two looks where it is longer than was asked for, and the error that made it so, where one did. */
	interval: 'span',
	slowed: 'word',
	/** The commit that the execution runs; where that is a later one, `carries` is the one that is followed. */
	commit: 'word',
	carries: 'word',
	/** The commit that came after it, or stands in front of it. */
	by: 'word',
	carried: 'word',
	next: 'word',
	reason: 'word',
	note: 'word',
	since: 'time',
	expires: 'time',
	/** How a gate was answered that nobody saw open: approved, rejected, expired or unknown. */
	answer: 'word',
	/** When a stage was tried again that nobody saw fail. */
	retried: 'time',
	/** When a condition was overridden that nobody saw fail. */
	overridden: 'time',
	waiting: 'word',
	url: 'word',
	name: 'word',
	kind: 'word',
	operation: 'word',
	message: 'word',
	advice: 'word',
	retry: 'span',
	after: 'span',
	code: 'word',
	gate: 'word',
	failed: 'word',
	blocked: 'word',
	/** How many pipelines were never seen, because AWS denies it. */
	unseen: 'word',
	/** `timeout` where that is what ended it; left out otherwise. */
	ended: 'word',
} as const satisfies Record<string, Form>;

export type FactName = keyof typeof forms;
interface ValueOf {
	readonly word: string | number;
	readonly time: number;
	readonly span: number;
	readonly list: readonly string[];
}
/** Null: not known. A fact that is left out is none of the line's. */
export type Facts = {readonly [Name in FactName]?: ValueOf[(typeof forms)[Name]] | null};
type Fact = string | number | readonly string[] | null;

/** What one line tells, or one object. */
export interface Said {
	readonly event: EventName;
	/** ms since the epoch, UTC. */
	readonly at: number;
	/** Null: none, or not a single one. */
	readonly scope: ScopeId | null;
	/** How the text line begins. */
	readonly words: string;
	/** In the order of the line. */
	readonly facts: Facts;
	/** What the text line leaves out, because its words tell it already or nobody reads it there. */
	readonly silent?: readonly FactName[];
}

/** Every event that there is. */
export const eventNames = [
	'heartbeat',
	'gate',
	'answered',
	'failed',
	'superseded',
	'stopped',
	'cancelled',
	'carried',
	'blocked',
	'done',
	'trouble',
	'recovered',
	'end',
] as const;
export type EventName = (typeof eventNames)[number];

/** Keys that the runbook's own monitor has made known. */
const shortKeys: Partial<Record<FactName, string>> = {execution: 'exec', advice: 'do'};

/** The line that people and scripts read. It names the commit only where `several` are followed, or where one stands at a gate. */
export function textOf({event, words, facts, silent = []}: Said, several: boolean): string {
	const isTold = (name: FactName) =>
		!silent.includes(name) && name !== 'total' && (name !== 'commit' || several || event === 'gate');
	const pairs = entriesOf(masked(facts))
		.filter(([name]) => isTold(name))
		.map(([name, value]) => [shortKeys[name] ?? name, pairValue(name, value, facts)] as const);
	return line(plain(words), Object.fromEntries(pairs));
}

function pairValue(name: FactName, value: Fact, facts: Facts): string | number | null {
	if (name === 'done') return doneOf(facts);
	// As the runbook's own monitor says it.
	if (name === 'execution' && value === null) return 'none';
	return spoken(forms[name], value);
}

/** `1/3`; a count of its own where nothing is said of a whole. */
function doneOf({done, total}: Facts): string | number | null {
	if (total === undefined) return done ?? null;
	return total === null ? null : `${done ?? '?'}/${total}`;
}

function spoken(form: Form, value: Fact): string | number | null {
	if (value === null) return null;
	if (typeof value === 'object') return value.length === 0 ? null : value.join(',');
	if (typeof value === 'string') return value;
	switch (form) {
		case 'time':
			return isoTime(value);
		case 'span':
			return span(value);
		case 'word':
		case 'list':
			return value;
	}
}

/** The facts of a line as plain data: durations in seconds, times ISO 8601, lists arrays, what is unknown null. */
export function plainFacts(facts: Facts): Record<string, unknown> {
	return Object.fromEntries(
		entriesOf(masked(facts)).map(([name, value]) => [name, asData(forms[name], value)]),
	);
}

function asData(form: Form, value: Fact): unknown {
	if (value === null) return null;
	if (typeof value === 'object') return value.map(plain);
	if (typeof value === 'string') return plain(value);
	switch (form) {
		case 'time':
			return new Date(value).toISOString();
		case 'span':
			return Math.max(0, Math.floor(value / 1000));
		case 'word':
		case 'list':
			return value;
	}
}

/** Sentences that others have written; what else there is are names, ids and pages. */
const sentences = ['cause', 'reason', 'note', 'message', 'advice'] as const;

/** Lines and events are handed on, to chats and to logs of others: what looks like a secret is left behind. */
function masked(facts: Facts): Facts {
	const told = sentences.flatMap(name => {
		const said = facts[name];
		return typeof said === 'string' ? [[name, withoutSecrets(said)] as const] : [];
	});
	return {...facts, ...Object.fromEntries(told)};
}

function entriesOf(facts: Facts): readonly (readonly [FactName, Fact])[] {
	return Object.entries(facts).flatMap(([name, value]) =>
		isFactName(name) && value !== undefined ? [[name, value] as const] : [],
	);
}

function isFactName(name: string): name is FactName {
	return Object.hasOwn(forms, name);
}
