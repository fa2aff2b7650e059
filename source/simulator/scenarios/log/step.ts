import type {LogLine} from '../../scenario.ts';

/** A command of a phase and what it prints. */
export type Step = {
	readonly id: string;
	/** As the buildspec has it, line breaks included: CodeBuild prints the whole of it before it runs. */
	readonly command: string;
	/** Written only when it is read. */
	readonly output: () => readonly string[];
	/** How much of the phase's time it takes, relative to the other steps. */
	readonly weight: number;
};

export type StepPhase = 'INSTALL' | 'PRE_BUILD' | 'BUILD' | 'POST_BUILD';
export type Script = Readonly<Record<StepPhase, readonly Step[]>>;

/** A step that takes `weight` parts of its phase's time. */
export function step(
	id: string,
	command: string,
	output: readonly string[] | Step['output'] = [],
	weight = 0.3,
): Step {
	return {id, command, output: typeof output === 'function' ? output : () => output, weight};
}

/** A step that ends its phase, and the status it ends with. */
export type StepFailure = {readonly id: string; readonly exit: number};

/** Lays the steps of a phase out over its time; nothing follows the step that fails. */
export function* phaseLines(
	phase: StepPhase,
	steps: readonly Step[],
	failure?: StepFailure,
): Generator<LogLine> {
	const last = steps.findIndex(({id}) => id === failure?.id);
	const run = last < 0 ? steps : steps.slice(0, last + 1);
	const total = run.reduce((sum, {weight}) => sum + weight, 0);
	let before = 0;
	for (const {command, output, weight} of run) {
		const share = (part: number) => (before + weight * part) / total;
		yield* runningLines(phase, command, share(0));
		const printed = output();
		for (const [index, text] of printed.entries())
			yield {phase, share: share((index + 1) / (printed.length + 1)), text, from: 'command'};
		before += weight;
	}
	if (failure === undefined || last < 0) return;
	const command = run.at(-1)?.command ?? '';
	const text = `Command did not exit successfully ${command} exit status ${failure.exit}`;
	yield* splitLines(phase, text, 1);
}

/** CodeBuild prints a command before it runs; only the first line of a longer one bears the agent's mark. */
function runningLines(phase: StepPhase, command: string, share: number): Generator<LogLine> {
	return splitLines(phase, `Running command ${command}`, share);
}

function* splitLines(phase: StepPhase, text: string, share: number): Generator<LogLine> {
	for (const [index, line] of text.split('\n').entries())
		yield {phase, share, text: line, from: index === 0 ? 'agent' : 'command'};
}
