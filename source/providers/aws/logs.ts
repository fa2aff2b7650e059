import type {GetLogEventsCommandOutput} from '@aws-sdk/client-cloudwatch-logs';
import type {LogLine} from '../../domain/log.ts';
import type {Asking, LogCursor, LogPage, LogStream, Provider} from '../provider.ts';
import {normaliseLinesInTurns} from './normalise-log.ts';
import {nextToken} from './paging.ts';
import type {ReadOnlyClients} from './read-only-client.ts';
import type {Request} from './request.ts';

/** Pages may be empty before the end; after so many in a row the caller decides whether to go on. */
const emptyPages = 10;

/** The reads of CloudWatch Logs. */
export function createLogReads(clients: ReadOnlyClients, request: Request): Required<Pick<Provider, 'log'>> {
	const events = ({group, stream}: LogStream, cursor: LogCursor, asking: Asking) =>
		request('logs', 'GetLogEvents', asking, async () => {
			const {GetLogEventsCommand} = await import('./sdk/logs.ts');
			const command = new GetLogEventsCommand({
				logGroupName: group,
				logStreamName: stream,
				// A forward token is only followed with the same setting as it was given for.
				startFromHead: cursor.from === 'after',
				...(cursor.from === 'end' ? {} : {nextToken: cursor.cursor}),
			});
			return (await clients.logs()).send(command, {abortSignal: asking.signal});
		});

	return {
		async log(stream, cursor, asking) {
			const read = async (from: LogCursor) => {
				const output = await events(stream, from, asking);
				return pageOf(output, from, await normaliseLinesInTurns(output));
			};
			let page = await read(cursor);
			for (let empty = 1; empty < emptyPages && page.lines.length === 0; empty++) {
				const onward = onwardFrom(page, cursor);
				if (onward === null) break;
				const further = await read(onward);
				page = cursor.from === 'after' ? further : {...further, forward: page.forward, atEnd: page.atEnd};
			}
			return page;
		},
	};
}

/** What CodeBuild's agent says first of all; older ones leave the first sentence out. */
const beginning = /^\[Container\] [\d/]{10} [\d:.]{8,20} (?:Running on CodeBuild|Waiting for agent ping)/;

/**
 * The token that comes back unchanged marks the end that it leads to. A page that begins as every build's log does needs no
 * call more to know that nothing stands before it.
 */
function pageOf(output: GetLogEventsCommandOutput, cursor: LogCursor, lines: readonly LogLine[]): LogPage {
	const sent = cursor.from === 'end' ? null : cursor.cursor;
	const back = nextToken(output.nextBackwardToken, null);
	const forward = nextToken(output.nextForwardToken, null) ?? (cursor.from === 'after' ? sent : null);
	const isFirst = beginning.test(lines[0]?.text ?? '') || (cursor.from === 'before' && back === sent);
	return {
		lines,
		back: isFirst ? null : back,
		forward,
		atEnd: cursor.from === 'end' || (cursor.from === 'after' && forward === sent),
	};
}

function onwardFrom(page: LogPage, {from}: LogCursor): LogCursor | null {
	if (from === 'after') return page.atEnd || page.forward === null ? null : {from, cursor: page.forward};
	return page.back === null ? null : {from: 'before', cursor: page.back};
}
