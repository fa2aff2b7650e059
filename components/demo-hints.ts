import type {Split} from '../hooks/use-split.ts';
import type {Notice} from '../source/domain/notice.ts';
import type {PipelineName} from '../source/domain/pipeline.ts';
import type {Place} from '../source/keymap/keymap.ts';

/** How long a hint stays; ms. */
const hintFor = 20_000;

export interface Here {
	/** Whether the detail has the keys. */
	readonly detail: boolean;
	/** The selected pipeline. */
	readonly selected: PipelineName | null;
	shorten(name: string): string;
}

/** What has just happened, and for the pipeline that is selected what a newcomer may want to try. */
export function newsHint(
	happened: readonly Notice[],
	now: number,
	{detail, selected, shorten}: Here,
): string | null {
	const hints = happened.flatMap(notice => (now - notice.at < hintFor ? hintsOf(notice, detail) : []));
	const last = hints.at(-1);
	if (last === undefined) return null;
	const words = `${last.words} ${shorten(last.pipeline)}`;
	return last.pipeline === selected && last.keys !== '' ? `${words}: ${last.keys}` : words;
}

interface Hint {
	readonly pipeline: PipelineName;
	readonly words: string;
	readonly keys: string;
}

/** The hint that a notice is worth: one or none. */
function hintsOf(notice: Notice, detail: boolean): readonly Hint[] {
	const toLog = detail ? 'Enter' : 'Enter Enter';
	switch (notice.kind) {
		case 'chain-failed':
			return [{pipeline: notice.pipeline, words: 'a chain failed in', keys: toLog}];
		case 'failed':
			if (notice.retriedAt !== null) return [];
			return [{pipeline: notice.pipeline, words: 'a stage has failed in', keys: toLog}];
		case 'gate':
			return [{pipeline: notice.pipeline, words: 'a gate opened in', keys: 'y copies its link'}];
		case 'carried':
			return [{pipeline: notice.pipeline, words: 'a later commit carries yours in', keys: ''}];
		case 'blocked':
			return [{pipeline: notice.pipeline, words: 'yours waits in', keys: ''}];
		default:
			return [];
	}
}

/** From this width on a hint that stands all the time leaves the keys their room. */
export const roomForSteps = 110;

/** The key that a newcomer may want to press next in the split view, by what is selected there. */
export function stepHint(
	{follow, follows, action, other}: Pick<Split, 'follow' | 'follows' | 'action' | 'other'>,
	{detail, shorten}: Here,
): string | null {
	if (other !== null || follow === null) return null;
	if (detail) return actionHint(action);
	const kind = follow.standing.kind;
	if (kind === 'Failed') return 'what failed? Enter Enter';
	if (kind === 'Gate') return 'what would it ship? d';
	const failed = follows.find(({standing}) => standing.kind === 'Failed');
	if (failed !== undefined) return `${shorten(failed.pipeline)} failed: j k, then Enter Enter`;
	return kind === 'Behind' ? 'behind whom? Enter' : 'its stages: Enter';
}

function actionHint(action: Split['action']): string {
	if (action?.state === 'Failed') return 'why? Enter';
	if (action?.category === 'Approval' && action.state === 'Waiting') return 'what would it ship? Enter';
	return action?.run?.build == null ? 'back: Esc' : 'its log: Enter';
}

const elsewhere: Readonly<Partial<Record<Place, string>>> = {
	log: 'a report to paste: Y',
	changes: 'back: Esc',
	links: 'back: Esc',
	happened: 'its pipeline: Enter',
	fleet: 'only what is wrong: !',
};

/** The same on the other screens; null: their keys say it all. */
export function hintAt(place: Place): string | null {
	return elsewhere[place] ?? null;
}
