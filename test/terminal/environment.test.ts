import {describe, expect, it} from 'vitest';
import {drawsScreens, terminalEnvironment} from '../../source/terminal/environment.ts';

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
		[{TERM: 'dumb', FORCE_COLOR: '3'}, true, 3],
		[{TERM: 'xterm-256color', FORCE_COLOR: ''}, true, 1],
		[{TERM: 'xterm-256color', FORCE_COLOR: '0'}, true, 0],
		[{TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '2'}, true, 2],
		[{TERM: 'xterm', FORCE_COLOR: '2'}, false, 0],
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

	it.each([
		['xterm-256color', true],
		['screen.xterm-256color', true],
		['tmux-256color', true],
		['vte-256color', true],
		['linux', false],
		['vt100', false],
		['vt220-8bit', false],
		[undefined, false],
	])('strings taken by %s: %s', (TERM, strings) => {
		expect(terminalEnvironment({TERM}, true).strings).toBe(strings);
	});

	it.each([
		[{TERM: 'xterm'}, 'linux', true],
		[{TERM: 'dumb'}, 'linux', false],
		[{TERM: 'dumb'}, 'win32', false],
		[{TERM: ''}, 'darwin', false],
		[{}, 'linux', false],
		[{}, 'win32', true],
	] as const)('a screen on %j of %s: %s', (env, platform, screens) => {
		expect(drawsScreens(env, platform)).toBe(screens);
	});

	it('knows GNU screen, and tmux within it', () => {
		expect(terminalEnvironment({STY: '1.pts-0'}, true).screen).toBe(true);
		expect(terminalEnvironment({STY: '1.pts-0', TMUX: '/tmp/x,1,0'}, true).screen).toBe(false);
	});

	it('knows tmux and ssh', () => {
		expect(terminalEnvironment({TMUX: '/tmp/x,1,0', SSH_TTY: '/dev/pts/1'}, true)).toMatchObject({
			tmux: true,
			ssh: true,
		});
		expect(terminalEnvironment({}, true)).toMatchObject({tmux: false, ssh: false});
	});
});
