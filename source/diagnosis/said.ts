import type {BuildPhase, BuildStatus} from '../domain/build.ts';
import {linesOf} from './known-cause.ts';
import type {Outline} from './outline.ts';
import {reasonOf} from './reason.ts';

/** What phase and action say of a failure, as one of several texts. */
export interface Said {
	readonly text: string;
	/** The words themselves, as they are quoted. */
	readonly quote: string;
	/** The agent's line that says it; null: it stands in no line of the log. */
	readonly line: number | null;
	/** Whether it is more than that a command ended with an exit status. */
	readonly special: boolean;
	/** Whether it says that somebody or a time-out ended the build. */
	readonly cuts: boolean;
}

interface Words {
	readonly code: string | null;
	readonly message: string;
}

const timedOut = /\bBUILD_TIMED_OUT\b|terminated with state: (?:TIMED_OUT|STOPPED)\b/;

/** What is said of a failure beside the output of commands: by the phase and the action, then by the agent in the log. */
export function saidOf(
	failures: readonly Words[],
	outline: Outline,
	phase: BuildPhase | null,
	status: BuildStatus | null,
): readonly Said[] {
	const contexts = outline.contexts.filter(({code}) => code !== '');
	const lineOf = ({code, message}: Words) =>
		contexts.find(each => each.code === code && each.message.trim() === message.trim())?.at ?? null;
	const told = failures.flatMap(words => textsOf(words, lineOf(words)));
	const first = contexts[0];
	const logged = failures.length > 0 || first === undefined ? [] : textsOf(first, first.at);
	return [...told, ...logged, ...endOf(phase?.status ?? status, phase?.name ?? null)];
}

function textsOf(words: Words, line: number | null): readonly Said[] {
	const special = words.code !== 'JobFailed' && !/executing command|^$/i.test(words.message);
	const quoted = quoteOf(words);
	return linesOf(words).map(text => ({
		text,
		quote: quoted ?? text,
		line,
		special,
		cuts: timedOut.test(text),
	}));
}

/** A message that names the failed command, or of a long script what follows it; null: the message says no command. */
function quoteOf({message, code}: Words): string | null {
	const reason = reasonOf(message, code);
	if (reason === null || reason.script === null) return null;
	return message.trim().includes('\n') ? `Reason: ${reason.text}` : message.trim();
}

/** Messages that name a command of one line: what failed, not why, so that nothing but a guess can stand on it. */
export function commandsIn(failures: readonly Words[], outline: Outline): readonly string[] {
	const first = outline.contexts.find(({code}) => code !== '');
	const told = failures.length > 0 || first === undefined ? failures : [first];
	const messages = told.map(({message}) => message.trim());
	return messages.filter(message => /executing command/.test(message) && !message.includes('\n'));
}

/** A build that was cut off does not always say so in words: its status does, in AWS's. */
function endOf(status: BuildStatus | null, phase: string | null): readonly Said[] {
	if (status !== 'TimedOut' && status !== 'Stopped') return [];
	const word = status === 'TimedOut' ? 'TIMED_OUT' : 'STOPPED';
	const ended = `Build terminated with state: ${word}.${phase === null ? '' : ` Phase: ${phase}`}`;
	// A build that waits too long in the queue never ran.
	const late = status === 'TimedOut' && phase !== 'QUEUED' ? ['BUILD_TIMED_OUT'] : [];
	const texts = [ended, ...(phase === null ? [] : [`${phase} ${word}`]), ...late];
	return texts.map(text => ({text, quote: text, line: null, special: true, cuts: true}));
}
