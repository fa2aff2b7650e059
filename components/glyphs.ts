import type {ActionState, StageState} from '../source/domain/progress.ts';
import type {Style} from './theme.ts';

/** A state told three ways: by a glyph, a word and a colour, so that no reader depends on one of them. */
export interface Look {
	readonly glyph: string;
	/** The glyph where the terminal has no UTF-8. */
	readonly ascii: string;
	readonly word: string;
	readonly style: Style;
}

export const stageLooks = {
	NotReached: {glyph: '·', ascii: '.', word: 'not reached', style: 'dim'},
	Waiting: {glyph: '◇', ascii: '<', word: 'waits outside', style: 'waiting'},
	Running: {glyph: '◐', ascii: '>', word: 'running', style: 'running'},
	Gate: {glyph: '▲', ascii: '^', word: 'gate', style: 'gate'},
	Stopping: {glyph: '■', ascii: '#', word: 'stopping', style: 'ended'},
	Stopped: {glyph: '■', ascii: '#', word: 'stopped', style: 'ended'},
	Succeeded: {glyph: '✓', ascii: '+', word: 'succeeded', style: 'good'},
	Failed: {glyph: '✗', ascii: 'x', word: 'failed', style: 'bad'},
	Cancelled: {glyph: '■', ascii: '#', word: 'cancelled', style: 'ended'},
	Skipped: {glyph: '↷', ascii: '-', word: 'skipped', style: 'dim'},
	Unknown: {glyph: '?', ascii: '?', word: 'unknown', style: 'waiting'},
} as const satisfies Record<StageState, Look>;

export const actionLooks = {
	NotStarted: {glyph: '·', ascii: '.', word: 'not started', style: 'dim'},
	Running: {glyph: '◐', ascii: '>', word: 'running', style: 'running'},
	Waiting: {glyph: '▲', ascii: '^', word: 'waits for approval', style: 'gate'},
	Succeeded: {glyph: '✓', ascii: '+', word: 'succeeded', style: 'good'},
	Failed: {glyph: '✗', ascii: 'x', word: 'failed', style: 'bad'},
	Abandoned: {glyph: '■', ascii: '#', word: 'abandoned', style: 'ended'},
	Unknown: {glyph: '?', ascii: '?', word: 'unknown', style: 'waiting'},
} as const satisfies Record<ActionState, Look>;
