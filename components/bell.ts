import {useRef} from 'react';
import {useDesk} from '../hooks/desk.ts';
import {useFresh} from '../hooks/use-fresh.ts';
import {useKeyboard} from '../hooks/use-keys.ts';
import {scopesOf} from '../source/domain/select.ts';
import type {State} from '../source/domain/state.ts';
import {type Announcement, allAnnouncements} from './banner-rows.ts';

/** What comes within this time after a ring of the bell rings no more; ms. */
const bellRest = 10_000;

/** While it is caught up with what happened out of sight, nothing rings: what came up meanwhile rings once, at the end. */
function announced(state: State): readonly Announcement[] | null {
	return scopesOf(state).some(({catchingUp}) => catchingUp !== null) ? null : allAnnouncements(state);
}

/**
 * Rings for what the banner announces; where the banner is covered by another screen, the footer says what it was. How
 * many commits a gate would ship is counted in the newest ones, which are listed for it.
 */
export function Bell({covered}: {readonly covered: boolean}): null {
	const {session, bell, now, send} = useDesk();
	const keyboard = useKeyboard();
	const rang = useRef(Number.NEGATIVE_INFINITY);
	useFresh(announced, (fresh, late) => {
		if (fresh.some(({kind}) => kind === 'gate')) send({kind: 'list-history'});
		if (covered && late) keyboard.say(sentenceOf(fresh));
		const time = now();
		if (time - rang.current < bellRest || !fresh.some(({kind}) => session.bell.includes(kind))) return;
		rang.current = time;
		bell();
	});
	return null;
}

function sentenceOf(fresh: readonly Announcement[]): string {
	return fresh.map(wordsOf).join(' · ');
}

function wordsOf(announcement: Announcement): string {
	switch (announcement.kind) {
		case 'gate':
			return `a gate has opened in ${announcement.gate.pipeline}`;
		case 'failed':
			return `${announcement.follow.pipeline} has failed`;
		case 'done':
			return 'the commit is through its last stage everywhere';
	}
}
