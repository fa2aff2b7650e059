/** What can ring the bell. */
export const bells = ['gate', 'failed', 'done'] as const;
export type Bell = (typeof bells)[number];

/** What a settings file says; null, or empty, where it says nothing. */
export interface Settings {
	readonly region: string | null;
	/** Globs of pipelines' names. */
	readonly track: readonly string[];
	/** Seconds between two looks. */
	readonly interval: number | null;
	/** Requests per second and service. */
	readonly rate: number | null;
	/** Null: as the program does by itself; empty: never. */
	readonly bell: readonly Bell[] | null;
	/** A TOML file with keys, as an absolute path, and the table in it. */
	readonly credentials: {readonly file: string | null; readonly table: string | null};
	/** Where approvals are announced as well: one line. */
	readonly approvalAlso: string | null;
}

/** Something wrong with a settings file. `line` counts from 1; null where no line is to blame. */
export interface SettingsProblem {
	readonly file: string;
	readonly line: number | null;
	readonly key: string | null;
	readonly message: string;
}

/** `file`: where they were read from; null when there is none. */
export type Found =
	| {readonly kind: 'settings'; readonly settings: Settings; readonly file: string | null}
	| {readonly kind: 'problems'; readonly problems: readonly SettingsProblem[]};

export const noSettings: Settings = {
	region: null,
	track: [],
	interval: null,
	rate: null,
	bell: null,
	credentials: {file: null, table: null},
	approvalAlso: null,
};
