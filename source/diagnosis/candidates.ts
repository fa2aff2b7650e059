import {bare} from './bare.ts';
import {type Block, blockAt, lineIn, type Room} from './block.ts';
import type {Clue} from './clues.ts';
import {isVerdict} from './evidence.ts';
import {type GreenLog, isNovel} from './green.ts';
import {saysItWentOn, tidies, wasHandled} from './handled.ts';
import {masked} from './mask.ts';

/** A message that may be what a failure is about. */
export interface Candidate extends Block {
	readonly weight: Clue['weight'] | 'none';
	/** Whether it is a tool's verdict on what it was given. */
	readonly verdict: boolean;
	/** The line that says it, with all that changes from run to run masked. */
	readonly shape: string;
	/** Whether the program got over it, or it belongs to the cleaning up. */
	readonly mended: boolean;
	/** Lines between the end of the messages around it and the end of the command. */
	readonly distance: number;
	/** What speaks for it: the highest explains the failure. */
	readonly score: number;
}

type Message = Pick<Candidate, 'from' | 'to' | 'at' | 'verdict' | 'shape'> & {
	readonly weight: Clue['weight'];
};

/** Messages of one failure stand no further apart; lines. */
const reach = 12;
/** Messages of one failure go on no longer, but for verdicts on code, which can fill pages; lines. */
const longest = 100;
/** So many messages are looked at, from the end. */
const most = 600;
/** What a program gets over it says so often, and over so many lines. */
const often = 3;
const widely = 120;
/** Up to here a message stands at the end of a command: what cleans up after a failure may follow; lines. */
const atEnd = 60;

const worth: Readonly<Record<Clue['weight'], number>> = {proof: 5.5, sign: 4, 'wrap-up': -3};

/** The messages that clues belong to, in the log's order, each with what speaks for it. */
export function candidatesIn(
	room: Room,
	clues: readonly Clue[],
	green: GreenLog | null,
): readonly Candidate[] {
	const messages = messagesOf(room, clues).filter(
		({at}) => green === null || isNovel(room.lines[at]?.text ?? '', green),
	);
	const repeated = repeatedIn(messages);
	const chatter = chatterIn(room, messages);
	const handled = new Set(messages.filter(each => isHandled(room, each, line => chatter.has(masked(line)))));
	const apart = new Set(messages.filter(each => handled.has(each) || repeated.has(each.shape)));
	const tidied = tidiedIn(room, messages, each => each.weight !== 'wrap-up' && !apart.has(each));
	return burstsIn(messages, apart).flatMap(burst => {
		const first = burst[0]?.at ?? 0;
		const distance = Math.max(0, (room.over ?? room.to) - (burst.at(-1)?.to ?? room.to));
		return burst.map((message): Candidate => {
			const again = repeated.has(message.shape) && distance > 2 * reach;
			const against =
				remoteness(distance) +
				Math.min(3, (message.at - first) / 10) +
				(handled.has(message) || again ? 6 : 0) +
				(repeated.has(message.shape) ? 1 : 0) +
				(tidied.has(message) ? 6 : 0);
			const score = worth[message.weight] + (message.verdict ? 1 : 0) - against;
			const mended = handled.has(message) || again || tidied.has(message);
			return {...message, mended, distance, score};
		});
	});
}

/** What speaks against a message that stands so many lines before the end. */
export function remoteness(distance: number): number {
	return distance <= atEnd ? distance / atEnd : 1 + 1.5 * Math.log2(distance / atEnd);
}

function messagesOf(room: Room, clues: readonly Clue[]): readonly Message[] {
	const messages: Message[] = [];
	for (const {at, weight} of clues.slice(-2 * most)) {
		const last = messages.at(-1);
		if (last === undefined || at >= last.to) {
			const block = blockAt(room, at);
			const text = lineIn(room, block.at) ?? '';
			messages.push({...block, weight, shape: masked(text), verdict: isVerdict(bare(text))});
		} else if (worth[weight] > worth[last.weight]) {
			messages[messages.length - 1] = {...last, weight};
		}
	}
	return messages.slice(-most);
}

/** The shapes of what is said again and again over the whole run of a command. */
function repeatedIn(messages: readonly Message[]): ReadonlySet<string> {
	const seen = new Map<string, {readonly from: number; readonly times: number}>();
	const repeated = new Set<string>();
	for (const {shape, at} of messages) {
		const {from, times} = seen.get(shape) ?? {from: at, times: 0};
		seen.set(shape, {from, times: times + 1});
		if (times + 1 >= often && at - from > widely) repeated.add(shape);
	}
	return repeated;
}

/** So far from the end it is looked for what a program says that goes on; lines. */
const farthest = 6000;

/** The shapes of what sounds as if a program went on after an error, and stands twice where there was none. */
function chatterIn(room: Room, messages: readonly Message[]): ReadonlySet<string> {
	const behind = new Set(messages.flatMap(({from, to}) => lineNumbers(from, to + 6)));
	const seen = new Set<string>();
	const chatter = new Set<string>();
	for (let at = Math.max(room.from, room.to - farthest); at < room.to; at++) {
		const text = bare(lineIn(room, at) ?? '');
		if (behind.has(at) || !saysItWentOn(text)) continue;
		const shape = masked(text);
		(seen.has(shape) ? chatter : seen).add(shape);
	}
	return chatter;
}

function lineNumbers(from: number, to: number): readonly number[] {
	return Array.from({length: to - from}, (_, index) => from + index);
}

function isHandled(room: Room, {from, to, verdict}: Message, isChatter: (line: string) => boolean): boolean {
	for (let at = from + 1; at < to; at++)
		if (/^\s*(?:\(|\.{3})\s?(?:skipp|ignor|handled|expected)/i.test(lineIn(room, at) ?? '')) return true;
	return wasHandled(near(room, from - 1, -1), near(room, to, 1), verdict, isChatter);
}

/** The nearest lines before or behind a message that hold anything. */
function near(room: Room, from: number, step: 1 | -1): readonly string[] {
	const lines: string[] = [];
	for (let at = from; Math.abs(at - from) < 6 && lines.length < 3; at += step) {
		const text = lineIn(room, at);
		if (text === null) break;
		if (text.trim() !== '') lines.push(bare(text));
	}
	return lines;
}

/** The messages of a clean-up: amid lines that tidy, or behind the first of them that follows a real error. */
function tidiedIn(
	room: Room,
	messages: readonly Message[],
	isReal: (message: Message) => boolean,
): ReadonlySet<Message> {
	const tidied = new Set<Message>();
	let real: Message | null = null;
	let begun = false;
	for (const message of messages) {
		if (real !== null && !begun)
			begun = tidyLines(room, real.to, Math.min(message.from, real.to + 2 * reach)) > 0;
		const before = tidyLines(room, message.from - 4, message.from);
		const amid = before > 0 && before + tidyLines(room, message.to, message.to + 4) > 1;
		if (amid || (real !== null && begun && message.at - real.to < 2 * atEnd)) tidied.add(message);
		else if (isReal(message)) [real, begun] = [message, false];
	}
	return tidied;
}

function tidyLines(room: Room, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; at++) if (tidies(bare(lineIn(room, at) ?? ''))) count++;
	return count;
}

/** Messages that stand close together, as those of one failure do. What a program got over stands by itself. */
function burstsIn(
	messages: readonly Message[],
	apart: ReadonlySet<Message>,
): readonly (readonly Message[])[] {
	const bursts: Message[][] = [];
	for (const message of messages) {
		const burst = bursts.at(-1);
		const last = burst?.at(-1);
		const joins = last !== undefined && message.from - last.to <= reach;
		const goesOn = message.verdict || message.at - (burst?.[0]?.at ?? 0) <= longest;
		if (joins && goesOn && !apart.has(last) && !apart.has(message)) burst?.push(message);
		else bursts.push([message]);
	}
	return bursts;
}
