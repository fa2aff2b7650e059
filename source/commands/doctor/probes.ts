import type {Execution} from '../../domain/execution.ts';
import type {ActionRun, PipelineName} from '../../domain/pipeline.ts';
import type {ReadOperation} from '../../providers/aws/read-only-client.ts';
import type {Asking, Identity, LogStream, Provider} from '../../providers/provider.ts';
import {counted} from './check.ts';

/** What the replies have named so far: each read asks about something that another has found, never about a guess. */
export interface Sample {
	readonly identity: Identity | null;
	/** Those asked for; null: not known. */
	readonly pipelines: readonly PipelineName[] | null;
	/** Whether a pipeline follows the repository at hand; null: not known. */
	readonly followed: boolean | null;
	readonly execution: {readonly pipeline: PipelineName; readonly execution: Execution} | null;
	readonly builds: readonly string[];
	readonly log: LogStream | null;
}

/** What the user said. */
export interface Wish {
	readonly globs: readonly string[];
	readonly wanted: (pipeline: PipelineName) => boolean;
	/** `owner/name` of the repository at hand. */
	readonly origin: string | null;
}

/** What came of a read: an answer in a few words, or nothing that could be asked about. */
export type Answer =
	| {readonly kind: 'answered'; readonly said: string; readonly found: Partial<Sample>}
	| {readonly kind: 'nothing'; readonly why: string};

type Probe = (provider: Provider, sample: Sample, asking: Asking, wish: Wish) => Promise<Answer>;

/** How many pipelines are asked until one has what is looked for. */
const patience = 5;

/** One real call for each read (a few where the first finds nothing). They reject as the provider does. */
export const probes: Readonly<Record<ReadOperation, Probe>> = {
	async GetCallerIdentity(provider, _, asking) {
		if (provider.identity === undefined) return nothing('this provider names nobody');
		const identity = await provider.identity(asking);
		return answered(`account ${identity.account}; needs no grant`, {identity});
	},

	async ListPipelines(provider, _, asking, {globs, wanted}) {
		const all = await provider.listPipelines(asking);
		const pipelines = all.filter(wanted);
		const matching = globs.length === 0 ? '' : `, ${pipelines.length} of them ${globs.join(' ')}`;
		return answered(`${counted(all.length, 'pipeline')}${matching}`, {pipelines});
	},

	async GetPipeline(provider, sample, asking, wish) {
		const {origin} = wish;
		const [first, ...others] = namesIn(sample, wish).slice(0, patience);
		if (first === undefined) return noPipeline;
		const isOurs = async (pipeline: PipelineName) => {
			const {stages} = await provider.definition(pipeline, asking);
			return stages.some(({actions}) =>
				actions.some(({repository}) => repository?.toLowerCase() === origin?.toLowerCase()),
			);
		};
		let followed = await isOurs(first);
		for (const other of origin === null ? [] : others) followed ||= await isOurs(other).catch(() => false);
		return answered(`what ${first} is made of`, {followed: origin === null ? null : followed});
	},

	async ListPipelineExecutions(provider, sample, asking, wish) {
		const pipelines = namesIn(sample, wish);
		if (pipelines.length === 0) return noPipeline;
		for (const pipeline of pipelines.slice(0, patience)) {
			const {items} = await provider.executions(pipeline, null, asking);
			// Others may not have come to a build.
			const execution = items.find(({status}) => status === 'Succeeded' || status === 'Failed') ?? items[0];
			if (execution !== undefined)
				return answered(`what ${pipeline} has run`, {execution: {pipeline, execution}});
		}
		return answered('no execution yet', {});
	},

	async GetPipelineState(provider, sample, asking, wish) {
		const [pipeline] = namesIn(sample, wish);
		if (pipeline === undefined) return noPipeline;
		const {stages} = await provider.state(pipeline, asking);
		const runs = stages.flatMap(({rows}) => rows.flatMap(({run}) => run ?? []));
		return answered(`${counted(stages.length, 'stage')} of ${pipeline}`, {builds: buildsOf(runs)});
	},

	async GetPipelineExecution(provider, {execution}, asking) {
		if (execution === null) return noExecution;
		const {status} = await provider.execution(execution.pipeline, execution.execution.id, asking);
		return answered(`one execution: ${status}`, {});
	},

	async ListActionExecutions(provider, {execution, builds}, asking) {
		if (execution === null) return noExecution;
		const runs = await provider.actions(execution.pipeline, execution.execution.id, asking);
		return answered(`${counted(runs.length, 'action')} of that execution`, {
			builds: [...new Set([...buildsOf(runs), ...builds])],
		});
	},

	async ListRuleExecutions(provider, {execution}, asking) {
		if (provider.rules === undefined) return nothing('this provider has no rules');
		if (execution === null) return noExecution;
		const runs = await provider.rules(execution.pipeline, execution.execution.id, asking);
		return answered(`${counted(runs.length, 'rule')} of that execution`, {});
	},

	async BatchGetBuilds(provider, {builds}, asking) {
		if (provider.builds === undefined || builds.length === 0)
			return nothing('no build in what was looked at');
		const found = await provider.builds(builds.slice(0, 20), asking);
		const logged = found.filter(({log}) => log.kind === 'stream');
		const place = (logged.find(({endedAt}) => endedAt !== null) ?? logged[0])?.log;
		return answered(counted(found.length, 'build'), {log: place?.kind === 'stream' ? place : null});
	},

	async GetLogEvents(provider, {log}, asking) {
		if (provider.log === undefined || log === null) return nothing('no log in what was looked at');
		const {lines} = await provider.log(log, {from: 'end'}, asking);
		return answered(`${counted(lines.length, 'line')} of ${log.group}`, {});
	},
};

/** Those that were listed; where the list is denied, those that the user named in full. */
function namesIn({pipelines}: Sample, {globs}: Wish): readonly PipelineName[] {
	return pipelines ?? globs.filter(glob => /^[\w.@-]+$/.test(glob));
}

const noPipeline = nothing('no pipeline to ask about');
const noExecution = nothing('no execution to ask about');

function answered(said: string, found: Partial<Sample>): Answer {
	return {kind: 'answered', said, found};
}

function nothing(why: string): Answer {
	return {kind: 'nothing', why};
}

function buildsOf(runs: readonly ActionRun[]): readonly string[] {
	return runs.flatMap(({build}) => build ?? []);
}
