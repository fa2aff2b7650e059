import {type Command, commands, type Option, options, usages} from '../../command-line/options.ts';
import {common, named, operandOf, wordsAfter} from './words.ts';

const quoted = (text: string) => `'${text.replace(/[\\']/g, sign => `\\${sign}`)}'`;

export function fish(): string {
	const rows = [
		'complete -c sluice -f',
		...named.map(
			command => `complete -c sluice -n __fish_use_subcommand -a ${command} -d ${quoted(usages[command][1])}`,
		),
		...named.flatMap(command => {
			const words = wordsAfter(command);
			return words.length === 0
				? []
				: [`complete -c sluice -n ${seen([command])} -a ${quoted(words.join(' '))}`];
		}),
		...options.map(
			option =>
				`complete -c sluice -n ${conditionOf(option)} -l ${option.name}${operand(option)} -d ${quoted(option.about)}`,
		),
		...common.map(({name, about}) => `complete -c sluice -l ${name} -d ${quoted(about)}`),
	];
	return ['# fish completion of sluice', ...rows].join('\n');
}

function seen(takers: readonly Command[]): string {
	return quoted(`__fish_seen_subcommand_from ${takers.join(' ')}`);
}

/** Without a command it is the live screen: then an option is ruled out by the commands that do not take it. */
function conditionOf({takenBy}: Option): string {
	const takes = (command: Command) => Object.hasOwn(takenBy, command);
	if (!takes('live')) return seen(commands.filter(takes));
	return quoted(`not __fish_seen_subcommand_from ${named.filter(command => !takes(command)).join(' ')}`);
}

function operand({value}: Option): string {
	const found = operandOf(value);
	switch (found.kind) {
		case 'none':
			return '';
		case 'file':
			return ' -r -F';
		case 'free':
			return ' -x';
		case 'words':
			return ` -x -a ${quoted(found.words.join(' '))}`;
	}
}
