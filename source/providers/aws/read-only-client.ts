import type {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import type {CodeBuildClient} from '@aws-sdk/client-codebuild';
import type {CodePipelineClient} from '@aws-sdk/client-codepipeline';
import type {STSClient} from '@aws-sdk/client-sts';
import {ProviderError} from '../provider.ts';
import type {Credentials} from './credentials.ts';
import {silentLogger} from './silent-logger.ts';
import {wholeReply, wholeReplyPlace} from './whole-reply.ts';

/** The operations that may leave the process, and how IAM calls their services. None of them changes anything. */
export const reads = {
	BatchGetBuilds: 'codebuild',
	GetCallerIdentity: 'sts',
	GetLogEvents: 'logs',
	GetPipeline: 'codepipeline',
	GetPipelineExecution: 'codepipeline',
	GetPipelineState: 'codepipeline',
	ListActionExecutions: 'codepipeline',
	ListPipelineExecutions: 'codepipeline',
	ListPipelines: 'codepipeline',
	ListRuleExecutions: 'codepipeline',
} as const;
export type ReadOperation = keyof typeof reads;
export const readOperations: ReadonlySet<string> = new Set(Object.keys(reads));

export interface ClientOptions {
	readonly region: string;
	readonly credentials: Credentials;
	/** One address for all services; null for AWS's own. */
	readonly endpoint: string | null;
	/** How long a reply may let wait for its beginning, and pause; ms. */
	readonly requestTimeout?: number;
	/** How long the rest of a reply may take once it has begun; ms. A page of a log has four times as long. */
	readonly replyTimeout?: number;
}

/** A page of a log may be megabytes, and the line slow. */
const logsTake = 4;

/** The clients of the services, each loaded and built at its first use. */
export interface ReadOnlyClients {
	pipelines(): Promise<CodePipelineClient>;
	builds(): Promise<CodeBuildClient>;
	logs(): Promise<CloudWatchLogsClient>;
	identity(): Promise<STSClient>;
	close(): void;
}

/** Clients that make one attempt a call and send nothing but the operations above. */
export function createReadOnlyClients(options: ClientOptions): ReadOnlyClients {
	const {replyTimeout = 30_000} = options;
	const built: {destroy(): void}[] = [];
	const keep = <Client extends {destroy(): void}>(client: Client): Client => {
		built.push(client);
		return client;
	};
	return {
		pipelines: once(async () => {
			const {CodePipelineClient} = await import('./sdk/codepipeline.ts');
			const client = new CodePipelineClient(configuration(options));
			client.middlewareStack.add(wall, wallPlace);
			client.middlewareStack.add(wholeReply(replyTimeout), wholeReplyPlace);
			return keep(client);
		}),
		builds: once(async () => {
			const {CodeBuildClient} = await import('./sdk/codebuild.ts');
			const client = new CodeBuildClient(configuration(options));
			client.middlewareStack.add(wall, wallPlace);
			client.middlewareStack.add(wholeReply(replyTimeout), wholeReplyPlace);
			return keep(client);
		}),
		logs: once(async () => {
			const {CloudWatchLogsClient} = await import('./sdk/logs.ts');
			const client = new CloudWatchLogsClient(configuration(options));
			client.middlewareStack.add(wall, wallPlace);
			client.middlewareStack.add(wholeReply(replyTimeout * logsTake), wholeReplyPlace);
			return keep(client);
		}),
		identity: once(async () => {
			const {STSClient} = await import('./sdk/sts.ts');
			const client = new STSClient(configuration(options));
			client.middlewareStack.add(wall, wallPlace);
			client.middlewareStack.add(wholeReply(replyTimeout), wholeReplyPlace);
			return keep(client);
		}),
		close() {
			for (const client of built) client.destroy();
		},
	};
}

const wallPlace = {step: 'initialize', priority: 'high', name: 'readOnlyWall'} as const;

/** Refuses every operation that is not known to be a read, before it is even written down. */
function wall<Next>(next: Next, context: {readonly commandName?: string}): Next | (() => Promise<never>) {
	const operation = (context.commandName ?? '').replace(/Command$/, '');
	if (readOperations.has(operation)) return next;
	return async () => {
		throw new ProviderError(
			'denied',
			'ReadOnly',
			`${operation || 'an operation'} is not a read: it is never sent`,
		);
	};
}

function configuration({region, credentials, endpoint, requestTimeout = 15_000}: ClientOptions) {
	// The SDK warns about old versions of Node on stderr, in the middle of the screen.
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
	return {
		region,
		credentials: credentials.identity,
		...(endpoint === null ? {} : {endpoint}),
		// Retrying is the caller's: each attempt is paced, counted and shown.
		maxAttempts: 1,
		// With it the SDK takes any error for one of the clock as soon as a reply's Date is off.
		disableClockSkewCorrection: true,
		requestHandler: {
			connectionTimeout: 3000,
			requestTimeout,
			// requestTimeout ends with the reply's head; this one sees a body that stops coming, wholeReply one that trickles.
			socketTimeout: requestTimeout,
			throwOnRequestTimeout: true,
			logger: silentLogger,
		},
		logger: silentLogger,
	};
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | null = null;
	return () => {
		made ??= make();
		return made;
	};
}
