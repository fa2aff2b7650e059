import {type Command, commands, type Option, options, type Value} from '../../command-line/options.ts';
import {shells} from '../../command-line/parse.ts';

/** The commands that are typed; without one of them it is `live`. */
export const named = commands.filter(command => command !== 'live');

/** Options that every command takes. */
export const common = [
	{name: 'help', about: 'what there is to type'},
	{name: 'version', about: 'the version'},
] as const;

/** What can stand behind an option; `free` is all else that takes a value. */
export type Operand =
	| {readonly kind: 'none' | 'file' | 'free'}
	| {readonly kind: 'words'; readonly words: readonly string[]};

export function operandOf(value: Value): Operand {
	switch (value.kind) {
		case 'none':
			return {kind: 'none'};
		case 'choice':
			return {kind: 'words', words: value.of};
		case 'text':
			return {kind: value.word === 'FILE' ? 'file' : 'free'};
		case 'number':
		case 'region':
		case 'url':
		case 'duration':
			return {kind: 'free'};
	}
}

/** The options whose operand is of a kind. */
export function optionsWith(kind: Operand['kind']): readonly Option[] {
	return options.filter(({value}) => operandOf(value).kind === kind);
}

/** The words that may follow a command. */
export function wordsAfter(command: Command): readonly string[] {
	return command === 'completion' ? shells : [];
}
