import {grouped} from './log-numbers.ts';

/** So many can be shown where it is said of them. */
const few = 3;

/** How many lines no green log has: `these 3 lines are in no green log`. `whole`: whether the last green one was read whole. */
export function novelWords(lines: number, whole: boolean): string {
	const which = lines === 1 ? 'this line is' : `${lines > few ? '' : 'these '}${grouped(lines)} lines are`;
	return `${which} ${whole ? 'in no green log' : 'not in what was read of the last green log'}`;
}

export const causeUnknown = 'the cause is not known';
