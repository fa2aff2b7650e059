/** One number that was measured, and what it must not exceed. */
export interface Figure {
	/** The measurement that it belongs to, as it is named on the command line. */
	readonly measure: string;
	readonly name: string;
	/** NaN: it could not be had, which no limit lets pass. */
	readonly value: number;
	readonly unit: Unit;
	/** Null: it is only told, beside others. */
	readonly limit: number | null;
	/** Of what and how it was taken, where the name does not say. */
	readonly note: string;
	/** The machine's load average of the last minute when it was taken. */
	readonly load: number;
}

/** `×`: a ratio; `%`: of one core; kB, MB: 1000 and 1,000,000 bytes. */
export type Unit = '×' | '%' | 'ms' | 's' | 'kB' | 'kB/s' | 'MB' | 'calls' | 'frames';

/** What a measurement tells of a figure. */
export type Taken = Pick<Figure, 'name' | 'value' | 'unit'> & Partial<Pick<Figure, 'limit' | 'note'>>;

/** Null where there is no limit. */
export function holds({value, limit}: Pick<Figure, 'value' | 'limit'>): boolean | null {
	return limit === null ? null : value <= limit;
}
