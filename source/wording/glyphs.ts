import type {ActionState, StageState} from '../domain/progress.ts';
import {glyphs} from './signs.ts';
import type {Style} from './theme.ts';

/** A state told three ways: by a glyph, a word and a colour, so that no reader depends on one of them. */
export interface Look {
	readonly glyph: string;
	readonly word: string;
	readonly style: Style;
}

export const stageLooks = {
	NotReached: {glyph: glyphs.notReached, word: 'not reached', style: 'dim'},
	Waiting: {glyph: glyphs.waiting, word: 'waits outside', style: 'waiting'},
	Running: {glyph: glyphs.running, word: 'running', style: 'running'},
	Gate: {glyph: glyphs.gate, word: 'waits for approval', style: 'gate'},
	Stopping: {glyph: glyphs.ended, word: 'stopping', style: 'ended'},
	Stopped: {glyph: glyphs.ended, word: 'stopped', style: 'ended'},
	Succeeded: {glyph: glyphs.good, word: 'succeeded', style: 'good'},
	Failed: {glyph: glyphs.failed, word: 'failed', style: 'bad'},
	Cancelled: {glyph: glyphs.ended, word: 'cancelled', style: 'ended'},
	Skipped: {glyph: glyphs.skipped, word: 'skipped', style: 'dim'},
	Unknown: {glyph: glyphs.unknown, word: 'unknown', style: 'waiting'},
} as const satisfies Record<StageState, Look>;

export const actionLooks = {
	NotStarted: {glyph: glyphs.notReached, word: 'not started', style: 'dim'},
	Running: {glyph: glyphs.running, word: 'running', style: 'running'},
	Waiting: {glyph: glyphs.gate, word: 'waits for approval', style: 'gate'},
	Succeeded: {glyph: glyphs.good, word: 'succeeded', style: 'good'},
	Failed: {glyph: glyphs.failed, word: 'failed', style: 'bad'},
	Abandoned: {glyph: glyphs.ended, word: 'abandoned', style: 'ended'},
	Unknown: {glyph: glyphs.unknown, word: 'unknown', style: 'waiting'},
} as const satisfies Record<ActionState, Look>;

/** The way into a stage is closed. */
export const closedLook: Look = {glyph: '‖', word: 'Closed', style: 'waiting'};

/** A stage that a condition left out. */
export const skippedLook: Look = {...stageLooks.Skipped, word: 'Skipped'};

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
