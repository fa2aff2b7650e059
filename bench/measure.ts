import type {Taken} from './report/figure.ts';

export interface Measuring {
	/** Shorter runs for a look on the way. */
	readonly quick: boolean;
	/** Takes down a figure as soon as it is known. */
	readonly tell: (taken: Taken) => void;
	/** A line for people on the way: what the figures do not hold. */
	readonly say: (line: string) => void;
}

/** Takes its figures, one after the other. Rejects where it cannot. */
export type Measure = (measuring: Measuring) => Promise<void>;
