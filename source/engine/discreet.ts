import type {Build} from '../domain/build.ts';
import type {Execution} from '../domain/execution.ts';
import type {ActionRun, RuleRun, Transition} from '../domain/pipeline.ts';
import type {Provider} from '../providers/provider.ts';

/**
 * A provider whose failures, builds and reasons tell nothing that looks like a secret: CodeBuild repeats the whole script of a
 * command that failed. `masked`: a text without its secrets. Logs are given as they are.
 */
export function discreet(provider: Provider, masked: (text: string) => string): Provider {
	const ofRun = <Run extends ActionRun>(run: Run): Run => {
		const {failure, summary} = run;
		if (failure === null && summary === null) return run;
		return {
			...run,
			failure: failure === null ? null : {...failure, message: masked(failure.message)},
			summary: summary === null ? null : masked(summary),
		};
	};
	const ofBuild = (build: Build): Build => ({
		...build,
		phases: build.phases.map(phase => ({
			...phase,
			messages: phase.messages.map(({code, message}) => ({code, message: masked(message)})),
		})),
	});
	const ofExecution = (execution: Execution): Execution =>
		execution.stopReason === null ? execution : {...execution, stopReason: masked(execution.stopReason)};
	const ofTransition = (transition: Transition): Transition =>
		transition.open ? transition : {...transition, reason: masked(transition.reason)};
	const ofRule = (rule: RuleRun): RuleRun => ({
		...rule,
		message: rule.message === null ? null : masked(rule.message),
	});
	const {builds, rules, runs} = provider;
	return {
		...provider,
		async state(pipeline, asking) {
			const snapshot = await provider.state(pipeline, asking);
			const stages = snapshot.stages.map(stage => ({
				...stage,
				transition: ofTransition(stage.transition),
				rows: stage.rows.map(row => (row.run === null ? row : {...row, run: ofRun(row.run)})),
			}));
			return {...snapshot, stages};
		},
		async executions(...asked) {
			const page = await provider.executions(...asked);
			return {...page, items: page.items.map(ofExecution)};
		},
		execution: async (...asked) => ofExecution(await provider.execution(...asked)),
		actions: async (...asked) => (await provider.actions(...asked)).map(ofRun),
		...(rules !== undefined && {rules: async (...asked) => (await rules(...asked)).map(ofRule)}),
		...(builds !== undefined && {builds: async (...asked) => (await builds(...asked)).map(ofBuild)}),
		...(runs !== undefined && {
			async runs(...asked: Parameters<typeof runs>) {
				const page = await runs(...asked);
				return {...page, items: page.items.map(ofRun)};
			},
		}),
	};
}
