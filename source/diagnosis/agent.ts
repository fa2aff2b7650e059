import {withoutColour} from '../terminal/text.ts';

/** What CodeBuild's agent says between the output of the commands. */
export type AgentLine =
	/** `script` is the first line of what it runs; the others follow as lines of their own. */
	| {readonly kind: 'command'; readonly script: string}
	/** `said` is the script's first line and, where that is all of it, the exit status. */
	| {readonly kind: 'command-failed'; readonly said: string}
	| {readonly kind: 'phase-entered'; readonly phase: string}
	| {readonly kind: 'phase-complete'; readonly phase: string; readonly succeeded: boolean}
	/** Why a phase ended; both are empty for one that went well. */
	| {readonly kind: 'context'; readonly code: string; readonly message: string}
	| {readonly kind: 'other'};

const name = '[Container] ';

/** Older agents write no fractions of a second. */
const agent = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? ?(.*)$/s;

/** What copies put before a line: white space, its number, its time. */
const before = /^\s*(?:\d{1,7} \| ?|\d{4}-\d\d-\d\d[T ]\S{8,30} )?\s*$/;

/** The end of a file without a line's end, to which the agent's line was glued. */
const glued = /[^\s"'`$\\=(]$/;

/** Excerpts in tickets begin in the middle of a line. */
const cut = /^\s*(?:\d{1,7} \| ?)?(?=Phase context status code: ?\w)/;

/** Reads a line of the agent, free of colours; null for what a command printed. */
export function agentLine(text: string): AgentLine | null {
	const at = text.indexOf(name);
	if (at < 0) return text.includes('Phase context') && cut.test(text) ? said(text.replace(cut, '')) : null;
	const head = text.slice(0, at);
	if (at > 0 && !before.test(head) && !glued.test(head)) return null;
	const words = agent.exec(text.slice(at + name.length))?.[1];
	return words === undefined ? null : said(words);
}

function said(words: string): AgentLine {
	const command = /^Running command ?(.*)$/s.exec(words);
	if (command !== null) return {kind: 'command', script: command[1] ?? ''};
	const failed = /^Command did not exit successfully ?(.*)$/s.exec(words);
	if (failed !== null) return {kind: 'command-failed', said: failed[1] ?? ''};
	const entered = /^(?:Entering phase|Phase is) (\w+)/.exec(words);
	if (entered !== null) return {kind: 'phase-entered', phase: entered[1] ?? ''};
	const complete = /^Phase complete: (\w+) (?:State: (\w+)|Success: (\w+))/.exec(words);
	if (complete !== null) {
		const [, phase = '', state, success] = complete;
		return {kind: 'phase-complete', phase, succeeded: state === 'SUCCEEDED' || success === 'true'};
	}
	const context = /^Phase context status code: ?(\S*|\S.{0,80}?)(?: +Message: ?(.*))?$/s.exec(words);
	return context === null
		? {kind: 'other'}
		: {kind: 'context', code: context[1] ?? '', message: (context[2] ?? '').trim()};
}

/** The lines of a log that are the agent's, in order. */
export function agentLines(lines: readonly {readonly text: string}[]): ReadonlyMap<number, AgentLine> {
	const found = new Map<number, AgentLine>();
	for (let at = 0; at < lines.length; at++) {
		const text = lines[at]?.text ?? '';
		if (!text.includes(name) && !text.includes('Phase context')) continue;
		const line = agentLine(withoutColour(text));
		if (line !== null) found.set(at, line);
	}
	return found;
}
