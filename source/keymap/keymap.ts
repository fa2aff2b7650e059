/** Where a key is pressed: the part of the screen that has the keys. */
export const places = [
	/** The list of pipelines beside its detail, and the list alone on a small terminal. */
	'split-list',
	'list',
	/** The detail beside the list, and the detail over the whole screen. */
	'split-detail',
	'detail',
	'log',
	'fleet',
	'help',
	'links',
	'happened',
	/** What a gate would ship. */
	'changes',
	/** When the actions of an execution ran, and how the last ones fared. */
	'timeline',
	/** A terminal too small to show anything. */
	'tiny',
	/** Here letters are text. */
	'picker',
	'find',
	'filter',
] as const;
export type Place = (typeof places)[number];

export type Command =
	| 'down'
	| 'up'
	| 'top'
	| 'bottom'
	| 'half-down'
	| 'half-up'
	| 'page-down'
	| 'page-up'
	| 'other-pane'
	| 'left-pane'
	| 'right-pane'
	| 'open'
	| 'back'
	| 'older'
	| 'newer'
	| 'open-link'
	| 'copy-link'
	| 'copy-report'
	| 'list-links'
	| 'look-now'
	| 'pick-commit'
	| 'fleet'
	| 'what-happened'
	| 'what-changed'
	| 'timeline'
	| 'help'
	| 'only-wrong'
	| 'unfold'
	| 'sort'
	| 'group'
	| 'search'
	| 'next-match'
	| 'previous-match'
	| 'regex'
	| 'next-error'
	| 'previous-error'
	| 'all-lines'
	| 'mark-novel'
	| 'follow'
	| 'wrap'
	| 'timestamps'
	| 'scroll-left'
	| 'scroll-right'
	| 'save'
	| 'pager'
	| 'fold'
	| 'hide-banner'
	| 'leave'
	| 'quit'
	| 'redraw'
	| 'suspend'
	| 'erase';

/**
 * A key by name: a character as it is typed (`j`, `?`), or `up down left right enter esc backspace delete tab pgup pgdn
 * home end space`, or one of both after `ctrl-` or `alt-`.
 */
export type Press = string;

/** One row of the table of keys. */
export interface KeyRow {
	/** Each key with what it commands. */
	readonly keys: readonly (readonly [Press, Command])[];
	/** One or two words, for the footer. */
	readonly label: string;
	/** What the keys do, for the help screen and the README. */
	readonly help: string;
	/** The same as `places`, in words. */
	readonly where: string;
	readonly places: readonly Place[];
	/** The key by which the footer names the row; null: the footer leaves it out. */
	readonly footer: Press | null;
}

const lists: readonly Place[] = ['split-list', 'list'];
const details: readonly Place[] = ['split-detail', 'detail'];
const split: readonly Place[] = ['split-list', 'split-detail'];
const overlays: readonly Place[] = ['help', 'links', 'happened', 'changes'];
const typing: readonly Place[] = ['picker', 'find', 'filter'];
const reading: readonly Place[] = [...lists, ...details, 'log', 'fleet', 'timeline', ...overlays];

/**
 * Every key there is. The footer, the help screen and the README's table are printed from it, in this order. Of two rows
 * for one key, the one whose places hold the place counts.
 */
export const keymap: readonly KeyRow[] = [
	{
		keys: [['enter', 'open']],
		label: 'open',
		help: 'open what is selected: pipeline, its urgent action, build and log; on a gate, what it would ship',
		where: 'lists',
		places: [...lists, ...details, 'fleet', 'timeline', 'happened', 'picker', 'find', 'filter'],
		footer: 'enter',
	},
	{
		keys: [
			['j', 'down'],
			['k', 'up'],
			['down', 'down'],
			['up', 'up'],
			['g', 'top'],
			['G', 'bottom'],
			['home', 'top'],
			['end', 'bottom'],
			['ctrl-d', 'half-down'],
			['ctrl-u', 'half-up'],
			['pgdn', 'page-down'],
			['pgup', 'page-up'],
		],
		label: 'move',
		help: 'move',
		where: 'everywhere',
		places: reading,
		footer: null,
	},
	{
		keys: [
			['down', 'down'],
			['up', 'up'],
			['ctrl-n', 'down'],
			['ctrl-p', 'up'],
		],
		label: 'move',
		help: 'move while text is typed',
		where: 'picker, find, filter',
		places: typing,
		footer: null,
	},
	{
		keys: [
			['tab', 'other-pane'],
			['h', 'left-pane'],
			['left', 'left-pane'],
			['l', 'right-pane'],
			['right', 'right-pane'],
		],
		label: 'pane',
		help: 'other pane',
		where: 'split view',
		places: split,
		footer: 'tab',
	},
	{
		keys: [
			['/', 'search'],
			['n', 'next-match'],
			['N', 'previous-match'],
		],
		label: 'find',
		help: 'find in the log, then next and previous match',
		where: 'log',
		places: ['log'],
		footer: '/',
	},
	{
		keys: [['ctrl-r', 'regex']],
		label: 'regular expression',
		help: 'read what is typed as a regular expression, or as it stands',
		where: 'find',
		places: ['find'],
		footer: 'ctrl-r',
	},
	{
		keys: [
			['e', 'next-error'],
			['E', 'previous-error'],
		],
		label: 'error',
		help: 'next, previous error',
		where: 'log',
		places: ['log'],
		footer: 'e',
	},
	{
		keys: [['a', 'all-lines']],
		label: 'all lines',
		help: 'all lines, or only the relevant ones',
		where: 'log',
		places: ['log'],
		footer: 'a',
	},
	{
		keys: [['=', 'mark-novel']],
		label: 'vs last green',
		help: 'mark what the last green log of this action does not have',
		where: 'log',
		places: ['log'],
		footer: '=',
	},
	{
		keys: [['f', 'follow']],
		label: 'follow',
		help: 'follow the end of a running log',
		where: 'log',
		places: ['log'],
		footer: 'f',
	},
	{
		keys: [['w', 'wrap']],
		label: 'wrap',
		help: 'wrap long lines',
		where: 'log',
		places: ['log'],
		footer: 'w',
	},
	{
		keys: [['t', 'timestamps']],
		label: 'times',
		help: 'timestamps: since the start, of the clock, none',
		where: 'log',
		places: ['log'],
		footer: 't',
	},
	{
		keys: [
			['h', 'scroll-left'],
			['left', 'scroll-left'],
			['l', 'scroll-right'],
			['right', 'scroll-right'],
		],
		label: 'scroll',
		help: 'scroll sideways',
		where: 'log',
		places: ['log'],
		footer: null,
	},
	{
		keys: [['z', 'fold']],
		label: 'fold',
		help: 'fold the diagnosis',
		where: 'log',
		places: ['log'],
		footer: 'z',
	},
	{
		keys: [['s', 'save']],
		label: 'save',
		help: 'save the whole log into the working directory, never over an existing file',
		where: 'log',
		places: ['log'],
		footer: 's',
	},
	{
		keys: [['p', 'pager']],
		label: 'pager',
		help: 'open the whole log in $PAGER',
		where: 'log',
		places: ['log'],
		footer: 'p',
	},
	{
		keys: [['y', 'copy-link']],
		label: 'copy',
		help: 'copy the console link',
		where: 'everywhere',
		places: reading,
		footer: 'y',
	},
	{
		keys: [['Y', 'copy-report']],
		label: 'report',
		help: 'copy a report in Markdown: cause, evidence, ten lines, links',
		where: 'everywhere',
		places: reading,
		footer: 'Y',
	},
	{
		keys: [['o', 'open-link']],
		label: 'open',
		help: 'open the console link (over ssh it is copied)',
		where: 'everywhere',
		places: reading,
		footer: 'o',
	},
	{
		keys: [['v', 'list-links']],
		label: 'links',
		help: 'list all console links',
		where: 'everywhere',
		places: reading,
		footer: 'v',
	},
	{
		keys: [
			['[', 'older'],
			[']', 'newer'],
		],
		label: 'runs',
		help: 'older, newer execution',
		where: 'detail, log, timeline',
		places: [...details, 'log', 'timeline'],
		footer: '[',
	},
	{
		keys: [
			['h', 'older'],
			['left', 'older'],
			['l', 'newer'],
			['right', 'newer'],
		],
		label: 'runs',
		help: 'older, newer execution',
		where: 'timeline',
		places: ['timeline'],
		footer: null,
	},
	{
		keys: [['c', 'pick-commit']],
		label: 'commit',
		help: 'pick another commit',
		where: 'everywhere',
		places: reading,
		footer: 'c',
	},
	{
		keys: [['F', 'fleet']],
		label: 'fleet',
		help: 'the fleet: every pipeline, and which commit stands in each of its stages',
		where: 'everywhere',
		places: reading,
		footer: 'F',
	},
	{
		keys: [['d', 'what-changed']],
		label: 'changes',
		help: 'what changed: the commits a gate would ship; since the last success for a failure',
		where: 'split view',
		places: [...lists, ...details],
		footer: 'd',
	},
	{
		keys: [['T', 'timeline']],
		label: 'timeline',
		help: 'timeline of the execution: its actions against their usual length, and the last 20 executions',
		where: 'list, detail, fleet',
		places: [...lists, ...details, 'fleet', 'timeline'],
		footer: 'T',
	},
	{
		keys: [['/', 'search']],
		label: 'filter',
		help: 'filter the list; the fleet by name, state or commit',
		where: 'lists',
		places: [...lists, 'fleet', 'happened'],
		footer: '/',
	},
	{
		keys: [['!', 'only-wrong']],
		label: 'only wrong',
		help: 'only what is wrong',
		where: 'lists',
		places: [...lists, 'fleet'],
		footer: '!',
	},
	{
		keys: [['x', 'unfold']],
		label: 'unfold',
		help: 'unfold what the commit does not concern; in the fleet, the groups',
		where: 'lists',
		places: [...lists, 'fleet'],
		footer: 'x',
	},
	{
		keys: [['S', 'sort']],
		label: 'sort',
		help: 'sort by urgency, name, last run, time at the gate',
		where: 'fleet',
		places: ['fleet'],
		footer: 'S',
	},
	{
		keys: [['B', 'group']],
		label: 'group',
		help: 'group by what the names begin with, or by account and region',
		where: 'fleet',
		places: ['fleet'],
		footer: 'B',
	},
	{
		keys: [['m', 'hide-banner']],
		label: 'hide banner',
		help: 'hide the banner until another gate opens or this one changes',
		where: 'split view',
		places: [...lists, ...details],
		footer: 'm',
	},
	{
		keys: [['r', 'look-now']],
		label: 'look now',
		help: 'look now',
		where: 'everywhere',
		places: reading,
		footer: 'r',
	},
	{
		keys: [['L', 'what-happened']],
		label: 'happened',
		help: 'what happened',
		where: 'everywhere',
		places: reading,
		footer: 'L',
	},
	{
		keys: [
			['esc', 'back'],
			['backspace', 'back'],
		],
		label: 'back',
		help: 'back one step',
		where: 'everywhere',
		places: reading,
		footer: 'esc',
	},
	{
		keys: [['esc', 'back']],
		label: 'back',
		help: 'back, without what was typed',
		where: 'picker, find, filter',
		places: typing,
		footer: 'esc',
	},
	{
		keys: [
			['backspace', 'erase'],
			['delete', 'erase'],
		],
		label: 'erase',
		help: 'erase the last letter',
		where: 'picker, find, filter',
		places: typing,
		footer: null,
	},
	{
		keys: [['q', 'leave']],
		label: 'quit',
		help: 'out of log, help, fleet, detail and lists of links; quits from the split view',
		where: 'everywhere',
		places: [...reading, 'tiny'],
		footer: 'q',
	},
	{
		keys: [['?', 'help']],
		label: 'help',
		help: 'this list',
		where: 'everywhere',
		places: reading,
		footer: '?',
	},
	{
		keys: [['ctrl-c', 'quit']],
		label: 'quit',
		help: 'quit',
		where: 'everywhere',
		places,
		footer: null,
	},
	{
		keys: [['ctrl-l', 'redraw']],
		label: 'redraw',
		help: 'draw the screen anew',
		where: 'everywhere',
		places,
		footer: null,
	},
	{
		keys: [['ctrl-z', 'suspend']],
		label: 'suspend',
		help: 'suspend; `fg` comes back',
		where: 'everywhere',
		places,
		footer: null,
	},
];

/** Whether letters are text in a place. */
export function isTyping(place: Place): boolean {
	return typing.includes(place);
}

/** What a key commands in a place; null: nothing. */
export function resolve(place: Place, press: Press): Command | null {
	for (const row of keymap) {
		if (!row.places.includes(place)) continue;
		const key = row.keys.find(([name]) => name === press);
		if (key !== undefined) return key[1];
	}
	return null;
}

/** Why a key does nothing in a place, when it would elsewhere; null: no such key. */
export function whyNot(place: Place, press: Press): string | null {
	if (place === 'tiny' || resolve(place, press) !== null) return null;
	const row = keymap.find(({keys}) => keys.some(([name]) => name === press));
	return row === undefined ? null : `${keyName(press)} (${row.help}) works only in: ${row.where}`;
}

/** The rows that the footer of a place may show, in the table's order. */
export function footerRows(place: Place): readonly KeyRow[] {
	return keymap.filter(row => row.footer !== null && row.places.includes(place));
}

const names: Readonly<Record<string, string>> = {
	enter: 'Enter',
	esc: 'Esc',
	backspace: 'Backspace',
	delete: 'Del',
	tab: 'Tab',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pgup: 'PgUp',
	pgdn: 'PgDn',
	home: 'Home',
	end: 'End',
	space: 'Space',
};

/** Where there are no arrows to print: `v` and `^` would be keys of their own. */
const arrowWords: Readonly<Record<string, string>> = {up: 'Up', down: 'Down', left: 'Left', right: 'Right'};

/** A key as it is printed: `Enter`, `Ctrl-d`, `↓`, `j`; `Down` where nothing but ASCII can be. */
export function keyName(press: Press, unicode = true): string {
	if (press.startsWith('ctrl-')) return `Ctrl-${press.slice(5)}`;
	return (unicode ? undefined : arrowWords[press]) ?? names[press] ?? press;
}

/** The keys of a row as they are printed: `j k ↓ ↑`. */
export function keyNames({keys}: KeyRow, unicode = true): string {
	return keys.map(([press]) => keyName(press, unicode)).join(' ');
}
