import {type Dispatch, useEffect, useReducer, useRef} from 'react';
import {findOn, isSearching} from './log-find.ts';
import type {LogContent} from './log-shown.ts';
import {type LogStep, type LogView, lookAt, openLog} from './log-view.ts';
import {inSlices} from './slices.ts';

/** How a log is looked at, and what changes that. The view takes in new content before it is drawn. */
export function useLogView(content: LogContent): readonly [LogView, Dispatch<LogStep>] {
	const [view, look] = useReducer(lookAt, content, openLog);
	if (view.content === content) return [view, look];
	const step: LogStep = {kind: 'content', content};
	look(step);
	return [lookAt(view, step), look];
}

/** Searches on, a little at a time, until all of the log is searched. `height`: rows that the log has on the screen. */
export function useSearch({find, content}: LogView, look: Dispatch<LogStep>, height: number): void {
	const rows = useRef(height);
	rows.current = height;
	const {lines} = content;
	const searching = isSearching(find, lines);
	const latest = useRef(find);
	latest.current = find;
	const query = `${find?.regex} ${find?.query}`;
	// A search goes on from where it is; only another query or other lines begin it anew.
	useEffect(() => {
		let found = latest.current;
		if (!searching || found === null) return;
		return inSlices({
			step: () => {
				if (found !== null) found = findOn(found, lines);
				return isSearching(found, lines);
			},
			tell: () => {
				if (found !== null) look({kind: 'found', find: found, lines, height: rows.current});
			},
		});
	}, [query, lines, look, searching]);
}
