import {type Dispatch, useReducer} from 'react';
import type {LogContent} from './log-shown.ts';
import {type LogStep, type LogView, lookAt, openLog} from './log-view.ts';

/** How a log is looked at, and what changes that. The view takes in new content before it is drawn. */
export function useLogView(content: LogContent): readonly [LogView, Dispatch<LogStep>] {
	const [view, look] = useReducer(lookAt, content, openLog);
	if (view.content === content) return [view, look];
	const step: LogStep = {kind: 'content', content};
	look(step);
	return [lookAt(view, step), look];
}
