import {describe, expect, it} from 'vitest';
import {footerRows, isTyping, keymap, keyNames, places, resolve, whyNot} from '../../source/keymap/keymap.ts';

describe('the table of keys', () => {
	it.each(places)('gives a key one meaning in %s', place => {
		const keys = keymap.filter(row => row.places.includes(place)).flatMap(row => row.keys);
		const names = keys.map(([press]) => press);
		expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
	});

	it.each(places.filter(isTyping))('leaves letters alone in %s', place => {
		for (const letter of 'abcdefghijklmnopqrstuvwxyzGENLR/?![]') expect(resolve(place, letter)).toBeNull();
		expect(resolve(place, 'ctrl-c')).toBe('quit');
		expect(resolve(place, 'esc')).toBe('back');
		expect(resolve(place, 'ctrl-n')).toBe('down');
	});

	it('lets every place be left and the program be ended', () => {
		for (const place of places.filter(each => each !== 'tiny')) {
			expect(resolve(place, 'esc'), place).toBe('back');
			expect(resolve(place, 'ctrl-c'), place).toBe('quit');
		}
	});

	it('reads one key differently where it must', () => {
		expect(resolve('split-list', 'h')).toBe('left-pane');
		expect(resolve('log', 'h')).toBe('scroll-left');
		expect(resolve('list', 'h')).toBeNull();
	});

	it('says where a key works', () => {
		expect(whyNot('split-list', 'e')).toBe('e (next, previous error) works only in: log');
		expect(whyNot('log', 'e')).toBeNull();
		expect(whyNot('log', '#')).toBeNull();
	});

	it('prints keys as people write them', () => {
		expect(keymap.map(row => keyNames(row))).toContain('Tab h ← l →');
		expect(footerRows('log').map(({label}) => label)).toContain('error');
		expect(footerRows('split-list').map(({label}) => label)).not.toContain('error');
	});
});

it('calls arrows by their names where they cannot be drawn: in ASCII they are keys of their own', () => {
	const [moving] = keymap.filter(({keys}) => keys.some(([press]) => press === 'down'));
	expect(moving && keyNames(moving)).toContain('↓ ↑');
	const names = keymap.map(row => keyNames(row, false)).join(' ');
	expect(names).toMatch(/Down Up/);
	expect(names).toMatch(/^[ -~]+$/);
});
