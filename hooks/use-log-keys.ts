import type {Dispatch} from 'react';
import type {LogLines} from '../source/domain/log-lines.ts';
import {withoutColour} from '../source/terminal/text.ts';
import {useDesk} from './desk.ts';
import type {Handlers} from './keyboard.ts';
import {isSearching} from './log-find.ts';
import type {LogStep, LogView} from './log-view.ts';
import {beyond} from './sorted.ts';
import {useKeys} from './use-keys.ts';
import type {LogSource} from './use-log-target.ts';
import {workLink} from './work-link.ts';

interface Ground {
	readonly view: LogView;
	readonly look: Dispatch<LogStep>;
	readonly source: LogSource;
	/** Rows that the log has on the screen. */
	readonly height: number;
	/** Columns of a step to the side. */
	readonly stride: number;
	/** Whether a line that is seen goes on behind the right edge. */
	readonly cut: boolean;
	/** What else can be done with what the log tells. */
	readonly more: Handlers;
}

/** The keys of a log, and of what is typed to find something in it. */
export function useLogKeys(ground: Ground): void {
	const {view, look, height} = ground;
	const typing = view.typing !== null;
	const moving = useMoves(ground);
	const files = useFiles(ground);
	const sights = useSights(ground);
	const log: Handlers = {...moving, ...files, ...sights, ...ground.more};
	const find: Handlers = {
		open: () => {
			look({kind: 'accept'});
			return view.find?.problem ?? noMatch(view);
		},
		back: () => look({kind: 'cancel', height}),
		erase: () => (view.find?.query === '' ? look({kind: 'cancel', height}) : look({kind: 'erase', height})),
		regex: () => look({kind: 'regex', height}),
		down: () => match(ground, 1),
		up: () => match(ground, -1),
	};
	useKeys(typing ? 'find' : 'log', typing ? find : log, {
		text: letter => look({kind: 'type', letter, height}),
	});
}

function useMoves(ground: Ground): Handlers {
	const {view, look, height} = ground;
	const half = Math.max(1, Math.floor(height / 2));
	const move = (by: number) => () => look({kind: 'move', by, height});
	return {
		down: move(1),
		up: move(-1),
		'half-down': move(half),
		'half-up': move(-half),
		'page-down': move(Math.max(1, height - 1)),
		'page-up': move(-Math.max(1, height - 1)),
		top: () => look({kind: 'top'}),
		bottom: () => look({kind: 'bottom'}),
		'next-error': () => error(ground, 1),
		'previous-error': () => error(ground, -1),
		search: () => look({kind: 'find'}),
		'next-match': () => match(ground, 1),
		'previous-match': () => match(ground, -1),
		follow: () =>
			view.content.live
				? look({kind: 'follow'})
				: 'the build is over: nothing more is written, G goes to the end',
	};
}

function useSights({view, look, stride, cut}: Ground): Handlers {
	return {
		'all-lines': () =>
			view.content.relevant.length === 0
				? 'all lines are shown: no failure sets some of them apart'
				: look({kind: 'all'}),
		wrap: () => look({kind: 'wrap'}),
		'mark-novel': () =>
			view.content.novel === null
				? 'nothing to compare with: no green log of this action is known, or it has not been read yet'
				: look({kind: 'mark'}),
		timestamps: () => look({kind: 'times'}),
		fold: () => look({kind: 'fold'}),
		'scroll-right': () =>
			cut
				? look({kind: 'scroll', by: stride})
				: view.wrap
					? 'lines are wrapped: nothing stands behind the edge'
					: 'no line that is seen goes on behind the edge',
		'scroll-left': () => look({kind: 'scroll', by: -stride}),
	};
}

function useFiles({view, source}: Ground): Handlers {
	const desk = useDesk();
	const link = workLink(desk, source);
	const {lines} = view.content;
	const whole = source.log?.fromStart ?? false;
	const asFarAsRead = (said: string) => (whole ? said : `${said} (its beginning has not been read yet)`);
	const empty = lines.length === 0 ? 'there is no log yet' : null;
	return {
		save: async () => {
			if (empty !== null) return empty;
			return asFarAsRead(await desk.save(logName(source), plainText(lines)));
		},
		pager: async () => empty ?? asFarAsRead(await desk.page(plainText(lines))),
		'copy-link': () => desk.copy(link),
		'open-link': () => desk.open(link),
		older: () => source.browse(1),
		newer: () => source.browse(-1),
	};
}

/** So many lines are handed on together. */
const piece = 1000;

/** A log without colours, piece by piece: as one text it could be larger than the rest of the program. */
function* plainText(lines: LogLines): Generator<string> {
	for (let from = 0; from < lines.length; from += piece)
		yield `${withoutColour(lines.texts(from, from + piece).join('\n'))}\n`;
}

/** `<project>-<build>.log`, with nothing in it that would leave the folder. */
function logName({build, action, target}: LogSource): string {
	const id = build?.id ?? action?.run?.build ?? `${target.action}:${target.execution}`;
	return `${id.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '')}.log`;
}

function error({view, look, height}: Ground, by: 1 | -1): string | undefined {
	const {errors} = view.content;
	const line = beyond(errors, view.cursor, by);
	if (line !== null) look({kind: 'go', line, height});
	else if (errors.length === 0) return 'no line of this log is known as an error';
	else return by > 0 ? 'this was the last error' : 'this was the first error';
	return undefined;
}

function match({view, look, height}: Ground, by: 1 | -1): string | undefined {
	if (view.find === null) return 'nothing is searched: / finds';
	const {hits, from, to} = view.find.scan;
	const next = beyond(hits, view.cursor, by);
	const known =
		by > 0
			? view.cursor >= from && (next !== null || to >= view.content.lines.length)
			: view.cursor < to && (next !== null || from <= 0);
	if (isSearching(view.find, view.content.lines) && !known) return 'still searching';
	const line = next ?? (by > 0 ? hits[0] : hits.at(-1));
	if (line === undefined) return view.find.problem ?? noMatch(view);
	const around = by > 0 ? line <= view.cursor : line >= view.cursor;
	look({kind: 'go', line, height});
	return around && hits.length > 1
		? `once around: back at the ${by > 0 ? 'first' : 'last'} match`
		: undefined;
}

function noMatch({find, content}: LogView): string | undefined {
	return find === null || find.query === '' || find.scan.hits.length > 0 || isSearching(find, content.lines)
		? undefined
		: `no line holds "${find.query}"`;
}
