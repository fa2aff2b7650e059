import type {LogLine} from '../domain/log.ts';
import type {AgentLine} from './agent.ts';
import {plain} from './plain.ts';
import {reasonOf} from './reason.ts';

/** Longest script that is put together again; lines. */
const longest = 400;

const status = /\s*exit status \d+\s*$/;

/** The scripts that the log's own messages of failed commands repeat whole. */
export function scriptsIn(
	lines: readonly LogLine[],
	agent: ReadonlyMap<number, AgentLine>,
): readonly string[] {
	const scripts: string[] = [];
	const whole = (at: number, start: string, ends: RegExp) => {
		const pieces = [start];
		for (let next = at + 1; next < Math.min(at + longest, lines.length); next++) {
			if (ends.test(pieces.at(-1) ?? '') || agent.has(next)) break;
			pieces.push(plain(lines[next]?.text ?? ''));
		}
		return pieces.join('\n');
	};
	for (const [at, said] of agent) {
		if (said.kind === 'context')
			scripts.push(reasonOf(whole(at, said.message, /Reason: /), said.code)?.script ?? '');
		if (said.kind !== 'command-failed') continue;
		const repeated = whole(at, said.said, status);
		if (status.test(repeated)) scripts.push(repeated.replace(status, ''));
	}
	return scripts.filter(script => script !== '');
}
