import type {PipelineName, ScopeId} from '../domain/pipeline.ts';
import type {Remembered} from '../domain/remembered.ts';
import type {Provider} from '../providers/provider.ts';
import type {Traffic} from './gateway.ts';

/** One account and region to look at, and how. */
export interface Scope {
	readonly id: ScopeId;
	readonly region: string;
	readonly provider: Provider;
	/** The time between two looks at a running pipeline; ms. */
	readonly interval: number;
	/** The time until what failed is tried again, doubled each time; ms. The interval where it is left out. */
	readonly retry?: number;
	/** Whether a pipeline of this name is to be looked at. */
	readonly wanted: (pipeline: PipelineName) => boolean;
	readonly traffic: () => Traffic;
	/** What an earlier session knew of it; nothing where it is left out. */
	readonly remembered?: Remembered | null;
}
