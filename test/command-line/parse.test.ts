import {describe, expect, it} from 'vitest';
import {commands, options} from '../../source/command-line/options.ts';
import {parseCommandLine} from '../../source/command-line/parse.ts';

const parse = (...argv: string[]) => parseCommandLine(argv, '1.2.3');
const wrong = async (...argv: string[]) => {
	const line = await parse(...argv);
	return line.command === 'wrong' ? line.message : `taken as ${line.command}`;
};

describe('a command line', () => {
	it('follows a commit on a screen when it names no command', async () => {
		expect(
			await parse('acfd7c6', '--region', 'eu-west-1', '--pipelines', 'l-*', '--pipelines', 'web'),
		).toMatchObject({
			command: 'live',
			commits: ['acfd7c6'],
			account: {region: 'eu-west-1', pipelines: ['l-*', 'web'], profile: null, interval: null, rate: null},
			terminal: {color: true, bell: true},
		});
	});

	it('leaves the commit open when none is named', async () => {
		expect(await parse()).toMatchObject({command: 'live', commits: []});
		expect(await parse('watch')).toMatchObject({command: 'watch', commits: []});
	});

	it.each([['1234567'], ['00123456'], ['1e10000'], ['HEAD~2'], ['#812'], ['feature/x']])(
		'takes %s as it was typed',
		async typed => {
			expect(await parse(typed)).toMatchObject({command: 'live', commits: [typed]});
		},
	);

	it('takes a pull request by its number, and a word behind -- as it stands', async () => {
		expect(await parse('--pr', '812')).toMatchObject({commits: ['#812']});
		expect(await parse('watch', '--', '-x')).toMatchObject({command: 'watch', commits: ['-x']});
	});

	it('reads numbers, and switches off', async () => {
		expect(
			await parse('watch', 'abc', '--interval', '5', '--rate=0.5', '--no-color', '--no-bell'),
		).toMatchObject({
			account: {interval: 5, rate: 0.5},
			terminal: {color: false, bell: false},
		});
	});

	it('takes several commits, and one where one is looked for', async () => {
		expect(await parse('acfd7c6', 'b7d19f0')).toMatchObject({commits: ['acfd7c6', 'b7d19f0']});
		expect(await parse('where', 'acfd7c6', '--reached', 'Production')).toMatchObject({
			command: 'where',
			commit: 'acfd7c6',
			reached: 'Production',
		});
	});

	it('takes a pipeline to diagnose, and an execution by its first digits', async () => {
		expect(await parse('diagnose', 'l-indexer-pipeline')).toMatchObject({
			command: 'diagnose',
			pipeline: 'l-indexer-pipeline',
			execution: null,
			markdown: false,
		});
		expect(await parse('diagnose', 'l-x', '896C834B-07aa', '--markdown')).toMatchObject({
			execution: '896c834b-07aa',
			markdown: true,
		});
	});

	it('says when watch ends, in ms', async () => {
		expect(
			await parse('watch', '--exit-on', 'settled', '--timeout', '1h30m', '--heartbeat', '0'),
		).toMatchObject({
			appear: 180_000,
			watch: {
				exitOn: 'settled',
				reached: null,
				timeout: 5_400_000,
				grace: 600_000,
				heartbeat: 0,
				quiet: false,
			},
		});
		expect(await parse('watch', '--appear', '5s', '--grace', '90s', '--quiet')).toMatchObject({
			appear: 5000,
			watch: {exitOn: 'gate', timeout: null, grace: 90_000, heartbeat: null, quiet: true},
		});
	});

	it('gives the demo its pace', async () => {
		expect(await parse('demo')).toMatchObject({command: 'demo', speed: 20, interval: 1, rate: 20});
		expect(await parse('demo', '--speed', '60', '--interval', '2')).toMatchObject({speed: 60, interval: 2});
	});

	it('gives the simulator its port, and its faults as they were typed', async () => {
		expect(await parse('simulate')).toMatchObject({
			command: 'simulate',
			port: 4599,
			scenario: null,
			speed: 1,
			faults: [],
			eventsFile: null,
			runBuilds: false,
		});
		expect(await parse('simulate', '--run-builds')).toMatchObject({runBuilds: true});
		expect(await parse('simulate', '--port', '0', '--fault', 'throttle:0.2', '--fault', '500')).toMatchObject(
			{
				port: 0,
				faults: ['throttle:0.2', '500'],
			},
		);
	});

	it('answers for help and version before anything else', async () => {
		expect(await parse('--version', '--nonsense')).toEqual({command: 'version', text: '1.2.3'});
		expect(await parse('--help')).toMatchObject({command: 'help'});
		expect(await parse('demo', '-h')).toMatchObject({
			command: 'help',
			text: expect.stringMatching(/^sluice demo/),
		});
	});
});

describe('a wrong command line', () => {
	it.each([
		[['--regin', 'x'], 'there is no option --regin: did you mean --region?'],
		[['--xyzzy'], 'there is no option --xyzzy: see sluice --help'],
		[['--no-colour'], 'there is no option --no-colour: did you mean --no-color?'],
		[['-x'], 'there is no option -x: see sluice --help'],
		[['demo', '--region', 'x'], 'sluice demo takes no --region'],
		[['demo', 'acfd7c6'], 'sluice demo takes options only, not acfd7c6'],
		[['--region'], '--region takes a region such as us-west-2'],
		[['--region', 'moon'], '--region takes a region such as us-west-2, not moon'],
		[['--interval', '0'], '--interval takes a number from 1 to 86400, not 0'],
		[['--interval', 'often'], '--interval takes a number from 1 to 86400, not often'],
		[['--rate', '51'], '--rate takes a number from 0.01 to 50, not 51'],
		[['simulate', '--port', '70000'], '--port takes a whole number from 0 to 65535, not 70000'],
		[
			['where', 'HEAD', '--endpoint-url', 'http://kim:planted@127.0.0.1:4599'],
			'--endpoint-url takes an address without a name or password, not http://kim:planted@127.0.0.1:4599',
		],
		[
			['--endpoint-url', 'localhost:4599'],
			'--endpoint-url takes an address such as http://127.0.0.1:4599, not localhost:4599',
		],
		[['--profile', 'a', '--profile', 'b'], '--profile can be given once only'],
		[['where', 'acfd7c6', 'b7d19f0'], 'sluice where takes one commit, not 2'],
		[
			['diagnose'],
			'sluice diagnose takes the name of one pipeline, and the id of an execution if it is not the newest that failed: sluice fleet lists the pipelines',
		],
		[['diagnose', 'l x'], 'l x cannot be the name of a pipeline: sluice fleet lists them'],
		[
			['diagnose', 'l-x', '896c834'],
			'896c834 is no execution: an id looks like 896c834b-07aa-468c-9d3a-7fef9934e976, its first 8 digits or more are enough',
		],
		[
			['diagnose', 'l-x', '896c834b07aa'],
			'896c834b07aa is no execution: an id looks like 896c834b-07aa-468c-9d3a-7fef9934e976, its first 8 digits or more are enough',
		],
		[
			['diagnose', 'l-x', '--json', '--markdown'],
			'sluice diagnose takes one of --json and --markdown, not both',
		],
		[['changes'], 'sluice changes takes the name of one pipeline: sluice fleet lists them'],
		[['fleet', 'x'], 'sluice fleet takes options only, not x'],
		[['completion', 'tcsh'], 'sluice completion takes bash, zsh, fish: the shell to complete in'],
		[['watch', '--exit-on', 'done'], '--exit-on takes gate, settled or failure, not done'],
		[['watch', '--timeout', '90'], '--timeout takes a time such as 90s, 15m or 1h30m, not 90'],
		[['--timeout', '90m'], 'sluice takes no --timeout'],
		[['where', '--heartbeat', '3'], 'sluice where takes no --heartbeat'],
		[['--no-bell=x'], '--no-bell takes no value: leave =x out'],
		[['fleet', '--json=false'], '--json takes no value: leave =false out'],
		[['watch', '--quiet='], '--quiet takes no value: leave = out'],
	])('%j is told: %s', async (argv, message) => {
		expect(await wrong(...argv)).toBe(message);
	});
});

describe('help', () => {
	it('names every option with each command that takes it, in at most 110 columns', async () => {
		for (const command of commands) {
			const line = await parse(...(command === 'live' ? [] : [command]), '--help');
			const text = 'text' in line ? line.text : '';
			for (const {name, takenBy} of options) {
				expect(new RegExp(`^  --${name} `, 'm').test(text), `${command} --${name}`).toBe(command in takenBy);
			}
			expect(Math.max(...text.split('\n').map(row => row.length))).toBeLessThanOrEqual(110);
		}
	});

	it('names every service that is simulated', async () => {
		const line = await parse('simulate', '--help');
		const text = 'text' in line ? line.text : '';
		for (const service of [
			'CodePipeline',
			'CodeBuild',
			'CodeDeploy',
			'CloudWatch Logs',
			'EventBridge',
			'SQS',
			'STS',
		])
			expect(text).toContain(service);
	});
});
