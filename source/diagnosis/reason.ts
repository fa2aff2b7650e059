/** Why a phase or an action failed, in few words, and the script that a message repeats whole. */
export interface Reason {
	/** `exit status 1`, or the message itself with its code where no command failed. */
	readonly text: string;
	/** The whole script of the failed command; null where the message names none. */
	readonly script: string | null;
}

const executing = /Error while executing command: ?(.*?)(?:\s*\.? ?Reason: *(.*))?$/s;

/** What the action says of a build whose phase says nothing. */
const wordless =
	/^Build terminated with state: (STOPPED|TIMED_OUT)\b(?:\. Phase: \w*, Code: ?, Message: ?)?\.?$/;
const endings: Readonly<Record<string, string>> = {
	STOPPED: 'the build was stopped',
	TIMED_OUT: 'the build ran out of time',
};

/**
 * Takes a failure's message apart. CodeBuild says `Error while executing command: <script>. Reason: exit status 1`, the
 * script being whole and perhaps of many lines, so that the reason stands where nobody looks.
 */
export function reasonOf(message: string, code: string | null): Reason | null {
	const told = message.trim();
	const command = executing.exec(told);
	if (command !== null)
		return {text: firstLine(command[2] ?? '') || 'a command failed', script: command[1] ?? ''};
	const ended = wordless.exec(told)?.[1];
	if (ended !== undefined) return {text: endings[ended] ?? told, script: null};
	if (told === '') return code === null || code === '' ? null : {text: code, script: null};
	const known = code === null || code === '' || told.includes(code) || code === 'JobFailed';
	return {text: known ? told : `${code}: ${told}`, script: null};
}

/** The first line of a text that holds anything. */
export function firstLine(text: string): string {
	return (
		text
			.split(/\r?\n/)
			.find(line => line.trim() !== '')
			?.trim() ?? ''
	);
}
