import type {Build} from '../domain/build.ts';
import type {Execution} from '../domain/execution.ts';
import type {
	ActionDefinition,
	ActionRun,
	PipelineDefinition,
	RuleRun,
	Transition,
} from '../domain/pipeline.ts';
import {type Provider, ProviderError} from '../providers/provider.ts';

/** How secrets are taken out of what a provider tells. */
export interface Masks {
	/** A text without its secrets. */
	text(text: string): string;
	/** A link that tells no secret; null: nothing would be left that leads anywhere. */
	link(url: string): string | null;
}

/**
 * A provider that tells nothing that looks like a secret, in any of its words, links and refusals: CodeBuild repeats the
 * whole script of a command that failed, and people write tokens into subjects and approvals. Logs are given as they are.
 */
export function discreet(provider: Provider, masks: Masks): Provider {
	const words = (text: string | null) => (text === null ? null : masks.text(text));
	const link = (url: string | null) => (url === null ? null : masks.link(url));

	const ofRun = <Run extends ActionRun>(run: Run): Run => {
		const {failure, summary, url, by} = run;
		return {
			...run,
			failure:
				failure === null
					? null
					: {...failure, code: words(failure.code), message: masks.text(failure.message)},
			summary: words(summary),
			url: link(url),
			...(by === undefined ? {} : {by: masks.text(by)}),
		};
	};
	const ofBuild = (build: Build): Build => ({
		...build,
		url: link(build.url),
		phases: build.phases.map(phase => ({
			...phase,
			messages: phase.messages.map(({code, message}) => ({code: words(code), message: masks.text(message)})),
		})),
	});
	const ofExecution = (execution: Execution): Execution => ({
		...execution,
		revisions: execution.revisions.map(revision => ({...revision, subject: words(revision.subject)})),
		stopReason: words(execution.stopReason),
	});
	const ofTransition = (transition: Transition): Transition =>
		transition.open
			? transition
			: {...transition, reason: masks.text(transition.reason), by: words(transition.by)};
	const ofRule = (rule: RuleRun): RuleRun => ({...rule, message: words(rule.message), url: link(rule.url)});
	const ofAction = (action: ActionDefinition): ActionDefinition => ({
		...action,
		customData: words(action.customData),
		externalEntityLink: link(action.externalEntityLink),
	});
	const ofDefinition = (definition: PipelineDefinition): PipelineDefinition => ({
		...definition,
		stages: definition.stages.map(stage => ({...stage, actions: stage.actions.map(ofAction)})),
	});
	/** What a provider refuses with may quote what was asked, or who asked it. */
	const told = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
		try {
			return await answer;
		} catch (error) {
			throw error instanceof ProviderError ? ofRefusal(error, words) : error;
		}
	};

	const {succeededIn, builds, rules, runs, log, identity} = provider;
	return {
		...provider,
		listPipelines: asking => told(provider.listPipelines(asking)),
		definition: async (...asked) => ofDefinition(await told(provider.definition(...asked))),
		async state(pipeline, asking) {
			const snapshot = await told(provider.state(pipeline, asking));
			const stages = snapshot.stages.map(stage => ({
				...stage,
				transition: ofTransition(stage.transition),
				rows: stage.rows.map(row => (row.run === null ? row : {...row, run: ofRun(row.run)})),
			}));
			return {...snapshot, stages};
		},
		async executions(...asked) {
			const page = await told(provider.executions(...asked));
			return {...page, items: page.items.map(ofExecution)};
		},
		execution: async (...asked) => ofExecution(await told(provider.execution(...asked))),
		actions: async (...asked) => (await told(provider.actions(...asked))).map(ofRun),
		...(succeededIn !== undefined && {
			succeededIn: async (...asked) => (await told(succeededIn(...asked))).map(ofExecution),
		}),
		...(rules !== undefined && {rules: async (...asked) => (await told(rules(...asked))).map(ofRule)}),
		...(builds !== undefined && {builds: async (...asked) => (await told(builds(...asked))).map(ofBuild)}),
		...(log !== undefined && {log: (...asked) => told(log(...asked))}),
		...(identity !== undefined && {identity: asking => told(identity(asking))}),
		...(runs !== undefined && {
			async runs(...asked: Parameters<typeof runs>) {
				const page = await told(runs(...asked));
				return {...page, items: page.items.map(ofRun)};
			},
		}),
	};
}

function ofRefusal(error: ProviderError, words: (text: string | null) => string | null): ProviderError {
	const [message, hint] = [words(error.message) ?? '', words(error.hint)];
	if (message === error.message && hint === error.hint) return error;
	const {kind, errorName, retryAfter, serverTime, permission} = error;
	return new ProviderError(kind, errorName, message, {hint, retryAfter, serverTime, permission});
}
