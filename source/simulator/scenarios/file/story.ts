import type {PipelineDeclaration} from '../../declaration.ts';
import {createRandom} from '../../random.ts';
import type {Commit, Director, ExecutionGlance} from '../../scenario.ts';
import {authors, words} from '../history/subjects.ts';
import {type Followed, followedBy} from './declare.ts';
import {msOf} from './duration.ts';
import {fits} from './glob.ts';
import type {FileCommit, FileEvent, ScenarioFile} from './schema.ts';

const usualEvery = '8h';

export function commitOf(file: ScenarioFile, said: FileCommit): Commit {
	const {sha, message, author = 'ada'} = said;
	return {...followedBy(file, said), sha, message, author};
}

/** The commits of the recorded past, oldest first, and the simulated time at which each was pushed. */
export type Past = readonly {readonly at: number; readonly commit: Commit}[];

/** Makes up the past that a file asks for; it ends before anything else happens. */
export function pastOf(file: ScenarioFile, seed: number, followed: readonly Followed[]): Past {
	const {executions = 0, every = usualEvery} = file.past ?? {};
	const told = [...(file.commits ?? []), ...(file.events ?? [])];
	const end = Math.min(0, ...told.map(({at}) => (at === undefined ? 0 : msOf(at))));
	const random = createRandom(seed).fork('past');
	return Array.from({length: executions}, (_, index) => {
		const at = end - (executions - index) * msOf(every);
		return followed.map(place => ({
			at,
			commit: madeUp(place, random.fork(`${place.repository}/${place.branch}/${index}`)),
		}));
	}).flat();
}

function madeUp(place: Followed, random: ReturnType<typeof createRandom>): Commit {
	return {
		...place,
		sha: random.hex(40),
		message: `${random.pick(words.kinds)}: ${random.pick(words.verbs)} ${random.pick(words.things)}`,
		author: random.pick(authors).name,
	};
}

/** Writes all that a file lets happen into the agenda. */
export function tellStory(
	director: Director,
	file: ScenarioFile,
	pipelines: readonly PipelineDeclaration[],
	past: Past,
): void {
	const commits = (file.commits ?? []).map(said => ({said, commit: commitOf(file, said)}));
	for (const {at, commit} of past) director.at(at, () => director.push(commit));
	for (const {said, commit} of commits)
		if (said.at !== undefined) director.at(msOf(said.at), () => director.push(commit));
	const names = pipelines.map(({name}) => name);
	for (const event of file.events ?? [])
		director.at(msOf(event.at), () =>
			happen(
				director,
				event,
				names,
				commits.map(({commit}) => commit),
			),
		);
}

function happen(
	director: Director,
	event: FileEvent,
	names: readonly string[],
	commits: readonly Commit[],
): void {
	const all = (glob: string) => names.filter(name => fits(glob, name));
	if ('push' in event) {
		const commit = commits.find(({sha}) => sha.startsWith(event.push));
		if (commit !== undefined) director.push(commit);
	} else if ('start' in event) for (const pipeline of all(event.start)) director.start(pipeline);
	else if ('approve' in event)
		for (const pipeline of all(event.approve)) answer(director, pipeline, 'Approved', event, 'looks good');
	else if ('reject' in event)
		for (const pipeline of all(event.reject)) answer(director, pipeline, 'Rejected', event, 'not today');
	else if ('stop' in event) for (const pipeline of all(event.stop)) stop(director, pipeline, event);
	else if ('retry' in event) for (const pipeline of all(event.retry)) retry(director, pipeline, event);
	else if ('rollback' in event)
		for (const pipeline of all(event.rollback)) rollBack(director, pipeline, event);
	else if ('override' in event)
		for (const pipeline of all(event.override)) override(director, pipeline, event);
	else if ('disable' in event)
		for (const pipeline of all(event.disable))
			director.disableTransition(pipeline, event.stage, event.reason ?? 'closed');
	else if ('enable' in event)
		for (const pipeline of all(event.enable)) director.enableTransition(pipeline, event.stage);
	else if ('edit' in event) for (const pipeline of all(event.edit)) director.edit(pipeline);
}

const carries = (execution: ExecutionGlance, sha: string | undefined) =>
	sha === undefined || (execution.commit?.sha.startsWith(sha) ?? false);

type Where = {readonly commit?: string | undefined; readonly stage?: string | undefined};

function answer(
	director: Director,
	pipeline: string,
	status: 'Approved' | 'Rejected',
	{commit, stage, summary}: Where & {readonly summary?: string | undefined},
	usual: string,
): void {
	const gates = director
		.executions(pipeline)
		.filter(each => each.atGate && carries(each, commit) && (stage === undefined || each.stage === stage));
	for (const gate of gates) director.answer({pipeline, stage: gate.stage, status, summary: summary ?? usual});
}

function stop(director: Director, pipeline: string, event: Extract<FileEvent, {stop: string}>): void {
	const running = director
		.executions(pipeline)
		.find(each => each.status === 'InProgress' && carries(each, event.commit));
	if (running !== undefined)
		director.stop({
			pipeline,
			executionId: running.id,
			reason: event.reason ?? 'stopped by hand',
			abandon: event.abandon ?? false,
		});
}

function retry(director: Director, pipeline: string, event: Extract<FileEvent, {retry: string}>): void {
	const ended = director
		.executions(pipeline)
		.find(
			each =>
				(each.status === 'Failed' || each.status === 'Stopped') &&
				carries(each, event.commit) &&
				(event.stage === undefined || each.stage === event.stage),
		);
	if (ended !== undefined)
		director.retry({
			pipeline,
			stage: ended.stage,
			executionId: ended.id,
			...(event.mode !== undefined && {mode: event.mode}),
		});
}

/** To what succeeded in the stage before the execution that is there, or, with a commit, to whatever carries it. */
function rollBack(
	director: Director,
	pipeline: string,
	{stage, commit}: Extract<FileEvent, {rollback: string}>,
): void {
	const present = commit === undefined ? director.latest(pipeline, stage)?.id : undefined;
	director
		.executions(pipeline)
		.some(
			each =>
				each.id !== present &&
				carries(each, commit) &&
				director.rollback({pipeline, stage, executionId: each.id}),
		);
}

function override(
	director: Director,
	pipeline: string,
	{stage, condition}: Extract<FileEvent, {override: string}>,
): void {
	director
		.executions(pipeline)
		.some(each => director.override({pipeline, stage, condition, executionId: each.id}));
}
