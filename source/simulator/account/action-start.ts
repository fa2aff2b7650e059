import type {Random} from '../random.ts';
import type {ActionStart} from '../scenario.ts';
import type {World} from './world.ts';

/** The stream that all that is random about one attempt at an action comes from. */
export function streamOf(
	world: World,
	{executionId, stage, action, attempt}: Pick<ActionStart, 'executionId' | 'stage' | 'action' | 'attempt'>,
): Random {
	return world.random.fork(`${executionId}/${stage}/${action}/${attempt}`);
}

/** A start whose stream is opened when it is asked for: of the hundreds of thousands few are. */
export class RecordedStart implements ActionStart {
	readonly pipeline;
	readonly stage;
	readonly action;
	readonly type;
	readonly configuration;
	readonly executionId;
	readonly commit;
	readonly attempt;
	readonly at;
	readonly #world: World;

	constructor(world: World, start: Omit<ActionStart, 'random'>) {
		this.#world = world;
		this.pipeline = start.pipeline;
		this.stage = start.stage;
		this.action = start.action;
		this.type = start.type;
		this.configuration = start.configuration;
		this.executionId = start.executionId;
		this.commit = start.commit;
		this.attempt = start.attempt;
		this.at = start.at;
	}

	get random(): Random {
		return streamOf(this.#world, this).fork('plan');
	}
}
