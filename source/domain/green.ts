/** What a succeeded run printed, as far as it was read: its lines with all that changes from run to run masked. */
export interface GreenLog {
	/** The build (`project:uuid`). */
	readonly build: string;
	readonly masked: ReadonlySet<string>;
	/** The headers of phases and commands in what was read, in their order, masked. */
	readonly heads: readonly string[];
	/** Whether it was read from its beginning to its end. */
	readonly whole: boolean;
}
