import {type Build, failedPhase} from '../domain/build.ts';
import type {LogLine} from '../domain/log.ts';
import {agentLine} from './agent.ts';

/** How many lines up to the end of the failed phase are enough of a log in which the agent says nothing. */
const unframed = 2000;
/** The phases in which commands run, of whose failure the agent tells. */
const ofCommands: ReadonlySet<string> = new Set(['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD']);

/**
 * Whether the last lines of a failed build's log hold all that a diagnosis needs: the command that failed with its
 * beginning. What was printed before it rarely counts.
 */
export function holdsFailure(lines: readonly LogLine[], build: Build): boolean {
	const phase = failedPhase(build);
	const isTold = phase?.status === 'Failed' && ofCommands.has(phase.name);
	const ended = phase?.endedAt ?? Number.POSITIVE_INFINITY;
	let framed = false;
	let begun = false;
	for (const {text} of lines) {
		const said = agentLine(text);
		if (said === null) continue;
		framed = true;
		if (said.kind === 'command') begun = true;
		if (said.kind === 'command-failed' || (said.kind === 'phase-complete' && !said.succeeded)) return begun;
	}
	if (framed) return begun && !isTold;
	return lines.filter(({at}) => at <= ended).length >= unframed;
}
