import {keymap} from '../../source/keymap/keymap.ts';

/** A picture: how the screen is reached in the demo, and when it is there. */
export interface Screen {
	readonly name: string;
	/** What it shows, for who cannot see it. */
	readonly title: string;
	/** Keys in their order; each is pressed when what the one before led to is there. */
	readonly keys: readonly string[];
	readonly shows: RegExp;
	readonly columns: number;
	readonly rows: number;
}

/** The moment of the demo's day at which all pictures are taken. */
export const moment = /FAILED indexer.*▲ order-stream/s;

const all: readonly Screen[] = [
	{
		name: 'live',
		title:
			'The live screen: an open gate with its link, and a commit in eight pipelines, of which one has failed',
		keys: [],
		shows: moment,
		columns: 120,
		rows: 30,
	},
	{
		name: 'log',
		title: 'The log of a failed build, below the cause of its failure, its proof and what to do',
		keys: ['enter', 'enter'],
		shows: /log · relevant: \d+ of/,
		columns: 120,
		rows: 30,
	},
	{
		name: 'timeline',
		title: 'When each action of an execution ran, beside its usual length, and how the last executions fared',
		keys: ['T'],
		shows: /last \d+ ·.*median/,
		columns: 120,
		rows: 30,
	},
	{
		name: 'fleet',
		title: 'The fleet: every pipeline, each of its stages, and the commit that stands there',
		keys: ['F'],
		shows: /^ fleet · \d+ pipelines/,
		columns: 120,
		rows: 24,
	},
];

const known = new Set([...keymap.flatMap(({keys}) => keys.map(([key]) => key)), 'enter']);

/** Those that the program has the keys for. */
export const screens = all.filter(({keys}) => keys.every(key => known.has(key)));
