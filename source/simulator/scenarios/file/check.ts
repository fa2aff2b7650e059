import {builtInTypes, typeKey} from '../../account/action-types.ts';
import {checkDeclaration} from '../../account/check-declaration.ts';
import {AwsError} from '../../aws-error.ts';
import type {PipelineDeclaration} from '../../declaration.ts';
import {declarationsOf, placeOf} from './declare.ts';
import {msOf} from './duration.ts';
import {fits} from './glob.ts';
import type {FileEvent, FilePipeline, ScenarioFile} from './schema.ts';

/** Something that no single value is to blame for; the message goes behind the key. */
export type Objection = {readonly path: readonly (string | number)[]; readonly message: string};

const pipelineLimit = 1000;

/** What is wrong with a file that has the right form: names that nothing bears, pipelines that AWS would refuse. */
export function objectionsTo(file: ScenarioFile): readonly Objection[] {
	const entries = file.pipelines.map((entry, index) => ({entry, index, made: declarationsOf(file, entry)}));
	const pipelines = entries.flatMap(({made}) => made);
	return [
		...entries.flatMap(({entry, index, made}) =>
			pipelineObjections(file, entry, made).map(({path, message}) => ({
				path: ['pipelines', index, ...path],
				message,
			})),
		),
		...twice(entries),
		...(pipelines.length > pipelineLimit
			? [{path: ['pipelines'], message: `are ${pipelines.length}; an account has at most ${pipelineLimit}`}]
			: []),
		...outcomeObjections(file, pipelines),
		...eventObjections(file, pipelines),
	];
}

function pipelineObjections(
	file: ScenarioFile,
	entry: FilePipeline,
	[first]: readonly PipelineDeclaration[],
): readonly Objection[] {
	if ((entry.copies ?? 1) > 1 && !entry.name.includes('{n}'))
		return [{path: ['name'], message: 'must hold {n}, where its copies are numbered'}];
	const empty = entry.stages.findIndex(({approval, chains, actions}) => !approval && !chains && !actions);
	if (empty >= 0) return [{path: ['stages', empty], message: 'must have approval, chains or actions'}];
	if (first === undefined) return [];
	try {
		checkDeclaration(
			first,
			new Map(builtInTypes.map(type => [typeKey(type.id), type])),
			placeOf(file).region,
		);
		return [];
	} catch (error) {
		if (!(error instanceof AwsError)) throw error;
		return [{path: [], message: `is what AWS refuses: ${error.message}`}];
	}
}

function twice(
	entries: readonly {readonly index: number; readonly made: readonly PipelineDeclaration[]}[],
): readonly Objection[] {
	const seen = new Set<string>();
	return entries.flatMap(({index, made}) => {
		const names = new Set(made.map(({name}) => name));
		const taken = [...names].find(name => seen.has(name));
		for (const name of names) seen.add(name);
		const message = `must differ from the others: ${taken} is there already`;
		return taken === undefined ? [] : [{path: ['pipelines', index, 'name'], message}];
	});
}

const noPipeline = 'must be the name of a pipeline of this file; * stands for any part of names';
const noStage = 'must be a stage of that pipeline';

function outcomeObjections(
	{outcomes = [], commits = []}: ScenarioFile,
	pipelines: readonly PipelineDeclaration[],
): readonly Objection[] {
	return outcomes.flatMap((outcome, index) => {
		const meant = pipelines.filter(({name}) => fits(outcome.pipeline, name));
		const stages = meant.flatMap(each => each.stages).filter(({name}) => fits(outcome.stage, name));
		const actions = stages.flatMap(each => each.actions).filter(({name}) => fits(outcome.action, name));
		const path = (key: string) => ['outcomes', index, key];
		const isAnswer = outcome.approved !== undefined || outcome.rejected !== undefined;
		if (meant.length === 0) return [{path: path('pipeline'), message: noPipeline}];
		if (stages.length === 0) return [{path: path('stage'), message: noStage}];
		if (actions.length === 0) return [{path: path('action'), message: 'must be an action of that stage'}];
		if (outcome.commit !== undefined && !isKnown(outcome.commit, commits))
			return [{path: path('commit'), message: 'must be one of the commits of this file'}];
		if (outcome.approved !== undefined && outcome.rejected !== undefined)
			return [{path: path('rejected'), message: 'cannot stand beside approved'}];
		if (isAnswer && (outcome.fails ?? outcome.takes ?? outcome.log) !== undefined)
			return [
				{path: ['outcomes', index], message: 'must be that of an approval or of another action, not of both'},
			];
		return [];
	});
}

const isKnown = (start: string, commits: NonNullable<ScenarioFile['commits']>) =>
	commits.some(({sha}) => sha.startsWith(start));

function eventObjections(
	{events = [], commits = []}: ScenarioFile,
	pipelines: readonly PipelineDeclaration[],
): readonly Objection[] {
	return events.flatMap((event, index) => {
		const path = (key: string) => ['events', index, key];
		const noCommit = (key: string) => [{path: path(key), message: 'must be one of the commits of this file'}];
		if ('faults' in event)
			return msOf(event.at) < 0
				? [{path: path('at'), message: 'must not lie in the past, where nobody asks anything'}]
				: [];
		if ('push' in event) return isKnown(event.push, commits) ? [] : noCommit('push');
		const [key, glob] = targetOf(event);
		const meant = pipelines.filter(({name}) => fits(glob, name));
		if (meant.length === 0) return [{path: path(key), message: noPipeline}];
		if ('commit' in event && event.commit !== undefined && !isKnown(event.commit, commits))
			return noCommit('commit');
		if ('stage' in event && event.stage !== undefined && !haveAll(meant, event.stage))
			return [{path: path('stage'), message: noStage}];
		return [];
	});
}

const haveAll = (pipelines: readonly PipelineDeclaration[], stage: string) =>
	pipelines.every(({stages}) => stages.some(({name}) => name === stage));

/** The key of what happens, and the pipelines that it happens to. */
function targetOf(
	event: Exclude<FileEvent, {push: string} | {faults: string[]}>,
): readonly [key: string, glob: string] {
	if ('start' in event) return ['start', event.start];
	if ('approve' in event) return ['approve', event.approve];
	if ('reject' in event) return ['reject', event.reject];
	if ('stop' in event) return ['stop', event.stop];
	if ('retry' in event) return ['retry', event.retry];
	if ('disable' in event) return ['disable', event.disable];
	if ('enable' in event) return ['enable', event.enable];
	if ('edit' in event) return ['edit', event.edit];
	return ['at', ''];
}
