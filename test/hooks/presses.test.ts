import type {Key} from 'ink';
import {expect, it} from 'vitest';
import {pressesOf} from '../../hooks/presses.ts';

const none: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

it.each([
	['jjj', {}, ['j', 'j', 'j']],
	['ls\r', {}, ['l', 's', 'enter']],
	['\x04\x04', {}, ['ctrl-d', 'ctrl-d']],
	['d', {ctrl: true}, ['ctrl-d']],
	['x', {meta: true}, ['alt-x']],
	['', {upArrow: true}, ['up']],
	['\r', {return: true}, ['enter']],
	['', {escape: true}, ['esc']],
	['a b', {}, ['a', 'space', 'b']],
	['名', {}, ['名']],
	['j', {eventType: 'release'}, []],
	['', {}, []],
] as const)('reads %j with %j', (input, flags, presses) => {
	expect(pressesOf(input, {...none, ...flags})).toEqual(presses);
});
