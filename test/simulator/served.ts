import type {Scenario} from '../../source/simulator/scenario.ts';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../source/simulator/server.ts';
import {commit, createHandClock, deployment, simpleScenario} from './laboratory.ts';

export type Reply = {
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly headers: Headers;
};

const prefixes = {
	codepipeline: 'CodePipeline_20150709',
	codebuild: 'CodeBuild_20161006',
	logs: 'Logs_20140328',
	events: 'AWSEvents',
	sqs: 'AmazonSQS',
} as const;

/** A simulator on a free port with a clock that stands still, and plain requests to it. */
export async function serve(
	scenario: Scenario = simpleScenario(deployment()),
	options: Partial<SimulatorOptions> = {},
) {
	const clock = createHandClock();
	const simulator: Simulator = await startSimulator({scenario, port: 0, clock, ...options});
	const post = async (target: string, body: string): Promise<Reply> => {
		const response = await fetch(simulator.url, {
			method: 'POST',
			headers: {'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target},
			body,
		});
		return {
			status: response.status,
			body: (await response.json()) as Record<string, unknown>,
			headers: response.headers,
		};
	};
	const control = async (path: string, content: object) => {
		const response = await fetch(`${simulator.url}/_sluice/${path}`, {
			method: 'POST',
			body: JSON.stringify(content),
		});
		return {status: response.status, body: (await response.json()) as Record<string, unknown>};
	};
	return {
		simulator,
		clock,
		post,
		control,
		/** Sends one operation, such as `codepipeline`, `ListPipelines`. */
		ask: (service: keyof typeof prefixes, operation: string, input: object) =>
			post(`${prefixes[service]}.${operation}`, JSON.stringify(input)),
		/** Pushes a commit to the branch that the pipeline follows; returns the execution's id. */
		push: async (number: number) => {
			const {body} = await control('push', commit(number));
			return String((body as {executions: Record<string, string>}).executions.deploy);
		},
		/** Lets seconds pass on the simulator's clock. */
		pass: (seconds: number) => clock.move(seconds * 1000),
	};
}
