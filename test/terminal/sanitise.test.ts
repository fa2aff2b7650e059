import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {logLine, paragraphs, plain} from '../../source/terminal/sanitise.ts';

const esc = '\u001b';
const control = /\p{Cc}/u;
const colours = new RegExp(`${esc}\\[[0-9;:]{0,64}m`, 'g');

/** Text made of what breaks parsers of escape sequences. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				esc,
				...[
					'[',
					']',
					'P',
					'_',
					'^',
					'X',
					'\\',
					'm',
					'K',
					';',
					'3',
					'8',
					'2',
					'31',
					'?',
					' ',
					'a',
					'\u{1f469}',
				],
				...['\r', '\n', '\t', '\u0007', '\u0018', '\u009b', '\u009d', '\u0090', '\u009c', '\u0085', '\u2028'],
				...[
					'\u202e',
					'\u2066',
					'\u200d',
					'\u200b',
					'\ufe0f',
					'\ud800',
					`${esc}[31m`,
					`${esc}[K`,
					`${esc}[0m`,
				],
			),
			fc.string({unit: 'binary', maxLength: 4}),
		),
		{maxLength: 60},
	)
	.map(parts => parts.join(''));

describe('plain', () => {
	it.each([
		['a colour', `${esc}[1;31mred${esc}[0m`, 'red'],
		['a cursor movement', `a${esc}[2J${esc}[1;1Hb`, 'ab'],
		['a title that ends in BEL', `a${esc}]0;owned\u0007b`, 'ab'],
		['a link that ends in ST', `${esc}]8;;http://x${esc}\\text${esc}]8;;${esc}\\`, 'text'],
		['a clipboard write', `${esc}]52;c;aGk=${esc}\\x`, 'x'],
		['a device control string', `a${esc}Pq#0;2${esc}\\b`, 'ab'],
		[
			'application, privacy and start of string',
			`a${esc}_x${esc}\\b${esc}^y${esc}\\c${esc}Xz${esc}\\d`,
			'abcd',
		],
		['8-bit sequences', 'a\u009b31mb\u009d0;t\u009cc\u0090q\u009cd', 'abcd'],
		['a character set and a reset', `a${esc}(Bb${esc}cd${esc}7e`, 'abde'],
		['a lone ESC at the end', `a${esc}`, 'a'],
		['an unfinished CSI', `a${esc}[31`, 'a'],
		['backspace, bell, NUL, DEL', 'a\bb\u0007c\u0000d\u007fe', 'abcde'],
		['bidi overrides and isolates', 'a\u202eb\u2066c\u2069d\u200fe\u061cf', 'abcdef'],
		['zero width and tags', 'a\u200bb\u2060c\ufeffd\u00ade\u{e0041}f\u3164g', 'abcdefg'],
		['a joiner between letters', 'a\u200db', 'ab'],
		['a joiner behind a selector of nothing', 'a\ufe0f\u200d\u{1f469}', 'a\u{1f469}'],
		['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
	])('takes out %s', (_, text, expected) => expect(plain(text)).toBe(expected));

	it('keeps an emoji that is joined of several', () => {
		const family = '\u{1f469}\u200d\u{1f680} \u2764\ufe0f';
		expect(plain(family)).toBe(family);
	});

	it('makes one line of several', () => {
		expect(plain('feat: x\n\n  body\r\nmore\u2028end\u0085.')).toBe('feat: x body more end .');
		expect(plain('a\tb   c')).toBe('a b   c');
	});

	it('does not let an unfinished title hide the next line', () => {
		expect(plain(`a${esc}]0;t\nerror`)).toBe('a error');
	});

	it('leaves no control character, and nothing to do twice', () => {
		fc.assert(
			fc.property(hostile, text => {
				const once = plain(text);
				expect(once).not.toMatch(control);
				expect(once).not.toMatch(/[\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
				expect(plain(once)).toBe(once);
			}),
		);
	});
});

describe('paragraphs', () => {
	it('keeps lines apart', () => {
		expect(paragraphs(`a${esc}[31m\r\nb\rc\n\n\td\u2028e`)).toBe('a\nb\nc\n\n    d e');
	});

	it('leaves no control character but the line feed', () => {
		fc.assert(
			fc.property(hostile, text => {
				const once = paragraphs(text);
				expect(once.replaceAll('\n', '')).not.toMatch(control);
				expect(paragraphs(once)).toBe(once);
			}),
		);
	});
});

describe('logLine', () => {
	it('keeps colours and ends them with the line', () => {
		expect(logLine(`${esc}[31mred${esc}[0m plain`)).toBe(`${esc}[31mred${esc}[0m plain`);
		expect(logLine(`${esc}[38;2;1;2;8merror`)).toBe(`${esc}[38;2;1;2;8merror${esc}[m`);
		expect(logLine(`${esc}[38;5;8mgrey${esc}[m`)).toBe(`${esc}[38;5;8mgrey${esc}[m`);
	});

	it('drops what was joined to a sign that is overwritten', () => {
		expect(logLine('31\ufe0f\r  ')).toBe('  ');
	});

	it('drops every other sequence, endless colours, and concealed text’s switch', () => {
		expect(logLine(`a${esc}[2J${esc}]0;t\u0007b${esc}[?25lc`)).toBe('abc');
		expect(logLine(`${esc}[${'1;'.repeat(100)}mx`)).toBe('x');
		expect(logLine(`${esc}[8mhidden`)).toBe('hidden');
		expect(logLine(`${esc}[0;08mhidden`)).toBe('hidden');
		expect(logLine(`a\u202eb\u0000c`)).toBe('abc');
	});

	it('reaches the next eighth column with a tab', () => {
		expect(logLine('a\tb')).toBe('a       b');
		expect(logLine('12345678\tb')).toBe('12345678        b');
		expect(logLine(`${esc}[31mab${esc}[0m\tc`)).toBe(`${esc}[31mab${esc}[m      c`);
	});

	it('shows what a progress bar wrote last', () => {
		expect(logLine(' 10%\r 50%\r100%')).toBe('100%');
		expect(logLine('Downloading 10 MB\rDone')).toBe('Doneloading 10 MB');
		expect(logLine(`Downloading 10 MB\r${esc}[KDone`)).toBe('Done');
		expect(logLine(`Downloading${esc}[2K\rDone`)).toBe('Done');
		expect(logLine(`abc${esc}[2Kd`)).toBe('   d');
		expect(logLine(`${esc}[31mold old${esc}[0m\r${esc}[32mnew`)).toBe(
			`${esc}[32mnew${esc}[m${esc}[31m old${esc}[m`,
		);
		expect(logLine('text\r')).toBe('text');
		expect(logLine('text\r\r\n'.trimEnd())).toBe('text');
	});

	it('leaves no control character but in well-formed colours, and nothing to do twice', () => {
		fc.assert(
			fc.property(hostile, text => {
				const once = logLine(text);
				expect(once.replace(colours, '')).not.toMatch(control);
				expect(logLine(once)).toBe(once);
			}),
			{numRuns: 1000},
		);
	});
});

describe('a huge hostile text', () => {
	const many = 200_000;
	it.each([
		['ESC', esc.repeat(many)],
		['unfinished control strings', `${esc}]`.repeat(many)],
		['one endless control string', `${esc}]${'x'.repeat(many)}`],
		['unfinished CSI', `${esc}[`.repeat(many)],
		['endless parameters', `${esc}[${'1;'.repeat(many)}`],
		['colours', `${esc}[31m`.repeat(many)],
		['colours after a return', `\r${esc}[31mx`.repeat(many)],
		['erasing far to the right', `${'x'.repeat(many)}\t${`${esc}[2Ky`.repeat(many / 4)}`],
		['spaces', ' '.repeat(many)],
		['joiners', '\u200d'.repeat(many)],
		['returns', `${'\r'.repeat(many)}x`],
		['tabs', '\t'.repeat(many)],
	])('of %s takes linear time', (_, text) => {
		const start = performance.now();
		plain(text);
		paragraphs(text);
		logLine(text);
		// By their square, 200,000 characters would take minutes.
		expect(performance.now() - start).toBeLessThan(5000);
	});
});

describe('an address that says how to sign in', () => {
	it.each([
		['https://bot:planted@git.example.com/a', 'https://***@git.example.com/a'],
		['see HTTP://token@example.com:8080/x, please', 'see HTTP://***@example.com:8080/x, please'],
		['ssh://bot:planted@host/x', 'ssh://***@host/x'],
		['postgres://kim:pa%20ss@db/x', 'postgres://***@db/x'],
		['ssh://git@github.com/a/b', 'ssh://git@github.com/a/b'],
		['https://example.com/@kim?to=a@b.c', 'https://example.com/@kim?to=a@b.c'],
	])('%s', (text, shown) => {
		expect(plain(text)).toBe(shown);
		expect(paragraphs(text)).toBe(shown);
		expect(plain(shown)).toBe(shown);
	});
});
