import type {LogLine} from '../domain/log.ts';
import {type AgentLine, agentLine} from './agent.ts';
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

/** Reads a log's frame in one pass. `scripts`: those known whole, to tell what is echoed from what was printed. */
export function outlineOf(lines: readonly LogLine[], scripts: readonly string[]): Outline {
	const reader = new Reader(scripts);
	for (const [at, {text}] of lines.entries()) {
		const said = agentLine(text);
		if (said === null) reader.output(at, text);
		else reader.agentSays(at, said);
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

	output(at: number, line: string): void {
		if (this.#echo === null) return;
		const text = plain(line);
		if (!this.#echo(text)) {
			this.#echo = null;
			return;
		}
		this.#echoed.add(at);
		if (this.#command !== null) this.#command.from = at + 1;
		const context = this.#contexts.at(-1);
		if (context?.end !== at - 1) return;
		context.end = at;
		context.message += `\n${text}`;
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

function begin(phase: string | null, header: number | null, script: string, from: number): Mutable<Command> {
	return {phase, header, script, from, to: from, failed: false};
}
