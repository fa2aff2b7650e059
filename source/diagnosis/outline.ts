import type {LogLine} from '../domain/log.ts';
import type {AgentLine} from './agent.ts';
import {type Echo, echoUntil, scriptEcho} from './echo.ts';
import {plain} from './plain.ts';

/** A command of a build with where its output stands; indexes of lines, `to` is the first after it. */
export interface Command {
	readonly phase: string | null;
	/** The line that announces it; null when the log was cut before it. */
	readonly header: number | null;
	readonly script: string;
	readonly from: number;
	readonly to: number;
	readonly failed: boolean;
}

interface Completed {
	readonly phase: string;
	readonly succeeded: boolean;
	readonly at: number;
}

interface Context {
	readonly code: string;
	readonly message: string;
	/** Its first and last line: a script of many lines is repeated as such. */
	readonly at: number;
	readonly end: number;
}

/** What the agent's lines tell of a log. */
export interface Outline {
	/** Whether there is any line of the agent. */
	readonly framed: boolean;
	readonly commands: readonly Command[];
	/** Ends of phases. */
	readonly completed: readonly Completed[];
	/** Why phases ended. */
	readonly contexts: readonly Context[];
	/** Lines that only repeat a script. */
	readonly echoed: ReadonlySet<number>;
	readonly agent: ReadonlySet<number>;
}

type Mutable<T> = {-readonly [K in keyof T]: T[K]};

const statusAtEnd = /exit status \d+\s*$/;
const reasonInside = /Reason: /;

/** Reads a log's frame. `scripts`: those known whole, to tell what is echoed from what was printed. */
export function outlineOf(
	lines: readonly LogLine[],
	agent: ReadonlyMap<number, AgentLine>,
	scripts: readonly string[],
): Outline {
	const reader = new Reader(scripts);
	for (const [at, said] of agent) {
		reader.agentSays(at, said);
		for (let next = at + 1; next < lines.length && !agent.has(next); next++)
			if (!reader.belongs(next, lines[next]?.text ?? '')) break;
	}
	return reader.end(lines.length);
}

class Reader {
	readonly #scripts: readonly string[];
	readonly #commands: Mutable<Command>[] = [];
	readonly #completed: Completed[] = [];
	readonly #contexts: Mutable<Context>[] = [];
	readonly #echoed = new Set<number>();
	readonly #agent = new Set<number>();
	#phase: string | null = null;
	/** The command whose output is read; at the beginning one whose header the log may lack. */
	#command: Mutable<Command> | null = begin(null, null, '', 0);
	/** What the agent repeats behind its last line, while that goes on. */
	#echo: Echo | null = null;

	constructor(scripts: readonly string[]) {
		this.#scripts = scripts;
	}

	/** Whether a line behind the agent's still belongs to it: to a script that it repeats, or to a message. */
	belongs(at: number, line: string): boolean {
		const text = plain(line);
		const context = this.#contexts.at(-1);
		const told = context?.end === at - 1 ? context : null;
		if (this.#echo?.(text)) {
			this.#echoed.add(at);
			if (this.#command !== null) this.#command.from = at + 1;
		} else {
			this.#echo = null;
			if (told === null || !continues(told, text)) return false;
			this.#agent.add(at);
		}
		if (told !== null) {
			told.end = at;
			told.message = `${told.message}\n${text.replace(/^\s*Message: /, '')}`.trim();
		}
		return true;
	}

	agentSays(at: number, said: AgentLine): void {
		this.#agent.add(at);
		this.#echo = null;
		switch (said.kind) {
			case 'command':
				this.#close(at);
				this.#command = begin(this.#phase, at, said.script, at + 1);
				this.#echo = scriptEcho(said.script, this.#scripts);
				break;
			case 'command-failed':
				this.#command ??= begin(this.#phase, null, '', at);
				this.#command.failed = true;
				this.#command.phase ??= this.#phase;
				this.#close(at);
				if (!statusAtEnd.test(said.said)) this.#echo = echoUntil(statusAtEnd);
				break;
			case 'phase-entered':
				this.#close(at);
				this.#phase = said.phase;
				break;
			case 'phase-complete':
				this.#close(at);
				this.#completed.push({phase: said.phase, succeeded: said.succeeded, at});
				for (const each of this.#commands) each.phase ??= said.phase;
				break;
			case 'context':
				this.#close(at);
				this.#contexts.push({code: said.code, message: said.message, at, end: at});
				if (/executing command/.test(said.message) && !reasonInside.test(said.message))
					this.#echo = echoUntil(reasonInside);
				break;
			case 'other':
				break;
		}
	}

	end(at: number): Outline {
		this.#close(at);
		return {
			framed: this.#agent.size > 0,
			commands: this.#commands,
			completed: this.#completed,
			contexts: this.#contexts,
			echoed: this.#echoed,
			agent: this.#agent,
		};
	}

	#close(at: number): void {
		const command = this.#command;
		this.#command = null;
		if (command === null) return;
		command.to = at;
		if (command.header !== null || command.failed || command.to > command.from) this.#commands.push(command);
	}
}

/** A message of several lines, as consoles copy them. */
function continues({code, message}: Context, text: string): boolean {
	if (code === '' || code === 'COMMAND_EXECUTION_ERROR') return false;
	return message === '' ? /^\s*Message: \S/.test(text) : /^ {4,}\S/.test(text);
}

function begin(phase: string | null, header: number | null, script: string, from: number): Mutable<Command> {
	return {phase, header, script, from, to: from, failed: false};
}
