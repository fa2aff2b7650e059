import {type Command, commands, type Option, optionsOf, usages} from '../../command-line/options.ts';
import {common, named, operandOf, optionsWith, wordsAfter} from './words.ts';

/** In single quotes; within it, what `_arguments` and `_describe` would read is escaped. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const bare = (text: string) => text.replace(/[\\:[\]]/g, sign => `\\${sign}`);

export function zsh(): string {
	const takers = [...optionsWith('file'), ...optionsWith('free'), ...optionsWith('words')];
	const cases = commands.map(
		command =>
			`		(${command}) _arguments \\\n${specs(command)
				.map(spec => `			${spec}`)
				.join(' \\\n')} ;;`,
	);
	return `#compdef sluice
# zsh completion of sluice
_sluice() {
	local command= word skip=
	for word in "\${(@)words[2,CURRENT-1]}"; do
		if [[ -n $skip ]]; then
			skip=
			continue
		fi
		case $word in
			(${takers.map(({name}) => `--${name}`).join('|')}) skip=1 ;;
			(-*) ;;
			(${named.join('|')}) command=$word; break ;;
			(*) command=live; break ;;
		esac
	done
	case \${command:-live} in
${cases.join('\n')}
	esac
}
if [[ \${funcstack[1]} == _sluice ]]; then
	_sluice "$@"
else
	compdef _sluice sluice
fi`;
}

function specs(command: Command): readonly string[] {
	const words = wordsAfter(command);
	return [
		...optionsOf(command).map(spec),
		...common.map(({name, about}) => quoted(`--${name}[${bare(about)}]`)),
		...(command === 'live'
			? [quoted(`1:command:((${named.map(each => `${each}\\:${described(each)}`).join(' ')}))`)]
			: [quoted('1: :')]),
		quoted(words.length === 0 ? '*: :' : `2:word:(${words.join(' ')})`),
	];
}

/** A command's sentence, within double quotes within a list of `_arguments`. */
function described(command: Command): string {
	return `"${usages[command][1].replace(/[\\:"$`()[\]]/g, sign => `\\${sign}`)}"`;
}

function spec({name, value, about, repeatable}: Option): string {
	const operand = operandOf(value);
	const sign = operand.kind === 'none' ? '' : '=';
	return quoted(`${repeatable ? '*' : ''}--${name}${sign}[${bare(about)}]${behind(operand, value)}`);
}

function behind(operand: ReturnType<typeof operandOf>, value: Option['value']): string {
	const word = value.kind === 'none' ? '' : bare(value.word);
	switch (operand.kind) {
		case 'none':
			return '';
		case 'file':
			return `:${word}:_files`;
		case 'free':
			return `:${word}: `;
		case 'words':
			return `:${word}:(${operand.words.join(' ')})`;
	}
}
