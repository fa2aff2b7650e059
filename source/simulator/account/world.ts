import type {Random} from '../random.ts';
import type {ActionPlan, ActionStart, Commit, RulePlan, RuleStart} from '../scenario.ts';
import type {ActionType} from './action-types.ts';
import type {Agenda} from './agenda.ts';
import type {Observer} from './changes.ts';
import type {Runner} from './real-build.ts';
import type {Build, Deployment, Job, LogGroup, Pipeline, Project} from './records.ts';

/** Everything that is in a simulated account. Times are epoch ms unless a name says simulated. */
export type World = {
	readonly id: string;
	readonly region: string;
	readonly speed: number;
	/** The moment that a scenario calls 0. */
	readonly zero: number;
	readonly agenda: Agenda;
	/** Only ever forked by label, so that no event changes what another one draws. */
	readonly random: Random;
	readonly plan: (start: ActionStart) => ActionPlan | undefined;
	readonly planRule: (start: RuleStart) => RulePlan | undefined;
	readonly pipelines: Map<string, Pipeline>;
	/** How many pipelines bore a name before. */
	readonly formerPipelines: Map<string, number>;
	/** By `typeKey`. */
	readonly actionTypes: Map<string, ActionType>;
	readonly projects: Map<string, Project>;
	readonly builds: Map<string, Build>;
	/** Oldest build first. */
	readonly buildsByProject: Map<string, Build[]>;
	/** Builds that were started with an idempotency token. */
	readonly buildsByToken: Map<string, Build>;
	/** How many builds were ever started. */
	buildCount: number;
	/** Runs the commands of builds for real; undefined: they are acted out. */
	runner: Runner | undefined;
	/** Jobs of custom actions, oldest first. */
	readonly jobs: Map<string, Job>;
	readonly deployments: Map<string, Deployment>;
	readonly logGroups: Map<string, LogGroup>;
	/** The newest commit of each followed branch. */
	readonly heads: Map<string, Commit>;
	/** Every commit that was pushed, by repository and id. */
	readonly commits: Map<string, Commit>;
	/** Who is told of every change of state. */
	readonly observers: Set<Observer>;
};

/** A simulated duration in ms of the wall clock, rounded to whole ms. */
export function wallDuration(world: World, simulated: number): number {
	return Math.round(simulated / world.speed);
}

/** The present in simulated ms. */
export function simulatedNow(world: World): number {
	return (world.agenda.now() - world.zero) * world.speed;
}

/** The one caller that every request is taken for. */
export function callerArn(world: World): string {
	return `arn:aws:iam::${world.id}:user/operator`;
}
