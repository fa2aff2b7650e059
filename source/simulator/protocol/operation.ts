import type {Account} from '../account/account.ts';
import type {LogStore} from '../logs/log-store.ts';
import {type Member, readInput} from './members.ts';

/** What operations work on. */
export type Backend = {readonly account: Account; readonly logs: LogStore};

/** One operation of a service: the input as it came over the wire, the output as it goes there. */
export type Operation = (backend: Backend, input: unknown) => object;

/** A service of the JSON protocol: its operations by name under the prefix of `X-Amz-Target`. */
export type Service = {
	/** As in the signature's scope and in permissions, such as `codepipeline`. */
	readonly name: string;
	/** Such as `CodePipeline_20150709`. */
	readonly targetPrefix: string;
	readonly operations: Readonly<Record<string, Operation>>;
};

/** Makes operations whose input is checked; `errorCode` is what the service calls an invalid one. */
export function operationsOf(errorCode: string) {
	return function operation<Value>(
		member: Member<Value | undefined>,
		answer: (backend: Backend, input: Value) => object,
	): Operation {
		return (backend, input) => answer(backend, readInput(member, input, errorCode));
	};
}
