import {findExecution, findPipeline} from '../../account/control.ts';
import type {ActionRun, Pipeline, RuleRun} from '../../account/records.ts';
import {AwsError} from '../../aws-error.ts';
import {integer, required, structure} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {pageOf, placeOf, tokenFor} from '../../protocol/page.ts';
import {ruleDetail} from './conditions.ts';
import {executionFilter, name, nextToken, pageSize, uuid} from './shapes.ts';
import {pipelineState} from './state.ts';
import {actionDetail, executionSummary, executionWire, pipelineArn, pipelineWire, seconds} from './wire.ts';

const operation = operationsOf('ValidationException');
const errorCode = 'InvalidNextTokenException';

const listPipelines = operation(
	structure({nextToken, maxResults: integer({min: 1, max: 1000})}),
	({account: {world}}, {nextToken: token, maxResults = 1000}) => {
		const question = {operation: 'ListPipelines', about: null, errorCode};
		const pipelines = [...world.pipelines.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
		const from = token === undefined ? 0 : placeOf(question, token);
		const end = from + maxResults;
		return {
			pipelines: pipelines
				.slice(from, end)
				.map(({name: pipelineName, version, declaration, mode, created, updated}) => ({
					name: pipelineName,
					version,
					pipelineType: declaration.pipelineType,
					executionMode: mode,
					created: seconds(created),
					updated: seconds(updated),
				})),
			nextToken: end < pipelines.length ? tokenFor(question, end) : undefined,
		};
	},
);

const getPipeline = operation(
	structure({name: required(name), version: integer({min: 1})}),
	({account: {world}}, input) => {
		const pipeline = findPipeline(world, input.name);
		const declaration = pipeline.declarations[(input.version ?? pipeline.version) - 1];
		if (!declaration)
			throw new AwsError(
				'PipelineVersionNotFoundException',
				`Pipeline '${pipeline.name}' does not have a version ${input.version}`,
			);
		return {
			pipeline: pipelineWire(declaration),
			metadata: {
				pipelineArn: pipelineArn(world, pipeline.name),
				created: seconds(pipeline.created),
				updated: seconds(pipeline.updated),
			},
		};
	},
);

const getPipelineState = operation(structure({name: required(name)}), ({account: {world}}, input) =>
	pipelineState(world, findPipeline(world, input.name)),
);

const listPipelineExecutions = operation(
	structure({
		pipelineName: required(name),
		maxResults: pageSize,
		nextToken,
		filter: structure({succeededInStage: structure({stageName: name})}),
	}),
	({account: {world}}, {pipelineName, filter, maxResults = 100, nextToken: token}) => {
		const pipeline = findPipeline(world, pipelineName);
		const stageName = filter?.succeededInStage?.stageName;
		const question = {operation: 'ListPipelineExecutions', about: [pipelineName, stageName], errorCode};
		if (stageName !== undefined && !pipeline.stages.some(({declaration}) => declaration.name === stageName))
			throw new AwsError(
				'ValidationException',
				`Pipeline '${pipelineName}' does not have a stage with name '${stageName}'`,
			);
		const executions = pipeline.executions.filter(
			({stageRuns, version}) =>
				stageName === undefined ||
				(version === pipeline.version &&
					stageRuns.some(
						({stage, status}) => stage.declaration.name === stageName && status === 'Succeeded',
					)),
		);
		const {page, nextToken: next} = pageOf(
			question,
			{items: executions.reverse(), numberOf: ({number}) => number, order: 'falling'},
			maxResults,
			token,
		);
		return {pipelineExecutionSummaries: page.map(executionSummary), nextToken: next};
	},
);

const getPipelineExecution = operation(
	structure({pipelineName: required(name), pipelineExecutionId: required(uuid)}),
	({account: {world}}, input) => ({
		pipelineExecution: executionWire(
			findExecution(findPipeline(world, input.pipelineName), input.pipelineExecutionId),
		),
	}),
);

const executionRows = structure({
	pipelineName: required(name),
	filter: executionFilter,
	maxResults: pageSize,
	nextToken,
});

/** Of each action the newest run only. */
function newestOfEach(runs: readonly ActionRun[]): readonly ActionRun[] {
	const key = ({declaration, stageRun}: ActionRun) => `${stageRun.declaration.name} ${declaration.name}`;
	return [...new Map(runs.map(run => [key(run), run])).values()];
}

const listActionExecutions = operation(
	executionRows,
	({account: {world}}, {pipelineName, filter, maxResults = 100, nextToken: token}) => {
		const pipeline = findPipeline(world, pipelineName);
		const question = {operation: 'ListActionExecutions', about: [pipelineName, filter], errorCode};
		const latest = filter?.latestInPipelineExecution;
		const all = rowsOf(
			pipeline,
			pipeline.actionRuns,
			filter?.pipelineExecutionId ?? latest?.pipelineExecutionId,
		);
		const runs = latest?.startTimeRange === 'Latest' ? newestOfEach(all) : all;
		const {page, nextToken: next} = pageOf(
			question,
			{items: newestFirst(runs), numberOf: ({sequence}) => sequence, order: 'falling'},
			maxResults,
			token,
		);
		return {actionExecutionDetails: page.map(run => actionDetail(world, run)), nextToken: next};
	},
);

const newestFirst = <Run extends ActionRun | RuleRun>(runs: readonly Run[]) =>
	runs.toSorted((one, other) => other.sequence - one.sequence);

function rowsOf<Run extends ActionRun | RuleRun>(
	pipeline: Pipeline,
	runs: readonly Run[],
	executionId: string | undefined,
): readonly Run[] {
	if (executionId === undefined) return runs;
	const execution = findExecution(pipeline, executionId);
	return runs.filter(run => run.stageRun.execution === execution);
}

/** Of each rule the newest run only. */
function newestRuns(runs: readonly RuleRun[]): readonly RuleRun[] {
	const key = ({stageRun, kind, declaration}: RuleRun) =>
		`${stageRun.declaration.name} ${kind} ${declaration.name}`;
	return [...new Map(runs.map(run => [key(run), run])).values()];
}

const listRuleExecutions = operation(
	executionRows,
	({account: {world}}, {pipelineName, filter, maxResults = 100, nextToken: token}) => {
		const pipeline = findPipeline(world, pipelineName);
		const question = {operation: 'ListRuleExecutions', about: [pipelineName, filter], errorCode};
		const latest = filter?.latestInPipelineExecution;
		const all = rowsOf(
			pipeline,
			pipeline.ruleRuns,
			filter?.pipelineExecutionId ?? latest?.pipelineExecutionId,
		);
		const runs = latest?.startTimeRange === 'Latest' ? newestRuns(all) : all;
		const {page, nextToken: next} = pageOf(
			question,
			{items: newestFirst(runs), numberOf: ({sequence}) => sequence, order: 'falling'},
			maxResults,
			token,
		);
		return {ruleExecutionDetails: page.map(run => ruleDetail(world, run)), nextToken: next};
	},
);

export const codePipelineReads = {
	ListPipelines: listPipelines,
	GetPipeline: getPipeline,
	GetPipelineState: getPipelineState,
	ListPipelineExecutions: listPipelineExecutions,
	GetPipelineExecution: getPipelineExecution,
	ListActionExecutions: listActionExecutions,
	ListRuleExecutions: listRuleExecutions,
};
