import type {Key} from 'ink';
import type {Press} from '../source/keymap/keymap.ts';

const flags = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pgup'],
	['pageDown', 'pgdn'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, Press])[];

/** The keys of one event of Ink: bytes that arrive together (`jjj`, a key held down, a paste) are one event. */
export function pressesOf(input: string, key: Key): readonly Press[] {
	if (key.eventType === 'release') return [];
	const named = flags.find(([flag]) => key[flag]);
	if (named !== undefined) return [named[1]];
	if (key.ctrl) return input === '' ? [] : [`ctrl-${input}`];
	if (key.meta) return input === '' ? [] : [`alt-${input}`];
	return [...input].map(pressOf);
}

/** Ink tells control keys apart only when they arrive alone; in company they are bare control characters. */
function pressOf(character: string): Press {
	const code = character.codePointAt(0) ?? 0;
	if (character === '\r' || character === '\n') return 'enter';
	if (character === '\t') return 'tab';
	if (code === 0x1b) return 'esc';
	if (code === 0x7f || code === 8) return 'backspace';
	if (code < 27) return `ctrl-${String.fromCharCode(code + 96)}`;
	return character === ' ' ? 'space' : character;
}

/** What a key types; null: it is no letter. */
export function letterOf(press: Press): string | null {
	if (press === 'space') return ' ';
	return [...press].length === 1 ? press : null;
}
