import type {ActionState, StageState} from '../domain/progress.ts';
import type {Style} from './theme.ts';

/** A state told three ways: by a glyph, a word and a colour, so that no reader depends on one of them. */
export interface Look {
	readonly glyph: string;
	readonly word: string;
	readonly style: Style;
}

export const stageLooks = {
	NotReached: {glyph: '·', word: 'not reached', style: 'dim'},
	Waiting: {glyph: '◇', word: 'waits outside', style: 'waiting'},
	Running: {glyph: '◐', word: 'running', style: 'running'},
	Gate: {glyph: '▲', word: 'waits for approval', style: 'gate'},
	Stopping: {glyph: '■', word: 'stopping', style: 'ended'},
	Stopped: {glyph: '■', word: 'stopped', style: 'ended'},
	Succeeded: {glyph: '✓', word: 'succeeded', style: 'good'},
	Failed: {glyph: '✗', word: 'failed', style: 'bad'},
	Cancelled: {glyph: '■', word: 'cancelled', style: 'ended'},
	Skipped: {glyph: '↷', word: 'skipped', style: 'dim'},
	Unknown: {glyph: '?', word: 'unknown', style: 'waiting'},
} as const satisfies Record<StageState, Look>;

export const actionLooks = {
	NotStarted: {glyph: '·', word: 'not started', style: 'dim'},
	Running: {glyph: '◐', word: 'running', style: 'running'},
	Waiting: {glyph: '▲', word: 'waits for approval', style: 'gate'},
	Succeeded: {glyph: '✓', word: 'succeeded', style: 'good'},
	Failed: {glyph: '✗', word: 'failed', style: 'bad'},
	Abandoned: {glyph: '■', word: 'abandoned', style: 'ended'},
	Unknown: {glyph: '?', word: 'unknown', style: 'waiting'},
} as const satisfies Record<ActionState, Look>;

/** The signs, each once, with all that it can mean and its colour. */
export const signs: ReadonlyMap<string, Omit<Look, 'glyph'>> = new Map(
	[
		...Map.groupBy<string, Look>(
			[...Object.values(stageLooks), ...Object.values(actionLooks)],
			({glyph}) => glyph,
		),
	].map(([glyph, looks]) => [
		glyph,
		{word: [...new Set(looks.map(({word}) => word))].join(', '), style: looks[0]?.style ?? 'plain'},
	]),
);
