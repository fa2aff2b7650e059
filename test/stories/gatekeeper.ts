import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** One request as it came in: the API's name of the operation, and the pipeline it is about (null: none). */
export interface Asked {
	readonly operation: string;
	readonly pipeline: string | null;
}

/** An answer in the place of the account's. */
export interface Answer {
	readonly status: number;
	readonly type?: string;
	readonly body: string;
}

/** Stands on loopback between the program and an account, and answers some of the requests itself. */
export interface Gatekeeper {
	readonly url: string;
	/** What came in, in order. */
	readonly asked: readonly Asked[];
	/** From now on; null lets a request through. */
	answer(answers: (asked: Asked, access: string) => Answer | null): void;
	close(): Promise<void>;
}

/** A gatekeeper before the account at `url`. `access` of a request is the access key that signed it. */
export async function startGatekeeper(url: string): Promise<Gatekeeper> {
	const asked: Asked[] = [];
	let answers: (asked: Asked, access: string) => Answer | null = () => null;
	const serve = async (request: IncomingMessage, response: ServerResponse) => {
		const body = Buffer.concat(await request.toArray());
		const about = aboutOf(request, body.toString());
		asked.push(about);
		const access = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
		const own = answers(about, access);
		if (own !== null) {
			response.writeHead(own.status, {'content-type': own.type ?? 'application/x-amz-json-1.1'});
			return response.end(own.body);
		}
		const {host: _, connection: __, ...headers} = request.headers;
		const kept = Object.entries(headers).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, [value].flat().join(', ')] as [string, string]],
		);
		const reply = await fetch(`${url}${request.url}`, {
			method: request.method ?? 'POST',
			headers: kept,
			body,
		});
		response.writeHead(reply.status, {
			'content-type': reply.headers.get('content-type') ?? 'application/x-amz-json-1.1',
		});
		return response.end(Buffer.from(await reply.arrayBuffer()));
	};
	const server = createServer((request, response) => {
		// The program under test may have gone meanwhile.
		serve(request, response).catch(() => response.destroy());
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		answer(given) {
			answers = given;
		},
		close: () =>
			new Promise(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** What AWS answers who may not. */
export function denial({operation, pipeline}: Asked, service = 'codepipeline'): Answer {
	const resource = pipeline === null ? '*' : `arn:aws:${service}:us-west-2:123456789012:${pipeline}`;
	const message = `User: arn:aws:iam::123456789012:user/reader is not authorized to perform: ${service}:${operation} on resource: ${resource} because no identity-based policy allows the ${service}:${operation} action`;
	return refusal('AccessDeniedException', message);
}

/** An error in the words of AWS's JSON protocols. */
export function refusal(type: string, message: string): Answer {
	return {status: 400, body: JSON.stringify({__type: type, message})};
}

function aboutOf(request: IncomingMessage, body: string): Asked {
	const target = String(request.headers['x-amz-target'] ?? '');
	const operation =
		target === '' ? (new URLSearchParams(body).get('Action') ?? '') : (target.split('.').at(-1) ?? '');
	return {operation, pipeline: /"(?:pipelineName|name)":"([^"]+)"/.exec(body)?.[1] ?? null};
}
