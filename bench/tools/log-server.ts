import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {type BenchLog, benchLog} from './log-lines.ts';

const pageLines = 10_000;
const jsonType = 'application/x-amz-json-1.1';

export interface LogServer {
	readonly url: string;
	/** How many pages were asked for. */
	pages(): number;
	close(): Promise<void>;
}

interface Job {
	readonly lines: number;
	readonly endedAt: number;
	/** Where every other call is handed on to. */
	readonly behind: string;
}

/**
 * Serves the pages of a log, the end first, 10,000 lines each as CloudWatch does; hands every other call on. It works in a
 * thread of its own, with all pages made before the start: whoever measures must not be held up by it.
 */
export async function startLogServer(job: Job): Promise<LogServer> {
	const worker = new Worker(new URL(import.meta.url), {workerData: job});
	let pages = 0;
	const url = await new Promise<string>((resolve, reject) => {
		worker.once('error', reject);
		worker.on('message', (said: string) => {
			if (said === 'page') pages++;
			else resolve(said);
		});
	});
	return {url, pages: () => pages, close: async () => void (await worker.terminate())};
}

function serve({lines, endedAt, behind}: Job): void {
	const log = benchLog(lines, endedAt);
	const pages = new Map<string, Buffer>();
	for (let to = lines; to > 0; to -= pageLines)
		pages.set(`b/${to}`, pageOf(log, Math.max(0, to - pageLines), to));
	const server = createServer((request, response) => {
		void bodyOf(request).then(body => {
			if (!String(request.headers['x-amz-target']).endsWith('.GetLogEvents'))
				return handOn(behind, request, body, response);
			parentPort?.postMessage('page');
			const token = tokenIn(JSON.parse(body)) ?? `b/${lines}`;
			const place = Number(token.slice(2));
			response.writeHead(200, {'content-type': jsonType}).end(pages.get(token) ?? pageOf(log, place, place));
			return undefined;
		});
	});
	server.listen(0, '127.0.0.1', () => {
		// A server that listens on a port has an address of this kind.
		const {port} = server.address() as AddressInfo;
		parentPort?.postMessage(`http://127.0.0.1:${port}`);
	});
}

function tokenIn(asked: unknown): string | null {
	return typeof asked === 'object' && asked !== null && 'nextToken' in asked ? String(asked.nextToken) : null;
}

function pageOf(log: BenchLog, from: number, to: number): Buffer {
	const events = Array.from({length: to - from}, (_, index) => ({
		timestamp: log.at(from + index),
		message: `${log.text(from + index)}\n`,
		ingestionTime: log.at(from + index),
	}));
	return Buffer.from(JSON.stringify({events, nextBackwardToken: `b/${from}`, nextForwardToken: `f/${to}`}));
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

// What a worker is given is what it was started with.
if (!isMainThread) serve(workerData as Job);
