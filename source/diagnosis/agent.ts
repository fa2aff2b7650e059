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

/** Older agents write no fractions of a second. */
const agent = /^\s{0,8}\[Container\] \d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? ?(.*)$/s;

/** Reads a line of the agent; null for what a command printed. */
export function agentLine(text: string): AgentLine | null {
	if (!text.startsWith('[Container] ') && !/^\s{1,8}\[Container\] /.test(text)) return null;
	const said = agent.exec(text)?.[1];
	if (said === undefined) return null;
	const command = /^Running command ?(.*)$/s.exec(said);
	if (command !== null) return {kind: 'command', script: command[1] ?? ''};
	const failed = /^Command did not exit successfully ?(.*)$/s.exec(said);
	if (failed !== null) return {kind: 'command-failed', said: failed[1] ?? ''};
	const entered = /^(?:Entering phase|Phase is) (\w+)/.exec(said);
	if (entered !== null) return {kind: 'phase-entered', phase: entered[1] ?? ''};
	const complete = /^Phase complete: (\w+) (?:State: (\w+)|Success: (\w+))/.exec(said);
	if (complete !== null) {
		const [, phase = '', state, success] = complete;
		return {kind: 'phase-complete', phase, succeeded: state === 'SUCCEEDED' || success === 'true'};
	}
	const context = /^Phase context status code: ?(\S*) +Message: ?(.*)$/s.exec(said);
	return context === null
		? {kind: 'other'}
		: {kind: 'context', code: context[1] ?? '', message: (context[2] ?? '').trim()};
}
