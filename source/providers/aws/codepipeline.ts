import type {ActionRun} from '../../domain/pipeline.ts';
import type {Provider} from '../provider.ts';
import {brokenReply} from './errors.ts';
import {normalisePastRuns, normaliseRuns} from './normalise-action.ts';
import {normaliseExecutions, normaliseOneExecution} from './normalise-execution.ts';
import {normaliseDefinition, normaliseNames, normaliseState} from './normalise-pipeline.ts';
import {normaliseRules} from './normalise-rule.ts';
import {everyPage, nextToken} from './paging.ts';
import type {ReadOnlyClients} from './read-only-client.ts';
import type {Request} from './request.ts';

type PipelineReads = Pick<
	Provider,
	| 'listPipelines'
	| 'definition'
	| 'state'
	| 'executions'
	| 'execution'
	| 'succeededIn'
	| 'actions'
	| 'rules'
	| 'runs'
>;

/** A page holds the executions of some days: the commit that is looked for is seldom older. */
const executionsAtOnce = 50;
/** The newest one is looked for; a few more show whether whoever answers knows the filter. */
const succeededAtOnce = 5;
/** The most that ListActionExecutions gives. */
const actionsAtOnce = 100;

const sdk = () => import('./sdk/codepipeline.ts');

/** The reads of CodePipeline. */
export function createPipelineReads(clients: ReadOnlyClients, request: Request): PipelineReads {
	return {
		async listPipelines(asking) {
			const names = await everyPage(async token => {
				const output = await request('pipelines', 'ListPipelines', asking, async () => {
					const {ListPipelinesCommand} = await sdk();
					const command = new ListPipelinesCommand(token === null ? {} : {nextToken: token});
					return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
				});
				return {items: normaliseNames(output), next: nextToken(output.nextToken, token)};
			});
			return [...new Set(names)].sort();
		},

		async definition(pipeline, asking) {
			const output = await request('pipelines', 'GetPipeline', asking, async () => {
				const {GetPipelineCommand} = await sdk();
				const command = new GetPipelineCommand({name: pipeline});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			return {...normaliseDefinition(output), name: pipeline};
		},

		async state(pipeline, asking) {
			const output = await request('pipelines', 'GetPipelineState', asking, async () => {
				const {GetPipelineStateCommand} = await sdk();
				const command = new GetPipelineStateCommand({name: pipeline});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			return normaliseState(output);
		},

		async executions(pipeline, next, asking) {
			const output = await request('pipelines', 'ListPipelineExecutions', asking, async () => {
				const {ListPipelineExecutionsCommand} = await sdk();
				const command = new ListPipelineExecutionsCommand({
					pipelineName: pipeline,
					maxResults: executionsAtOnce,
					...(next === null ? {} : {nextToken: next}),
				});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			return {items: normaliseExecutions(output), next: nextToken(output.nextToken, next)};
		},

		async execution(pipeline, id, asking) {
			const output = await request('pipelines', 'GetPipelineExecution', asking, async () => {
				const {GetPipelineExecutionCommand} = await sdk();
				const command = new GetPipelineExecutionCommand({pipelineName: pipeline, pipelineExecutionId: id});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			const execution = normaliseOneExecution(output);
			if (execution === null)
				throw brokenReply('the answer to GetPipelineExecution names no execution', null);
			return execution;
		},

		async succeededIn(pipeline, stage, asking) {
			const output = await request('pipelines', 'ListPipelineExecutions', asking, async () => {
				const {ListPipelineExecutionsCommand} = await sdk();
				const command = new ListPipelineExecutionsCommand({
					pipelineName: pipeline,
					maxResults: succeededAtOnce,
					filter: {succeededInStage: {stageName: stage}},
				});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			return normaliseExecutions(output);
		},

		async actions(pipeline, execution, asking) {
			const runs = await everyPage(async token => {
				const output = await request('pipelines', 'ListActionExecutions', asking, async () => {
					const {ListActionExecutionsCommand} = await sdk();
					const command = new ListActionExecutionsCommand({
						pipelineName: pipeline,
						filter: {pipelineExecutionId: execution},
						maxResults: actionsAtOnce,
						...(token === null ? {} : {nextToken: token}),
					});
					return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
				});
				return {items: normaliseRuns(output), next: nextToken(output.nextToken, token)};
			});
			return runs.toSorted(newestFirst);
		},

		async rules(pipeline, execution, asking) {
			const runs = await everyPage(async token => {
				const output = await request('pipelines', 'ListRuleExecutions', asking, async () => {
					const {ListRuleExecutionsCommand} = await sdk();
					const command = new ListRuleExecutionsCommand({
						pipelineName: pipeline,
						filter: {pipelineExecutionId: execution},
						maxResults: actionsAtOnce,
						...(token === null ? {} : {nextToken: token}),
					});
					return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
				});
				return {items: normaliseRules(output), next: nextToken(output.nextToken, token)};
			});
			return runs.toSorted(newestFirst);
		},

		async runs(pipeline, next, asking) {
			const output = await request('pipelines', 'ListActionExecutions', asking, async () => {
				const {ListActionExecutionsCommand} = await sdk();
				const command = new ListActionExecutionsCommand({
					pipelineName: pipeline,
					maxResults: actionsAtOnce,
					...(next === null ? {} : {nextToken: next}),
				});
				return (await clients.pipelines()).send(command, {abortSignal: asking.signal});
			});
			return {
				items: normalisePastRuns(output).toSorted(newestFirst),
				next: nextToken(output.nextToken, next),
			};
		},
	};
}

type Started = Pick<ActionRun, 'startedAt'>;

function newestFirst(a: Started, b: Started): number {
	return (b.startedAt ?? 0) - (a.startedAt ?? 0);
}
