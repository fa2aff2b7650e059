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
theme = "high-contrast"

[credentials]
file = "../network_secrets.toml"
table = "aws.ops"

[approval]
also = "Slack \\u001b[31m#launch\\u001b[0m"

[pipelines."l-*-ansible-pipeline"]
paths = ["ansible/**", "infra/cw-monitoring/**"]

[pipelines.l-slasher-pipeline]
paths = ["slasher/**"]

[console]
portal = "https://example.awsapps.com/start"
role = "Approver"

[alerts]
run = ["../bin/tell", "--title", "./sluice"]
remind = "1h30m"

[[failures]]
id = "stale-lock"
match = "state lock"
not = "released"
cause = "another deployment holds the \\u001b[1mlock\\u001b[0m"
advice = "wait for it"
retry_helps = true
sure = "likely"
example = "error: could not acquire state lock"
unlike = "state lock released"

[[failures]]
id = "quota"
match = "quota"
cause = "the quota is used up"
advice = "ask for more"
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
				paths: [
					{pipeline: 'l-*-ansible-pipeline', paths: ['ansible/**', 'infra/cw-monitoring/**']},
					{pipeline: 'l-slasher-pipeline', paths: ['slasher/**']},
				],
				console: {portal: 'https://example.awsapps.com/start', role: 'Approver'},
				alerts: {run: ['/home/ada/bin/tell', '--title', './sluice'], remind: 90 * 60_000},
				theme: 'high-contrast',
				failures: [
					{
						id: 'stale-lock',
						match: 'state lock',
						not: 'released',
						cause: 'another deployment holds the lock',
						advice: 'wait for it',
						retryHelps: true,
						sure: 'likely',
						example: 'error: could not acquire state lock',
						unlike: 'state lock released',
					},
					{
						id: 'quota',
						match: 'quota',
						not: null,
						cause: 'the quota is used up',
						advice: 'ask for more',
						retryHelps: null,
						sure: null,
						example: null,
						unlike: null,
					},
				],
			},
		});
	});

	it.each([
		['track = "l-*"', {track: ['l-*']}],
		['bell = []', {bell: []}],
		['rate = 50', {rate: 50}],
		['credentials.file = "/etc/keys.toml"', {credentials: {file: '/etc/keys.toml', table: null}}],
		['credentials = {table = "x"}', {credentials: {file: null, table: 'x'}}],
		['alerts.run = ["notify-send"]', {alerts: {run: ['notify-send'], remind: null}}],
		['pipelines.web = {}', {}],
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
		['theme', ['"blue"', '""', '1'], /"auto", "dark", "light", "high-contrast", "mono"/],
		['pipelines', ['1', '["web"]'], /must be a table/],
		['pipelines.web', ['["src/**"]'], /must be a table/],
		['pipelines.web.paths', ['"src/**"', '[]', '[""]', '[1]'], /"ansible\/\*\*"/],
		[
			'console.portal',
			[
				'"http://x.awsapps.com/start"',
				'"x.awsapps.com"',
				'"https://u:p@x.awsapps.com"',
				'"https://x/?a=b"',
				'1',
			],
			/https address/,
		],
		['console.role', ['""', '1'], /text in quotes/],
		['alerts.run', ['"notify-send"', '[]', '[""]', '[1]'], /\["notify-send", "sluice"\]/],
		['failures', ['1', '{}', '["x"]'], /must be a (table|list of tables)/],
	])('of %s is told with what is allowed', (key, values, allowed) => {
		for (const value of values) {
			const around = key === 'console.role' ? 'console.portal = "https://x.awsapps.com"' : '';
			const problems = problemsIn(`# first\n${key} = ${value}\n${around}`);
			expect(problems, value).toHaveLength(1);
			expect(problems[0], value).toMatch(`2 ${key} must `);
			expect(problems[0], value).toMatch(allowed);
		}
	});
});

describe('an unknown key', () => {
	it.each([
		['pipeline = "l-*"', 'pipeline', 'region, track, interval, rate, bell, credentials, approval'],
		['colour = "auto"', 'colour', 'region'],
		['alarms.remind = "30m"', 'alarms', 'region'],
		['[credentials]\nsecret_access_key = "x"', 'credentials.secret_access_key', 'file, table'],
		['[pipelines.x]\npath = ["a"]', 'pipelines.x.path', 'paths'],
		['[approval]\n"also too" = 1', 'approval."also too"', 'also'],
	])('in %j is told with those that are known', (toml, key, known) => {
		const line = /^\[\w+[.\w]*\]\n/.test(toml) && key.includes('.') ? 2 : 1;
		expect(problemsIn(toml)).toEqual([
			expect.stringContaining(`${line} ${key} is not a setting; known here: ${known}`),
		]);
	});
});

const failure = 'id = "x"\nmatch = "x"\ncause = "x"\nadvice = "x"\n';

describe('a failure of the user’s own', () => {
	it.each([
		['match = "x"', 'match = "("', /^8 failures\.match must be a regular expression/],
		['id = "x"', 'id = ""', /^7 failures\.id must be a text/],
		['advice = "x"\n', '', /^6 failures\.advice is missing; needed here: id, match, cause, advice$/],
		['cause = "x"', 'cause = "x"\nnot = "["', /^10 failures\.not must be a regular expression/],
		['cause = "x"', 'cause = "x"\nsure = "yes"', /^10 failures\.sure .*"certain", "likely", "guess"/],
		['cause = "x"', 'cause = "x"\nretry_helps = "no"', /^10 failures\.retry_helps must be true or false/],
		[
			'cause = "x"',
			'cause = "x"\nexample = "y"',
			/^10 failures\.example is not recognised: mend `match` so that it finds it/,
		],
		[
			'cause = "x"',
			'cause = "x"\nnot = "y"\nexample = "x\\ny"',
			/^11 failures\.example is not recognised: .*`not`/,
		],
		[
			'cause = "x"',
			'cause = "x"\nunlike = "a\\nx"',
			/^10 failures\.unlike is recognised: make `match` narrower/,
		],
		['cause = "x"', 'cause = "x"\nunlike = 1', /^10 failures\.unlike must be a text in quotes/],
		['cause = "x"', 'cause = "x"\nwhy = "x"', /^10 failures\.why is not a setting; known here: id, match/],
	])('is told with its line when %s is %s', (given, wrong, problem) => {
		const second = failure.replace(given, wrong);
		expect(problemsIn(`[[failures]]\n${failure}[[failures]]\n${second}[[failures]]\n${failure}`)).toEqual([
			expect.stringMatching(problem),
		]);
	});
});

it('reminds no faster than every second, of an alert that has a program', () => {
	const remind = (time: string) => problemsIn(`[alerts]\nrun = ["x"]\nremind = ${time}`);
	for (const time of ['"soon"', '"30"', '30', '"0s"', '"999ms"'])
		expect(remind(time), time).toEqual([
			expect.stringMatching(/^3 alerts\.remind must be a time from 1s, such as "30m"/),
		]);
	expect(remind('"1s"')).toEqual([]);
	expect(problemsIn('[alerts]\nremind = "30m"')).toEqual(['1 alerts.run is missing; needed here: run']);
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
