import type {LogLine} from '../../domain/log.ts';
import {logLine} from '../../terminal/sanitise.ts';
import {fields, list, number} from './fields.ts';

/** The lines of a page of GetLogEvents, in its order: times collide. A message ends with a line feed and may hold several lines. */
export function normaliseLines(output: unknown): readonly LogLine[] {
	return list(fields(output).events).flatMap(({timestamp, message}) => {
		if (typeof message !== 'string') return [];
		const at = number(timestamp) ?? 0;
		const lines = (message.endsWith('\n') ? message.slice(0, -1) : message).split('\n');
		return lines.map(text => ({at, text: logLine(text)}));
	});
}
