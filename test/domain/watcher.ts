import {advance} from '../../source/domain/advance.ts';
import type {Commit, Containment} from '../../source/domain/commit.ts';
import type {Event} from '../../source/domain/event.ts';
import type {Follow} from '../../source/domain/follow.ts';
import type {PipelineRecord} from '../../source/domain/record.ts';
import {followOf} from '../../source/domain/select.ts';
import {emptyState, type State} from '../../source/domain/state.ts';
import {MovedClock} from '../clock.ts';
import {PipelineModel} from '../pipeline-model.ts';

/** Commits of the tests: `sha('a')` is forty a's. */
export const sha = (letter: string) => letter.repeat(40);
export const ours = sha('a');

export function commit(id = ours, more: Partial<Commit> = {}): Commit {
	return {sha: id, subject: null, author: null, at: null, mine: false, ...more};
}

/** Folds what it reads from a pipeline's model into a state, call by call, as the engine would. */
export class Watcher {
	readonly clock: MovedClock;
	readonly model: PipelineModel;
	state: State = emptyState;
	readonly tracked: Commit;

	constructor(model?: (clock: MovedClock) => PipelineModel, tracked = commit()) {
		this.clock = new MovedClock();
		this.model = model?.(this.clock) ?? new PipelineModel(this.clock);
		this.tracked = tracked;
		const {name} = this.model.definition;
		const at = this.clock.now();
		this.tell({kind: 'scope-opened', at, scope: 's', region: 'us-west-2', interval: 30_000});
		this.tell({kind: 'pipelines-listed', at, scope: 's', names: [name]});
		this.tell({kind: 'commit-tracked', at, commit: tracked});
		this.define();
	}

	tell(event: Event): this {
		this.state = advance(this.state, event);
		return this;
	}

	/** Half a minute passes. */
	later(ms = 30_000): this {
		this.clock.set(this.clock.now() + ms);
		return this;
	}

	#about() {
		return {at: this.clock.now(), scope: 's', pipeline: this.model.definition.name};
	}

	define(): this {
		return this.tell({...this.#about(), kind: 'definition-read', definition: this.model.definition});
	}

	list(): this {
		const executions = this.model.list();
		return this.tell({...this.#about(), kind: 'executions-read', executions, newest: true, next: null});
	}

	see(): this {
		return this.tell({...this.#about(), kind: 'state-read', snapshot: this.model.snapshot()});
	}

	record(execution: string): this {
		const runs = this.model.record(execution);
		return this.tell({...this.#about(), kind: 'actions-read', execution, runs});
	}

	rules(execution: string): this {
		const runs = this.model.rules(execution);
		return this.tell({...this.#about(), kind: 'rules-read', execution, runs});
	}

	/** The look ends, and what became true is told. */
	end(): this {
		return this.tell({...this.#about(), kind: 'looked', refused: null});
	}

	/** A look that asks everything that there is to ask. */
	look(): this {
		this.see().list();
		const {execution} = this.follow;
		if (execution !== null) this.record(execution.id);
		return this.end();
	}

	contains(descendant: string, answer: Containment, ancestor = ours): this {
		return this.tell({kind: 'ancestry-known', at: this.clock.now(), descendant, ancestor, answer});
	}

	get pipeline(): PipelineRecord {
		const record = this.state.scopes.s?.pipelines[this.model.definition.name];
		if (record === undefined) throw new Error('the pipeline is not known');
		return record;
	}

	get follow(): Follow {
		const [tracked = this.tracked] = this.state.tracked;
		return followOf(this.state, this.pipeline, tracked);
	}

	get standing() {
		return this.follow.standing;
	}

	/** The states of the stages, and of one stage's actions. */
	get stages() {
		return this.follow.stages.map(({state}) => state);
	}

	actions(stage: string) {
		return this.follow.stages.find(({name}) => name === stage)?.actions.map(({state}) => state);
	}

	/** The kinds of notices given so far. */
	get told() {
		return this.state.happened.map(({kind}) => kind);
	}
}
