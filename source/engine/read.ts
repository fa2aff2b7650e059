import type {Event} from '../domain/event.ts';
import type {Execution} from '../domain/execution.ts';
import type {PipelineName, RuleRun} from '../domain/pipeline.ts';
import {type Asking, ProviderError} from '../providers/provider.ts';
import type {Clock} from './clock.ts';
import type {Read} from './plan.ts';
import type {Scope} from './scope.ts';

/** Makes one call about a pipeline, and tells what it learned. Rejects with the provider's error. */
export async function perform(
	{id, provider}: Scope,
	pipeline: PipelineName,
	read: Read,
	clock: Clock,
	asking: Asking,
): Promise<Event> {
	const about = () => ({at: clock.now(), scope: id, pipeline});
	switch (read.kind) {
		case 'executions': {
			const {items, next} = await provider.executions(pipeline, read.next, asking);
			return {...about(), kind: 'executions-read', executions: items, newest: read.next === null, next};
		}
		case 'definition': {
			const definition = await provider.definition(pipeline, asking);
			return {...about(), kind: 'definition-read', definition};
		}
		case 'state': {
			const snapshot = await provider.state(pipeline, asking);
			return {...about(), kind: 'state-read', snapshot};
		}
		case 'actions': {
			const runs = await provider.actions(pipeline, read.execution, asking);
			return {...about(), kind: 'actions-read', execution: read.execution, runs};
		}
		case 'rules': {
			const runs = (await provider.rules?.(pipeline, read.execution, asking).catch(silent)) ?? [];
			return {...about(), kind: 'rules-read', execution: read.execution, runs};
		}
		case 'succeeded': {
			const executions = (await provider.succeededIn?.(pipeline, read.stage, asking)) ?? [];
			return {...about(), kind: 'succeeded-read', stage: read.stage, executions};
		}
		case 'execution': {
			const execution = await provider
				.execution(pipeline, read.execution, asking)
				.catch(nameless(read.execution));
			return {...about(), kind: 'execution-read', execution};
		}
	}
}

/** The API's names of the calls. */
export const operations = {
	executions: 'ListPipelineExecutions',
	definition: 'GetPipeline',
	state: 'GetPipelineState',
	actions: 'ListActionExecutions',
	execution: 'GetPipelineExecution',
	rules: 'ListRuleExecutions',
	succeeded: 'ListPipelineExecutions',
} as const satisfies Record<Read['kind'], string>;

/** An execution that no longer exists is one of which nothing is known; asking again would tell no more. */
function nameless(id: string): (error: unknown) => Execution {
	return error => {
		if (!(error instanceof ProviderError) || error.kind !== 'not-found') throw error;
		return {
			id,
			status: 'Unknown',
			said: '',
			startedAt: null,
			updatedAt: null,
			revisions: [],
			rollback: false,
			stopReason: null,
		};
	};
}

/** Few may read rules, and AWS's own read-only policy does not grant it: without them all is told as ever. */
function silent(error: unknown): readonly RuleRun[] {
	if (!(error instanceof ProviderError) || error.kind !== 'denied') throw error;
	return [];
}
