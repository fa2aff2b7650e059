import {describe, expect, it} from 'vitest';
import {needed, needs} from '../../../source/commands/doctor/needs.ts';
import {permissionCheck} from '../../../source/commands/doctor/permission.ts';
import {probes} from '../../../source/commands/doctor/probes.ts';
import {troubleKinds} from '../../../source/domain/trouble.ts';
import {readOperations, reads} from '../../../source/providers/aws/read-only-client.ts';
import {ProviderError} from '../../../source/providers/provider.ts';

const failed = (...of: ConstructorParameters<typeof ProviderError>) =>
	({kind: 'failed', error: new ProviderError(...of)}) as const;

it('knows of every read why it is needed, and how to try it', () => {
	expect([...needed].sort()).toEqual([...readOperations].sort());
	expect(Object.keys(probes).sort()).toEqual([...readOperations].sort());
});

it('takes the three without which nothing can be learned for required', () => {
	expect(needed.filter(operation => needs[operation].required)).toEqual([
		'ListPipelines',
		'ListPipelineExecutions',
		'GetPipelineState',
	]);
});

describe('what a read says of its permission', () => {
	it.each(needed)('%s, denied, is a fault with what is missing and the action to allow', operation => {
		const {purpose, without, required} = needs[operation];
		const check = permissionCheck(operation, failed('denied', 'AccessDeniedException', 'not authorized'));
		expect(check).toMatchObject({check: operation, status: 'fault'});
		expect(check.message).toContain(purpose);
		expect(check.message).toContain(without);
		expect(check.message.endsWith('(all else works)')).toBe(!required);
		expect(check.fix).toContain(`allow ${reads[operation]}:${operation} `);
	});

	it('tells a denial that no policy of ours can mend', () => {
		const said =
			'User: x is not authorized to perform: logs:GetLogEvents with an explicit deny in a service control policy';
		expect(permissionCheck('GetLogEvents', failed('denied', 'AccessDeniedException', said)).message).toMatch(
			/^denied with an explicit deny in a service control policy: /,
		);
	});

	it('is a note where nothing could be asked about, or another stood in the way', () => {
		expect(permissionCheck('GetLogEvents', {kind: 'nothing', why: 'no log'})).toEqual({
			check: 'GetLogEvents',
			status: 'note',
			message: 'could not be tried: no log',
			fix: null,
		});
		expect(permissionCheck('GetLogEvents', {kind: 'spared', because: 'no network'})).toMatchObject({
			status: 'note',
			message: 'not tried: no network',
		});
	});

	it('is good where AWS has looked and found nothing', () => {
		const gone = failed('not-found', 'ResourceNotFoundException', 'The specified log stream does not exist.');
		expect(permissionCheck('GetLogEvents', gone).status).toBe('ok');
	});

	it.each(troubleKinds.filter(kind => kind !== 'denied' && kind !== 'not-found'))(
		'is a fault in its own words: %s',
		kind => {
			const check = permissionCheck(
				'ListPipelines',
				failed(kind, 'Some', 'what is wrong', {hint: 'do this'}),
			);
			expect(check).toMatchObject({status: 'fault', message: 'what is wrong'});
			expect(check.fix).toBe(
				kind === 'throttled' ? 'wait a minute and try again; who else polls this account?' : 'do this',
			);
		},
	);

	it('leaves keys that are not taken to the check of the credentials', () => {
		for (const kind of ['expired', 'no-credentials'] as const)
			expect(permissionCheck('GetCallerIdentity', failed(kind, 'Some', 'no'))).toMatchObject({
				status: 'note',
				fix: null,
			});
	});
});
