import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import type {Credentials} from '../../../source/providers/aws/credentials.ts';
import {createAwsProvider} from '../../../source/providers/aws/provider.ts';
import type {Asking, Call, Provider} from '../../../source/providers/provider.ts';

export interface Received {
	readonly target: string;
	readonly body: Record<string, unknown>;
	readonly headers: IncomingMessage['headers'];
}
export type Answer = (response: ServerResponse, received: Received) => void;

/** A server on loopback that answers as it is told and remembers what it was asked. */
export async function listen(answer: Answer) {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const target = request.headers['x-amz-target'];
		// Without a target it is a form: STS speaks the query protocol.
		const form = Object.fromEntries(new URLSearchParams(body));
		const call = {
			target: target === undefined ? String(form.Action) : String(target).replace(/^.*\./, ''),
			body: target === undefined ? form : (JSON.parse(body || '{}') as Record<string, unknown>),
			headers: request.headers,
		};
		received.push(call);
		answer(response, call);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(async () => {
		server.closeAllConnections();
		await new Promise(resolve => server.close(resolve));
	});
	return {received, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`};
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
	return response => {
		response.writeHead(status, {'content-type': 'application/x-amz-json-1.1', ...headers});
		response.end(JSON.stringify(value));
	};
}

/** Answers as STS does: XML, with the members of the result. */
export function xml(result: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Answer {
	return (response, {target}) => {
		const members = Object.entries(result).map(([name, value]) => `<${name}>${value}</${name}>`);
		response.writeHead(200, {'content-type': 'text/xml', ...headers});
		response.end(
			`<${target}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${target}Result>${members.join('')}</${target}Result></${target}Response>`,
		);
	};
}

/** One answer after the other; the last stays. */
export function inTurn(...answers: readonly Answer[]): Answer {
	let turn = 0;
	return (response, received) => answers[Math.min(turn++, answers.length - 1)]?.(response, received);
}

/** Keys that never change. */
export const keys: Credentials = {
	identity: Object.assign(
		async () => ({accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'not-a-real-secret'}),
		{memoized: true} as const,
	),
	forget() {},
	file: null,
	profile: null,
	source: async () => ({kind: 'unknown'}),
	mark: async () => '',
};

export const asking: Asking = {urgency: 'now', signal: new AbortController().signal};

/** A provider that talks to a server of the test's own, and the calls that passed its gateway. */
export async function providerOn(
	answer: Answer,
	more: Partial<Parameters<typeof createAwsProvider>[0]> = {},
): Promise<{provider: Provider; calls: Call[]; received: Received[]; endpoint: string}> {
	const {received, endpoint} = await listen(answer);
	const calls: Call[] = [];
	const provider = createAwsProvider({
		region: 'us-west-2',
		credentials: keys,
		endpoint,
		now: () => 0,
		gateway: (call, attempt) => {
			calls.push(call);
			return attempt();
		},
		...more,
	});
	onTestFinished(() => provider.close());
	return {provider, calls, received, endpoint};
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown> | undefined): Promise<unknown> {
	try {
		await promise;
	} catch (error) {
		return error;
	}
	throw new Error('it did not reject');
}
