import {useEffect, useEffectEvent, useRef, useState} from 'react';
import {useDesk} from './desk.ts';
import {type Focus, useFocused} from './focus.ts';
import {useKeyboard} from './use-keys.ts';
import {useFlash} from './use-now.ts';

/** How long a banner flashes where nobody tells whether the pane is looked at; ms. */
const flashFor = 10_000;
/** What comes within this time after a ring of the bell rings no more; ms. */
const bellRest = 10_000;

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

/** Calls for attention to whatever is new among `keys`: rings the bell for what `rings`, and says whether to light up. */
export function useAttention(keys: readonly string[], rings: (key: string) => boolean): boolean {
	const {now, bell} = useDesk();
	const focus = useFocused();
	const keyboard = useKeyboard();
	const known = useRef<ReadonlySet<string>>(new Set());
	const rang = useRef(Number.NEGATIVE_INFINITY);
	const [since, setSince] = useState<number | null>(null);
	const signature = keys.join('\n');
	const ring = useEffectEvent((fresh: readonly string[]) => {
		const time = now();
		if (!fresh.some(rings) || time - rang.current < bellRest) return;
		rang.current = time;
		bell();
	});
	useEffect(() => {
		const current = signature === '' ? [] : signature.split('\n');
		const fresh = current.filter(key => !known.current.has(key));
		known.current = new Set(current);
		if (fresh.length === 0) return;
		setSince(now());
		ring(fresh);
	}, [signature, now]);
	return useFlash(callsFor({since, now: now(), focus, pressedAt: keyboard.pressedAt()}));
}
