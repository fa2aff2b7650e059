import {expect, it} from 'vitest';
import {isRegion, namedRegion, resolveRegion} from '../../../source/providers/aws/region.ts';
import {scratch} from './scratch.ts';

it('takes the first that is named', async () => {
	const write = scratch();
	const config = '[default]\nregion = eu-central-1\n[profile ops]\nregion = eu-west-1\n';
	const files = {
		AWS_CONFIG_FILE: write('config', config),
		AWS_SHARED_CREDENTIALS_FILE: write('credentials', '[keys]\nregion = eu-north-1\n'),
	};
	const all = {
		flag: 'us-east-1',
		env: {...files, AWS_REGION: 'us-east-2', AWS_DEFAULT_REGION: 'us-west-1'},
		profile: 'ops',
		settings: 'ap-south-1',
	};
	expect(await resolveRegion(all)).toBe('us-east-1');
	expect(await resolveRegion({...all, flag: null})).toBe('us-east-2');
	const env = {...files, AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-1'};
	expect(await resolveRegion({...all, flag: null, env})).toBe('us-west-1');
	const bare = {...all, flag: null, env: files};
	expect(await resolveRegion(bare)).toBe('eu-west-1');
	expect(await resolveRegion({...bare, profile: null})).toBe('eu-central-1');
	expect(await resolveRegion({...bare, profile: null, env: {...files, AWS_PROFILE: 'ops'}})).toBe(
		'eu-west-1',
	);
	expect(await resolveRegion({...bare, profile: 'keys'})).toBe('eu-north-1');
	expect(await resolveRegion({...bare, profile: 'unknown'})).toBe('ap-south-1');
	expect(await resolveRegion({...bare, profile: 'unknown', settings: null})).toBeNull();
});

it('says who named it', async () => {
	const config = scratch()('config', '[profile ops]\nregion = eu-west-1\n');
	const env = {AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: config};
	const all = {flag: 'us-east-1', env, profile: 'ops', settings: 'ap-south-1'};
	const by = async (sources: typeof all | object) => (await namedRegion({...all, ...sources}))?.by;
	expect(await by({})).toBe('--region');
	expect(await by({flag: null, env: {...env, AWS_REGION: 'us-east-2'}})).toBe('AWS_REGION');
	expect(await by({flag: null, env: {...env, AWS_DEFAULT_REGION: 'us-east-2'}})).toBe('AWS_DEFAULT_REGION');
	expect(await by({flag: null})).toBe('the profile');
	expect(await by({flag: null, profile: 'unknown'})).toBe('the settings');
	expect(await by({flag: null, profile: 'unknown', settings: null})).toBeUndefined();
});

it('does without shared files', async () => {
	const nowhere = scratch()('nowhere');
	const env = {AWS_CONFIG_FILE: nowhere, AWS_SHARED_CREDENTIALS_FILE: nowhere};
	expect(await resolveRegion({flag: null, env, profile: null, settings: null})).toBeNull();
});

it('knows a region by its form', () => {
	for (const region of ['us-west-2', 'us-gov-east-1', 'cn-north-1', 'ap-southeast-12', 'us-isob-east-1'])
		expect(isRegion(region), region).toBe(true);
	for (const word of ['', 'us-west', 'US-WEST-2', 'us_west_2', 'us-west-2/', 'x@evil.example', 'us-west-2a'])
		expect(isRegion(word), word).toBe(false);
});
