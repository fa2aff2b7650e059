import {msOf} from '../../source/simulator/scenarios/file/duration.ts';
import type {
	FileCommit,
	FileEvent,
	FileOutcome,
	ScenarioFile,
} from '../../source/simulator/scenarios/file/schema.ts';
import {roughNight} from '../../source/simulator/scenarios/rough-night.ts';

/** How long one night of the scenario is; ms. */
export const night = 3600_000;

/** A commit and when it is pushed; ms from the start. */
export interface Pushed {
	readonly sha: string;
	readonly at: number;
}

/**
 * What is done so that each night begins with free stages: gates that nobody would answer are answered. A stage that takes a
 * quarter of an hour is free again in the next night only.
 */
const cleaning: readonly FileEvent[] = [
	{at: '40m', approve: 'superseded'},
	{at: '48m', approve: 'superseded'},
	{at: '44m', approve: 'stopped'},
	{at: '44m', approve: 'abandoned'},
	{at: '44m', approve: 'cancelled'},
	{at: '54m', approve: '*'},
];

/** A gate that is answered faster than anybody looks. */
const hasty = 'hasty';

/** As many executions as a page of the list holds: a real account has them, and the program knows them from its first look on. */
const past = {executions: 50, every: '1h'};

const text = (ms: number) => `${Math.round(ms / 1000)}s`;
const shaIn = (hour: number, sha: string) => (hour + 1).toString(16).padStart(4, '0') + sha.slice(4);

function later<Part extends {readonly at?: string | undefined}>(hour: number, part: Part): Part {
	return part.at === undefined ? part : {...part, at: text(msOf(part.at) + hour * night)};
}

/** What concerns one commit concerns its counterpart of the hour. */
function ofHour<Part extends object>(hour: number, part: Part): Part {
	return 'commit' in part && typeof part.commit === 'string'
		? {...part, commit: shaIn(hour, part.commit)}
		: part;
}

/** `rough-night` told anew in every hour, with commits of its own; `more` happens instead of its faults. */
export function roughNights(
	hours: number,
	more: readonly FileEvent[] = [],
): {
	readonly file: ScenarioFile;
	readonly commits: readonly Pushed[];
} {
	const {commits = [], outcomes = [], events = [], pipelines} = roughNight;
	const [first] = commits;
	const each = <Part>(tell: (hour: number) => readonly Part[]) =>
		Array.from({length: hours}, (_, hour) => tell(hour)).flat();
	// Whoever stops or retries means the night's first commit, not what the night before has left.
	const meant = (event: FileEvent): FileEvent =>
		'stop' in event || 'retry' in event ? {...event, commit: first?.sha} : event;
	const acts = [...events.filter(event => !('faults' in event)), ...cleaning].map(meant);
	const told = each(hour =>
		commits.map((commit): FileCommit => ({...later(hour, commit), sha: shaIn(hour, commit.sha)})),
	);
	const ofCommit = (outcome: FileOutcome) => outcome.commit !== undefined;
	const answered: FileOutcome = {pipeline: hasty, approved: '8s'};
	const whole = pipelines.find(({name}) => name === 'succeeded');
	const file: ScenarioFile = {
		...roughNight,
		past,
		pipelines: [...pipelines, ...(whole === undefined ? [] : [{...whole, name: hasty}])],
		commits: told,
		outcomes: [
			answered,
			...each(hour => outcomes.filter(ofCommit).map(outcome => ofHour(hour, outcome))),
			...outcomes.filter(outcome => !ofCommit(outcome)),
		],
		events: [...each(hour => acts.map(event => ofHour(hour, later(hour, event)))), ...more],
	};
	return {file, commits: told.map(({sha, at = '0s'}) => ({sha, at: msOf(at)}))};
}
