import {setImmediate} from 'node:timers/promises';
import type {LogLine} from '../../domain/log.ts';
import {logLine} from '../../terminal/sanitise.ts';
import {fields, list, moment} from './fields.ts';

/** The lines of a page of GetLogEvents, in its order: times collide. A message ends with a line feed and may hold several lines. */
export function normaliseLines(output: unknown): readonly LogLine[] {
	return list(fields(output).events).flatMap(linesOf);
}

/** How many events are taken at once; a page may have 10,000. */
const together = 1000;

/** The same, with a moment for everything else now and then. */
export async function normaliseLinesInTurns(output: unknown): Promise<readonly LogLine[]> {
	const events = list(fields(output).events);
	const lines: LogLine[] = [];
	for (let from = 0; from < events.length; from += together) {
		if (from > 0) await setImmediate();
		for (const event of events.slice(from, from + together))
			for (const line of linesOf(event)) lines.push(line);
	}
	return lines;
}

function linesOf({timestamp, message}: Readonly<Record<string, unknown>>): readonly LogLine[] {
	if (typeof message !== 'string') return [];
	const at = moment(timestamp) ?? 0;
	const text = message.endsWith('\n') ? message.slice(0, -1) : message;
	return text.includes('\n')
		? text.split('\n').map(each => ({at, text: logLine(each)}))
		: [{at, text: logLine(text)}];
}
