import {expect, it} from 'vitest';
import {askTmux} from '../../../source/commands/doctor/tmux.ts';
import {environment, folder, program} from '../../git/scratch.ts';

it('asks for each option by its name, and leaves out what tmux does not know', async () => {
	const bin = program(
		'tmux',
		`case "$*" in
-V) echo tmux 3.1c ;;
'show-options -gv focus-events') echo off ;;
'show-options -gv set-clipboard') echo external ;;
'show-options -gv bell-action') echo any ;;
'show-options -gv monitor-bell') printf 'on\\033[31m\\n' ;;
*) echo "invalid option: $3" >&2; exit 1 ;;
esac`,
	);
	expect(await askTmux(folder(), environment(bin))).toEqual({
		version: '3.1c',
		options: {
			'focus-events': 'off',
			'set-clipboard': 'external',
			'bell-action': 'any',
			'monitor-bell': 'on',
		},
	});
});

it('does without tmux', async () => {
	expect(await askTmux(folder(), {PATH: '/nonexistent'})).toEqual({version: null, options: {}});
});
