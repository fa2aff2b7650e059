import {commands, optionsOf} from '../../command-line/options.ts';
import {common, named, operandOf, optionsWith, wordsAfter} from './words.ts';

const dashed = (name: string) => `--${name}`;
const patterns = (kind: 'file' | 'free') =>
	optionsWith(kind)
		.map(({name}) => dashed(name))
		.join('|');

/** For bash from 3.2 on, which macOS still has. */
export function bash(): string {
	const choices = optionsWith('words').map(({name, value}) => {
		const operand = operandOf(value);
		const words = operand.kind === 'words' ? operand.words : [];
		return `		${dashed(name)}) words='${words.join(' ')}' ;;`;
	});
	const offers = commands.map(command => {
		const all = [...optionsOf(command), ...common].map(({name}) => dashed(name));
		return `		${command}) options='${all.join(' ')}' words='${wordsAfter(command).join(' ')}' ;;`;
	});
	const takers = [...optionsWith('file'), ...optionsWith('free'), ...optionsWith('words')];
	return `# bash completion of sluice
_sluice() {
	local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
	local command= options= words= index=1
	# bash takes --name=value apart at the sign.
	if [[ $word == = ]]; then
		word=
	elif [[ $before == = ]]; then
		before=\${COMP_WORDS[COMP_CWORD - 2]}
	fi
	while ((index < COMP_CWORD)) && [[ -z $command ]]; do
		case \${COMP_WORDS[index]} in
		${takers.map(({name}) => dashed(name)).join('|')})
			((index++))
			[[ \${COMP_WORDS[index]} == = ]] && ((index++))
			;;
		${named.join('|')}) command=\${COMP_WORDS[index]} ;;
		-*) ;;
		*) command=live ;;
		esac
		((index++))
	done
	COMPREPLY=()
	case $before in
${choices.join('\n')}
		${patterns('file')})
			compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$word"))
			return
			;;
		${patterns('free')}) return ;;
	esac
	if [[ -n $words ]]; then
		COMPREPLY=($(compgen -W "$words" -- "$word"))
		return
	fi
	case \${command:-live} in
${offers.join('\n')}
	esac
	[[ -z $command ]] && words='${named.join(' ')}'
	if [[ $word == -* || -z $words ]]; then
		COMPREPLY=($(compgen -W "$options" -- "$word"))
	else
		COMPREPLY=($(compgen -W "$words" -- "$word"))
	fi
}
complete -F _sluice sluice`;
}
