import {type Command, commands, type Option, optionsOf, usages} from './options.ts';
import type {Shell} from './parse.ts';

/** What `sluice --help` prints, or `sluice demo --help`; at most 100 columns wide. */
export function helpText(command: Command): string {
	const [usage, about] = usages[command];
	const top =
		command === 'live'
			? [
					'Where is my commit, and does anything need me? Follows a commit through AWS CodePipeline; only reads.',
					'',
					...columns(commands.map(each => usages[each])),
					'',
					"COMMIT is a SHA, any git revision, or a pull request ('#812' or its URL).",
				]
			: [`${usage} [OPTION…]`, '', `${about[0]?.toUpperCase()}${about.slice(1)}.`];
	const rows = optionRows(command).map(({typed, says}) => [typed, says] as const);
	return [...top, '', 'Options', ...columns([...rows, ...common]), ...footer(command)].join('\n');
}

/** The options of a command as the README's table shows them. */
export function optionRows(command: Command): readonly {readonly typed: string; readonly says: string}[] {
	return optionsOf(command).map(option => ({typed: typed(option), says: says(option, command)}));
}

const common = [
	['--help, -h', 'this text; after a command, its own'],
	['--version', 'the version'],
] as const;

function typed(option: Option): string {
	return option.value.kind === 'none' ? `--${option.name}` : `--${option.name} ${option.value.word}`;
}

function says(option: Option, command: Command): string {
	const shown = option.takenBy[command];
	const notes = [option.repeatable ? 'repeatable' : null, shown ? `default: ${shown}` : null].filter(Boolean);
	return notes.length > 0 ? `${option.about} (${notes.join('; ')})` : option.about;
}

function footer(command: Command): readonly string[] {
	if (command === 'live') return ['', 'After a command, --help shows its own options.'];
	if (command === 'watch') return ['', 'Exit codes', ...columns(exitCodes), ...whichCode];
	if (command === 'simulate') return ['', serviceNote, ...faultNotes];
	return command === 'completion' ? ['', 'To switch it on', ...columns(Object.entries(switchedOnBy))] : [];
}

const exitCodes = [
	['0', 'all succeeded or stand at their gates; with --reached: reached everywhere'],
	['1', 'an execution failed, and nothing carries the commit on'],
	['2', 'the command line or the settings are wrong, or the commit or the pipelines are not there'],
	['3', 'the commit goes no further on its own: superseded, stopped, cancelled'],
	['4', 'no execution of the commit in time, or --timeout has passed'],
	['5', 'AWS refused: credentials, or permissions'],
	['6', 'blocked: a person must act elsewhere first'],
] as const;

const whichCode = [
	'When several apply, the first of 5, 1, 3, 6, 4, 0 counts: --timeout ends with 1 where something has',
	'failed by then, and with 4 where nothing is wrong. The last line says END, and ended=timeout then.',
];

const serviceNote =
	'Answers as CodePipeline, CodeBuild, CodeDeploy, CloudWatch Logs, EventBridge, SQS and STS do.';

const faultNotes = [
	'RATE is the share of requests that meet the fault, from 0 to 1; without it all do.',
	'slow answers after 5 s; lag lets GetPipelineState and the lists of CodePipeline show what was true 5 s ago.',
];

/** The line that switches completion on, by its shell. */
export const switchedOnBy = {
	bash: 'eval "$(sluice completion bash)"    in ~/.bashrc',
	zsh: 'source <(sluice completion zsh)     in ~/.zshrc, below compinit',
	fish: 'sluice completion fish | source     in ~/.config/fish/config.fish',
} as const satisfies Record<Shell, string>;

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
