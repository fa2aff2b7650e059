import {expect, it} from 'vitest';
import {discreet} from '../../source/engine/discreet.ts';
import {type Provider, ProviderError} from '../../source/providers/provider.ts';
import {asking, json, providerOn, rejection} from '../providers/aws/loopback.ts';

const masks = {
	text: (text: string) => text.replaceAll('hidden', '***'),
	link: (url: string) => (url.includes('hidden') ? null : url),
};

it('tells of a refusal what it means, without the secrets that it quotes', async () => {
	const refusal = json({__type: 'ValidationException', message: 'no hidden here'}, 400);
	const {provider} = await providerOn(refusal);
	const stream = {group: 'g', stream: 's'};
	const asked: readonly ((from: Provider) => Promise<unknown> | undefined)[] = [
		from => from.listPipelines(asking),
		from => from.definition('p', asking),
		from => from.state('p', asking),
		from => from.executions('p', null, asking),
		from => from.execution('p', 'e', asking),
		from => from.succeededIn?.('p', 's', asking),
		from => from.actions('p', 'e', asking),
		from => from.rules?.('p', 'e', asking),
		from => from.runs?.('p', null, asking),
		from => from.builds?.(['project:fd8eeb8e-380d-4468-a23b-b563931952f9'], asking),
		from => from.log?.(stream, {from: 'end'}, asking),
		from => from.identity?.(asking),
	];
	const shown = discreet(provider, masks);
	for (const ask of asked) {
		const error = await rejection(ask(shown));
		expect(error).toBeInstanceOf(ProviderError);
		expect(String(error)).not.toContain('hidden');
	}
	expect(await rejection(shown.state('p', asking))).toMatchObject({
		kind: 'invalid',
		errorName: 'ValidationException',
		message: 'no *** here',
	});
});
