import {Readable} from 'node:stream';
import {fields} from './fields.ts';

/** Where in the SDK's stack it stands: next to the wire, before anybody reads the body. */
export const wholeReplyPlace = {step: 'deserialize', priority: 'low', name: 'wholeReply'} as const;

/**
 * Ends a reply whose body goes on coming for longer than `limit` (ms), however little at a time: a time-out of the socket
 * sees pauses only. The reader of the body gets the same error as from the SDK's own time-outs.
 */
export function wholeReply(limit: number) {
	return <Args, Output extends {response: unknown}>(next: (args: Args) => Promise<Output>) =>
		async (args: Args): Promise<Output> => {
			const output = await next(args);
			const {body} = fields(output.response);
			if (body instanceof Readable) endAfter(body, limit);
			return output;
		};
}

function endAfter(body: Readable, limit: number): void {
	const timer = setTimeout(() => body.destroy(late(limit)), limit).unref();
	body.once('close', () => clearTimeout(timer));
}

function late(limit: number): Error {
	return Object.assign(new Error(`the reply was not whole after ${limit} ms`), {name: 'TimeoutError'});
}
