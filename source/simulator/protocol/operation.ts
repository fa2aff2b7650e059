import type {Account} from '../account/account.ts';
import type {AwsError} from '../aws-error.ts';
import type {Bus} from '../events/bus.ts';
import type {LogStore} from '../logs/log-store.ts';
import {type Member, readInput} from './members.ts';

/** What operations work on. */
export type Backend = {readonly account: Account; readonly logs: LogStore; readonly bus: Bus};

/** What a few operations want to know of the request that they answer. */
export type Asking = {
	/** The host that the client knows the simulator by. */
	readonly host: string;
	/** Aborts when the client is gone. */
	readonly signal: AbortSignal;
};

/** One operation of a service: the input as it came over the wire, the output as it goes there, now or later. */
export type Operation = (backend: Backend, input: unknown, asking: Asking) => object | Promise<object>;

/** A service of the JSON protocol: its operations by name under the prefix of `X-Amz-Target`. */
export type Service = {
	/** As in the signature's scope and in permissions, such as `codepipeline`. */
	readonly name: string;
	/** Such as `CodePipeline_20150709`. */
	readonly targetPrefix: string;
	/** 1.1 when left out. */
	readonly jsonVersion?: '1.0';
	readonly operations: Readonly<Record<string, Operation>>;
	/** How an error goes to the wire; by its code alone when left out. */
	readonly errorWire?: (error: AwsError) => {
		readonly type: string;
		readonly headers: Readonly<Record<string, string>>;
	};
};

/** Makes operations whose input is checked; `errorCode` is what the service calls an invalid one. */
export function operationsOf(errorCode: string) {
	return function operation<Value>(
		member: Member<Value | undefined>,
		answer: (backend: Backend, input: Value, asking: Asking) => object | Promise<object>,
	): Operation {
		return (backend, input, asking) => answer(backend, readInput(member, input, errorCode), asking);
	};
}
