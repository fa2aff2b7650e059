import {inspect} from 'node:util';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {credentialsFromChain, credentialsFromFile} from '../../../source/providers/aws/credentials.ts';
import {asking, inTurn, json, providerOn, rejection} from './loopback.ts';
import {scratch} from './scratch.ts';

const secret = 'sEcReTsEcReTsEcReTsEcReTsEcReTsEcReTsEcR';
const toml = (id: string, more = '') =>
	`[aws.ops]\naccess_key_id = "${id}"\nsecret_access_key = "${secret}"\n${more}`;

describe('a file', () => {
	it('holds the keys in a table', async () => {
		const file = scratch()('secrets.toml', toml('AKIA1'));
		expect(await credentialsFromFile(file).identity()).toEqual({
			accessKeyId: 'AKIA1',
			secretAccessKey: secret,
		});
	});

	it('may hold a session token, in another table', async () => {
		const file = scratch()(
			'secrets.toml',
			`[deep.er.table]\naccess_key_id = "A"\nsecret_access_key = "B"\nsession_token = "C"`,
		);
		expect(await credentialsFromFile(file, 'deep.er.table').identity()).toEqual({
			accessKeyId: 'A',
			secretAccessKey: 'B',
			sessionToken: 'C',
		});
	});

	it('is read anew, so that renewed keys sign the next request', async () => {
		const write = scratch();
		const file = write('secrets.toml', toml('AKIAOLD'));
		const {provider, received} = await providerOn(json({pipelines: []}), {
			credentials: credentialsFromFile(file),
		});
		await provider.listPipelines(asking);
		write('secrets.toml', toml('AKIANEW', 'session_token = "renewed"'));
		await provider.listPipelines(asking);
		expect(received.map(({headers}) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1])).toEqual([
			'AKIAOLD',
			'AKIANEW',
		]);
		expect(received[1]?.headers['x-amz-security-token']).toBe('renewed');
	});

	it.each([
		[
			'broken TOML',
			`[aws.ops]\naccess_key_id = "AKIA1"\nsecret_access_key = ${secret}"\n`,
			/is no TOML, line 3/,
		],
		['no such table', `[aws.dev]\naccess_key_id = "A"\n`, /has no table \[aws\.ops\]/],
		['a value for the table', `aws = "${secret}"`, /has no table/],
		['no key id', `[aws.ops]\nsecret_access_key = "${secret}"`, /lacks access_key_id/],
		[
			'a number for the secret',
			`[aws.ops]\naccess_key_id = "A"\nsecret_access_key = 1`,
			/lacks secret_access_key/,
		],
		['an empty file', '', /has no table/],
	])('with %s is refused without quoting it', async (_, content, message) => {
		const file = scratch()('secrets.toml', content);
		const error = await rejection(credentialsFromFile(file).identity());
		expect(error).toMatchObject({kind: 'no-credentials', message: expect.stringMatching(message)});
		expect(inspect(error, {depth: 9, showHidden: true})).not.toContain(secret);
	});

	it('that does not exist is named, by the provider too, and nothing is sent', async () => {
		const file = scratch()('nowhere.toml');
		const {provider, received} = await providerOn(json({pipelines: []}), {
			credentials: credentialsFromFile(file),
		});
		expect(await rejection(provider.listPipelines(asking))).toMatchObject({
			kind: 'no-credentials',
			message: `${file} does not exist`,
			hint: 'name the file with --credentials-file FILE',
		});
		expect(received).toEqual([]);
	});

	it('that is a folder is refused', async () => {
		const file = scratch()('.');
		expect(await rejection(credentialsFromFile(file).identity())).toMatchObject({
			message: `${file} cannot be read (EISDIR)`,
		});
	});

	it('is named in the hint when its keys have expired', async () => {
		const file = scratch()('secrets.toml', toml('AKIA1'));
		const expired = json({__type: 'ExpiredTokenException', message: secret}, 400);
		const {provider} = await providerOn(expired, {credentials: credentialsFromFile(file)});
		const error = await rejection(provider.listPipelines(asking));
		expect(error).toMatchObject({kind: 'expired', hint: `renew the credentials in ${file}`});
		expect(inspect(error, {depth: 9, showHidden: true})).not.toContain(secret);
	});
});

describe('the standard chain', () => {
	let write: ReturnType<typeof scratch>;
	beforeEach(() => {
		write = scratch();
		for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
		vi.stubEnv('AWS_CONFIG_FILE', write('config', ''));
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', write('credentials', ''));
	});
	afterEach(() => vi.unstubAllEnvs());
	const profile = (id: string) => `[ops]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

	it('takes the environment', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
		expect(await credentialsFromChain(null).identity()).toMatchObject({accessKeyId: 'AKIAENV'});
	});

	it('takes a profile before the environment, without a word on stderr', async () => {
		const warn = vi.spyOn(console, 'warn');
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENV');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
		write('credentials', profile('AKIAPROFILE'));
		expect(await credentialsFromChain('ops').identity()).toMatchObject({accessKeyId: 'AKIAPROFILE'});
		expect(warn).not.toHaveBeenCalled();
		warn.mockRestore();
	});

	it('finds renewed keys after AWS refused the old ones', async () => {
		write('credentials', profile('AKIAOLD'));
		const answers = [
			json({pipelines: []}),
			json({__type: 'ExpiredTokenException', message: 'expired'}, 400),
			json({pipelines: []}),
		];
		const {provider, received} = await providerOn(inTurn(...answers), {
			credentials: credentialsFromChain('ops'),
		});
		await provider.listPipelines(asking);
		write('credentials', profile('AKIANEW'));
		expect(await rejection(provider.listPipelines(asking))).toMatchObject({
			kind: 'expired',
			hint: expect.stringMatching(/^renew the keys of the profile ops in .*credentials$/),
		});
		await provider.listPipelines(asking);
		expect(received.map(({headers}) => /Credential=(\w+)/.exec(headers.authorization ?? '')?.[1])).toEqual([
			'AKIAOLD',
			'AKIAOLD',
			'AKIANEW',
		]);
	});

	it('says what to do when it finds none, and sends nothing', async () => {
		const {provider, received} = await providerOn(json({pipelines: []}), {
			credentials: credentialsFromChain(null),
		});
		expect(await rejection(provider.listPipelines(asking))).toMatchObject({
			kind: 'no-credentials',
			message: 'no credentials were found',
			hint: expect.stringMatching(/--profile NAME.*aws sso login.*--credentials-file FILE/),
		});
		expect(received).toEqual([]);
	});

	it('says how to sign in when a login is missing', async () => {
		write(
			'config',
			'[profile ops]\nsso_start_url = https://example.invalid/start\nsso_region = us-west-2\nsso_account_id = 123456789012\nsso_role_name = ro\n',
		);
		vi.stubEnv('HOME', write('.'));
		const credentials = credentialsFromChain('ops');
		const {provider} = await providerOn(json({pipelines: []}), {credentials});
		expect(await rejection(provider.listPipelines(asking))).toMatchObject({
			kind: 'expired',
			hint: 'aws sso login --profile ops',
		});
	});
});
