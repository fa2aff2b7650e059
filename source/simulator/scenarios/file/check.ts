import {builtInTypes, typeKey} from '../../account/action-types.ts';
import {checkDeclaration} from '../../account/check-declaration.ts';
import type {PipelineDeclaration} from '../../declaration.ts';
import {eventObjections} from './check-events.ts';
import {outcomeObjections} from './check-outcomes.ts';
import {refusalOf, stageObjections} from './check-stages.ts';
import {declarationsOf, placeOf} from './declare.ts';
import type {Objection} from './objection.ts';
import type {FilePipeline, ScenarioFile} from './schema.ts';

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
	const stages = stageObjections(entry.stages);
	if (stages.length > 0 || first === undefined) return stages;
	const types = new Map(builtInTypes.map(type => [typeKey(type.id), type]));
	const message = refusalOf(() => checkDeclaration(first, types, placeOf(file).region));
	return message === undefined ? [] : [{path: [], message}];
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
