import fc from 'fast-check';
import {expect} from 'vitest';
import type {LogLine} from '../../source/simulator/scenario.ts';
import {buildOf, commits, failing, lane} from './account.ts';
import {story} from './story.ts';
import type {Terminal} from './terminal.ts';

/** Another seed makes other lines; that of a failure stands in its message. */
const seed = 20_261_121;

const text = fc.string({unit: fc.constantFrom(...'abc xyz 0189 ;:?=[]()日本é👩‍👩‍👧✓'), maxLength: 12});
const numbers = fc
	.array(fc.oneof(fc.nat(120), fc.constantFrom(25, 47, 52, 1000, 1003, 1006, 1047, 1049, 2004, 2026, 9999)), {
		maxLength: 4,
	})
	.map(list => list.join(';'));
const one = (...choices: readonly string[]) => fc.constantFrom(...choices);
const joined = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map(list => list.join(''));

const csi = joined(
	one('\x1b[', '\x9b'),
	one('', '?', '>', '=', '!', '<'),
	numbers,
	one('', ' ', '"', '$', "'"),
	one(...'ABCDEFGHJKLMPSTXZ`abcdefghlmnpqrstuxyz~@{}'),
);
const ends = one('\x07', '\x1b\\', '\x9c', '', '\x18', '\x1b');
const osc = joined(
	one('\x1b]', '\x9d'),
	one(
		'0;',
		'1;',
		'2;',
		'4;1;',
		'7;',
		'8;;http://',
		'9;',
		'10;?',
		'52;c;',
		'104',
		'133;A',
		'777;notify;',
		'1337;File=',
	),
	text,
	ends,
);
const string = joined(
	one('\x1bP', '\x90', '\x1b_', '\x9f', '\x1b^', '\x9e', '\x1bX', '\x98'),
	one('q', '$q', '+q', '1;1|', 'G'),
	text,
	ends,
);
const short = joined(one('\x1b'), one('', '(', ')', '#', '%', ' '), one(...'0678=>ABDEHMNOVWZcl|}~@G'));
const control = fc
	.integer({min: 0, max: 0x9f})
	.filter(code => (code < 32 && code !== 10) || code >= 0x7f)
	.map(code => String.fromCharCode(code));
const unseen = one(
	'\u202a',
	'\u202b',
	'\u202d',
	'\u202e',
	'\u202c',
	'\u2066',
	'\u2067',
	'\u2068',
	'\u2069',
	'\u200e',
	'\u200f',
	'\u061c',
	'\u200b',
	'\u2028',
	'\u2029',
	'\ufeff',
	'\u{e0041}',
	'\ufff9',
);
const famous = one(
	'\x1b[200~rm -rf\x1b[201~',
	'\x1b[?1000;1002;1003;1006h',
	'\x1b[5;10r',
	'\x1b[2J\x1b[H',
	'\x1b[3J',
	'\x1b[?1049l',
	'\x1b[?25h',
	'\x1bc',
	'\x1b[!p',
	'\x1b[6n',
	'\x1b[c',
	'\x1b[21t',
	'\x1b[8;1;1t',
	'\x1b[4h',
	'\x1b[?5h',
	'\x1b[?6h',
	'\x1b[?7l',
	'\x1b[8mhidden',
	'\x1b[9999C',
	'\x1b[s\x1b[1;1H',
	'\x0e\x0f',
	'\x1b[i',
	'\x1b[5i',
	'\x1b]52;c;b3duZWQ=\x07',
);
const piece = fc.oneof({arbitrary: famous, weight: 2}, csi, osc, string, short, control, unseen, text);
/** One inside another, cut off in the middle. */
const broken = fc
	.tuple(piece, piece, fc.nat(8))
	.map(([outer, inner, at]) => outer.slice(0, at) + inner + outer.slice(at));
const line = fc
	.array(fc.oneof({arbitrary: piece, weight: 3}, broken), {minLength: 1, maxLength: 5})
	.map(list => list.join(''));
/** A sequence that begins in one line and ends in the next. */
const torn = fc.tuple(piece, fc.nat(6)).map(([whole, at]) => [whole.slice(0, at), whole.slice(at)]);

const long = 'to the right '.repeat(30);
const texts = fc
	.sample(fc.oneof({arbitrary: line.map(each => [each]), weight: 4}, torn), {numRuns: 300, seed})
	.flat()
	.map((each, index) => (index === 0 ? each + long : each));
const lines = texts.map(
	(each, index): LogLine => ({
		phase: 'BUILD',
		share: index / texts.length,
		text: `L${index}L ${each} E${index}E`,
	}),
);

const size = {columns: 120, rows: 40};

/** All that the program itself writes beside text while a log is read: colours, the cursor's moves, frames, its title. */
const own = new RegExp(
	[
		'\x1b\\[[\\d;:]*m',
		'\x1b\\[(?:\\d+G|K|\\d*E)',
		`\x1b\\[${size.rows - 1}A`,
		'\x1b\\[\\?2026[hl]',
		'\x1b\\]2;[^\\p{Cc}]* · sluice\x07',
		'[\r\n]',
	].join('|'),
	'gu',
);

/** What else was written that a terminal would obey, or that would turn text around. */
function strange(written: string): readonly string[] {
	const rest = written.replace(own, '');
	return [
		...rest.matchAll(
			/[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9\u{e0041}].{0,12}/gsu,
		),
	].map(([found]) => JSON.stringify(found));
}

/** The rows that do not belong to the log: above its title, and the keys. */
function frame(terminal: Terminal): readonly string[] {
	const rows = terminal.rows().map(row => row.replace(/[\dhm]+ ago/, 'ago'));
	const title = rows.findIndex(row => row.startsWith('─ log'));
	return [...rows.slice(0, title), ...rows.slice(-1)];
}

story('nothing that a log line can hold changes the terminal', async ({scene}) => {
	const account = await scene.account([lane('l-slasher-pipeline', ['Taiko'])], ({action}) =>
		action === 'DeployStagingTaiko' ? buildOf(6, {failure: failing, log: () => lines}) : undefined,
	);
	account.push(commits.ours);
	account.pass(90);
	const terminal = scene.follow(account, size);
	await terminal.see('✗ FAILED');
	terminal.press('enter');
	await terminal.see('Enter log');
	const before = terminal.written().length;
	terminal.press('enter');
	await terminal.see(/─ log/);
	terminal.press('z', 'G');
	const position = await terminal.see(/line [\d,]+ of [\d,]+ .*all lines|line [\d,]+ of [\d,]+/);
	if (!position.includes('all lines')) terminal.press('a');
	await terminal.see('all lines');
	terminal.press('G');
	const total = /line ([\d,]+) of \1 /;
	await terminal.see(total);

	const around = frame(terminal);
	const seen = new Set<string>();
	const look = async (key: string, what: RegExp) => {
		terminal.press(key);
		const screen = await terminal.see(what);
		for (const [mark] of screen.matchAll(/[LE]\d+[LE]/g)) seen.add(mark.slice(1, -1));
		expect(frame(terminal), `seed ${seed}`).toEqual(around);
		expect(terminal.overflows(), `seed ${seed}`).toBe(false);
	};
	const upwards = async () => {
		for (let at = Number.POSITIVE_INFINITY; at > 1; ) {
			const now = Number(/line ([\d,]+) of/.exec(terminal.text())?.[1]?.replace(',', ''));
			at = now;
			if (now > 1) await look('pageUp', new RegExp(`line (?!${now.toLocaleString('en-US')} )[\\d,]+ of`));
		}
	};
	await upwards();
	await look('w', /L0L/);
	await look('G', total);
	await upwards();
	await look('w', /L0L/);
	for (let times = 0; times < 3; times++) await look('l', new RegExp(`from column ${30 * (times + 1) + 1}`));

	expect(texts.filter((_, index) => !seen.has(String(index))).length, `seed ${seed}`).toBeLessThan(
		texts.length / 10,
	);
	expect(terminal.title()).toMatch(/^[^\p{Cc}]*acfd7c6 · sluice$/u);
	expect(terminal.alternate()).toBe(true);
	expect([terminal.has('bracketedPaste'), terminal.has('mouse'), terminal.has('cursor')]).toEqual([
		false,
		false,
		false,
	]);
	expect(strange(terminal.written().slice(before)), `seed ${seed}`).toEqual([]);
	terminal.press('ctrlC');
	expect(await terminal.ended).toEqual({code: 0, signal: 0});
	expect(terminal.bells(), `seed ${seed}`).toBe(1);
	expect([terminal.alternate(), terminal.has('cursor')]).toEqual([false, true]);
});
