import type {LogLine} from '../domain/log.ts';
import type {Found} from './explain.ts';
import type {Outline} from './outline.ts';

const most = 30;
const least = 10;

/** The lines worth reading, in the log's order: what explains, its surroundings, the other errors, how it ended. */
export function relevantLines(
	lines: readonly LogLine[],
	outline: Outline,
	{explaining, errors, command, end}: Found,
): readonly number[] {
	const chosen = new Set<number>();
	const add = (at: number | null | undefined) => {
		if (at == null || at < 0 || at >= lines.length || chosen.size >= most) return;
		if (!outline.echoed.has(at) && (lines[at]?.text.trim() ?? '') !== '') chosen.add(at);
	};
	const around = (at: number | null, before: number, after: number) => {
		if (at === null) return;
		add(at);
		for (let step = 1; step <= Math.max(before, after); step++) {
			if (step <= after) add(at + step);
			if (step <= before) add(at - step);
		}
	};
	add(explaining);
	add(command?.header);
	for (const at of endLines(outline, end)) add(at);
	around(explaining, 2, 4);
	if (explaining === null) around(end, 8, 0);
	const near = errors.filter(at => end === null || at <= end);
	for (const at of [...near.slice(0, 6), ...near.slice(-3)]) around(at, 0, 1);
	for (let step = 1; chosen.size < Math.min(least, lines.length) && step < 3 * least; step++) {
		const from = explaining ?? end ?? lines.length - 1;
		add(from - step);
		add(from + step);
	}
	return [...chosen].sort((a, b) => a - b);
}

/** What the agent says at the end of the failed part: that the command failed, that the phase did, and why. */
function endLines({agent, completed, contexts}: Outline, end: number | null): readonly number[] {
	if (end === null) return [];
	const phase = completed.find(({at}) => at >= end);
	const context = contexts.find(({at}) => at >= end);
	return [
		...(agent.has(end) ? [end] : []),
		...(phase === undefined ? [] : [phase.at]),
		...(context === undefined || context.code === '' ? [] : [context.at]),
	];
}
