import type {PipelineDeclaration} from '../../declaration.ts';
import {msOf} from './duration.ts';
import {fits} from './glob.ts';
import {isKnown, noPipeline, noStage, type Objection} from './objection.ts';
import type {FileEvent, ScenarioFile} from './schema.ts';

/** What is wrong with the events of a file whose pipelines are right. */
export function eventObjections(
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
		if (('approve' in event || 'reject' in event) && !meant.some(each => hasApproval(each, event.stage)))
			return [{path: path(key), message: 'must be pipelines with an approval to answer'}];
		if ('rollback' in event)
			return rollbackObjections(event, meant).map(each => ({...each, path: path(each.key)}));
		if ('override' in event && !checkAll(meant, event))
			return [{path: path('condition'), message: 'must be a condition of that stage'}];
		return [];
	});
}

const haveAll = (pipelines: readonly PipelineDeclaration[], stage: string) =>
	pipelines.every(({stages}) => stages.some(({name}) => name === stage));

const hasApproval = ({stages}: PipelineDeclaration, stage: string | undefined) =>
	stages.some(
		({name, actions}) =>
			(stage === undefined || name === stage) &&
			actions.some(({actionTypeId}) => actionTypeId.category === 'Approval'),
	);

const checkAll = (
	pipelines: readonly PipelineDeclaration[],
	{stage, condition}: Extract<FileEvent, {override: string}>,
) => pipelines.every(({stages}) => stages.some(each => each.name === stage && each[condition]));

/** What AWS never rolls back. */
function rollbackObjections(
	{stage}: Extract<FileEvent, {rollback: string}>,
	pipelines: readonly PipelineDeclaration[],
): readonly {readonly key: string; readonly message: string}[] {
	if (pipelines.some(({executionMode}) => executionMode === 'PARALLEL'))
		return [
			{key: 'rollback', message: 'must be pipelines that are not PARALLEL: AWS rolls those never back'},
		];
	if (pipelines.some(({stages: [source]}) => source?.name === stage))
		return [{key: 'stage', message: 'must be a stage behind the source'}];
	return [];
}

/** The key of what happens, and the pipelines that it happens to. */
function targetOf(
	event: Exclude<FileEvent, {push: string} | {faults: string[]}>,
): readonly [key: string, glob: string] {
	if ('start' in event) return ['start', event.start];
	if ('approve' in event) return ['approve', event.approve];
	if ('reject' in event) return ['reject', event.reject];
	if ('stop' in event) return ['stop', event.stop];
	if ('retry' in event) return ['retry', event.retry];
	if ('rollback' in event) return ['rollback', event.rollback];
	if ('override' in event) return ['override', event.override];
	if ('disable' in event) return ['disable', event.disable];
	if ('enable' in event) return ['enable', event.enable];
	if ('edit' in event) return ['edit', event.edit];
	return ['at', ''];
}
