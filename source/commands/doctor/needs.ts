import type {ReadOperation} from '../../providers/aws/read-only-client.ts';

/** Why a read is asked for. */
export interface Need {
	/** What it tells. */
	readonly purpose: string;
	/** What is missing where it is denied. */
	readonly without: string;
	/** Whether Sluice is of no use without it. */
	readonly required: boolean;
}

/** Every read, in the order in which each finds what the next asks about. */
export const needs = {
	GetCallerIdentity: {
		purpose: 'whose keys these are',
		without: 'the account goes without its name here',
		required: false,
	},
	ListPipelines: {
		purpose: 'which pipelines there are',
		without: 'there is nothing to follow',
		required: true,
	},
	GetPipeline: {
		purpose: 'the repository, the order of the actions, how long a gate stays open',
		without: 'the order of the actions and the end of a gate stay unknown',
		required: false,
	},
	ListPipelineExecutions: {
		purpose: 'which executions run your commit',
		without: 'no commit is found in any pipeline',
		required: true,
	},
	GetPipelineState: {
		purpose: 'what stands in each stage, gates, closed transitions',
		without: 'no stage and no gate can be shown',
		required: true,
	},
	GetPipelineExecution: {
		purpose: 'the commit of an execution that is too old for the list',
		without: 'the commit of an old execution stays unknown',
		required: false,
	},
	ListActionExecutions: {
		purpose: 'which action of your execution did what, and when',
		without: 'no action is told for sure, nor any stage of a PARALLEL pipeline',
		required: false,
	},
	ListRuleExecutions: {
		purpose: 'which rule of a stage condition did not hold',
		without: 'a stage that a condition ended is told without the rule',
		required: false,
	},
	BatchGetBuilds: {
		purpose: 'the phases of a build, and where its log is',
		without: 'there are no phases and no logs: the build view will say so',
		required: false,
	},
	GetLogEvents: {
		purpose: 'the log of a build',
		without: 'there are no logs: the build view will say so',
		required: false,
	},
} as const satisfies Readonly<Record<ReadOperation, Need>>;

// Object.keys forgets which keys they are.
export const needed = Object.keys(needs) as readonly ReadOperation[];
