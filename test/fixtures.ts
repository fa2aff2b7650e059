import type {DeskParts} from '../hooks/desk.ts';
import type {Commit} from '../source/domain/commit.ts';
import type {Execution} from '../source/domain/execution.ts';
import type {
	ActionCategory,
	ActionDefinition,
	ActionRun,
	ExecutionMode,
	PipelineDefinition,
	StageSnapshot,
} from '../source/domain/pipeline.ts';
import type {ActionStatus, ExecutionStatus, StageStatus} from '../source/domain/status.ts';
import type {Intent} from '../source/engine/intent.ts';
import {createStore, type Store} from '../source/store/store.ts';

/** The time at which all fixtures play; ms since the epoch. */
export const noon = Date.UTC(2026, 10, 21, 12, 0, 0);
export const minute = 60_000;
export const scope = '123456789012/us-west-2';

export const shas = {
	ours: 'acfd7c6e1b0f4a5d9c3e2b7a8f6d5c4b3a291807',
	newer: 'b7d19f03c2a84e5f6b7c8d9e0f1a2b3c4d5e6f70',
	older: '9e0c4b7d8a6f5e4d3c2b1a09f8e7d6c5b4a39281',
	oldest: '27ab91c05d6e7f8a9b0c1d2e3f4a5b6c7d8e9f01',
} as const;

export function commit(sha: string, over: Partial<Commit> = {}): Commit {
	return {sha, subject: 'feat: something', author: 'Kim', at: noon - 14 * minute, mine: false, ...over};
}

/** `['DeployStaging', [['DeployStagingTaiko']]]`: the actions of a stage, one list for each run order. */
export type StagePlan = readonly [stage: string, orders: readonly (readonly string[])[]];

export function definition(
	name: string,
	stages: readonly StagePlan[],
	mode: ExecutionMode = 'SUPERSEDED',
	repository = 'acme/app',
): PipelineDefinition {
	return {
		name,
		version: 1,
		mode,
		account: '123456789012',
		stages: stages.map(([stage, orders]) => ({
			name: stage,
			actions: orders.flatMap((actions, order) =>
				actions.map(action => actionOf(action, categoryOf(action), order + 1, repository)),
			),
		})),
	};
}

function categoryOf(action: string): ActionCategory {
	return action === 'Github' ? 'Source' : action.startsWith('Approve') ? 'Approval' : 'Build';
}

function actionOf(
	name: string,
	category: ActionCategory,
	runOrder: number,
	repository: string,
): ActionDefinition {
	return {
		name,
		category,
		provider: 'CodeBuild',
		runOrder,
		timeoutMinutes: null,
		customData: null,
		externalEntityLink: null,
		repository: category === 'Source' ? repository : null,
		branch: null,
	};
}

/** An execution id that one can tell apart by its number. */
export function executionId(number: number): string {
	return `896c834b-07aa-468c-9d3a-${String(number).padStart(12, '0')}`;
}

export function execution(
	number: number,
	sha: string,
	status: ExecutionStatus,
	over: Partial<Execution> = {},
): Execution {
	return {
		id: executionId(number),
		status,
		said: status,
		startedAt: noon - 12 * minute + number,
		updatedAt: noon - 6 * minute,
		revisions: [{action: 'Github', sha, subject: null}],
		rollback: false,
		stopReason: null,
		...over,
	};
}

/** A run of an action from so many minutes ago to so many minutes ago. */
export function run(
	stage: string,
	action: string,
	status: ActionStatus,
	[from, to]: readonly [number, number],
	over: Partial<ActionRun> = {},
): ActionRun {
	return {
		id: `${stage}/${action}/${from}`,
		stage,
		action,
		category: null,
		status,
		startedAt: noon - from * minute,
		changedAt: noon - to * minute,
		failure: null,
		build: action === 'Github' || action.startsWith('Approve') ? null : `${action}:1`,
		summary: null,
		url: null,
		...over,
	};
}

export function stage(
	name: string,
	latest: readonly [number, StageStatus] | null,
	over: Partial<StageSnapshot> = {},
): StageSnapshot {
	return {
		name,
		latest: latest === null ? null : {execution: executionId(latest[0]), status: latest[1], rollback: false},
		inbound: [],
		transition: {open: true},
		rows: [],
		...over,
	};
}

export interface PipelinePlan {
	readonly definition: PipelineDefinition;
	readonly executions: readonly Execution[];
	readonly stages: readonly StageSnapshot[];
	/** The runs of each execution, by its number. */
	readonly runs: Readonly<Record<number, readonly ActionRun[]>>;
}

/** Tells the store all that a look at a pipeline tells. */
export function look(store: Store, plan: PipelinePlan, at: number = noon): void {
	const pipeline = plan.definition.name;
	const about = {at, scope, pipeline};
	store.dispatch({...about, kind: 'definition-read', definition: plan.definition});
	store.dispatch({...about, kind: 'executions-read', executions: plan.executions, newest: true, next: null});
	for (const [number, runs] of Object.entries(plan.runs)) {
		const rows = plan.stages;
		store.dispatch({...about, kind: 'state-read', snapshot: {version: 1, stages: rows}});
		store.dispatch({...about, kind: 'actions-read', execution: executionId(Number(number)), runs});
	}
	store.dispatch({...about, kind: 'state-read', snapshot: {version: 1, stages: withRows(plan)}});
	store.dispatch({...about, kind: 'looked', refused: null});
}

/** The rows that AWS shows of what stands in each stage: one of every action. */
function withRows({definition, stages, runs}: PipelinePlan): readonly StageSnapshot[] {
	return stages.map(each => {
		const number = Object.keys(runs).find(key => executionId(Number(key)) === each.latest?.execution);
		const own = number === undefined ? [] : (runs[Number(number)] ?? []);
		const rows = own.filter(({stage}) => stage === each.name).map(row => ({action: row.action, run: row}));
		const actions = definition.stages.find(({name}) => name === each.name)?.actions ?? [];
		const missing = actions.filter(({name}) => rows.every(row => row.action !== name));
		const all = [...rows, ...missing.map(({name}) => ({action: name, run: null}))];
		return {...each, rows: each.rows.length > 0 ? each.rows : all};
	});
}

/** A store that follows our commit through pipelines of one account. */
export function storeWith(plans: readonly PipelinePlan[], at: number = noon): Store {
	const store = createStore();
	store.dispatch({at, kind: 'scope-opened', scope, region: 'us-west-2', interval: 30_000});
	store.dispatch({at, kind: 'repository-known', repository: 'acme/app'});
	store.dispatch({
		at,
		kind: 'history-listed',
		commits: [
			commit(shas.newer, {subject: 'fix: retry', at: noon - 4 * minute}),
			commit(shas.ours, {subject: 'feat(order-stream): batch inserts (#812)', mine: true}),
			commit('1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {at: noon - 3 * 60 * minute}),
			commit('2222222aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {at: noon - 5 * 60 * minute}),
			commit(shas.older, {at: noon - 2 * 24 * 60 * minute}),
			commit(shas.oldest, {at: noon - 3 * 24 * 60 * minute}),
		],
	});
	store.dispatch({
		at,
		kind: 'commit-tracked',
		commit: commit(shas.ours, {subject: 'feat(order-stream): batch inserts (#812)', mine: true}),
	});
	store.dispatch({
		at,
		kind: 'ancestry-known',
		descendant: shas.newer,
		ancestor: shas.ours,
		answer: 'contains',
	});
	for (const old of [shas.older, shas.oldest])
		store.dispatch({at, kind: 'ancestry-known', descendant: old, ancestor: shas.ours, answer: 'lacks'});
	store.dispatch({at, kind: 'pipelines-listed', scope, names: plans.map(plan => plan.definition.name)});
	for (const plan of plans) look(store, plan, at);
	store.dispatch({at, kind: 'scope-answered', scope});
	store.dispatch({at, kind: 'paced', scope, calls: 8, slowedBy: null});
	return store;
}

/** What a test lends to the screen; `sent` and `used` keep what was asked of it. */
export function partsWith(store: Store, over: Partial<DeskParts> = {}) {
	const sent: Intent[] = [];
	const used: string[] = [];
	const parts: DeskParts = {
		store,
		send: intent => sent.push(intent),
		session: {demo: false, alsoAsk: null, bell: ['gate', 'failed', 'done']},
		recognise: () => null,
		link: (_scope, pipeline, parallel) =>
			`https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/${pipeline}/${
				parallel === null ? 'view' : `executions/${parallel.execution}/timeline`
			}?region=us-west-2`,
		opened: (_scope, url) => url,
		copy: async text => {
			used.push(`copy ${text}`);
			return 'copied';
		},
		open: async url => {
			used.push(`open ${url}`);
			return 'opened';
		},
		save: async name => `saved ${name}`,
		page: async () => 'paged',
		bell: () => used.push('bell'),
		listen: () => () => {},
		now: () => noon + 6000,
		...over,
	};
	return {parts, sent, used};
}
