import type {LogLine} from '../domain/log.ts';
import {agentLine} from './agent.ts';
import {plain} from './plain.ts';
import {reasonOf} from './reason.ts';

/** Longest script that is put together again; lines. */
const longest = 400;

/** The scripts that the log's own messages of failed commands repeat whole. */
export function scriptsIn(lines: readonly LogLine[]): readonly string[] {
	const scripts: string[] = [];
	for (const [at, {text}] of lines.entries()) {
		if (!text.includes('Error while executing command')) continue;
		const said = agentLine(text);
		if (said?.kind !== 'context') continue;
		const script = reasonOf(wholeMessage(lines, at, said.message), said.code)?.script;
		if (script != null && script !== '') scripts.push(script);
	}
	return scripts;
}

/** A message with the lines after it that belong to it: a script of many lines is repeated as such. */
function wholeMessage(lines: readonly LogLine[], at: number, start: string): string {
	const pieces = [start];
	for (const {text} of lines.slice(at + 1, at + longest)) {
		if (pieces.at(-1)?.includes('Reason: ') || agentLine(text) !== null) break;
		pieces.push(plain(text));
	}
	return pieces.join('\n');
}
