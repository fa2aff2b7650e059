import {describe, expect, it} from 'vitest';
import {type Ground, groundIn, groundOfEnvironment, hearReplies} from '../../source/terminal/background.ts';

const told = '\x1b]11;rgb:ffff/ffff/ffff\x07';
const identity = '\x1b[?62;22c';

describe('what the terminal tells of its background', () => {
	it.each<[string, Ground | null]>([
		['\x1b]11;rgb:0000/0000/0000\x07', 'dark'],
		['\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\', 'dark'],
		['\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\', 'light'],
		['\x1b]11;rgb:ff/ff/ff\x07', 'light'],
		['\x1b]11;rgb:f/f/f\x07', 'light'],
		['\x1b]11;rgba:0000/2b2b/3636/ffff\x07', 'dark'],
		['\x1b]11;rgb:8080/8080/8080\x07', 'light'],
		['\x1b]10;rgb:ffff/ffff/ffff\x07', null],
		['\x1b]11;?\x07', null],
		[identity, null],
	])('%j is %s', (reply, ground) => {
		expect(groundIn(reply)).toBe(ground);
	});
});

describe('COLORFGBG', () => {
	it.each<[string | undefined, Ground | null]>([
		['15;0', 'dark'],
		['0;15', 'light'],
		['0;default;15', 'light'],
		['12;8', 'dark'],
		['0;7', 'light'],
		['15;default', null],
		['0;99', null],
		['', null],
		[undefined, null],
	])('%j says %s', (COLORFGBG, ground) => {
		expect(groundOfEnvironment({COLORFGBG})).toBe(ground);
	});
});

describe('replies among keys', () => {
	function hear() {
		const grounds: Ground[] = [];
		let answered = 0;
		const replies = hearReplies(
			ground => grounds.push(ground),
			() => answered++,
		);
		return {replies, grounds, answers: () => answered};
	}

	it('are taken out, whatever is typed around them', () => {
		const {replies, grounds, answers} = hear();
		replies.asked();
		expect(replies.withoutReplies(`j${told}k${identity}\x1b[A`)).toBe('jk\x1b[A');
		expect(grounds).toEqual(['light']);
		expect(answers()).toBe(1);
		expect(replies.outstanding).toBe(false);
	});

	it('may come in pieces, cut anywhere behind the first byte', () => {
		const whole = `${told.replace('\x07', '\x1b\\')}${identity}`;
		for (let at = 2; at < whole.length; at++) {
			// A lone Escape is a key, and waits for nothing.
			if (whole[at] === '[') continue;
			const {replies, grounds} = hear();
			replies.asked();
			const left = replies.withoutReplies(whole.slice(0, at)) + replies.withoutReplies(`${whole.slice(at)}q`);
			expect(left, `cut at ${at}`).toBe('q');
			expect(grounds).toEqual(['light']);
		}
	});

	it('are taken out when they come late, too', () => {
		const {replies, grounds} = hear();
		expect(replies.withoutReplies(`${told}x`)).toBe('x');
		expect(grounds).toEqual(['light']);
	});

	it('are no keys: Escape, arrows and reports of the focus stay', () => {
		const {replies} = hear();
		replies.asked();
		for (const key of ['\x1b', '\x1b[A', '\x1b[I', '\x1b[O', '\x1bOP', 'c', '\x1b[200~?62;22c\x1b[201~'])
			expect(replies.withoutReplies(key)).toBe(key);
	});

	it('hold nothing back once they have come', () => {
		const {replies} = hear();
		replies.asked();
		replies.withoutReplies(identity);
		expect(replies.withoutReplies('\x1b]')).toBe('\x1b]');
	});
});
