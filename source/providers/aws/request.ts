import type {Asking, Gateway, Service} from '../provider.ts';
import type {Credentials} from './credentials.ts';
import {brokenReply, toProviderError} from './errors.ts';
import {type ReadOperation, reads} from './read-only-client.ts';

/** Sends one request through the gateway: one attempt, one call. Rejects with a ProviderError or the signal's reason. */
export type Request = <Output extends object>(
	service: Service,
	operation: ReadOperation,
	asking: Asking,
	send: () => Promise<Output>,
) => Promise<Output>;

export interface RequestOptions {
	readonly gateway: Gateway;
	readonly credentials: Credentials;
	readonly region: string;
	readonly endpoint: string | null;
	/** The profile that a hint may name. */
	readonly profile: string | null;
	/** ms since the epoch. */
	readonly now: () => number;
}

export function createRequest({
	gateway,
	credentials,
	region,
	endpoint,
	profile,
	now,
}: RequestOptions): Request {
	const understood = (error: unknown, operation: ReadOperation) =>
		toProviderError(error, {
			operation,
			permissions: reads[operation],
			region,
			profile,
			endpoint,
			credentialsFile: credentials.file,
			now: now(),
		});
	return (service, operation, {urgency, signal}, send) =>
		gateway({service, operation, urgency, signal}, async () => {
			try {
				const output = await send();
				if (isEmpty(output)) throw brokenReply(`the answer to ${operation} is empty`, endpoint);
				return output;
			} catch (error) {
				if (signal.aborted) throw signal.reason;
				const trouble = understood(error, operation);
				// They may be renewed by now, outside of the program.
				if (trouble.kind === 'expired' || trouble.kind === 'no-credentials') credentials.forget();
				throw trouble;
			}
		});
}

/** A reply without a body comes out of the SDK as one without fields: nothing found would be a lie. */
function isEmpty(output: object): boolean {
	return Object.entries(output).every(([name, value]) => name === '$metadata' || value === undefined);
}
