import {AwsError} from '../aws-error.ts';
import type {PipelineDeclaration, StageDeclaration} from '../declaration.ts';
import type {Commit} from '../scenario.ts';
import {checkDeclaration} from './check-declaration.ts';
import {startExecution} from './control.ts';
import {dismiss, outdate} from './halt.ts';
import type {Execution, Pipeline, Stage} from './records.ts';
import {setHead} from './sources.ts';
import {triggerOf} from './triggers.ts';
import type {World} from './world.ts';

/** AWS's quota. */
const pipelineLimit = 1000;

/** Puts a pipeline into the account. Throws an AwsError for what CreatePipeline refuses. */
export function createPipeline(
	world: World,
	declared: PipelineDeclaration,
	tags: ReadonlyMap<string, string> = new Map(),
): Pipeline {
	checkDeclaration(declared, world.actionTypes, world.region);
	if (world.pipelines.has(declared.name))
		throw new AwsError(
			'PipelineNameInUseException',
			`A pipeline with the name '${declared.name}' already exists in account '${world.id}'`,
		);
	if (world.pipelines.size >= pipelineLimit)
		throw new AwsError(
			'LimitExceededException',
			`Account '${world.id}' has reached the limit of ${pipelineLimit} pipelines`,
		);
	const declaration = completed(declared, 1);
	const pipeline: Pipeline = {
		name: declaration.name,
		generation: world.formerPipelines.get(declaration.name) ?? 0,
		declarations: [declaration],
		declaration,
		version: 1,
		mode: modeOf(declaration),
		created: world.agenda.now(),
		updated: world.agenda.now(),
		stages: declaration.stages.map(newStage),
		tags: new Map(tags),
		startedByToken: new Map(),
		executions: [],
		executionById: new Map(),
		actionRuns: [],
		ruleRuns: [],
		approvals: new Map(),
	};
	world.pipelines.set(pipeline.name, pipeline);
	return pipeline;
}

const modeOf = ({executionMode}: PipelineDeclaration) => executionMode ?? 'SUPERSEDED';

/** With what AWS fills in. */
const completed = (declaration: PipelineDeclaration, version: number): PipelineDeclaration => ({
	...declaration,
	version,
	executionMode: modeOf(declaration),
	pipelineType: declaration.pipelineType ?? 'V1',
});

const newStage = (declaration: StageDeclaration, index: number): Stage => ({
	index,
	declaration,
	transition: {enabled: true},
	waiting: [],
	stoppedAtDoor: undefined,
	occupant: undefined,
	latest: undefined,
	rows: new Map(),
});

const isUnderWay = ({status}: Execution) => status === 'InProgress' || status === 'Stopping';

/**
 * Puts a new version in force. Executions of the former one do not go on, but for those of a pipeline that is and stays
 * PARALLEL. Throws an AwsError for what UpdatePipeline refuses.
 */
export function updatePipeline(world: World, pipeline: Pipeline, declared: PipelineDeclaration): void {
	checkDeclaration(declared, world.actionTypes, world.region);
	const declaration = completed(declared, pipeline.version + 1);
	const mode = modeOf(declaration);
	const isParallel = pipeline.mode === 'PARALLEL' && mode === 'PARALLEL';
	const keepsState = pipeline.mode === mode && !isParallel;
	const former = keepsState ? pipeline.stages : [];
	if (!isParallel) for (const execution of pipeline.executions.filter(isUnderWay)) outdate(world, execution);
	pipeline.stages = declaration.stages.map((stage, index) => {
		const known = former.find(each => each.declaration.name === stage.name);
		return known ? redeclared(known, stage, index) : newStage(stage, index);
	});
	pipeline.declarations.push(declaration);
	pipeline.declaration = declaration;
	pipeline.version += 1;
	pipeline.mode = mode;
	pipeline.updated = world.agenda.now();
}

/** A stage goes on showing who was in it last. */
function redeclared(stage: Stage, declaration: StageDeclaration, index: number): Stage {
	stage.index = index;
	stage.declaration = declaration;
	for (const name of stage.rows.keys())
		if (!declaration.actions.some(action => action.name === name)) stage.rows.delete(name);
	return stage;
}

/** Takes a pipeline out of the account; one that is not there is gone already. */
export function deletePipeline(world: World, name: string): void {
	const pipeline = world.pipelines.get(name);
	if (!pipeline) return;
	for (const execution of pipeline.executions.filter(isUnderWay)) dismiss(world, execution);
	for (const {job} of pipeline.actionRuns) if (job) world.jobs.delete(job.id);
	world.pipelines.delete(name);
	world.formerPipelines.set(name, pipeline.generation + 1);
}

/** Pushes a commit and starts every pipeline that follows its branch; a new image or object of a source is one too. */
export function pushCommit(world: World, commit: Commit): ReadonlyMap<string, Execution> {
	setHead(world, commit);
	const started = new Map<string, Execution>();
	for (const pipeline of world.pipelines.values()) {
		const sources = pipeline.stages[0]?.declaration.actions ?? [];
		const followers = sources.flatMap(action => {
			const trigger = triggerOf(world, pipeline.declaration, action, commit);
			return trigger ? [{action, trigger}] : [];
		});
		const [first] = followers;
		if (!first) continue;
		const pinned = new Map(followers.map(({action}) => [action.name, commit]));
		started.set(pipeline.name, startExecution(world, pipeline, first.trigger, pinned));
	}
	return started;
}
