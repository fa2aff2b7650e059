import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {describe, expect} from 'vitest';
import {buildOf, commits, lane} from './account.ts';
import {type Answer, refusal, startGatekeeper} from './gatekeeper.ts';
import {type Scene, story} from './story.ts';

const lanes = [lane('l-indexer-pipeline', ['Taiko', 'Base']), lane('l-slasher-pipeline', ['Taiko', 'Base'])];
const expired = refusal('ExpiredTokenException', 'The security token included in the request is expired');

/** A home of its own with the files of AWS in it, and nothing else where keys could be found. */
function homeIn(scene: Scene, config: string, credentials = '') {
	const home = scene.folder();
	const write = (name: string, content: string) => writeFileSync(join(home, '.aws', name), content);
	mkdirSync(join(home, '.aws/sso/cache'), {recursive: true});
	write('config', config);
	write('credentials', credentials);
	const env = {
		HOME: home,
		AWS_CONFIG_FILE: undefined,
		AWS_SHARED_CREDENTIALS_FILE: undefined,
		AWS_ACCESS_KEY_ID: undefined,
		AWS_SECRET_ACCESS_KEY: undefined,
		AWS_SESSION_TOKEN: undefined,
	};
	return {env, write};
}

/** An account whose build runs, behind a gatekeeper who takes no key but this one. */
async function lockedAccount(scene: Scene) {
	const account = await scene.account(lanes, () => buildOf(60));
	account.push(commits.ours);
	account.pass(60);
	const keeper = await startGatekeeper(account.url);
	// As a user would have it: nothing but the renewal itself may bring it back in time.
	const flags = (interval = '30') => [
		...['--endpoint-url', keeper.url, '--region', 'us-west-2'],
		...['--interval', interval, '--rate', '50'],
	];
	return {
		account,
		keeper,
		flags,
		takes: (key: string, otherwise: Answer = expired) =>
			keeper.answer((_, access) => (access === key ? null : otherwise)),
	};
}

const keys = (id: string) => `[ops]\naws_access_key_id = ${id}\naws_secret_access_key = planted-secret-key\n`;

describe('credentials that expire on the way', () => {
	story('in a shared file are said once and picked up when they are renewed there', async ({scene}) => {
		const {account, keeper, flags, takes} = await lockedAccount(scene);
		const {env, write} = homeIn(scene, '', keys('AKIAOLD'));
		takes('AKIAOLD');
		const watch = scene.piped(['watch', commits.ours, '--profile', 'ops', ...flags('2')], {env});
		await watch.line(/l-slasher-pipeline .*state=Running/);
		takes('AKIANEW');
		const trouble = await watch.line(/^TROUBLE/);
		expect(trouble).toMatch(
			/^TROUBLE ExpiredTokenException operation=\w+ message="the credentials have expired" do="renew the keys of the profile ops in \S+\/\.aws\/credentials"/,
		);
		account.pass(900);
		write('credentials', keys('AKIANEW'));
		await watch.line(/^RECOVERED/);
		expect(await watch.ended).toBe(0);
		expect(watch.lines().filter(line => line.startsWith('TROUBLE'))).toHaveLength(1);
		expect(watch.lines().filter(line => line.startsWith('READY-TO-APPROVE'))).toHaveLength(2);
		await keeper.close();
	});

	story('of a single sign-on come back after aws sso login, long before the next try', async ({scene}) => {
		const {account, keeper, flags, takes} = await lockedAccount(scene);
		const config =
			'[profile ops]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = ro\n' +
			'[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = us-west-2\n';
		const {env, write} = homeIn(scene, config);
		const login = (token: string, left: number) =>
			write(
				`sso/cache/${createHash('sha1').update('corp').digest('hex')}.json`,
				JSON.stringify({accessToken: token, expiresAt: new Date(Date.now() + left).toISOString()}),
			);
		const portal = await signInPortal({first: 'ASIAOLD', second: 'ASIANEW'});
		login('first', 3600_000);
		takes('ASIAOLD');
		const terminal = scene.sluice([commits.ours, '--profile', 'ops', ...flags()], {
			columns: 120,
			rows: 40,
			env: {...env, AWS_ENDPOINT_URL_SSO: portal.url},
		});
		await terminal.see('◐ slasher');
		takes('ASIANEW');
		login('first', -1000);
		terminal.press('r');
		const blind = await terminal.see(/\n \? credentials have expired .*aws sso login --profile ops/);
		expect(blind).toMatch(/◐ slasher .*Running/);
		account.pass(900);
		login('second', 3600_000);
		await terminal.see('▲ GATE slasher');
		await terminal.lose('credentials have expired for');
		expect(terminal.written()).not.toContain('ASIA');
		await portal.close();
		await keeper.close();
	});

	story('of the environment cannot be renewed while it runs, and that is said', async ({scene}) => {
		const {keeper, flags, takes} = await lockedAccount(scene);
		takes('nobody');
		const where = scene.piped(['where', commits.ours, ...flags()]);
		expect(await where.ended).toBe(5);
		expect(where.err()).toMatch(
			/^sluice: the credentials have expired: renew AWS_ACCESS_KEY_ID, .* start sluice again\n$/,
		);
		await keeper.close();
	});
});

story.for([
	[
		refusal(
			'InvalidSignatureException',
			'Signature expired: 20261120T000000Z is now earlier than 20261120T001000Z (20261120T001500Z - 5 min.)',
		),
		'AWS does not accept the time of this machine: set the clock of this machine',
	],
	[
		refusal('UnrecognizedClientException', 'The security token included in the request is invalid.'),
		'AWS does not accept these keys: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN',
	],
] as const)('keys that AWS does not take end the start with 5: %s', async ([answer, said], {scene}) => {
	const {keeper, flags} = await lockedAccount(scene);
	keeper.answer(() => answer);
	for (const command of [['where', commits.ours], ['fleet'], ['watch', commits.ours]]) {
		const run = scene.piped([...command, ...flags()]);
		expect(await run.ended).toBe(5);
		expect(run.err()).toBe(`sluice: ${said}\n`);
	}
	await keeper.close();
});

describe('a profile or a file that is not there', () => {
	story.for([
		[
			['--profile', 'nope'],
			/^sluice: there is no profile nope in .*: name one of dev, ops with --profile NAME\n$/,
		],
		[
			['--credentials-file', '/nonexistent/keys.toml'],
			/^sluice: \/nonexistent\/keys\.toml does not exist: name the file with --credentials-file FILE\n$/,
		],
	] as const)('is refused before anything is sent: %j', async ([more, said], {scene}) => {
		const {keeper, flags} = await lockedAccount(scene);
		const {env} = homeIn(scene, '[profile dev]\nregion = us-west-2\n', keys('AKIA1'));
		for (const command of [['where', commits.ours], ['fleet'], ['watch', commits.ours]]) {
			const run = scene.piped([...command, ...flags(), ...more], {env});
			expect(await run.ended).toBe(2);
			expect(run.err()).toMatch(said);
		}
		expect(keeper.asked).toEqual([]);
		await keeper.close();
	});
});

/** What single sign-on asks for keys: each token has its own. */
async function signInPortal(keyOf: Readonly<Record<string, string>>) {
	const server = createServer((request, response) => {
		const key = keyOf[String(request.headers['x-amz-sso_bearer_token'])];
		response.writeHead(key === undefined ? 401 : 200, {'content-type': 'application/json'});
		const expiration = Date.now() + 3600_000;
		const roleCredentials = {
			accessKeyId: key,
			secretAccessKey: 'planted-secret',
			sessionToken: 'planted-session',
			expiration,
		};
		response.end(JSON.stringify(key === undefined ? {__type: 'UnauthorizedException'} : {roleCredentials}));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: () =>
			new Promise<void>(resolve => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
