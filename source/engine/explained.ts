import type {KnownCause} from '../domain/cause.ts';
import type {ActionRun, Failure} from '../domain/pipeline.ts';
import type {Provider} from '../providers/provider.ts';

/** The cause of a failure, as far as its own words tell; null: it is not known. */
export type Explain = (failure: Failure) => KnownCause | null;

type ReadsOfRuns = Pick<Provider, 'state' | 'actions' | 'runs'>;

/** A provider's reads whose failures name their cause where it is known: recognised once a read, wherever it is shown. */
export function explained(provider: ReadsOfRuns, explain: Explain): ReadsOfRuns {
	const withCause = <Run extends ActionRun>(run: Run): Run => {
		const known = run.failure === null ? null : explain(run.failure);
		return run.failure === null || known === null ? run : {...run, failure: {...run.failure, known}};
	};
	const runs = provider.runs?.bind(provider);
	return {
		async state(pipeline, asking) {
			const snapshot = await provider.state(pipeline, asking);
			const stages = snapshot.stages.map(stage => ({
				...stage,
				rows: stage.rows.map(row => (row.run === null ? row : {...row, run: withCause(row.run)})),
			}));
			return {...snapshot, stages};
		},
		actions: async (pipeline, execution, asking) =>
			(await provider.actions(pipeline, execution, asking)).map(run => withCause(run)),
		...(runs === undefined
			? {}
			: {
					async runs(pipeline, next, asking) {
						const page = await runs(pipeline, next, asking);
						return {...page, items: page.items.map(run => withCause(run))};
					},
				}),
	};
}
