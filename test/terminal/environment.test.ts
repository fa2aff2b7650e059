import {describe, expect, it} from 'vitest';
import {terminalEnvironment} from '../../source/terminal/environment.ts';

describe('what is known of the terminal', () => {
	it.each([
		[{TERM: 'xterm-256color'}, true, 2],
		[{TERM: 'xterm'}, true, 1],
		[{TERM: 'xterm', COLORTERM: 'truecolor'}, true, 3],
		[{TERM: 'xterm-256color', NO_COLOR: '1'}, true, 0],
		[{TERM: 'xterm-256color', NO_COLOR: ''}, true, 2],
		[{TERM: 'xterm-256color'}, false, 0],
		[{TERM: 'dumb', COLORTERM: 'truecolor'}, true, 0],
		[{}, true, 0],
	])('colours in %j (asked for: %s): %d', (env, color, colors) => {
		expect(terminalEnvironment(env, color).colors).toBe(colors);
	});

	it.each([
		[{LANG: 'en_US.UTF-8'}, true],
		[{LANG: 'C'}, false],
		[{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, false],
		[{LC_ALL: '', LC_CTYPE: 'de_DE.utf8', LANG: 'C'}, true],
		[{}, true],
		[{TERM: 'linux', LANG: 'en_US.UTF-8'}, false],
	])('characters in %j beyond ASCII: %s', (env, unicode) => {
		expect(terminalEnvironment(env, true).unicode).toBe(unicode);
	});

	it('knows tmux and ssh', () => {
		expect(terminalEnvironment({TMUX: '/tmp/x,1,0', SSH_TTY: '/dev/pts/1'}, true)).toMatchObject({
			tmux: true,
			ssh: true,
		});
		expect(terminalEnvironment({}, true)).toMatchObject({tmux: false, ssh: false});
	});
});
