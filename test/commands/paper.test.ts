import {describe, expect, it} from 'vitest';
import {paperFor} from '../../source/commands/paper.ts';

const utf8 = {LANG: 'C.UTF-8', TERM: 'xterm-256color'};

/** What a line in red becomes on such a paper, and how wide that is. */
function printed(to: {isTTY?: boolean; columns?: number}, env: NodeJS.ProcessEnv, color = true) {
	let text = '';
	const write = (more: string) => {
		text += more;
	};
	const paper = paperFor({...to, write}, env, color);
	paper.print(paper.theme.paint('cause', '✗ l-a'));
	return {columns: paper.columns, text};
}

describe('what one look is written on', () => {
	it('is a hundred columns without colours where it is no terminal', () => {
		expect(printed({}, utf8)).toEqual({columns: 100, text: '✗ l-a\n'});
	});

	it.each(['80', '120'])('is as wide as COLUMNS=%s says', wide => {
		expect(printed({}, {...utf8, COLUMNS: wide}).columns).toBe(Number(wide));
	});

	it.each(['', '0', '-4', 'wide'])('takes no notice of COLUMNS=%s', wide => {
		expect(printed({}, {...utf8, COLUMNS: wide}).columns).toBe(100);
	});

	it('is coloured on a terminal, as wide as that', () => {
		const {columns, text} = printed({isTTY: true, columns: 72}, {...utf8, COLUMNS: '80'});
		expect(columns).toBe(72);
		expect(text).toContain('\u001b[38;5;');
	});

	it('has the colours for the background that the environment names', () => {
		const on = (COLORFGBG: string) => printed({isTTY: true}, {...utf8, COLORFGBG}).text;
		expect(on('15;0')).not.toBe(on('0;15'));
	});

	it.each([
		['NO_COLOR', {...utf8, NO_COLOR: '1'}, true],
		['--no-color', utf8, false],
	])('is not coloured with %s', (_, env, color) => {
		expect(printed({isTTY: true, columns: 72}, env, color).text).toBe('✗ l-a\n');
	});

	it('is ASCII where the terminal shows no more', () => {
		expect(printed({}, {LANG: 'C', TERM: 'xterm'}).text).toBe('x l-a\n');
	});
});
