import type {Certainty} from '../../domain/cause.ts';

/**
 * A kind of failure that is known. A text is one message: a line of a log or of a failure's message with the lines that
 * continue it, free of colours, prefixes and frames, white space joined to single spaces.
 */
export interface CatalogueEntry {
	/** Short and stable, in the words of the field: `terraform-state-lock`. */
	readonly id: string;
	/** Any of these, in one text. Named groups can stand in `cause` and `advice`. */
	readonly match: readonly RegExp[];
	/** None of these in the same text. */
	readonly not?: readonly RegExp[];
	/** Any of these, in some text of the same failure: what the matched text alone does not tell. */
	readonly beside?: readonly RegExp[];
	/**
	 * One line. `{group}` stands for what a named group of `match` found; a part in square brackets is left out where one of
	 * its groups found nothing: `{action} is denied[ on {resource}]`.
	 */
	readonly cause: string;
	/** What to do about it; one line, written like `cause`. */
	readonly advice: string;
	/** Whether trying again as it is can help. Null: that depends. */
	readonly retryHelps: boolean | null;
	readonly sure: Certainty;
	/** An excerpt that proves it, as it stands in a log. */
	readonly example: string;
	/** An excerpt that looks like it and is something else: this entry must not be recognised in it. */
	readonly unlike: string;
}
