import {catalogue} from './diagnosis/catalogue/catalogue.ts';
import {either, recogniseIn} from './diagnosis/catalogue/recognise.ts';
import {digesting} from './diagnosis/green.ts';
import {linesOf} from './diagnosis/known-cause.ts';
import {linkWithoutSecrets, withoutSecrets} from './diagnosis/secrets.ts';
import type {Recognise} from './domain/cause.ts';
import type {Failure, PipelineName, ScopeId} from './domain/pipeline.ts';
import type {Remembered} from './domain/remembered.ts';
import type {StagesOfInterest} from './domain/stage-run.ts';
import {systemClock} from './engine/clock.ts';
import type {PathRules} from './engine/concern.ts';
import {discreet} from './engine/discreet.ts';
import {createEngine, type Engine} from './engine/engine.ts';
import {explained} from './engine/explained.ts';
import {createGateway, type Traffic} from './engine/gateway.ts';
import {watchForRenewal} from './engine/renewal.ts';
import type {History} from './git/history.ts';
import type {Credentials} from './providers/aws/credentials.ts';
import {createAwsProvider} from './providers/aws/provider.ts';
import type {Provider} from './providers/provider.ts';
import {createStore, type Store} from './store/store.ts';
import {type Portal, throughPortal} from './terminal/portal.ts';

/** What to look at, and how; every question of settings, environment and flags is answered. */
export interface Target {
	readonly region: string;
	readonly credentials: Credentials;
	readonly profile: string | null;
	/** One address for all services; null for AWS's own. */
	readonly endpoint: string | null;
	readonly wanted: (pipeline: PipelineName) => boolean;
	/** The time between two looks; ms. */
	readonly interval: number;
	/** The time until what failed is tried again; ms, the interval where it is left out. */
	readonly retry?: number;
	/** Requests per second to CodePipeline; CodeBuild has the same, CloudWatch Logs twice that. */
	readonly rate: number;
	readonly history: History;
	/** How long an execution may take to appear; ms. */
	readonly appear: number;
	/** Of which stages it must be known what they run; the last one's where it is left out. */
	readonly interest?: StagesOfInterest;
	/** Pipelines that are left out unless a commit touches their paths; none where it is left out. */
	readonly paths?: PathRules;
	/** Whether each new merge of the user's is followed as it starts. */
	readonly mine?: boolean;
	/** Which causes of failures are known before the built-in catalogue is asked; none where it is left out. */
	readonly recognise?: Recognise;
	/** What an earlier session knew of the pipelines; nothing where it is left out. */
	readonly remembered?: Remembered | null;
	/** What links lead through; null: straight to the console. */
	readonly portal: Portal | null;
}

/** The parts of the program, wired once. */
export interface Program {
	readonly store: Store;
	readonly engine: Engine;
	readonly recognise: Recognise;
	/** The console's page of a pipeline, of one execution of it when it is PARALLEL, as its reader opens it. */
	readonly link: (pipeline: PipelineName, parallel: {readonly execution: string} | null) => string;
	/** A page of the console as its reader opens it: through the access portal, where there is one. */
	readonly opened: (scope: ScopeId, url: string) => string;
}

/** The provider alone, behind its budget: for one question that no engine need follow up. */
export interface Reads {
	readonly provider: Provider;
	readonly traffic: () => Traffic;
	readonly recognise: Recognise;
	/** A page of the console as its reader opens it, of an account that may not be known. */
	readonly through: (url: string, account: string | null) => string;
}

export function assembleReads({
	region,
	credentials,
	endpoint,
	rate,
	portal,
	recognise: own = () => null,
}: Target): Reads {
	const clock = systemClock;
	const {gateway, traffic} = createGateway({pipelines: rate, builds: rate, logs: rate * 2}, clock);
	const reads = discreet(createAwsProvider({region, credentials, endpoint, gateway, now: clock.now}), {
		text: withoutSecrets,
		link: linkWithoutSecrets,
	});
	const recognise = either(own, recogniseIn(catalogue));
	const explain = (failure: Failure) => recognise(linesOf(failure))?.cause ?? null;
	return {
		provider: {...reads, ...explained(reads, explain)},
		traffic,
		recognise,
		through: (url, account) => (portal === null ? url : throughPortal(url, portal, account)),
	};
}

export function assemble(target: Target): Program {
	const {region, profile, wanted, interval, retry, history, appear} = target;
	const {interest = 'last', paths = [], mine = false, remembered = null} = target;
	const clock = systemClock;
	const store = createStore();
	const {provider, traffic, recognise, through} = assembleReads(target);
	const scope = {
		id: profile === null ? region : `${profile}/${region}`,
		region,
		provider,
		interval,
		...(retry === undefined ? {} : {retry}),
		wanted,
		traffic,
		remembered,
	};
	const opened = (id: ScopeId, url: string) => through(url, store.getState().scopes[id]?.account ?? null);
	const engine = createEngine({
		scopes: [scope],
		store,
		clock,
		history,
		appear,
		interest,
		paths,
		mine,
		digest: digesting,
	});
	const look = () => engine.send({kind: 'look-now'});
	return {
		store,
		recognise,
		engine: {
			...engine,
			async run(signal) {
				const over = new AbortController();
				const until = AbortSignal.any([signal, over.signal]);
				watchForRenewal({store, clock, mark: target.credentials.mark, look, signal: until});
				await engine.run(signal).finally(() => over.abort());
			},
		},
		link: (pipeline, parallel) => opened(scope.id, provider.link(pipeline, parallel)),
		opened,
	};
}
