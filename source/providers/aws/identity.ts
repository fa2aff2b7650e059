import type {Provider} from '../provider.ts';
import {brokenReply, dateOf} from './errors.ts';
import {text} from './fields.ts';
import type {ReadOnlyClients} from './read-only-client.ts';
import type {Request} from './request.ts';

/**
 * The read of STS. It is made once in a run, if at all: it takes its turn among the calls to CodePipeline, rather than have
 * a budget that nothing else draws on.
 */
export function createIdentityRead(
	clients: ReadOnlyClients,
	request: Request,
): Required<Pick<Provider, 'identity'>> {
	return {
		async identity(asking) {
			let serverTime: number | null = null;
			const output = await request('pipelines', 'GetCallerIdentity', asking, async () => {
				const {GetCallerIdentityCommand} = await import('./sdk/sts.ts');
				const command = new GetCallerIdentityCommand({});
				command.middlewareStack.add(
					next => async args => {
						const reply = await next(args);
						serverTime = dateOf(reply.response);
						return reply;
					},
					{step: 'deserialize', priority: 'high', name: 'serverTime'},
				);
				return (await clients.identity()).send(command, {abortSignal: asking.signal});
			});
			const [account, arn] = [text(output.Account), text(output.Arn)];
			if (account === null || arn === null)
				throw brokenReply('the answer to GetCallerIdentity names nobody', null);
			return {account, arn, serverTime};
		},
	};
}
