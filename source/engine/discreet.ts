import type {Build} from '../domain/build.ts';
import type {ActionRun} from '../domain/pipeline.ts';
import type {Provider} from '../providers/provider.ts';

/**
 * A provider whose failures and builds tell nothing that looks like a secret: CodeBuild repeats the whole script of a command
 * that failed. `masked`: a text without its secrets. Logs are given as they are.
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
	const {builds, runs} = provider;
	return {
		...provider,
		async state(pipeline, asking) {
			const snapshot = await provider.state(pipeline, asking);
			const stages = snapshot.stages.map(stage => ({
				...stage,
				rows: stage.rows.map(row => (row.run === null ? row : {...row, run: ofRun(row.run)})),
			}));
			return {...snapshot, stages};
		},
		actions: async (...asked) => (await provider.actions(...asked)).map(ofRun),
		...(builds !== undefined && {builds: async (...asked) => (await builds(...asked)).map(ofBuild)}),
		...(runs !== undefined && {
			async runs(...asked: Parameters<typeof runs>) {
				const page = await runs(...asked);
				return {...page, items: page.items.map(ofRun)};
			},
		}),
	};
}
