import type {PastRun} from '../source/domain/comparison.ts';
import type {Execution, Revision} from '../source/domain/execution.ts';
import type {
	ActionDefinition,
	ActionRun,
	PipelineDefinition,
	PipelineSnapshot,
	RuleRun,
	StageDefinition,
	StageSnapshot,
	Transition,
} from '../source/domain/pipeline.ts';
import type {ActionStatus, ExecutionStatus, StageStatus} from '../source/domain/status.ts';
import type {Clock} from '../source/engine/clock.ts';

/** An action of a test's pipeline, by what matters: `approve`, or work of a run order. */
export function action(name: string, more: Partial<ActionDefinition> = {}): ActionDefinition {
	return {
		name,
		category: 'Build',
		provider: 'CodeBuild',
		runOrder: 1,
		timeoutMinutes: null,
		customData: null,
		externalEntityLink: null,
		repository: null,
		branch: null,
		...more,
	};
}

/** The pipeline that most tests look at: a source, staging on two chains, production behind an approval. */
export const usual: readonly StageDefinition[] = [
	{
		name: 'Github',
		actions: [action('Github', {category: 'Source', repository: 'acme/widgets', branch: 'main'})],
	},
	{name: 'DeployStaging', actions: [action('DeployStagingBaseSepolia'), action('DeployStagingTaiko')]},
	{
		name: 'DeployProduction',
		actions: [
			action('ApproveDeployToProduction', {category: 'Approval', provider: 'Manual'}),
			action('DeployProductionBaseMainnet', {runOrder: 2}),
			action('DeployProductionTaiko', {runOrder: 2}),
		],
	},
];

interface StageModel {
	latest: {execution: string; status: StageStatus; rollback: boolean} | null;
	inbound: string[];
	transition: Transition;
	rows: Map<string, ActionRun>;
	overriddenAt?: number;
}

/**
 * A pipeline that a test moves step by step, and that can be read as a provider reads one. It keeps no rules: the test says
 * what happens, also what AWS would do only once in a blue moon.
 */
export class PipelineModel {
	definition: PipelineDefinition;
	readonly #clock: Clock;
	readonly #executions: Execution[] = [];
	/** Who succeeded in each stage, the oldest first. */
	readonly #succeeded = new Map<string, string[]>();
	readonly #runs = new Map<string, ActionRun[]>();
	readonly #rules = new Map<string, RuleRun[]>();
	readonly #stages = new Map<string, StageModel>();
	/** Runs that the executions' own records do not tell yet. */
	readonly unrecorded = new Set<string>();
	/** Whether the rows of the state have ids. */
	rowIds = true;
	#count = 0;

	constructor(
		clock: Clock,
		name = 'l-indexer-pipeline',
		stages = usual,
		mode: PipelineDefinition['mode'] = 'SUPERSEDED',
	) {
		this.#clock = clock;
		this.definition = {name, version: 1, mode, account: '123456789012', stages};
		for (const stage of stages) this.#stage(stage.name);
	}

	#stage(name: string): StageModel {
		const stage = this.#stages.get(name) ?? {
			latest: null,
			inbound: [],
			transition: {open: true},
			rows: new Map(),
		};
		this.#stages.set(name, stage);
		return stage;
	}

	/** A new execution, in no stage yet. `revisions`: a commit, or none while the source runs. */
	start(id: string, revisions: string | readonly Revision[], more: Partial<Execution> = {}): this {
		const now = this.#clock.now();
		this.#executions.unshift({
			id,
			status: 'InProgress',
			said: 'InProgress',
			startedAt: now,
			updatedAt: now,
			revisions:
				typeof revisions === 'string' ? [{action: 'Github', sha: revisions, subject: null}] : revisions,
			rollback: false,
			stopReason: null,
			...more,
		});
		return this;
	}

	/** Something about an execution becomes known, or it ends. */
	change(id: string, changes: Partial<Execution>): this {
		const index = this.#executions.findIndex(each => each.id === id);
		const before = this.#executions[index];
		if (before === undefined) throw new Error(`no execution ${id}`);
		const said = changes.status ?? before.said;
		this.#executions[index] = {...before, said, updatedAt: this.#clock.now(), ...changes};
		return this;
	}

	end(id: string, status: ExecutionStatus, stopReason: string | null = null): this {
		return this.change(id, {status, stopReason});
	}

	/** It waits outside a stage. */
	wait(id: string, stage: string): this {
		this.#stage(stage).inbound.push(id);
		return this;
	}

	/** It waits nowhere any more. */
	unwait(id: string): this {
		for (const stage of this.#stages.values()) stage.inbound = stage.inbound.filter(each => each !== id);
		return this;
	}

	enter(id: string, stage: string): this {
		this.unwait(id);
		const rollback = this.#executions.find(each => each.id === id)?.rollback ?? false;
		this.#stage(stage).latest = {execution: id, status: 'InProgress', rollback};
		delete this.#stage(stage).overriddenAt;
		return this;
	}

	/** A rule of a condition of a stage was tried, which took five seconds up to `ago` (ms). */
	check(id: string, stage: string, rule: string, status: ActionStatus = 'Succeeded', ago = 0): this {
		const changedAt = this.#clock.now() - ago;
		const [provider, message] = ['CloudWatchAlarm', status === 'Failed' ? 'in state ALARM' : null];
		const run = {stage, rule, provider, status, startedAt: changedAt - 5000, changedAt, message, url: null};
		this.#rules.set(id, [run, ...(this.#rules.get(id) ?? [])]);
		return this;
	}

	/** Somebody overrides the condition that holds back what is in the stage. */
	override(stage: string): this {
		this.#stage(stage).overriddenAt = this.#clock.now();
		return this;
	}

	/** The rules of an execution's conditions, newest first. */
	rules(id: string): readonly RuleRun[] {
		return this.#rules.get(id) ?? [];
	}

	/** The stage says this of the execution that is in it. */
	stage(stage: string, status: StageStatus): this {
		const {latest} = this.#stage(stage);
		if (latest !== null) this.#stage(stage).latest = {...latest, status};
		if (latest !== null && status === 'Succeeded')
			this.#succeeded.set(stage, [...(this.#succeeded.get(stage) ?? []), latest.execution]);
		return this;
	}

	/** A run of an action begins; a second one is a retry. */
	begin(id: string, stage: string, name: string): this {
		this.#count++;
		const now = this.#clock.now();
		const run: ActionRun = {
			id: `run-${this.#count}`,
			stage,
			action: name,
			category: this.#actions(stage).find(each => each.name === name)?.category ?? null,
			status: 'InProgress',
			startedAt: now,
			changedAt: now,
			failure: null,
			build: `${name}:${this.#count}`,
			summary: null,
			url: null,
		};
		this.#runs.set(id, [run, ...(this.#runs.get(id) ?? [])]);
		this.#stage(stage).rows.set(name, run);
		return this;
	}

	/** The last run of an action ends. */
	finish(id: string, stage: string, name: string, status: ActionStatus = 'Succeeded'): this {
		const runs = this.#runs.get(id) ?? [];
		const before = runs.find(run => run.stage === stage && run.action === name);
		if (before === undefined) throw new Error(`${name} does not run`);
		const failure = status === 'Failed' ? {code: 'JobFailed', message: 'Build terminated'} : null;
		const after = {...before, status, failure, changedAt: this.#clock.now()};
		this.#runs.set(id, runs.with(runs.indexOf(before), after));
		const {rows} = this.#stage(stage);
		if (rows.get(name)?.id === before.id) rows.set(name, after);
		return this;
	}

	/** Runs a whole stage with success. */
	pass(id: string, ...stages: string[]): this {
		for (const stage of stages) {
			this.enter(id, stage);
			for (const {name} of this.#actions(stage)) this.begin(id, stage, name).finish(id, stage, name);
			this.stage(stage, 'Succeeded');
		}
		return this;
	}

	#actions(stage: string): readonly ActionDefinition[] {
		return this.definition.stages.find(({name}) => name === stage)?.actions ?? [];
	}

	close(stage: string, reason: string): this {
		const since = this.#clock.now();
		this.#stage(stage).transition = {open: false, reason, by: null, since};
		return this;
	}

	open(stage: string): this {
		this.#stage(stage).transition = {open: true};
		return this;
	}

	/** Somebody edits the pipeline. */
	redefine(changes: Partial<PipelineDefinition>): this {
		this.definition = {...this.definition, ...changes, version: this.definition.version + 1};
		return this;
	}

	snapshot(): PipelineSnapshot {
		const stages = this.definition.stages.map(({name, actions}): StageSnapshot => {
			const {latest, inbound, transition, rows, overriddenAt} = this.#stage(name);
			return {
				name,
				latest,
				inbound: [...inbound],
				transition,
				rows: actions.map(each => ({action: each.name, run: this.#row(rows.get(each.name))})),
				...(overriddenAt === undefined ? {} : {overriddenAt}),
			};
		});
		return {version: this.definition.version, stages};
	}

	/** The state tells of a run when it last changed, not when it began; and what it is while an approval waits. */
	#row(run: ActionRun | undefined): ActionRun | null {
		if (run === undefined) return null;
		const waits = run.category === 'Approval' && run.status === 'InProgress';
		const id = this.rowIds ? run.id : null;
		return {...run, id, category: waits ? 'Approval' : null, startedAt: null};
	}

	/** All executions, newest first. */
	list(): readonly Execution[] {
		return [...this.#executions];
	}

	/** The executions that succeeded in a stage, the newest first. */
	succeededIn(stage: string): readonly Execution[] {
		const ids = this.#succeeded.get(stage) ?? [];
		return this.#executions.filter(({id}) => ids.includes(id));
	}

	/** The runs of all executions, newest first. */
	allRuns(): readonly PastRun[] {
		const all = [...this.#runs].flatMap(([execution, runs]) => runs.map(run => ({...run, execution})));
		return all.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	}

	/** An execution's own record. */
	record(id: string): readonly ActionRun[] {
		return (this.#runs.get(id) ?? []).filter(run => !this.unrecorded.has(`${run.stage} ${run.action}`));
	}
}
