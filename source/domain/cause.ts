/** How sure a cause is, once it was recognised. */
export const certainties = ['certain', 'likely', 'guess'] as const;
export type Certainty = (typeof certainties)[number];

/** Why something fails, as somebody knew it before. Texts are one line each. */
export interface KnownCause {
	readonly id: string;
	readonly cause: string;
	/** What to do about it. */
	readonly advice: string;
	/** Whether another try can help; null: nobody says. */
	readonly retryHelps: boolean | null;
	readonly sure: Certainty | null;
}

/**
 * Finds the known cause that texts (messages, or lines of a log) show; `at`: the first of them that proves it. `beside`:
 * what else was said of the same failure, which can bear a cause out but proves none.
 */
export type Recognise = (
	texts: readonly string[],
	beside?: readonly string[],
) => {readonly cause: KnownCause; readonly at: number} | null;
