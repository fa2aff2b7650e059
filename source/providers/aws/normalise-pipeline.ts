import {
	type ActionDefinition,
	actionCategories,
	type ExecutionMode,
	type FileFilter,
	type PipelineDefinition,
	type PipelineSnapshot,
	type StageDefinition,
	type StageSnapshot,
	type Transition,
} from '../../domain/pipeline.ts';
import {stageStatuses} from '../../domain/status.ts';
import {count, fields, id, link, list, text, time, word} from './fields.ts';
import {normaliseRow} from './normalise-action.ts';

const modes = ['SUPERSEDED', 'QUEUED', 'PARALLEL'] as const satisfies readonly ExecutionMode[];

/** The names in a page of ListPipelines. */
export function normaliseNames(output: unknown): readonly string[] {
	return list(fields(output).pipelines).flatMap(({name}) => text(name) ?? []);
}

/** GetPipeline. */
export function normaliseDefinition(output: unknown): PipelineDefinition {
	const {pipeline, metadata} = fields(output);
	const {name, version, executionMode, roleArn, stages, triggers} = fields(pipeline);
	const mode = word(executionMode, modes);
	return {
		name: text(name) ?? '',
		version: count(version) ?? 0,
		mode: mode === 'Unknown' ? 'SUPERSEDED' : mode,
		account: accountOf(fields(metadata).pipelineArn) ?? accountOf(roleArn),
		stages: list(stages).map(normaliseStageDefinition),
		...normaliseFileFilters(triggers),
	};
}

/** Of the pushes to branches: each of their filters must be one of files, or some push starts it whatever it touches. */
function normaliseFileFilters(triggers: unknown): Pick<PipelineDefinition, 'fileFilters'> {
	const pushes = list(triggers).flatMap(({gitConfiguration}) => list(fields(gitConfiguration).push));
	const ofBranches = pushes.filter(({tags, branches}) => branches !== undefined || tags === undefined);
	const filters = ofBranches.map(({filePaths}) => fields(filePaths));
	const fileFilters = filters.map(
		({includes, excludes}): FileFilter => ({includes: globsIn(includes), excludes: globsIn(excludes)}),
	);
	const isFiltered = ({includes, excludes}: FileFilter) => includes.length + excludes.length > 0;
	const isWhole = filters.every(({includes, excludes}) => isGlobs(includes) && isGlobs(excludes));
	return fileFilters.length > 0 && isWhole && fileFilters.every(isFiltered) ? {fileFilters} : {};
}

/** The longest that AWS takes; characters. */
const longestGlob = 255;

/** Whether nothing else is among them: what a filter lets through cannot be told from a part of it. */
function isGlobs(value: unknown): boolean {
	return (
		value === undefined || value === null || (Array.isArray(value) && value.length === globsIn(value).length)
	);
}

/** Only what needs no cleaning: another glob would take other paths. */
function globsIn(value: unknown): readonly string[] {
	const all: readonly unknown[] = Array.isArray(value) ? value : [];
	return all.filter(
		(each): each is string => typeof each === 'string' && each.length <= longestGlob && text(each) === each,
	);
}

function normaliseStageDefinition({
	name,
	actions,
	beforeEntry,
	onSuccess,
}: Record<string, unknown>): StageDefinition {
	// One on failure can be neither waited for nor overridden.
	const conditions = [beforeEntry, onSuccess].flatMap(each => list(fields(each).conditions));
	return {
		name: text(name) ?? '',
		actions: list(actions).map(normaliseActionDefinition),
		...(conditions.length > 0 ? {conditional: true} : {}),
	};
}

function normaliseActionDefinition(action: Record<string, unknown>): ActionDefinition {
	const {category, provider} = fields(action.actionTypeId);
	const configuration = fields(action.configuration);
	return {
		name: text(action.name) ?? '',
		category: word(category, actionCategories),
		provider: text(provider) ?? 'Unknown',
		runOrder: count(action.runOrder) ?? 1,
		timeoutMinutes: count(action.timeoutInMinutes),
		customData: text(configuration.CustomData),
		externalEntityLink: link(configuration.ExternalEntityLink),
		repository: repositoryOf(configuration),
		branch: text(configuration.BranchName) ?? text(configuration.Branch),
	};
}

/** Connections say FullRepositoryId, the older GitHub source Owner and Repo, CodeCommit RepositoryName. */
function repositoryOf(configuration: Record<string, unknown>): string | null {
	const owner = text(configuration.Owner);
	const repo = text(configuration.Repo);
	const both = owner !== null && repo !== null ? `${owner}/${repo}` : null;
	return text(configuration.FullRepositoryId) ?? both ?? text(configuration.RepositoryName);
}

function accountOf(arn: unknown): string | null {
	return typeof arn === 'string' ? (/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? null) : null;
}

/** GetPipelineState. */
export function normaliseState(output: unknown): PipelineSnapshot {
	const {pipelineVersion, stageStates} = fields(output);
	return {version: count(pipelineVersion), stages: list(stageStates).map(normaliseStage)};
}

function normaliseStage(stage: Record<string, unknown>): StageSnapshot {
	const name = text(stage.stageName) ?? '';
	const {pipelineExecutionId, status, type} = fields(stage.latestExecution);
	const execution = id(pipelineExecutionId);
	return {
		name,
		latest:
			execution === null
				? null
				: {execution, status: word(status, stageStatuses), rollback: type === 'ROLLBACK'},
		inbound: waitingOf(stage),
		transition: normaliseTransition(stage.inboundTransitionState),
		rows: list(stage.actionStates).map(row => normaliseRow(name, row)),
		...normaliseOverride(stage),
	};
}

function normaliseOverride({
	beforeEntryConditionState,
	onSuccessConditionState,
}: Record<string, unknown>): Pick<StageSnapshot, 'overriddenAt'> {
	const conditions = [beforeEntryConditionState, onSuccessConditionState].flatMap(each =>
		list(fields(each).conditionStates).map(({latestExecution}) => fields(latestExecution)),
	);
	const overridden = conditions.filter(({status}) => status === 'Overridden');
	if (overridden.length === 0) return {};
	const times = overridden.flatMap(({lastStatusChange}) => time(lastStatusChange) ?? []);
	return {overriddenAt: times.length === 0 ? null : Math.max(...times)};
}

/** Those that will come in; one that was stopped or failed outside is still listed, but waits for nothing. */
function waitingOf({inboundExecution, inboundExecutions}: Record<string, unknown>): readonly string[] {
	const waiting = [fields(inboundExecution), ...list(inboundExecutions)].filter(
		({status}) => status !== 'Stopped' && status !== 'Failed' && status !== 'Cancelled',
	);
	return [...new Set(waiting.flatMap(({pipelineExecutionId}) => id(pipelineExecutionId) ?? []))];
}

function normaliseTransition(value: unknown): Transition {
	const {enabled, disabledReason, lastChangedBy, lastChangedAt} = fields(value);
	if (enabled !== false) return {open: true};
	return {
		open: false,
		reason: text(disabledReason) ?? '',
		by: text(lastChangedBy),
		since: time(lastChangedAt),
	};
}
