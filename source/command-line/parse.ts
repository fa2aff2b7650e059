import {parseArgs} from 'node:util';
import {nearest} from './nearest.ts';
import {
	type Command,
	commandOf,
	type ExitOn,
	exits,
	type Option,
	options,
	optionsOf,
	usages,
} from './options.ts';
import {type QuickLine, quickAnswer} from './quick.ts';
import {objection} from './value.ts';

/** What was said about the account to look at; null and empty: not said here, so the environment or the settings may. */
export interface AccountFlags {
	readonly pipelines: readonly string[];
	readonly profile: string | null;
	readonly region: string | null;
	readonly endpointUrl: string | null;
	readonly credentialsFile: string | null;
	readonly credentialsTable: string | null;
	/** Seconds. */
	readonly interval: number | null;
	/** Requests per second. */
	readonly rate: number | null;
	/** The settings file. */
	readonly settings: string | null;
}

/** False for what was switched off. */
export interface TerminalFlags {
	readonly color: boolean;
	readonly bell: boolean;
}

/** What all commands that look at an account are told. */
interface LookingLine {
	readonly account: AccountFlags;
	readonly terminal: TerminalFlags;
	readonly json: boolean;
}

/** When `watch` ends, and what it prints on the way. */
export interface WatchFlags {
	readonly exitOn: ExitOn;
	/** The stage that must run the commit everywhere; null: `exitOn` counts. */
	readonly reached: string | null;
	/** ms; null: never. */
	readonly timeout: number | null;
	/** How long expired credentials may take to be renewed; ms. */
	readonly grace: number;
	/** Time between two lines that tell where a pipeline stands; ms, 0: none, null: at each look. */
	readonly heartbeat: number | null;
	readonly quiet: boolean;
}

/** What counts where nothing of it was said. */
export const usualWatch: WatchFlags = {
	exitOn: 'gate',
	reached: null,
	timeout: null,
	grace: 600_000,
	heartbeat: null,
	quiet: false,
};

export interface FollowLine extends LookingLine {
	readonly command: 'live' | 'watch';
	/** As they were typed, `--pr 812` as `#812`; empty: left out. */
	readonly commits: readonly string[];
	readonly mine: boolean;
	/** How long an execution may take to appear; ms. */
	readonly appear: number;
	readonly watch: WatchFlags;
}

export interface WhereLine extends LookingLine {
	readonly command: 'where';
	readonly commit: string | null;
	readonly reached: string | null;
}

export interface FleetLine extends LookingLine {
	readonly command: 'fleet';
}

export interface ChangesLine extends LookingLine {
	readonly command: 'changes';
	readonly pipeline: string;
}

export interface DiagnoseLine extends LookingLine {
	readonly command: 'diagnose';
	readonly pipeline: string;
	/** Its id, whole or at least eight of its first digits, in small letters; null: the newest that failed. */
	readonly execution: string | null;
	readonly markdown: boolean;
}

export interface DoctorLine extends LookingLine {
	readonly command: 'doctor';
	readonly policy: boolean;
}

export interface StatusLine {
	readonly command: 'line';
	readonly json: boolean;
}

/** The shells that completion is written for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export interface CompletionLine {
	readonly command: 'completion';
	readonly shell: Shell;
}

export interface DemoLine {
	readonly command: 'demo';
	readonly speed: number;
	/** Seconds. */
	readonly interval: number;
	readonly rate: number;
	readonly seed: number;
	readonly terminal: TerminalFlags;
}

export interface SimulateLine {
	readonly command: 'simulate';
	readonly port: number;
	/** Null: an empty account. */
	readonly scenario: string | null;
	readonly speed: number;
	/** Null: the scenario's own. */
	readonly seed: number | null;
	/** As they were typed. */
	readonly faults: readonly string[];
	/** What events are appended to; null: nothing. */
	readonly eventsFile: string | null;
	/** Whether the commands of buildspecs are run. */
	readonly runBuilds: boolean;
}

/** What a command line asks for. */
export type CommandLine =
	| QuickLine
	/** One sentence; nothing was started. */
	| {readonly command: 'wrong'; readonly message: string}
	| FollowLine
	| WhereLine
	| FleetLine
	| ChangesLine
	| DiagnoseLine
	| DoctorLine
	| StatusLine
	| CompletionLine
	| DemoLine
	| SimulateLine;

class WrongUse extends Error {}

/** The values given for each option, by its name. */
type Given = ReadonlyMap<string, readonly string[]>;

/** Reads a command line (`argv` without node and script). Never exits, prints or looks at the disk. */
export async function parseCommandLine(argv: readonly string[], version: string): Promise<CommandLine> {
	const quick = quickAnswer(argv, () => version);
	if (quick !== null) return quick;
	// A status bar asks every few seconds: this needs no parser.
	const [word, option, ...others] = argv;
	if (word === 'line' && (option === undefined || option === '--json') && others.length === 0)
		return {command: 'line', json: option !== undefined};
	try {
		const {words, given} = read(argv);
		const command = commandOf(words[0]) ?? 'live';
		check(command, given);
		return build(command, command === 'live' ? words : words.slice(1), given, await durationsIn(given));
	} catch (error) {
		if (error instanceof WrongUse) return {command: 'wrong', message: error.message};
		throw error;
	}
}

/** Node's own parser: any other takes longer to load than all else until the first call goes out. */
function read(argv: readonly string[]): {words: readonly string[]; given: Given} {
	const {tokens} = parseArgs({
		args: [...argv],
		options: Object.fromEntries(
			options.map(({name, value}) => [name, {type: value.kind === 'none' ? 'boolean' : 'string'} as const]),
		),
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const words: string[] = [];
	const given = new Map<string, readonly string[]>();
	for (const token of tokens) {
		if (token.kind === 'positional') words.push(token.value);
		if (token.kind !== 'option') continue;
		const {name, value, inlineValue} = token;
		const option = options.find(each => each.name === name);
		const takes = option?.value.kind ?? 'none';
		if (option !== undefined && takes === 'none' && inlineValue)
			throw new WrongUse(`--${name} takes no value: leave =${value} out`);
		// An option where a value should stand: there is none. A number below zero is one, if a wrong one.
		const missing = value === undefined || (!inlineValue && /^-(?!\d)/.test(value));
		const values = takes === 'none' ? [] : [missing ? '' : value];
		given.set(name, [...(given.get(name) ?? []), ...values]);
	}
	return {words, given};
}

function check(command: Command, given: Given): void {
	const taken = optionsOf(command);
	for (const [name, values] of given) {
		const option = taken.find(each => each.name === name);
		if (option === undefined) throw new WrongUse(unknown(command, name, taken));
		if (values.length > 1 && !option.repeatable) throw new WrongUse(`--${name} can be given once only`);
		for (const value of values) {
			const allowed = objection(value, option.value);
			if (allowed !== null)
				throw new WrongUse(`--${name} takes ${allowed}${value === '' ? '' : `, not ${value}`}`);
		}
	}
}

function unknown(command: Command, name: string, taken: readonly Option[]): string {
	const elsewhere = options.find(option => option.name === name);
	const [usage] = usages[command];
	const who = usage.replace(/ \[.*/, '');
	if (elsewhere !== undefined) return `${who} takes no --${name}`;
	const meant = nearest(
		name,
		taken.map(option => option.name),
	);
	const dashes = name.length === 1 ? '-' : '--';
	return `there is no option ${dashes}${name}${meant === null ? `: see ${who} --help` : `: did you mean --${meant}?`}`;
}

/** The durations given, by their option's name; ms. */
async function durationsIn(given: Given): Promise<ReadonlyMap<string, number>> {
	const timed = options.filter(({name, value}) => value.kind === 'duration' && given.has(name));
	if (timed.length === 0) return new Map();
	const {default: parse} = await import('parse-duration');
	return new Map(timed.map(({name}) => [name, parse(given.get(name)?.[0] ?? '') ?? 0]));
}

const minute = 60_000;

function build(
	command: Command,
	words: readonly string[],
	given: Given,
	durations: ReadonlyMap<string, number>,
): CommandLine {
	const one = (name: string) => given.get(name)?.[0] ?? null;
	const number = (name: string) => (one(name) === null ? null : Number(one(name)));
	const terminal = {color: !given.has('no-color'), bell: !given.has('no-bell')};
	const looking = {account: accountIn(given), terminal, json: given.has('json')};
	switch (command) {
		case 'live':
		case 'watch': {
			const heartbeat = number('heartbeat');
			return {
				command,
				...looking,
				commits: commitsIn(words, one('pr')),
				mine: given.has('mine'),
				appear: durations.get('appear') ?? 3 * minute,
				watch: {
					exitOn: exits.find(each => each === one('exit-on')) ?? usualWatch.exitOn,
					reached: one('reached'),
					timeout: durations.get('timeout') ?? usualWatch.timeout,
					grace: durations.get('grace') ?? usualWatch.grace,
					heartbeat: heartbeat === null ? null : heartbeat * 1000,
					quiet: given.has('quiet'),
				},
			};
		}
		case 'where': {
			const [commit = null, ...others] = commitsIn(words, one('pr'));
			if (others.length > 0) throw new WrongUse(`sluice where takes one commit, not ${others.length + 1}`);
			return {command, ...looking, commit, reached: one('reached')};
		}
		case 'fleet':
			noWords(command, words);
			return {command, ...looking};
		case 'changes': {
			const [pipeline, ...others] = words;
			if (pipeline === undefined || others.length > 0)
				throw new WrongUse('sluice changes takes the name of one pipeline: sluice fleet lists them');
			return {command, ...looking, pipeline};
		}
		case 'diagnose':
			return {command, ...looking, ...diagnosedIn(words), markdown: markdownIn(given)};
		case 'doctor':
			noWords(command, words);
			return {command, ...looking, policy: given.has('policy')};
		case 'line':
			noWords(command, words);
			return {command, json: given.has('json')};
		case 'completion': {
			const shell = shells.find(each => each === words[0]);
			if (shell === undefined || words.length > 1)
				throw new WrongUse(`sluice completion takes ${shells.join(', ')}: the shell to complete in`);
			return {command, shell};
		}
		case 'demo':
			noWords(command, words);
			return {
				command,
				speed: number('speed') ?? 20,
				interval: number('interval') ?? 1,
				rate: number('rate') ?? 20,
				seed: number('seed') ?? 1,
				terminal,
			};
		case 'simulate':
			noWords(command, words);
			return {
				command,
				port: number('port') ?? 4599,
				scenario: one('scenario'),
				speed: number('speed') ?? 1,
				seed: number('seed'),
				faults: given.get('fault') ?? [],
				eventsFile: one('events-file'),
				runBuilds: given.has('run-builds'),
			};
	}
}

/** What CodePipeline takes as the name of a pipeline. */
const pipelineName = /^[A-Za-z0-9.@\-_]{1,100}$/;

/** Whether a word is an execution's id (a UUID in small letters), or at least its first eight digits. */
function beginsExecution(word: string): boolean {
	const dashes = [8, 13, 18, 23];
	const fits = [...word].every((letter, at) =>
		dashes.includes(at) ? letter === '-' : /[0-9a-f]/.test(letter),
	);
	return fits && word.length >= 8 && word.length <= 36;
}

function diagnosedIn(words: readonly string[]): Pick<DiagnoseLine, 'pipeline' | 'execution'> {
	const [pipeline, typed, ...others] = words;
	if (pipeline === undefined || others.length > 0)
		throw new WrongUse(
			'sluice diagnose takes the name of one pipeline, and the id of an execution if it is not the newest that failed: sluice fleet lists the pipelines',
		);
	if (!pipelineName.test(pipeline))
		throw new WrongUse(`${pipeline} cannot be the name of a pipeline: sluice fleet lists them`);
	const execution = typed?.toLowerCase() ?? null;
	if (execution !== null && !beginsExecution(execution))
		throw new WrongUse(
			`${typed} is no execution: an id looks like 896c834b-07aa-468c-9d3a-7fef9934e976, its first 8 digits or more are enough`,
		);
	return {pipeline, execution};
}

function markdownIn(given: Given): boolean {
	if (given.has('markdown') && given.has('json'))
		throw new WrongUse('sluice diagnose takes one of --json and --markdown, not both');
	return given.has('markdown');
}

function accountIn(given: Given): AccountFlags {
	const one = (name: string) => given.get(name)?.[0] ?? null;
	const number = (name: string) => (one(name) === null ? null : Number(one(name)));
	return {
		pipelines: given.get('pipelines') ?? [],
		profile: one('profile'),
		region: one('region'),
		endpointUrl: one('endpoint-url'),
		credentialsFile: one('credentials-file'),
		credentialsTable: one('credentials-table'),
		interval: number('interval'),
		rate: number('rate'),
		settings: one('settings'),
	};
}

function commitsIn(words: readonly string[], pullRequest: string | null): readonly string[] {
	return pullRequest === null ? words : [...words, `#${pullRequest}`];
}

function noWords(command: Command, words: readonly string[]): void {
	if (words.length > 0) throw new WrongUse(`sluice ${command} takes options only, not ${words[0]}`);
}
