import type {IncomingMessage} from 'node:http';

/**
 * Why a request is not answered; undefined for one that is. A web page must not reach the simulator through the browser that
 * shows it, neither across origins nor under a name that it lets point here: the simulator may run commands.
 */
export function objectionTo({headers}: IncomingMessage): string | undefined {
	if (headers.origin !== undefined) return 'the simulator answers programs, not web pages';
	const host = headers.host ?? '';
	if (!/^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host))
		return `the simulator answers on 127.0.0.1 and localhost, not on ${host}`;
	return undefined;
}
