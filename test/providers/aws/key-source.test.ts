import {utimesSync} from 'node:fs';
import {expect, it} from 'vitest';
import {keyFilesMark} from '../../../source/providers/aws/key-files.ts';
import {keySourceOf} from '../../../source/providers/aws/key-source.ts';
import {scratch} from './scratch.ts';

const config = `[default]
region = us-west-2
[profile sso]
sso_session = corp
[sso-session corp]
sso_region = us-west-2
[profile older]
sso_start_url = https://example.invalid
[profile deploy]
role_arn = arn:aws:iam::123456789012:role/deploy
source_profile = sso
[profile itself]
role_arn = arn:aws:iam::123456789012:role/deploy
source_profile = itself
[profile called]
credential_process = /opt/keys --secret planted-secret
[profile signed]
login_session = arn:aws:iam::123456789012:user/ines
[profile pod]
credential_source = EcsContainer
`;
const credentials = '[keys]\naws_access_key_id = AKIA1\naws_secret_access_key = planted-secret\n';

function files() {
	const write = scratch();
	return {AWS_CONFIG_FILE: write('config', config), AWS_SHARED_CREDENTIALS_FILE: write('keys', credentials)};
}

it.each([
	['sso', {kind: 'sso', profile: 'sso'}],
	['older', {kind: 'sso', profile: 'older'}],
	['deploy', {kind: 'sso', profile: 'sso'}],
	['called', {kind: 'process', profile: 'called'}],
	['signed', {kind: 'login', profile: 'signed'}],
	['pod', {kind: 'machine'}],
	['itself', {kind: 'unknown'}],
	['keys', {kind: 'keys', profile: 'keys', file: expect.stringMatching(/keys$/)}],
])('knows where the keys of the profile %s come from', async (profile, expected) => {
	const source = await keySourceOf(profile, files());
	expect(source).toEqual(expected);
	expect(JSON.stringify(source)).not.toContain('planted-secret');
});

it('names the profiles that there are in the place of one that is not', async () => {
	const source = await keySourceOf('nope', files());
	expect(source).toEqual({
		kind: 'missing',
		profile: 'nope',
		known: ['called', 'default', 'deploy', 'itself', 'keys', 'older', 'pod', 'signed', 'sso'],
	});
});

it('knows keys of the environment, unless a profile is named', async () => {
	const env = {...files(), AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'x'};
	expect(await keySourceOf(null, env)).toEqual({kind: 'environment'});
	expect(await keySourceOf('sso', env)).toEqual({kind: 'sso', profile: 'sso'});
	const container = {...files(), AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9'};
	expect(await keySourceOf(null, container)).toEqual({kind: 'machine'});
});

it('sees that somebody wrote to the files, or signed in', async () => {
	const write = scratch();
	const own = write('own.toml', 'a');
	const env = {...files(), HOME: write('.')};
	const mark = () => keyFilesMark(env, [own]);
	const first = await mark();
	expect(await mark()).toBe(first);
	utimesSync(own, 1, 1);
	const second = await mark();
	expect(second).not.toBe(first);
	utimesSync(env.AWS_CONFIG_FILE, 1, 1);
	expect(await mark()).not.toBe(second);
});
