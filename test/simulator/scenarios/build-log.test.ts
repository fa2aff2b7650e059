import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createRandom} from '../../../source/simulator/random.ts';
import type {ActionStart, BuildPlan, LogLine} from '../../../source/simulator/scenario.ts';
import {busyDay} from '../../../source/simulator/scenarios/busy-day.ts';
import {lanePipelines, otherPipelines} from '../../../source/simulator/scenarios/fleet/pipelines.ts';
import {buildLog} from '../../../source/simulator/scenarios/log/build-log.ts';
import {buildFailure, failureKinds, failureRule} from '../../../source/simulator/scenarios/log/failures.ts';
import {buildScript} from '../../../source/simulator/scenarios/log/script.ts';
import {buildSubject} from '../../../source/simulator/scenarios/log/subject.ts';

const uuid = '9b2a2b4b-fd71-430c-878d-badcb034c2fa';
const {scenario, tracked} = busyDay();

/** Every action that builds, as it would start for the tracked commit. */
const starts: ActionStart[] = [...lanePipelines, ...otherPipelines].flatMap(({name: pipeline, stages}) =>
	stages.flatMap(stage =>
		stage.actions
			.filter(({actionTypeId}) => actionTypeId.provider === 'CodeBuild')
			.map(action => ({
				pipeline,
				stage: stage.name,
				action: action.name,
				type: action.actionTypeId,
				configuration: action.configuration ?? {},
				executionId: uuid,
				commit: {repository: 'harbor/lanes', branch: 'main', sha: tracked, message: '', author: ''},
				attempt: 1,
				at: 0,
				random: createRandom(`${pipeline}/${stage.name}/${action.name}`),
			})),
	),
);

function startOf(pipeline: string, action: string): ActionStart {
	const found = starts.find(start => start.pipeline === pipeline && start.action === action);
	if (found === undefined) throw new Error(`no ${pipeline}/${action}`);
	return found;
}

const phases = {INSTALL: 1, PRE_BUILD: 1, BUILD: 1, POST_BUILD: 1};
const glance = (start: ActionStart) => ({
	id: `${start.configuration.ProjectName}:${uuid}`,
	number: 7,
	project: start.configuration.ProjectName ?? '',
	start,
	phases,
	failure: undefined,
});

function planOf(start: ActionStart): BuildPlan {
	const plan = scenario.plan?.(start);
	if (plan?.kind !== 'build') throw new Error('not a build');
	return plan;
}
const linesOf = (start: ActionStart): LogLine[] => [...(planOf(start).log?.(glance(start)) ?? [])];
const outputOf = (lines: readonly LogLine[]) =>
	lines.filter(({from}) => from !== 'agent').map(({text}) => text);
/** Output without the text of the commands, which are printed too. */
const printed = (lines: readonly LogLine[]) => outputOf(lines).filter(text => !/^\s*echo "/.test(text));

describe('the log of the chain that fails', () => {
	const start = startOf('l-indexer-pipeline', 'DeployStagingTaiko');
	const lines = linesOf(start);
	const cause = lines.findIndex(({text}) => text.startsWith('An error occurred (AccessDenied)'));

	it('has several thousand lines, most of them before the failure', () => {
		expect(lines.length).toBeGreaterThan(3000);
		expect(lines.length).toBeLessThan(6000);
		expect(cause).toBeGreaterThan(lines.length * 0.9);
	});

	it('says who may not assume which role, then the consequence', () => {
		expect(lines[cause]?.text).toBe(
			`An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::123456789012:assumed-role/pipeline-role/AWSCodeBuild-${uuid} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::210987654321:role/deploy-167000`,
		);
		const consequence = printed(lines).filter(text => text.startsWith('ERROR: Still using ops account'));
		expect(consequence).toHaveLength(1);
		expect(lines.findIndex(({text}) => text === consequence[0])).toBeGreaterThan(cause);
	});

	it('ends BUILD with the whole script, and POST_BUILD still runs', () => {
		const last = lines.findLast(({phase, from}) => phase === 'BUILD' && from === 'agent');
		expect(last?.text).toMatch(/^Command did not exit successfully CALLER=/);
		expect(lines.findLast(({phase}) => phase === 'BUILD')?.text).toMatch(/ exit status 1$/);
		expect(lines.at(-1)?.phase).toBe('POST_BUILD');
		expect(planOf(start).failure).toMatchObject({
			phase: 'BUILD',
			statusCode: 'COMMAND_EXECUTION_ERROR',
			message: expect.stringMatching(
				/^Error while executing command: CALLER=[\s\S]*echo "ERROR: Still using[\s\S]*\. Reason: exit status 1$/,
			),
		});
	});

	it('is full of harmless words, colours and redrawn lines', () => {
		const decoys = lines.slice(0, cause).filter(({text}) => /error|fail/i.test(text));
		expect(decoys.length).toBeGreaterThan(100);
		const text = lines.map(line => line.text).join('\n');
		const words = [
			'errorHandler.ts',
			'0 failed',
			'failed with ETIMEDOUT, retrying',
			'thiserror',
			'\u001B[32m',
		];
		expect(words.filter(word => !text.includes(word))).toEqual([]);
		expect(lines.some(line => line.text.includes('\r'))).toBe(true);
	});
});

describe('the log of any build', () => {
	it('is the same each time it is read, and another for another build', () => {
		for (const start of starts.filter(({stage}) => stage === 'DeployStaging'))
			expect(linesOf(start)).toEqual(linesOf(start));
		const [one, other] = [createRandom(1), createRandom(2)].map(random => [
			...buildLog(glance({...startOf('l-slasher-pipeline', 'DeployStagingTaiko'), random})),
		]);
		expect(one).not.toEqual(other);
	});

	it('has one line a line, in the order of its phases and times', () => {
		const order = ['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD'];
		for (const start of starts) {
			let [place, share] = [0, 0];
			for (const line of linesOf(start)) {
				const next = order.indexOf(line.phase);
				if (next > place) [place, share] = [next, 0];
				if (line.text.includes('\n') || next < place || line.share < share || line.share > 1)
					expect.unreachable(`${start.pipeline}/${start.action}: ${JSON.stringify(line)}`);
				share = line.share;
			}
		}
	});

	it('prints the account check in each of them, although it holds', () => {
		for (const start of starts.filter(({pipeline}) => pipeline !== 'l-prover-ansible-pipeline')) {
			const lines = [...buildLog(glance(start))];
			expect(outputOf(lines).some(text => text.includes('echo "ERROR: Still using ops account'))).toBe(true);
			expect(printed(lines).filter(text => text.includes('ERROR:'))).toEqual([]);
			expect(lines.some(({text}) => text.startsWith('Command did not exit'))).toBe(false);
		}
	});

	it('differs between two builds of an app by few lines', () => {
		const start = startOf('l-order-stream-pipeline', 'DeployStagingTaiko');
		const texts = (seed: number) =>
			[...buildLog(glance({...start, random: createRandom(seed)}))].map(({text}) =>
				text.replace(/\d+/g, '0'),
			);
		const known = new Set(texts(1));
		const fresh = texts(2).filter(text => !known.has(text));
		expect(fresh.length).toBeLessThan(known.size * 0.05);
	});
});

describe('a failure', () => {
	it('ends its phase with the command that CodeBuild blames, wherever it can happen', () => {
		fc.assert(
			fc.property(fc.constantFrom(...starts), fc.constantFrom(...failureKinds), (start, kind) => {
				const failure = buildFailure(kind, buildScript(buildSubject(start, uuid), start.random));
				fc.pre(failure !== undefined);
				const {phase, exit} = failureRule(kind);
				const lines = [...buildLog(glance(start), kind)].filter(line => line.phase === phase);
				const end = lines.findLastIndex(({text}) => text.startsWith('Command did not exit successfully '));
				const said = lines.slice(end).map(({text}) => text);
				const [, command] = /command: ([\s\S]*)\. Reason/.exec(failure?.message ?? '') ?? [];
				expect(said.join('\n')).toBe(`Command did not exit successfully ${command} exit status ${exit}`);
				expect(failure?.phase).toBe(phase);
			}),
		);
	});

	it.each([
		['docker-unauthorized', 'l-slasher-pipeline', 'DeployStagingTaiko', /unauthorized: incorrect username/],
		['pulumi-locked', 'l-slasher-pipeline', 'DeployStagingTaiko', /currently locked by 1 lock/],
		['program-broken', 'l-kailua-batch-pipeline', 'DeployStaging', /TS2339/],
		['resource-exists', 'l-slasher-pipeline', 'DeployStagingTaiko', /EntityAlreadyExists/],
		['host-unreachable', 'l-prover-ansible-pipeline', 'AnsibleDeployStaging', /UNREACHABLE!/],
	] as const)('of the kind %s is explained in the log, and only then', (kind, pipeline, action, words) => {
		const build = glance(startOf(pipeline, action));
		const texts = (lines: Iterable<LogLine>) => [...lines].map(({text}) => text);
		expect(texts(buildLog(build, kind)).filter(text => words.test(text))).not.toEqual([]);
		expect(texts(buildLog(build)).filter(text => words.test(text))).toEqual([]);
	});
});
