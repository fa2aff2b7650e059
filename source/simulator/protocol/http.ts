import type {IncomingMessage, ServerResponse} from 'node:http';

const bodyLimit = 10 * 1024 * 1024;

/** The whole body of a request as text. Rejects when it is too large or the connection breaks. */
export async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > bodyLimit) throw new RangeError('the request is too large');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}

/** Sends one reply. Node's own Date header stays: SDKs set their clocks by it. */
export function send(
	response: ServerResponse,
	status: number,
	contentType: string,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): void {
	const content = Buffer.from(body);
	response.writeHead(status, {
		'content-type': contentType,
		'content-length': content.length,
		...headers,
	});
	response.end(content);
}
