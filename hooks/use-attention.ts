import {useEffect, useRef, useState} from 'react';
import {useDesk} from './desk.ts';
import {type Focus, useFocused} from './focus.ts';
import {useKeyboard} from './use-keys.ts';
import {useFlash} from './use-now.ts';

/** How long a banner flashes where nobody tells whether the pane is looked at; ms. */
const flashFor = 10_000;

/** Whether what came up at `since` still calls for attention: until the pane has the focus, or a key is pressed. */
export function callsFor({
	since,
	now,
	focus,
	pressedAt,
}: {
	readonly since: number | null;
	readonly now: number;
	readonly focus: Focus;
	readonly pressedAt: number | null;
}): boolean {
	if (since === null || focus === 'in' || (pressedAt !== null && pressedAt >= since)) return false;
	return focus === 'out' || now - since < flashFor;
}

/** Whether to light up at the moment, to call for attention to whatever is new among `keys`. */
export function useAttention(keys: readonly string[]): boolean {
	const {now, session} = useDesk();
	const focus = useFocused();
	const keyboard = useKeyboard();
	const known = useRef<ReadonlySet<string>>(new Set());
	const [since, setSince] = useState<number | null>(null);
	const signature = keys.join('\n');
	useEffect(() => {
		const current = signature === '' ? [] : signature.split('\n');
		const fresh = current.filter(key => !known.current.has(key));
		known.current = new Set(current);
		if (fresh.length > 0) setSince(now());
	}, [signature, now]);
	const calls = callsFor({since, now: now(), focus, pressedAt: keyboard.pressedAt()});
	const flash = useFlash(calls && session.still !== true);
	return session.still === true ? calls : flash;
}
