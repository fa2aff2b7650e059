import type {Asking, Call, Gateway, Service} from '../provider.ts';
import type {Credentials} from './credentials.ts';
import {brokenReply, toProviderError} from './errors.ts';
import {faultOf, kindOf} from './fault.ts';
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
	/** ms since the epoch. */
	readonly now: () => number;
}

export function createRequest({gateway, credentials, region, endpoint, now}: RequestOptions): Request {
	const understood = async (error: unknown, operation: ReadOperation) =>
		toProviderError(error, {
			operation,
			permissions: reads[operation],
			region,
			endpoint,
			source: concernsKeys(error) ? await credentials.source() : {kind: 'unknown'},
			now: now(),
		});
	return (service, operation, asking, send) => {
		const {signal} = asking;
		const call: Call = {
			service,
			operation,
			signal,
			get urgency() {
				return asking.urgency;
			},
		};
		return gateway(call, async () => {
			try {
				const output = await send();
				if (isEmpty(output)) throw brokenReply(`the answer to ${operation} is empty`, endpoint);
				return output;
			} catch (error) {
				if (signal.aborted) throw signal.reason;
				const trouble = await understood(error, operation);
				// They may be renewed by now, outside of the program.
				if (trouble.kind === 'expired' || trouble.kind === 'no-credentials') credentials.forget();
				throw trouble;
			}
		});
	};
}

function concernsKeys(error: unknown): boolean {
	const kind = kindOf(faultOf(error));
	return kind === 'expired' || kind === 'no-credentials';
}

/** A reply without a body comes out of the SDK as one without fields: nothing found would be a lie. */
function isEmpty(output: object): boolean {
	return Object.entries(output).every(([name, value]) => name === '$metadata' || value === undefined);
}
