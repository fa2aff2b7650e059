import type {Comparison} from '../source/domain/comparison.ts';
import type {Execution} from '../source/domain/execution.ts';
import type {Follow} from '../source/domain/follow.ts';
import type {ActionProgress, StageProgress} from '../source/domain/progress.ts';
import type {Stranger} from '../source/domain/stranger.ts';
import type {Theme} from '../source/wording/theme.ts';
import type {Describe} from '../source/wording/words.ts';

/** One execution of a pipeline, as the detail shows it. */
export interface DetailView {
	/** Where the commit stands that is followed; of another execution, its pipeline. */
	readonly follow: Follow | Stranger;
	/** The execution shown; null: the commit has none here. */
	readonly execution: Execution | null;
	readonly stages: readonly StageProgress[];
	readonly link: string;
	/** By how many commits it is ahead of what the last stage runs; null: not known. */
	readonly ahead: number | null;
	/** The selected action (`stage/action`), and whether the detail has the keys. */
	readonly action: string | null;
	readonly active: boolean;
	readonly stale: boolean;
	readonly now: number;
	/** To when the time left is counted; ms since the epoch, the last look where it is left out. */
	readonly countedTo?: number | null;
	readonly columns: number;
	readonly theme: Theme;
	describe: Describe;
	/** How a failed action compares with others; null: not known. */
	comparison(action: ActionProgress): Comparison | null;
}

/** A row of the detail, with the action that it is about. */
export interface DetailRow {
	readonly text: string;
	readonly action: string | null;
}
