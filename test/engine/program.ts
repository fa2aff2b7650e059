import {digesting} from '../../source/diagnosis/green.ts';
import type {Commit, Containment} from '../../source/domain/commit.ts';
import {ancestryKey} from '../../source/domain/commit.ts';
import type {Difference} from '../../source/domain/difference.ts';
import type {Follow} from '../../source/domain/follow.ts';
import type {Remembered} from '../../source/domain/remembered.ts';
import {followsOf} from '../../source/domain/select.ts';
import type {StagesOfInterest} from '../../source/domain/stage-run.ts';
import type {PathRules} from '../../source/engine/concern.ts';
import {createEngine, type Engine} from '../../source/engine/engine.ts';
import {createGateway} from '../../source/engine/gateway.ts';
import type {History} from '../../source/git/history.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {MovedClock} from '../clock.ts';
import {PipelineModel} from '../pipeline-model.ts';
import {InMemoryPort} from '../port.ts';

export const sha = (letter: string) => letter.repeat(40);
export const ours = sha('a');
export const tracked: Commit = {sha: ours, subject: null, author: null, at: null, mine: false};

/** Version control that knows what the test says, and counts what it is asked. */
export class KnownHistory implements History {
	readonly repository: string | null;
	readonly answers: Record<string, Containment> = {};
	readonly asked: string[] = [];
	readonly commits = new Map<string, Commit>();
	/** The revert of an ancestor in a descendant's history, by `ancestryKey`. */
	readonly reverts: Record<string, string> = {};
	/** The paths that a commit changed, by its SHA. */
	readonly touched: Record<string, readonly string[]> = {};
	/** What `to` brings, by `ancestryKey(to, from)`. */
	readonly differences: Record<string, Difference> = {};
	/** `from to repository` of each difference that was asked for. */
	readonly compared: string[] = [];

	constructor(repository: string | null = null) {
		this.repository = repository;
	}

	async describe(id: string) {
		return this.commits.get(id) ?? null;
	}

	async contains(descendant: string, ancestor: string) {
		const key = ancestryKey(descendant, ancestor);
		this.asked.push(key);
		return this.answers[key] ?? 'unknown';
	}

	async revertOf(ancestor: Commit, descendant: string) {
		return this.reverts[ancestryKey(descendant, ancestor.sha)] ?? null;
	}

	async paths(id: string) {
		return this.touched[id] ?? null;
	}

	async between(from: string, to: string, repository: string | null = null) {
		this.compared.push([from, to, repository].join(' '));
		return this.differences[ancestryKey(to, from)] ?? null;
	}

	async recent() {
		return [...this.commits.values()];
	}
}

export interface Setting {
	readonly names?: readonly string[];
	readonly interval?: number;
	readonly retry?: number;
	readonly interest?: StagesOfInterest;
	readonly rate?: number;
	readonly history?: KnownHistory;
	readonly clock?: MovedClock;
	readonly paths?: PathRules;
	readonly mine?: boolean;
	readonly remembered?: Remembered;
	readonly wanted?: (name: string) => boolean;
}

/** The engine on an account in memory and a clock that the test moves. */
export class Program {
	readonly clock: MovedClock;
	readonly models: readonly PipelineModel[];
	readonly port: InMemoryPort;
	readonly store: Store;
	readonly engine: Engine;
	readonly history: KnownHistory;
	readonly stop = new AbortController();
	/** Resolves when the engine has ended. */
	ended: Promise<void> = Promise.resolve();

	constructor({
		names = ['p'],
		interval = 30_000,
		retry = interval,
		rate = 50,
		history,
		clock,
		paths = [],
		interest = 'last',
		mine = false,
		remembered,
		wanted = () => true,
	}: Setting = {}) {
		this.clock = clock ?? new MovedClock();
		this.models = names.map(name => new PipelineModel(this.clock, name));
		const {gateway, traffic} = createGateway({pipelines: rate, builds: rate, logs: rate * 2}, this.clock);
		this.port = new InMemoryPort(this.clock, this.models, gateway);
		this.store = createStore();
		this.history = history ?? new KnownHistory();
		const scope = {
			id: 's',
			region: 'us-west-2',
			provider: this.port,
			interval,
			retry,
			wanted,
			traffic,
			...(remembered === undefined ? {} : {remembered}),
		};
		const {store, history: known} = this;
		this.engine = createEngine({
			scopes: [scope],
			store,
			clock: this.clock,
			history: known,
			appear: 180_000,
			paths,
			interest,
			mine,
			digest: digesting,
		});
	}

	/** Starts to look, for this commit (null: for none), and has two seconds for the first picture. */
	async begin(commit: Commit | null = tracked): Promise<this> {
		this.ended = this.engine.run(this.stop.signal);
		if (commit !== null) this.engine.send({kind: 'track', commit});
		await this.clock.advance(2000);
		return this;
	}

	/** The model of a pipeline, the first one's unless named. */
	model(name = this.models[0]?.definition.name): PipelineModel {
		const model = this.models.find(({definition}) => definition.name === name);
		if (model === undefined) throw new Error(`no model of ${name}`);
		return model;
	}

	get scope() {
		const scope = this.store.getState().scopes.s;
		if (scope === undefined) throw new Error('no scope');
		return scope;
	}

	follow(name = this.models[0]?.definition.name): Follow {
		const state = this.store.getState();
		const [commit = tracked] = state.tracked;
		const follow = followsOf(state, commit).find(({pipeline}) => pipeline === name);
		if (follow === undefined) throw new Error(`${name} is not followed`);
		return follow;
	}

	/** Whether an execution's own record was read. */
	actionsKnown(execution: string): boolean {
		return this.follow().record.records[execution]?.readAt != null;
	}

	get told() {
		return this.store.getState().happened.map(({kind}) => kind);
	}

	/** What was told of trouble, with the pipeline that it is of. */
	get troubles() {
		return this.store
			.getState()
			.happened.flatMap(notice =>
				notice.kind === 'trouble' || notice.kind === 'recovered'
					? [[notice.kind, notice.pipeline ?? ''].join(' ').trim()]
					: [],
			);
	}

	/** Ends the engine, and gives back what it left behind. */
	async end(): Promise<number> {
		this.stop.abort(new Error('enough'));
		await this.ended;
		await this.clock.settle();
		return this.clock.sleeping;
	}
}
