/** The commands there are; `live` is what runs when none is named. */
export const commands = [
	'live',
	'watch',
	'where',
	'fleet',
	'changes',
	'diagnose',
	'doctor',
	'line',
	'demo',
	'simulate',
	'completion',
] as const;
export type Command = (typeof commands)[number];

/** The command that a word names; null: none. */
export function commandOf(word: string | undefined): Command | null {
	return commands.find(command => command !== 'live' && command === word) ?? null;
}

/** How each command is typed, and what it does. */
export const usages = {
	live: ['sluice [COMMIT…]', 'follow commits on a live screen; without one, the last ones, or pick'],
	watch: ['sluice watch [COMMIT…]', 'the same as lines, then an exit code; without one, HEAD'],
	where: ['sluice where [COMMIT]', 'one look: which stages run the commit, and where it travels'],
	fleet: ['sluice fleet', 'one look: every pipeline, every stage, the commit that stands there'],
	changes: ['sluice changes PIPELINE', 'one look: what approving the gate would ship'],
	diagnose: ['sluice diagnose PIPELINE [EXECUTION]', 'one look: what failed, and what shows it'],
	doctor: ['sluice doctor', 'check credentials, permissions, git, gh, terminal; how to mend them'],
	line: ['sluice line', 'one short line for a status bar, from what the screen wrote down'],
	demo: ['sluice demo', 'the live screen on a simulated busy day; needs no AWS account'],
	simulate: ['sluice simulate', 'a local AWS: CodePipeline, CodeBuild, CloudWatch Logs and more'],
	completion: ['sluice completion SHELL', 'what makes bash, zsh or fish complete these words'],
} as const satisfies Record<Command, readonly [usage: string, about: string]>;

/** What an option takes. */
export type Value =
	| {readonly kind: 'none'}
	| {readonly kind: 'text' | 'region' | 'url' | 'duration'; readonly word: string}
	| {readonly kind: 'choice'; readonly word: string; readonly of: readonly string[]}
	| {
			readonly kind: 'number';
			readonly word: string;
			/** Smallest and largest allowed. */
			readonly from: number;
			readonly to: number;
			readonly whole: boolean;
	  };

/** What ends `watch`. */
export const exits = ['gate', 'settled', 'failure'] as const;
export type ExitOn = (typeof exits)[number];

/** One row of the table that the parser, `--help` and the README are made from. */
export interface Option {
	/** As it is typed, without the dashes. */
	readonly name: string;
	readonly value: Value;
	readonly about: string;
	/** The commands that take it, with the default that help shows; null: none to show. */
	readonly takenBy: Readonly<Partial<Record<Command, string | null>>>;
	readonly repeatable?: true;
}

const text = (word: string): Value => ({kind: 'text', word});
const number = (word: string, from: number, to: number): Value => ({
	kind: 'number',
	word,
	from,
	to,
	whole: false,
});
const whole = (from: number, to: number): Value => ({kind: 'number', word: 'N', from, to, whole: true});
/** Those that look at an account. */
const aws = (shown: string | null) => ({
	live: shown,
	watch: shown,
	where: shown,
	fleet: shown,
	changes: shown,
	diagnose: shown,
	doctor: shown,
});
const duration: Value = {kind: 'duration', word: 'TIME'};
const secondsOfDay = 86_400;

/** Every option, in the order in which help shows them. */
export const options: readonly Option[] = [
	{
		name: 'pr',
		value: whole(1, 999_999_999),
		about: 'follow the merge commit of a pull request',
		takenBy: {live: null, watch: null, where: null},
	},
	{
		name: 'mine',
		value: {kind: 'none'},
		about: 'follow each new merge of yours as it starts',
		takenBy: {live: null, watch: null},
	},
	{
		name: 'reached',
		value: text('STAGE'),
		about: 'until STAGE runs the commit in every pipeline that has such a stage',
		takenBy: {watch: null, where: null},
	},
	{
		name: 'exit-on',
		value: {kind: 'choice', word: 'WHAT', of: exits},
		about: 'gate, settled (through production) or failure (the first one)',
		takenBy: {watch: 'gate'},
	},
	{name: 'timeout', value: duration, about: 'end after 90m, 1h30m, …', takenBy: {watch: 'never'}},
	{
		name: 'appear',
		value: duration,
		about: 'how long an execution of the commit may take to appear',
		takenBy: {live: '3m', watch: '3m'},
	},
	{
		name: 'grace',
		value: duration,
		about: 'how long credentials that expire on the way may take to be renewed',
		takenBy: {watch: '10m'},
	},
	{
		name: 'heartbeat',
		value: number('SECONDS', 0, secondsOfDay),
		about: 'time between lines that tell where each stands; 0: none',
		takenBy: {watch: 'the interval'},
	},
	{name: 'quiet', value: {kind: 'none'}, about: 'only what changes', takenBy: {watch: null}},
	{
		name: 'policy',
		value: {kind: 'none'},
		about: 'print the IAM policy with exactly the reads that are used',
		takenBy: {doctor: null},
	},
	{
		name: 'markdown',
		value: {kind: 'none'},
		about: 'a report in Markdown, for a chat or a ticket',
		takenBy: {diagnose: null},
	},
	{
		name: 'json',
		value: {kind: 'none'},
		about: 'JSON: an object a line from watch, one object from the others',
		takenBy: {...aws(null), line: null},
	},
	{
		name: 'pipelines',
		value: text('GLOB'),
		about: 'which pipelines',
		takenBy: aws('track in the settings, else *'),
		repeatable: true,
	},
	{name: 'profile', value: text('NAME'), about: 'profile of the AWS configuration', takenBy: aws(null)},
	{name: 'region', value: {kind: 'region', word: 'REGION'}, about: 'AWS region', takenBy: aws(null)},
	{
		name: 'endpoint-url',
		value: {kind: 'url', word: 'URL'},
		about: 'one address for all AWS services',
		takenBy: aws(null),
	},
	{
		name: 'credentials-file',
		value: text('FILE'),
		about: 'TOML file with access_key_id and secret_access_key',
		takenBy: aws(null),
	},
	{name: 'credentials-table', value: text('NAME'), about: 'the table in that file', takenBy: aws('aws.ops')},
	{
		name: 'interval',
		value: number('SECONDS', 1, secondsOfDay),
		about: 'time between looks at a running pipeline, from 1',
		takenBy: {...aws('30'), demo: '1'},
	},
	{
		name: 'rate',
		value: number('N', 0.01, 50),
		about: 'requests per second to CodePipeline, up to 50',
		takenBy: {...aws('1'), demo: '20'},
	},
	{
		name: 'settings',
		value: text('FILE'),
		about: 'settings file',
		takenBy: aws('the nearest sluice.toml'),
	},
	{
		name: 'port',
		value: whole(0, 65_535),
		about: 'port on 127.0.0.1; 0: a free one',
		takenBy: {simulate: '4599'},
	},
	{
		name: 'scenario',
		value: text('NAME|FILE'),
		about: 'what happens: busy-day, big-fleet, rough-night, or a file',
		takenBy: {simulate: 'nothing'},
	},
	{
		name: 'speed',
		value: number('N', 0.01, 10_000),
		about: 'divides every duration',
		takenBy: {demo: '20', simulate: '1'},
	},
	{
		name: 'seed',
		value: whole(0, 4_294_967_295),
		about: 'the same seed gives the same day',
		takenBy: {demo: '1', simulate: 'its own'},
	},
	{
		name: 'fault',
		value: text('KIND[:RATE]'),
		about: 'throttle, 500, html, empty, drop, slow, expired, denied:OPERATION, lag',
		takenBy: {simulate: null},
		repeatable: true,
	},
	{
		name: 'events-file',
		value: text('FILE'),
		about: 'append every event of EventBridge as one JSON line',
		takenBy: {simulate: null},
	},
	{
		name: 'run-builds',
		value: {kind: 'none'},
		about: 'run the commands of buildspecs for real, on this machine',
		takenBy: {simulate: null},
	},
	{
		name: 'no-color',
		value: {kind: 'none'},
		about: 'no colours; so does NO_COLOR',
		takenBy: {...aws(null), demo: null},
	},
	{name: 'no-bell', value: {kind: 'none'}, about: 'never ring the bell', takenBy: {...aws(null), demo: null}},
];

/** The options of one command. */
export function optionsOf(command: Command): readonly Option[] {
	return options.filter(option => Object.hasOwn(option.takenBy, command));
}
