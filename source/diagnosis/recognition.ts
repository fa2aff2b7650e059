import type {Certainty, KnownCause, Recognise} from '../domain/cause.ts';
import {bare} from './bare.ts';
import {type Block, isTraceback, lineIn, type Room} from './block.ts';
import {type Candidate, remoteness} from './candidates.ts';
import {isDecoy, weigh} from './evidence.ts';
import {type GreenLog, isNovel} from './green.ts';
import {tidies} from './handled.ts';
import {endsInWordsOfItsOwn} from './last-words.ts';
import {quotedIn} from './quoted.ts';

/** A known cause and the line that proves it. */
export interface Recognised {
	readonly cause: KnownCause;
	readonly line: number;
}

/** A message with the cause that it shows; null: it shows none. */
export interface Judged extends Candidate {
	readonly known: Recognised | null;
}

/** What messages are judged by. */
export interface Knowing {
	readonly recognise: Recognise;
	readonly green: GreenLog | null;
	/** What else is said of the failure. */
	readonly beside: readonly string[];
}

/** So many messages are tried on the catalogue, those first for which most speaks. */
const most = 24;
/** So many lines at the end of a command are tried whatever they say. */
const last = 12;
/** Behind so much other output a cause is a guess: a program that dies of something says little after it; lines. */
const doubtful = 40;
/** So much may always follow. */
const little = 12;
/** Verdicts on code stand amid what is built or tested at the same time. */
const doubtfulVerdict = 250;
/** So much may follow what a tool ended with: what its caller does before it fails too. */
const doubtfulFinal = 400;
/** Behind so much none at all. */
const hopeless = 1500;

const pull: Readonly<Record<Certainty, number>> = {certain: 3, likely: 2, guess: 0};

/** The messages with what is known of them, those first for which most speaks; of equals the earlier one. */
export function judged(
	room: Room,
	candidates: readonly Candidate[],
	{recognise, green, beside}: Knowing,
): readonly Judged[] {
	const best = byScore(candidates);
	const tried = [...best.filter(({mended}) => !mended).slice(0, most), ...lastLines(room, candidates, green)];
	const texts = tried.map(each => textsOf(room, each));
	const all = [...beside, ...texts.flat()];
	const any = recognise(texts.flat(), all) !== null;
	const found = tried.map((_, index) => (any ? recognise(texts[index] ?? [], all) : null));
	const unknown = tried.filter((each, index) => found[index] === null && isOwnError(each)).map(({at}) => at);
	const ownWords = once(() => endsInWordsOfItsOwn(room));
	const known = tried.map((each, index): Judged => {
		const one = found[index] ?? null;
		const sure = one === null ? null : surenessOf(room, each, one.cause.sure, unknown, ownWords);
		if (one === null || sure === 'hopeless') return {...each, known: null};
		const line = proofIn(room, each, one.cause.id, text => recognise([text], all)?.cause.id ?? null);
		const cause = {...one.cause, sure};
		return {...each, score: each.score + pull[sure ?? 'likely'], known: {cause, line}};
	});
	const told = overruled(room, known);
	const rest = best.filter(each => !tried.includes(each)).map(each => ({...each, known: null}));
	return byScore([...told.filter(each => each.weight !== 'none' || each.known !== null), ...rest]);
}

/** What a network does now and then, and programs try again after. */
const ofNetwork =
	/\bcould not resolve host|\bconnection (?:reset|refused|timed out)\b|\bECONN(?:RESET|REFUSED)\b|\bETIMEDOUT\b|\bENOTFOUND\b|\bEAI_AGAIN\b|\btimed out\b|\bno such host\b/i;
/** How tools begin what they end with. */
const verdict =
	/^\s*(?:npm (?:error|ERR!) code |Error: |error: |error TS\d|\S{1,200}: error TS\d|FATAL|fatal: |An error occurred \()/;

/** What a tool ends with in words that are known counts for more than trouble of the network before it. */
function overruled(room: Room, all: readonly Judged[]): readonly Judged[] {
	const said = (at: number) => bare(lineIn(room, at) ?? '');
	const verdicts = all.filter(
		({mended, known, at}) =>
			!mended &&
			known?.cause.sure === 'certain' &&
			!ofNetwork.test(said(known.line)) &&
			(verdict.test(said(at)) || verdict.test(said(known.line))),
	);
	return all.map(each => {
		if (each.known === null || !ofNetwork.test(said(each.at))) return each;
		const later = verdicts.filter(({at}) => at > each.at).map(({score}) => score);
		return later.length === 0 ? each : {...each, score: Math.min(each.score, Math.max(...later) - 1)};
	});
}

/** An error that stands for itself. */
function isOwnError({weight, mended}: Candidate): boolean {
	return (weight === 'sign' || weight === 'proof') && !mended;
}

/**
 * How sure a cause is where a message stands. A program that dies of something says little after it: what stands behind
 * other output is a guess where the program has ended in words of its own or in an error that nobody knows (`unknown`: where
 * such errors stand), and no cause where it printed much before that.
 */
function surenessOf(
	room: Room,
	message: Candidate,
	sure: KnownCause['sure'],
	unknown: readonly number[],
	ownWords: () => boolean,
): KnownCause['sure'] | 'hopeless' {
	const other = otherOutput(room, message);
	if ((message.verdict ? other : message.distance) > hopeless) return 'hopeless';
	if (sure === 'certain' && other <= doubtfulVerdict && diedOfIt(room, message)) return sure;
	if (other > (message.verdict ? doubtfulVerdict : doubtful)) {
		const isFinal = sure === 'certain' && other <= doubtfulFinal && isLastOfAll(room, message);
		return ownWords() && !isFinal ? 'hopeless' : 'guess';
	}
	if (other <= little || message.verdict) return sure;
	return unknown.some(at => at >= message.to) || ownWords() ? 'guess' : sure;
}

/** What stands behind an error that ended a program. */
const died = /^\s*(?:Aborted\b|npm (?:error|ERR!) |-{3,} Native stack trace)|\bcore dumped\b/;
const nearby = 12;

/** Whether a program crashed over a message. */
function diedOfIt(room: Room, {at, to}: Block): boolean {
	if (!/^\s*(?:FATAL ERROR|panic): /.test(bare(lineIn(room, at) ?? ''))) return false;
	for (let each = to; each < Math.min(room.to, to + nearby); each++)
		if (died.test(bare(lineIn(room, each) ?? ''))) return true;
	return false;
}

/** Whether a tool ended with a message, and no other error of a tool stands behind it that is none of a clean-up. */
function isLastOfAll(room: Room, {at, to, mended}: Candidate): boolean {
	if (mended || !verdict.test(bare(lineIn(room, at) ?? ''))) return false;
	let tidied = false;
	for (let each = to; each < room.to; each++) {
		const said = bare(lineIn(room, each) ?? '');
		tidied ||= tidies(said);
		if (!tidied && verdict.test(said)) return false;
	}
	return true;
}

function byScore<Scored extends Pick<Candidate, 'score' | 'at'>>(all: readonly Scored[]): readonly Scored[] {
	return all.toSorted((one, other) => other.score - one.score || one.at - other.at);
}

/** What a command printed last may say why it failed in words that nobody knows as such. */
function lastLines(
	room: Room,
	candidates: readonly Candidate[],
	green: GreenLog | null,
): readonly Candidate[] {
	const lines: Candidate[] = [];
	const quoted = quotedIn({...room, from: Math.max(room.from, room.to - 10 * last)});
	for (let at = room.to - 1; at >= room.from && lines.length < last && room.to - at < 5 * last; at--) {
		const said = bare(lineIn(room, at) ?? '');
		if (said.trim() === '' || isDecoy(said) || tidies(said) || quoted.has(at)) continue;
		if (green !== null && !isNovel(room.lines[at]?.text ?? '', green)) continue;
		if (candidates.some(each => each.from <= at && at < each.to)) continue;
		const distance = room.to - at;
		const [score, block] = [-remoteness(distance), {from: at, to: at + 1, at}];
		lines.push({...block, weight: 'none', verdict: false, shape: '', mended: false, distance, score});
	}
	return lines;
}

/** What says where to read on, where something came from, or that one gives up: it follows errors. */
const follows =
	/^\s|^\W*$|^\W*(?:see|for more|hint|note|help|please|check|try|learn|visit|docs?|caused|error|fail|warn|exit|run|make|npm|info|at|in|from|to)\b/i;

/**
 * What a test runner, and a play of Ansible, say of all the rest. They end with a failure whatever went well behind it.
 */
const wentWell =
	/^\s*(?:ok\s+\S|--- (?:PASS|SKIP)|=== (?:RUN|PAUSE|CONT|NAME)|PASS\b|\?\s+\S|✓|✔|√|coverage:|test .{1,200} \.\.\. (?:ok|ignored)$|(?:ok|changed|skipping|included): \[|TASK \[|RUNNING HANDLER \[|PLAY |\S+\s+: ok=\d)|\bPASSED\b/;

/** How many lines behind a message are ordinary output: neither indented nor tidying, nor what follows errors. */
function otherOutput(room: Room, {distance, verdict}: Candidate): number {
	let count = 0;
	const end = room.over ?? room.to;
	for (let at = end - distance; at < end; at++) {
		const said = bare(lineIn(room, at) ?? '');
		if (verdict && wentWell.test(said)) continue;
		if (!follows.test(said) && !tidies(said) && weigh(said) === 'none') count++;
	}
	return count;
}

function once<Value>(make: () => Value): () => Value {
	let made: {readonly value: Value} | null = null;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
}

/**
 * A message as a whole, without what it only quotes, the line that says it, and each other line that weighs something. A traceback holds source code, so
 * that its last line comes first.
 */
function textsOf(room: Room, {from, to, at}: Block): readonly string[] {
	const lines: string[] = [];
	const own = lineIn(room, at) ?? '';
	for (let each = from; each < to; each++) {
		const line = lineIn(room, each) ?? '';
		if (each === at || line.startsWith('  ') || !isDecoy(bare(line))) lines.push(line);
	}
	if (lines.length === 1) return [own];
	const whole = lines.join('\n');
	const others = lines.filter(line => line !== own && weigh(line) !== 'none').slice(0, 6);
	return isTraceback(lines[0] ?? '') ? [own, whole, ...others] : [whole, own, ...others];
}

/** The line of a message that shows the cause by itself; the one that says it where only all together do. */
function proofIn(
	room: Room,
	{from, to, at}: Block,
	id: string,
	shown: (text: string) => string | null,
): number {
	const lines = [at, ...Array.from({length: to - from}, (_, index) => from + index)];
	return lines.find(each => shown(lineIn(room, each) ?? '') === id) ?? at;
}
