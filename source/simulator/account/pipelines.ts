import {AwsError} from '../aws-error.ts';
import type {PipelineDeclaration} from '../declaration.ts';
import type {Commit} from '../scenario.ts';
import {startExecution} from './control.ts';
import type {Execution, Pipeline} from './records.ts';
import {followsPushes, setHead} from './sources.ts';
import type {World} from './world.ts';

/** Puts a pipeline into the account. Throws an AwsError for what CreatePipeline refuses. */
export function createPipeline(world: World, declaration: PipelineDeclaration): Pipeline {
	checkStructure(declaration);
	if (world.pipelines.has(declaration.name))
		throw new AwsError(
			'PipelineNameInUseException',
			`A pipeline with the name '${declaration.name}' already exists in account '${world.id}'`,
		);
	const mode = declaration.executionMode ?? 'SUPERSEDED';
	const pipelineType = declaration.pipelineType ?? 'V1';
	const pipeline: Pipeline = {
		name: declaration.name,
		declaration: {...declaration, version: 1, executionMode: mode, pipelineType},
		version: 1,
		mode,
		created: world.agenda.now(),
		updated: world.agenda.now(),
		stages: declaration.stages.map((stage, index) => ({
			index,
			declaration: stage,
			transition: {enabled: true},
			waiting: [],
			stoppedAtDoor: undefined,
			occupant: undefined,
			latest: undefined,
			rows: new Map(),
		})),
		executions: [],
		executionById: new Map(),
		actionRuns: [],
		approvals: new Map(),
	};
	world.pipelines.set(pipeline.name, pipeline);
	return pipeline;
}

const repeated = (names: readonly string[]) => names.find((name, index) => names.indexOf(name) !== index);

function checkStructure({stages, executionMode, pipelineType}: PipelineDeclaration): void {
	const refuse = (kind: string, why: string) => new AwsError(`Invalid${kind}Exception`, why);
	if (stages.length < 2)
		throw refuse(
			'Structure',
			`Pipeline has only ${stages.length} stage(s). There should be a minimum of 2 stages in a pipeline`,
		);
	const twice = repeated(stages.map(({name}) => name));
	if (twice) throw refuse('StageDeclaration', `Stage name '${twice}' is used more than once`);
	if (pipelineType !== 'V2' && executionMode && executionMode !== 'SUPERSEDED')
		throw refuse('Structure', `Execution mode ${executionMode} needs a pipeline of type V2`);
	for (const [index, {name, actions}] of stages.entries()) {
		const same = repeated(actions.map(action => action.name));
		if (same)
			throw refuse('ActionDeclaration', `Action name '${same}' is used more than once in stage '${name}'`);
		for (const {name: action, actionTypeId, configuration} of actions) {
			if ((index === 0) !== (actionTypeId.category === 'Source'))
				throw refuse(
					'StageDeclaration',
					`Source actions belong in the first stage and no others do: '${action}' is in '${name}'`,
				);
			if (actionTypeId.provider === 'CodeBuild' && !configuration?.ProjectName)
				throw refuse(
					'ActionDeclaration',
					`Action configuration for action '${action}' is missing required configuration 'ProjectName'`,
				);
		}
	}
}

/** Pushes a commit and starts every pipeline that follows its branch. */
export function pushCommit(world: World, commit: Commit): ReadonlyMap<string, Execution> {
	setHead(world, commit);
	const started = new Map<string, Execution>();
	for (const pipeline of world.pipelines.values()) {
		const sources = pipeline.stages[0]?.declaration.actions ?? [];
		const followers = sources.filter(action => followsPushes(action, commit));
		const [first] = followers;
		if (!first) continue;
		const triggerDetail = first.configuration?.ConnectionArn ?? '';
		const pinned = new Map(followers.map(action => [action.name, commit]));
		started.set(
			pipeline.name,
			startExecution(world, pipeline, {triggerType: 'WebhookV2', triggerDetail}, pinned),
		);
	}
	return started;
}
