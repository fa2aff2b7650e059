import {normalisePastRuns, normaliseRuns} from '../../source/providers/aws/normalise-action.ts';
import {normaliseBuilds} from '../../source/providers/aws/normalise-build.ts';
import {normaliseExecutions, normaliseOneExecution} from '../../source/providers/aws/normalise-execution.ts';
import {normaliseLines} from '../../source/providers/aws/normalise-log.ts';
import {
	normaliseDefinition,
	normaliseNames,
	normaliseState,
} from '../../source/providers/aws/normalise-pipeline.ts';
import {normaliseRules} from '../../source/providers/aws/normalise-rule.ts';
import type {Provider} from '../../source/providers/provider.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {commit, scope} from '../fixtures.ts';
import {type Replies, recordedAt} from './recorded.ts';

/** What the edge makes of the replies of one pipeline. */
export function normalised(replies: Replies) {
	return {
		names: normaliseNames(replies.ListPipelines),
		definition: normaliseDefinition(replies.GetPipeline),
		snapshot: normaliseState(replies.GetPipelineState),
		executions: normaliseExecutions(replies.ListPipelineExecutions),
		execution: normaliseOneExecution(replies.GetPipelineExecution),
		runs: normaliseRuns(replies.ListActionExecutions),
		pastRuns: normalisePastRuns(replies.ListActionExecutions),
		rules: normaliseRules(replies.ListRuleExecutions),
		builds: normaliseBuilds(replies.BatchGetBuilds),
		lines: normaliseLines(replies.GetLogEvents),
	};
}
export type Normalised = ReturnType<typeof normalised>;

/** Some minutes after the replies were recorded; ms since the epoch. */
export const lookedAt = recordedAt + 90_000;

/** A store that has learned all of it, and follows a commit; a second look tells the same again. */
export function storeOf(pipelines: readonly Normalised[], sha: string): Store {
	const store = createStore();
	const at = lookedAt;
	store.dispatch({at, kind: 'scope-opened', scope, region: 'us-west-2', interval: 30_000});
	store.dispatch({at, kind: 'commit-tracked', commit: commit(sha, {at: recordedAt - 12 * 60_000})});
	store.dispatch({at, kind: 'pipelines-listed', scope, names: pipelines.flatMap(({names}) => names)});
	for (const pipeline of pipelines) for (const name of pipeline.names) tell(store, name, pipeline, at);
	store.dispatch({at, kind: 'scope-answered', scope});
	store.dispatch({at, kind: 'paced', scope, calls: 8, slowedBy: null});
	for (const pipeline of pipelines)
		for (const name of pipeline.names) tell(store, name, pipeline, at + 30_000);
	return store;
}

function tell(store: Store, pipeline: string, told: Normalised, at: number): void {
	const {definition, snapshot, executions, execution, runs, pastRuns, rules, builds, lines} = told;
	const about = {at, scope, pipeline};
	store.dispatch({...about, kind: 'definition-read', definition: {...definition, name: pipeline}});
	store.dispatch({...about, kind: 'executions-read', executions, newest: true, next: null});
	if (execution !== null) store.dispatch({...about, kind: 'execution-read', execution});
	store.dispatch({...about, kind: 'state-read', snapshot});
	const ids = new Set([...executions.map(({id}) => id), ...(execution === null ? [] : [execution.id])]);
	for (const id of [...ids].slice(0, 3))
		for (const read of [{kind: 'actions-read', runs} as const, {kind: 'rules-read', runs: rules} as const])
			store.dispatch({...about, ...read, execution: id});
	store.dispatch({...about, kind: 'runs-read', runs: pastRuns});
	for (const {name} of snapshot.stages.slice(0, 8))
		store.dispatch({...about, kind: 'succeeded-read', stage: name, executions});
	store.dispatch({at, scope, kind: 'builds-read', builds});
	for (const {id} of builds) {
		store.dispatch({at, scope, kind: 'log-opened', build: id});
		const page = {where: 'after', fromStart: true, ended: true} as const;
		store.dispatch({at, scope, kind: 'log-read', build: id, lines, ...page});
	}
	store.dispatch({...about, kind: 'looked', refused: null});
}

/** A provider that knows one pipeline by heart. */
export function providerOf(told: Normalised): Provider {
	const one = async <T>(items: readonly T[]) => ({items, next: null});
	return {
		listPipelines: async () => told.names,
		definition: async name => ({...told.definition, name}),
		state: async () => told.snapshot,
		executions: () => one(told.executions),
		execution: async () => {
			const found = told.execution ?? told.executions[0];
			if (found === undefined) throw new Error('no execution is asked for');
			return found;
		},
		succeededIn: async () => told.executions,
		actions: async () => told.runs,
		runs: () => one(told.pastRuns),
		rules: async () => told.rules,
		builds: async ids => told.builds.filter(({id}) => ids.includes(id)),
		log: async () => ({lines: told.lines, back: null, forward: null, atEnd: true}),
		link: (pipeline, parallel) =>
			`https://console.example.com/${encodeURIComponent(pipeline)}/${encodeURIComponent(parallel?.execution ?? '')}`,
		close() {},
	};
}
