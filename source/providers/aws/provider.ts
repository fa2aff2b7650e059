import type {Gateway, Provider} from '../provider.ts';
import {createBuildReads} from './codebuild.ts';
import {createPipelineReads} from './codepipeline.ts';
import type {Credentials} from './credentials.ts';
import {createIdentityRead} from './identity.ts';
import {executionLink, pipelineLink} from './links.ts';
import {createLogReads} from './logs.ts';
import {createReadOnlyClients} from './read-only-client.ts';
import {createRequest} from './request.ts';

export interface AwsOptions {
	readonly region: string;
	readonly credentials: Credentials;
	/** One address for all services; null for AWS's own. */
	readonly endpoint: string | null;
	readonly gateway: Gateway;
	/** ms since the epoch. */
	readonly now: () => number;
	/** How long a reply may let wait for its beginning, and pause; ms. */
	readonly requestTimeout?: number;
	/** How long the rest of a reply may take once it has begun; ms. */
	readonly replyTimeout?: number;
}

/** CodePipeline, CodeBuild, CloudWatch Logs and STS behind the port. Nothing of the SDK is loaded before the first call. */
export function createAwsProvider(options: AwsOptions): Provider {
	const clients = createReadOnlyClients(options);
	const request = createRequest(options);
	return {
		...createPipelineReads(clients, request),
		...createBuildReads(clients, request),
		...createLogReads(clients, request),
		...createIdentityRead(clients, request),
		link: (pipeline, parallel) =>
			parallel === null
				? pipelineLink(options.region, pipeline)
				: executionLink(options.region, pipeline, parallel.execution),
		close: () => clients.close(),
	};
}
