import {spawnSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {commands, exits, options, optionsOf} from '../../../source/command-line/options.ts';
import {shells} from '../../../source/command-line/parse.ts';
import {completion} from '../../../source/commands/completion/completion.ts';

const named = commands.filter(command => command !== 'live');
const isMissing = (shell: string) => spawnSync(shell, ['--version']).error !== undefined;

/** What a shell says to a program of ours below the completion script. */
function run(shell: string, args: readonly string[], program: string): string {
	const {stdout, stderr, status} = spawnSync(shell, args, {input: program, encoding: 'utf8'});
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	return stdout;
}

describe.skipIf(isMissing('bash'))('in bash', () => {
	/** What is offered for the last of the words, as bash parts them. */
	const offered = (...words: readonly string[]) => {
		const typed = words.map(word => `'${word}'`).join(' ');
		const drive = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _sluice; printf '%s\\n' "\${COMPREPLY[@]}"`;
		return run('bash', ['--norc'], `set -u\n${completion('bash')}\n${drive}\n`)
			.split('\n')
			.filter(Boolean);
	};

	it('is registered', () => {
		const said = run('bash', ['--norc', '-c', 'eval "$(cat)"; complete -p sluice'], completion('bash'));
		expect(said).toBe('complete -F _sluice sluice\n');
	});

	it('offers the commands', () => {
		expect(offered('sluice', '')).toEqual([...named]);
		expect(offered('sluice', 'wh')).toEqual(['where']);
		expect(offered('sluice', '--json', 'wh')).toEqual(['where']);
		expect(offered('sluice', '--region', 'us-west-2', 'wh')).toEqual(['where']);
		expect(offered('sluice', '--region', '=', 'us-west-2', 'wh')).toEqual(['where']);
		expect(offered('sluice', 'acfd7c6', 'wh')).toEqual([]);
	});

	it.each(commands)('offers the options of %s, and no other', command => {
		const words = command === 'live' ? ['sluice', '--'] : ['sluice', command, '--'];
		expect(offered(...words)).toEqual(
			[...optionsOf(command).map(({name}) => name), 'help', 'version'].map(name => `--${name}`),
		);
	});

	it('offers what an option takes', () => {
		expect(offered('sluice', 'watch', '--exit-on', '')).toEqual([...exits]);
		expect(offered('sluice', 'watch', '--exit-on', '=', 's')).toEqual(['settled']);
		expect(offered('sluice', 'watch', '--exit-on', '=')).toEqual([...exits]);
		expect(offered('sluice', 'completion', '')).toEqual([...shells]);
		expect(offered('sluice', '--region', '')).toEqual([]);
	});

	it('offers files where an option takes one', () => {
		expect(offered('sluice', 'doctor', '--settings', 'package')).toContain('package.json');
		expect(offered('sluice', '--credentials-file', '=', 'package')).toContain('package.json');
	});
});

it.skipIf(isMissing('zsh'))('is a script that zsh can read', () => {
	expect(run('zsh', ['-n'], completion('zsh'))).toBe('');
});

it.skipIf(isMissing('fish'))('is a script that fish can read', () => {
	expect(run('fish', ['--no-execute'], completion('fish'))).toBe('');
});

describe.each(shells)('the script for %s', shell => {
	it('names every command and every option, and calls nothing of ours', () => {
		const script = completion(shell);
		for (const command of named) expect(script).toMatch(new RegExp(`\\b${command}\\b`));
		for (const {name} of options) expect(script).toMatch(new RegExp(`(?:--|-l )${name}\\b`));
		expect(script).not.toMatch(/\$\(sluice|`sluice|\|\s*sluice/);
	});

	it('leaves no quote open', () => {
		// A shell's quoting as far as the scripts use it: '…' holds all but ', "…" escapes, \ escapes outside.
		const rest = completion(shell)
			.replace(/^#.*$/gm, '')
			.replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, '');
		expect(rest).not.toMatch(/['"]/);
	});
});

it('tells zsh of each command what it takes', () => {
	const cases = completion('zsh')
		.split(/^\t\t\((?=\w+\) _arguments)/m)
		.slice(1);
	expect(cases.map(text => /^\w+/.exec(text)?.[0])).toEqual([...commands]);
	for (const [index, command] of commands.entries()) {
		const specs = [...(cases[index] ?? '').matchAll(/^\t\t\t'\*?--([\w-]+)/gm)].map(([, name]) => name);
		expect(specs).toEqual([...optionsOf(command).map(({name}) => name), 'help', 'version']);
	}
});

it('keeps an option from the commands that do not take it, in fish', () => {
	const rows = completion('fish').split('\n');
	const row = (name: string) => rows.find(each => each.includes(` -l ${name} `)) ?? '';
	expect(row('policy')).toContain("-n '__fish_seen_subcommand_from doctor'");
	expect(row('settings')).toMatch(
		/-n 'not __fish_seen_subcommand_from line demo simulate completion'.* -r -F/,
	);
	expect(row('exit-on')).toContain("-x -a 'gate settled failure'");
});
