import type {Recognise} from '../domain/cause.ts';
import type {LogLine} from '../domain/log.ts';
import type {Room} from './block.ts';
import {candidatesIn} from './candidates.ts';
import {type Clue, cluesIn} from './clues.ts';
import type {GreenLog} from './green.ts';
import {lostIdentity} from './identity.ts';
import {endsInWordsOfItsOwn, novelWords} from './last-words.ts';
import type {Command, Outline} from './outline.ts';
import {beginningOf, ownWords} from './own-words.ts';
import {type Judged, judged, type Recognised} from './recognition.ts';
import {betweenRulers} from './rulers.ts';

/** What was found in a log. Numbers are indexes of lines. */
export interface Found {
	readonly explaining: number | null;
	/** The known cause that the explaining message shows. */
	readonly known: Recognised | null;
	/** Whether something tells why it failed: `perhaps` where it ended in words of its own. */
	readonly ending: 'said' | 'perhaps' | 'silent';
	/** What the command said last under its own name. */
	readonly words: readonly number[];
	/** Messages that may explain it too, those first for which most speaks. */
	readonly others: readonly Judged[];
	readonly errors: readonly number[];
	/** Where the output of what failed stands; `to` is the first line after it. */
	readonly output: {readonly from: number; readonly to: number};
	/** The command that failed; null where the agent names none. */
	readonly command: Command | null;
	/** Where the failed part ended: the agent's line that says so, else the last line that holds anything. */
	readonly end: number | null;
}

/** What is known of a failure beside its log. */
export interface Told {
	readonly phase: string | null;
	/** When that phase ended; ms since the epoch. Null: not known. */
	readonly endedAt: number | null;
	/** Whether somebody or a time-out ended the build: what it printed is not why. */
	readonly cut: boolean;
	/** What the phase and the action say. */
	readonly texts: readonly string[];
	/** Scripts that are known whole: the log may hold only their first line. */
	readonly scripts: readonly string[];
	readonly recognise: Recognise;
	readonly green: GreenLog | null;
}

/** Finds the message that explains a failure in the output of the command that failed or, without one, near the end. */
export function search(lines: readonly LogLine[], outline: Outline, told: Told): Found {
	const command = failedCommand(outline, told.phase);
	const clock = outline.framed ? null : byTheClock(lines, told.endedAt);
	const end = endOf(clock === null ? lines : lines.slice(0, clock.over), outline, command, told.phase);
	const skips = (at: number) => outline.agent.has(at) || outline.echoed.has(at);
	const place = {lines, skips, ...(clock ?? placeOf(outline, command, end, lines.length))};
	const quoted = betweenRulers(place);
	const room = {...place, skips: (at: number) => skips(at) || quoted.has(at)};
	const clues = cluesIn(room);
	const beside = [...told.texts, ...(command === null ? [] : [command.script])];
	const words = told.cut ? null : novelWords(room, told.green);
	const fresh = judged(room, candidatesIn(room, clues, told.green), {...told, beside});
	// A run that prints nothing new got no further than to an error that good runs get over.
	const stuck = told.green !== null && words === null && fresh.length === 0;
	const best = stuck
		? judged(room, candidatesIn(room, clues, null), {...told, green: null, beside}).map(lessSure)
		: fresh;
	const named = told.cut ? [] : ownWords(room, wholeScript(command, told.scripts), told.green);
	const first = told.cut ? null : (best.find(({mended, score}) => !mended && score > least) ?? null);
	const outspoken =
		first !== null && first.known === null && first.distance > far && isBehind(named, first.at);
	const winner = outspoken ? null : first;
	const lost = told.cut ? null : lostIdentity(lines, outline, command, winner?.at ?? null);
	const said = command?.failed ? null : saidByAgent(outline);
	const known = (lost === null ? null : recognisedAt(lines, lost, told)) ?? winner?.known ?? null;
	const own = winner?.weight === 'wrap-up' && winner.known === null && said !== null ? said : winner?.at;
	const explaining = known?.line ?? lost ?? own ?? said ?? words ?? beginningOf(named);
	const later = cluesIn({lines, skips, from: room.to, to: Math.min(lines.length, room.to + farthest)});
	const errors = [...new Set([...(lost === null ? [] : [lost]), ...strong(clues), ...strong(later)])];
	return {
		explaining,
		known,
		ending: endingOf(room, told, winner !== null || words !== null || named.length > 0),
		words: named,
		others: best.filter(each => each !== winner),
		errors: errors.length > 0 || explaining === null ? errors : [explaining],
		output: {from: room.from, to: room.to},
		command,
		end,
	};
}

/** What less speaks for explains nothing: it stands too far from the end. */
const least = -6;
/** What follows the failed part is looked through so far; lines. */
const farthest = 20_000;

function wholeScript(command: Command | null, scripts: readonly string[]): string {
	const begun = command?.script.trim() ?? '';
	return begun === '' ? '' : (scripts.find(script => script.trim().startsWith(begun)) ?? begun);
}

/** Behind so much the words of the command itself tell more than an error that nobody knows; lines. */
const far = 40;

function isBehind(words: readonly number[], at: number): boolean {
	return words.some(each => each > at);
}

function recognisedAt(lines: readonly LogLine[], line: number, {recognise, texts}: Told): Recognised | null {
	const found = recognise([lines[line]?.text ?? ''], texts);
	return found === null ? null : {cause: found.cause, line};
}

function lessSure(each: Judged): Judged {
	if (each.known?.cause.sure !== 'certain') return each;
	return {...each, known: {...each.known, cause: {...each.known.cause, sure: 'likely'}}};
}

function endingOf(room: Room, {green}: Told, isSaid: boolean): Found['ending'] {
	if (isSaid) return 'said';
	return green === null && endsInWordsOfItsOwn(room) ? 'perhaps' : 'silent';
}

/** A line may be written so much later than it was printed; ms. */
const late = 3000;

/** Where to look in a log in which the agent says nothing: the clock tells when the phase was over. */
function byTheClock(
	lines: readonly LogLine[],
	endedAt: number | null,
): (Pick<Room, 'from' | 'to'> & {readonly over: number}) | null {
	if (endedAt === null) return null;
	const over = lines.findLastIndex(({at}) => at <= endedAt) + 1;
	const to = lines.findLastIndex(({at}) => at <= endedAt + late) + 1;
	return over === 0 || over === lines.length ? null : {from: 0, to, over};
}

/** Where to look: in what the failed command printed; in all of the log where no command failed and no phase is known to. */
function placeOf(
	outline: Outline,
	command: Command | null,
	end: number | null,
	length: number,
): Pick<Room, 'from' | 'to'> {
	if (command !== null) return {from: command.from, to: command.to};
	const broken = outline.completed.some(({succeeded}) => !succeeded);
	if (outline.framed && broken) return {from: end ?? length, to: end ?? length};
	return {from: 0, to: outline.framed ? length : (end ?? -1) + 1};
}

/** The command that the agent says failed; without its word, the last one before the phase's end. */
function failedCommand({commands, completed}: Outline, phase: string | null): Command | null {
	const inPhase = (each: Command) => phase === null || each.phase === null || each.phase === phase;
	const named = commands.find(each => each.failed && inPhase(each));
	if (named !== undefined) return named;
	const broken = completed.find(each => !each.succeeded && (phase === null || each.phase === phase));
	const before = commands.filter(each => inPhase(each) && (broken === undefined || each.to <= broken.at));
	return (broken === undefined && phase === null ? null : before.at(-1)) ?? null;
}

function endOf(
	lines: readonly LogLine[],
	outline: Outline,
	command: Command | null,
	phase: string | null,
): number | null {
	if (command !== null && command.to < lines.length) return command.to;
	const broken = outline.completed.find(each => !each.succeeded && (phase === null || each.phase === phase));
	if (broken !== undefined) return broken.at;
	const last = lines.findLastIndex(({text}) => text.trim() !== '');
	return last < 0 ? null : last;
}

function strong(clues: readonly Clue[]): readonly number[] {
	return clues.filter(({weight}) => weight !== 'wrap-up').map(({at}) => at);
}

/** Where no command failed, the agent's own message is the evidence. */
function saidByAgent({contexts}: Outline): number | null {
	const first = contexts.find(({code}) => code !== '');
	return first === undefined || first.code === 'COMMAND_EXECUTION_ERROR' ? null : first.at;
}
