import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import type {LogLines} from '../../source/domain/log-lines.ts';

/** What a diagnosis found, counted once: a log can have a million lines and the screen is drawn at every key. */
export interface Findings {
	readonly diagnosis: Diagnosis;
	/** How many lines the log has, and what each says. */
	readonly length: number;
	text(line: number): string;
	/** Of what commands printed, the lines that no green log has; null: there is none to compare with. */
	readonly novel: {
		readonly count: number;
		/** The most telling of them beside what explains the failure. */
		readonly first: readonly number[];
	} | null;
	/** The lines that only follow, without those that go on with what explains the failure. */
	readonly consequences: {readonly count: number; readonly first: number | null};
}

/** How many new lines are shown at most. */
const mostNew = 3;

export function findingsOf(diagnosis: Diagnosis, lines: LogLines): Findings {
	const {novel, explaining, consequences} = diagnosis;
	const text = (line: number) => lines.text(line);
	const later = consequences.filter(line => line > (explaining ?? 0) + 1 && !text(line).startsWith(' '));
	return {
		diagnosis,
		length: lines.length,
		text,
		novel:
			novel === null
				? null
				: novelIn(
						diagnosis,
						novel.filter(line => !isAgents(text(line))),
					),
		consequences: {count: later.length, first: later[0] ?? null},
	};
}

function novelIn({explaining, relevant}: Diagnosis, novel: readonly number[]): Findings['novel'] {
	const all = new Set(novel);
	const telling = relevant.filter(line => all.has(line) && line !== explaining);
	const first = telling.length > 0 ? telling : novel.slice(0, mostNew).filter(line => line !== explaining);
	return {count: novel.length, first: first.slice(0, mostNew)};
}

/** That the agent ends a failed build otherwise than a green one tells nothing. */
function isAgents(text: string): boolean {
	return /^\s{0,8}\[Container\] /.test(text);
}
