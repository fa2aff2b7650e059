const agent = (at: number, said: string) =>
	`[Container] ${new Date(at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')}.123456 ${said}`;

const words = [
	'compile',
	'resolve',
	'upload',
	'cache',
	'verify',
	'contract',
	'module',
	'bundle',
	'trace',
	'order',
];
const word = (seed: number) => words[((seed * 2654435761) >>> 7) % words.length] ?? '';

/** A log of a build whose third command fails at its end; made line by line, so that nobody has to hold it. */
export interface BenchLog {
	readonly length: number;
	/** When a line was written; ms since the epoch, UTC. */
	at(index: number): number;
	/** As CloudWatch would give it: with tabs, colours and carriage returns. Ordinary lines begin with their number. */
	text(index: number): string;
}

/** So many lines before a time, ten a millisecond. */
export function benchLog(length: number, endedAt: number): BenchLog {
	const failed = length - 12;
	const at = (index: number) => endedAt - 60_000 - Math.floor((length - index) / 10);
	const frame = new Map<number, string>([
		[0, 'Entering phase BUILD'],
		[1, 'Running command make prepare'],
		[Math.floor(length * 0.2), 'Running command make contracts'],
		[Math.floor(length * 0.4), 'Running command make deploy'],
		[failed, 'Command did not exit successfully make deploy exit status 2'],
		[failed + 1, 'Phase complete: BUILD State: FAILED'],
		[
			failed + 2,
			'Phase context status code: COMMAND_EXECUTION_ERROR Message: Error while executing command: make deploy. Reason: exit status 2',
		],
		[failed + 3, 'Entering phase POST_BUILD'],
		[failed + 4, 'Running command echo finished'],
	]);
	return {
		length,
		at,
		text(index) {
			const said = frame.get(index);
			return said === undefined ? ordinary(index, failed) : agent(at(index), said);
		},
	};
}

function ordinary(index: number, failed: number): string {
	const number = `#${String(index).padStart(7, '0')}`;
	const said = `${word(index)} ${word(index + 1)} ${word(index + 2)}/${word(index + 3)} step ${index % 977} took ${index % 89} ms`;
	if (index === failed - 3)
		return `${number} error: the deployment of ${word(index)} was refused by the account`;
	if (index % 1013 === 0) return `${number} error: cannot reach ${word(index)}, going on without it`;
	if (index % 997 === 0) return `${number} ${said} ${`${word(index)}=${index} `.repeat(60)}`;
	if (index % 307 === 0)
		return `${number} ${[10, 40, 70, 100].map(done => `progress ${done} %`).join(`\r${number} `)}`;
	if (index % 101 === 0) return `${number}\t${said}\t日本語 ✓`;
	if (index % 7 === 0) return `${number} \x1b[32m${said}\x1b[0m`;
	return `${number} ${said}`;
}
