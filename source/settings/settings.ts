import type {KnownCause} from '../domain/cause.ts';
import type {Portal} from '../terminal/portal.ts';

/** What can ring the bell. */
export const bells = ['gate', 'failed', 'done'] as const;
export type Bell = (typeof bells)[number];

/** What the screen's colours are chosen for; `mono` has none. */
export const themes = ['auto', 'dark', 'light', 'high-contrast', 'mono'] as const;
export type ThemeName = (typeof themes)[number];

/** A cause of failures that the user knows; null where the file says nothing. */
export interface UserFailure extends KnownCause {
	/** Regular expressions, known to compile: what the log or the message must hold, and what it must not. */
	readonly match: string;
	readonly not: string | null;
	/** An excerpt in which it is recognised, and one in which it must not be. */
	readonly example: string | null;
	readonly unlike: string | null;
}

/** Whom else to tell, without a screen. */
export interface AlertSettings {
	/** A program and its arguments; one that is named with a slash is absolute. */
	readonly run: readonly [string, ...string[]];
	/** How long a gate stays unanswered before it is told again; ms, null: it is told once. */
	readonly remind: number | null;
}

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
	/** Pipelines, by name or glob, that are left out unless the commit touches one of the paths (globs). */
	readonly paths: readonly {readonly pipeline: string; readonly paths: readonly string[]}[];
	/** The access portal through which links are opened. */
	readonly console: Portal | null;
	readonly alerts: AlertSettings | null;
	readonly theme: ThemeName | null;
	readonly failures: readonly UserFailure[];
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
	paths: [],
	console: null,
	alerts: null,
	theme: null,
	failures: [],
};
