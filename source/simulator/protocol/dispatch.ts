import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {callerArn} from '../account/world.ts';
import {AwsError} from '../aws-error.ts';
import type {Clock} from '../clock.ts';
import type {FaultKind, Faults} from '../faults.ts';
import type {Lag} from '../lag.ts';
import {stsError, stsFaults, stsReply} from '../services/sts.ts';
import {answerControl} from './control-endpoint.ts';
import {objectionTo} from './guard.ts';
import {send} from './http.ts';
import type {Asking, Backend} from './operation.ts';
import {services} from './services.ts';

/** A request that arrived. */
export type Call = {
	/** Such as `codepipeline`; `unknown` for a target that no service has. */
	readonly service: string;
	readonly operation: string;
	/** Epoch ms of the simulator's clock. */
	readonly time: number;
};

type Parts = {
	readonly backend: Backend;
	readonly faults: Faults;
	readonly lag: Lag;
	readonly clock: Clock;
	/** Grows with each call; the oldest go when there are too many. */
	readonly calls: Call[];
};

const keptCalls = 20_000;
/** How long a request waits that meets the fault `slow`, in ms of the wall clock, or of the clock that can sleep. */
const slowMs = 5_000;

/** What answers one request: `service` and `operation` name it, `reply` gives the body. */
type Route = {
	readonly service: string;
	readonly operation: string;
	readonly contentType: string;
	readonly reply: (backend: Backend, requestId: string, asking: Asking) => string | Promise<string>;
	readonly errorBody: (error: AwsError, requestId: string) => string;
	readonly errorHeaders: (error: AwsError) => Readonly<Record<string, string>>;
	/** What it calls the faults that have no name of their own in JSON services. */
	readonly faultErrors?: typeof stsFaults;
};

export function createDispatcher(parts: Parts) {
	return (request: IncomingMessage, body: string, response: ServerResponse): void => {
		const objection = objectionTo(request);
		if (objection !== undefined) {
			send(response, 403, 'text/plain', `${objection}\n`);
			return;
		}
		if (request.url?.startsWith('/_sluice/')) {
			answerControl(parts, request, body, response);
			parts.lag.note();
			return;
		}
		const asking = askingOf(request, response);
		const route = routeOf(request, body);
		const {service, operation} = route;
		parts.calls.push({service, operation, time: parts.clock.now()});
		if (parts.calls.length > keptCalls) parts.calls.splice(0, parts.calls.length - keptCalls);
		// A scenario's faults come and go at their times, also while no request gets as far as the account.
		parts.backend.account.advance();
		misbehave({...parts, asking}, route, response, parts.faults.draw(operation));
	};
}

/** A request that is being answered. */
type Answering = Parts & {readonly asking: Asking};

function askingOf(request: IncomingMessage, response: ServerResponse): Asking {
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	return {host: request.headers.host ?? '', signal: gone.signal};
}

function routeOf(request: IncomingMessage, body: string): Route {
	const target = String(request.headers['x-amz-target'] ?? '');
	const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
	if (!target && isForm) {
		const action = new URLSearchParams(body).get('Action') ?? '';
		return {
			service: 'sts',
			operation: action,
			contentType: 'text/xml',
			reply: (backend, requestId) => stsReply(backend.account.world, action, requestId),
			errorBody: stsError,
			errorHeaders: () => ({}),
			faultErrors: stsFaults,
		};
	}
	const [prefix, name = ''] = target.split('.');
	const service = services.find(({targetPrefix}) => targetPrefix === prefix);
	return {
		service: service?.name ?? 'unknown',
		operation: name,
		contentType: `application/x-amz-json-${service?.jsonVersion ?? '1.1'}`,
		reply: (backend, _, asking) => {
			const operation = service && Object.hasOwn(service.operations, name) && service.operations[name];
			if (!operation)
				throw new AwsError('UnknownOperationException', 'The requested operation is not recognized.');
			const output = operation(backend, parseJson(body), asking);
			return output instanceof Promise ? output.then(later => JSON.stringify(later)) : JSON.stringify(output);
		},
		errorBody: error =>
			JSON.stringify({__type: service?.errorWire?.(error).type ?? error.code, message: error.message}),
		errorHeaders: error => service?.errorWire?.(error).headers ?? {},
	};
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body || '{}');
	} catch {
		throw new AwsError('SerializationException', 'The request body is not valid JSON.');
	}
}

const jsonFaults: typeof stsFaults = {
	expired: {code: 'ExpiredTokenException'},
	throttle: {code: 'ThrottlingException'},
	denied: {code: 'AccessDeniedException'},
};

/** Answers, or does what the fault says instead. */
function misbehave(
	parts: Answering,
	route: Route,
	response: ServerResponse,
	fault: FaultKind | undefined,
): void {
	const {expired, throttle, denied} = route.faultErrors ?? jsonFaults;
	const refuse = ({code, status}: {readonly code: string; readonly status?: number}, message: string) =>
		answer(
			parts,
			{
				...route,
				reply: () => {
					throw new AwsError(code, message, status);
				},
			},
			response,
		);
	switch (fault) {
		case undefined:
			answer(parts, route, response);
			break;
		case 'throttle':
			refuse(throttle, 'Rate exceeded');
			break;
		case 'expired':
			refuse(expired, 'The security token included in the request is expired');
			break;
		case 'denied': {
			const permission = `${route.service}:${route.operation}`;
			const caller = callerArn(parts.backend.account.world);
			refuse(
				denied,
				`User: ${caller} is not authorized to perform: ${permission} on resource: * because no identity-based policy allows the ${permission} action`,
			);
			break;
		}
		case '500':
			refuse(
				{code: 'InternalFailure', status: 500},
				'The request processing has failed because of an unknown error.',
			);
			break;
		case 'html':
			send(response, 502, 'text/html', '<html><body><h1>502 Bad Gateway</h1></body></html>');
			break;
		case 'empty':
			send(response, 200, route.contentType, '');
			break;
		case 'drop':
			response.destroy();
			break;
		case 'lag': {
			const {account} = parts.backend;
			account.advance();
			parts.lag.note();
			const past = {...account, world: parts.lag.past()};
			answer({...parts, backend: {...parts.backend, account: past}}, route, response);
			break;
		}
		case 'slow': {
			const {asking, clock} = parts;
			const {sleep = wallSleep} = clock;
			void sleep(slowMs, asking.signal).then(() => asking.signal.aborted || answer(parts, route, response));
			break;
		}
	}
}

function wallSleep(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const waiting = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(waiting);
			resolve();
		});
	});
}

/** Whether a request can have changed what reads of CodePipeline show. */
const mayChange = ({service, operation}: Route) =>
	service === 'codepipeline' && !/^(Get|List|Poll)/.test(operation);

function answer({backend, asking, lag}: Answering, route: Route, response: ServerResponse): void {
	const requestId = randomUUID();
	const headers = {'x-amzn-requestid': requestId};
	const succeed = (body: string) => {
		if (!asking.signal.aborted) send(response, 200, route.contentType, body, headers);
	};
	const fail = (error: unknown) => {
		const failure =
			error instanceof AwsError
				? error
				: new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
		send(response, failure.httpStatus, route.contentType, route.errorBody(failure, requestId), {
			...headers,
			...route.errorHeaders(failure),
		});
	};
	try {
		backend.account.advance();
		lag.note();
		const body = route.reply(backend, requestId, asking);
		if (body instanceof Promise) body.then(succeed).catch(fail);
		else succeed(body);
		if (mayChange(route)) lag.note(true);
	} catch (error) {
		fail(error);
	}
}
