import {describe, expect, it} from 'vitest';
import {readSettings} from '../../source/settings/read.ts';
import {noSettings} from '../../source/settings/settings.ts';

const file = '/home/ada/relay/sluice.toml';
const read = (toml: string) => readSettings(toml, {file, trusted: true});

/** The problems as `line key message`. */
function problemsIn(toml: string): readonly string[] {
	const found = read(toml);
	return found.kind === 'problems'
		? found.problems.map(({line, key, message}) => `${line} ${key} ${message}`)
		: [];
}

/** The settings, as far as they are other than nothing. */
function settingsIn(toml: string) {
	const found = read(toml);
	return found.kind === 'settings' ? found.settings : found;
}

describe('a settings file', () => {
	it('may be empty', () => {
		expect(read('# nothing\n')).toEqual({kind: 'settings', settings: noSettings, file});
		expect(settingsIn('[credentials]\n[approval]\n')).toEqual(noSettings);
	});

	it('says everything', () => {
		const toml = `\ufeffregion = "us-west-2"
track = ["l-*", "relay"]
interval = 1
rate = 0.5
bell = ["gate", "done"]

[credentials]
file = "../network_secrets.toml"
table = "aws.ops"

[approval]
also = "Slack \\u001b[31m#launch\\u001b[0m"
`;
		expect(read(toml)).toEqual({
			kind: 'settings',
			file,
			settings: {
				region: 'us-west-2',
				track: ['l-*', 'relay'],
				interval: 1,
				rate: 0.5,
				bell: ['gate', 'done'],
				credentials: {file: '/home/ada/network_secrets.toml', table: 'aws.ops'},
				approvalAlso: 'Slack #launch',
			},
		});
	});

	it.each([
		['track = "l-*"', {track: ['l-*']}],
		['bell = []', {bell: []}],
		['rate = 50', {rate: 50}],
		['credentials.file = "/etc/keys.toml"', {credentials: {file: '/etc/keys.toml', table: null}}],
		['credentials = {table = "x"}', {credentials: {file: null, table: 'x'}}],
	])('may say %s', (toml, settings) => {
		expect(settingsIn(toml)).toEqual({...noSettings, ...settings});
	});
});

describe('a wrong value', () => {
	it.each([
		['region', ['1', '""', '"Oregon"', '"x.example/"', '["us-west-2"]', '2020-01-01'], /us-west-2/],
		['track', ['1', '""', '[]', '[1]', '["l-*", ""]', '{}'], /"l-\*"/],
		['interval', ['0', '0.9', '-1', '"30"', 'inf', 'nan', 'true'], /seconds from 1/],
		['rate', ['0', '-1', '50.1', 'inf', '"1"'], /above 0, at most 50/],
		['bell', ['true', '"gate"', '["gong"]', '[1]'], /"gate", "failed", "done"/],
		['credentials', ['"keys.toml"', '3', '[]', '2020-01-01'], /must be a table/],
		['credentials.file', ['1', '""', '" "'], /text in quotes/],
		['credentials.table', ['1', '""'], /text in quotes/],
		['approval', ['"x"'], /must be a table/],
		['approval.also', ['1', '[]'], /text in quotes/],
	])('of %s is told with what is allowed', (key, values, allowed) => {
		for (const value of values) {
			const problems = problemsIn(`# first\n${key} = ${value}\n`);
			expect(problems, value).toHaveLength(1);
			expect(problems[0], value).toMatch(`2 ${key} must `);
			expect(problems[0], value).toMatch(allowed);
		}
	});
});

describe('an unknown key', () => {
	it.each([
		['pipeline = "l-*"', 'pipeline', 'region, track, interval, rate, bell, credentials, approval'],
		['theme = "auto"', 'theme', 'region'],
		['[[failures]]\nid = "x"', 'failures', 'region'],
		['[alerts]\nremind = "30m"', 'alerts', 'region'],
		['[credentials]\nsecret_access_key = "x"', 'credentials.secret_access_key', 'file, table'],
		['[pipelines.x]\npaths = ["a"]', 'pipelines', 'region'],
		['[approval]\n"also too" = 1', 'approval."also too"', 'also'],
	])('in %j is told with those that are known', (toml, key, known) => {
		const line = /^\[\w+[.\w]*\]\n/.test(toml) && key.includes('.') ? 2 : 1;
		expect(problemsIn(toml)).toEqual([
			expect.stringContaining(`${line} ${key} is not a setting; known here: ${known}`),
		]);
	});
});

it('tells all that is wrong at once', () => {
	expect(problemsIn('[credentials]\nb = 1\na = 1\nfile = 1\n')).toEqual([
		expect.stringMatching(/^2 credentials.b is not/),
		expect.stringMatching(/^3 credentials.a is not/),
		expect.stringMatching(/^4 credentials.file must/),
	]);
});

describe('the line of a problem', () => {
	it('is that of its key, in the order of the file', () => {
		const toml = `interval = 0 # no

[approval] # where
	"also" = [
		1,
	]
['a b']
x = 1
[ credentials ]\r
file = 3\r
credentials.file = 1
`;
		expect(problemsIn(toml).map(each => each.split(' must')[0]?.split(' is not')[0])).toEqual([
			'1 interval',
			'4 approval.also',
			'7 "a b"',
			'10 credentials.file',
			'11 credentials.credentials',
		]);
	});

	it('is that of the table around it where it has none of its own', () => {
		expect(problemsIn('rate = 1\ncredentials = {file = 1}')[0]).toMatch(/^2 credentials\.file /);
	});

	it('survives text that looks like settings', () => {
		const toml = "[approval]\nalso = '''\n\"\\q\" = 1\n[x\n'''\ninterval = 3\n";
		expect(problemsIn(toml)).toEqual([expect.stringContaining('6 approval.interval is not a setting')]);
	});
});

describe('what is not TOML', () => {
	it.each([
		['interval = \n', 1],
		['rate = 1\nrate = 2\n', 2],
		['a = 1\n\n[b\n', 3],
	])('%j is told with its line, and nothing of it quoted', (toml, line) => {
		const found = read(toml);
		expect(found).toMatchObject({problems: [{file, line, key: null}]});
		if (found.kind === 'problems') expect(found.problems[0]?.message).toMatch(/^is not TOML: [^\n\d]+$/);
	});
});
