import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {BenchLog} from './log-lines.ts';

const pageLines = 10_000;
const jsonType = 'application/x-amz-json-1.1';

export interface LogServer {
	readonly url: string;
	/** How many pages were asked for. */
	pages(): number;
	/** Whether the page before the log's first line was asked for: all of it has been served. */
	served(): boolean;
	close(): Promise<void>;
}

/** Serves the pages of a log, the end first, 10,000 lines each as CloudWatch does; hands every other call on to `behind`. */
export async function startLogServer(log: BenchLog, behind: string): Promise<LogServer> {
	let pages = 0;
	let served = false;
	const server = createServer((request, response) => {
		void bodyOf(request).then(body => {
			if (!String(request.headers['x-amz-target']).endsWith('.GetLogEvents'))
				return handOn(behind, request, body, response);
			const asked: unknown = JSON.parse(body);
			const reply = pageOf(log, asked);
			pages++;
			if (reply.nextBackwardToken === 'b/0') served = true;
			response.writeHead(200, {'content-type': jsonType}).end(JSON.stringify(reply));
			return undefined;
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	// A server that listens on a port has an address of this kind.
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		pages: () => pages,
		served: () => served,
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function pageOf(log: BenchLog, asked: unknown) {
	const token =
		typeof asked === 'object' && asked !== null && 'nextToken' in asked
			? String(asked.nextToken)
			: `b/${log.length}`;
	const place = Number(token.slice(2));
	const [from, to] = token.startsWith('b')
		? [Math.max(0, place - pageLines), place]
		: [place, Math.min(log.length, place + pageLines)];
	const events = Array.from({length: to - from}, (_, index) => ({
		timestamp: log.at(from + index),
		message: `${log.text(from + index)}\n`,
		ingestionTime: log.at(from + index),
	}));
	return {events, nextBackwardToken: `b/${from}`, nextForwardToken: `f/${to}`};
}

async function handOn(
	behind: string,
	request: IncomingMessage,
	body: string,
	response: ServerResponse,
): Promise<void> {
	const {host: _, connection: __, 'content-length': ___, ...headers} = request.headers;
	const reply = await fetch(`${behind}${request.url ?? '/'}`, {
		method: request.method ?? 'POST',
		headers: Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value]] : [],
		),
		body,
	});
	const type = reply.headers.get('content-type') ?? jsonType;
	response.writeHead(reply.status, {'content-type': type}).end(Buffer.from(await reply.arrayBuffer()));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString();
}
