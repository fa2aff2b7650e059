import {describe, expect, it} from 'vitest';
import type {Build, LogPlace} from '../../source/domain/build.ts';
import type {PastRun} from '../../source/domain/comparison.ts';
import type {Execution} from '../../source/domain/execution.ts';
import type {LogLine} from '../../source/domain/log.ts';
import type {ActionRun, StageSnapshot} from '../../source/domain/pipeline.ts';
import {createAsker} from '../../source/engine/patience.ts';
import {readFailures} from '../../source/engine/read-failures.ts';
import {type LogCursor, type Provider, ProviderError} from '../../source/providers/provider.ts';
import {MovedClock} from '../clock.ts';
import {definition, execution, executionId, minute, noon, run, shas, stage} from '../fixtures.ts';

interface Account {
	readonly executions: readonly Execution[];
	readonly runs: readonly PastRun[];
	readonly builds?: readonly Build[];
	/** The lines of each build's log; a page holds ten. */
	readonly logs?: Readonly<Record<string, readonly LogLine[]>>;
	readonly stages?: readonly StageSnapshot[];
	/** How many runs a page of all runs holds. */
	readonly page?: number;
}

const pageLines = 10;
const name = 'l-x-pipeline';
const of = (number: number, each: ActionRun): PastRun => ({...each, execution: executionId(number)});

/** A provider of one pipeline in memory, with the operations that it was asked for. */
function providerOf({executions, runs, builds = [], logs = {}, stages = [], page = 100}: Account) {
	const made: string[] = [];
	const answer = <T>(operation: string, value: T): Promise<T> => {
		made.push(operation);
		return Promise.resolve(value);
	};
	const newest = runs.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
	const provider: Provider = {
		listPipelines: () => answer('ListPipelines', [name]),
		definition: () => answer('GetPipeline', definition(name, [['Deploy', [['DeployBase', 'DeployTaiko']]]])),
		state: () => answer('GetPipelineState', {version: 1, stages}),
		executions: (_, next) => {
			const from = Number(next ?? 0);
			const more = from + 50 < executions.length ? String(from + 50) : null;
			return answer('ListPipelineExecutions', {items: executions.slice(from, from + 50), next: more});
		},
		execution: (_, id) => {
			made.push('GetPipelineExecution');
			const found = executions.find(each => each.id === id);
			return found === undefined
				? Promise.reject(
						new ProviderError('not-found', 'PipelineExecutionNotFoundException', 'no such execution'),
					)
				: Promise.resolve(found);
		},
		actions: (_, id) =>
			answer(
				'ListActionExecutions',
				newest.filter(each => each.execution === id),
			),
		runs: (_, next) =>
			answer('all runs', {
				items: next === null ? newest.slice(0, page) : [],
				next: runs.length > page ? 'more' : null,
			}),
		builds: ids =>
			answer(
				'BatchGetBuilds',
				builds.filter(({id}) => ids.includes(id)),
			),
		log: ({stream}, cursor: LogCursor) => {
			made.push('GetLogEvents');
			const lines = logs[stream];
			if (lines === undefined)
				return Promise.reject(new ProviderError('not-found', 'ResourceNotFoundException', 'no such log'));
			const end = cursor.from === 'end' ? lines.length : Number(cursor.cursor);
			const from = Math.max(0, end - pageLines);
			return Promise.resolve({
				lines: lines.slice(from, end),
				back: from > 0 ? String(from) : null,
				forward: null,
				atEnd: true,
			});
		},
		link: pipeline => `https://console.example/${pipeline}`,
		close: () => {},
	};
	return {provider, made};
}

async function read(
	account: Account,
	wanted: string | null = null,
	isEnough: (lines: readonly LogLine[]) => boolean = () => true,
) {
	const {provider, made} = providerOf(account);
	const clock = new MovedClock(noon);
	const asker = createAsker(clock, new AbortController().signal);
	const found = await readFailures({provider, asker, clock, isEnough, cheapPages: 4}, name, wanted);
	return {found, made};
}

async function told(...parts: Parameters<typeof read>) {
	const {found, made} = await read(...parts);
	if (found.kind !== 'read') throw new Error(found.kind);
	return {...found, made};
}

const taiko = (over: Partial<ActionRun> = {}) => run('Deploy', 'DeployTaiko', 'Failed', [9, 8], over);
const buildWith = (log: LogPlace, over: Partial<Build> = {}): Build => ({
	id: 'DeployTaiko:1',
	project: 'DeployTaiko',
	status: 'Failed',
	phases: [],
	startedAt: noon - 9 * minute,
	endedAt: noon - 8 * minute,
	log,
	url: null,
	...over,
});
const stream: LogPlace = {kind: 'stream', group: 'g', stream: 'failed'};
const lines = (count: number): readonly LogLine[] =>
	Array.from({length: count}, (_, at) => ({at: noon + at, text: `line ${at}`}));

describe('the execution to look at', () => {
	it('is the newest that failed; what was superseded or stopped did not', async () => {
		const {execution: found, made} = await told({
			executions: [
				execution(5, shas.newer, 'Succeeded'),
				execution(4, shas.newer, 'Superseded'),
				execution(3, shas.newer, 'Stopped'),
				execution(2, shas.ours, 'Failed'),
				execution(1, shas.older, 'Failed'),
			],
			runs: [of(2, taiko())],
		});
		expect(found?.id).toBe(executionId(2));
		expect(made.filter(operation => operation === 'ListPipelineExecutions')).toHaveLength(1);
	});

	it('is one that still runs as soon as something in it has failed, without another question', async () => {
		const account = {
			executions: [
				execution(3, shas.newer, 'InProgress', {startedAt: noon - 10 * minute}),
				execution(2, shas.ours, 'Failed', {startedAt: noon - 90 * minute}),
			],
			runs: [
				of(3, taiko()),
				of(3, run('Deploy', 'DeployBase', 'InProgress', [9, 9])),
				of(2, run('Deploy', 'DeployTaiko', 'Failed', [80, 70])),
			],
		};
		const found = await told(account);
		expect(found.execution?.id).toBe(executionId(3));
		expect(found.failures.map(each => each.run.action)).toEqual(['DeployTaiko']);
		expect(found.made.filter(operation => operation === 'ListActionExecutions')).toHaveLength(1);
		// The newest runs of all do not reach back to its beginning.
		expect((await told({...account, page: 1})).execution?.id).toBe(executionId(3));
	});

	it('is not one whose failed action is being tried again', async () => {
		const {execution: found} = await told({
			executions: [
				execution(3, shas.newer, 'InProgress', {startedAt: noon - 10 * minute}),
				execution(2, shas.ours, 'Failed', {startedAt: noon - 90 * minute}),
			],
			runs: [
				of(3, taiko()),
				of(3, run('Deploy', 'DeployTaiko', 'InProgress', [2, 2])),
				of(2, run('Deploy', 'DeployTaiko', 'Failed', [80, 70])),
			],
		});
		expect(found?.id).toBe(executionId(2));
	});

	it('is looked for in older pages too', async () => {
		const others = Array.from({length: 70}, (_, at) => execution(100 - at, shas.newer, 'Succeeded'));
		const {execution: found} = await told({
			executions: [...others, execution(1, shas.ours, 'Failed')],
			runs: [of(1, taiko())],
		});
		expect(found?.id).toBe(executionId(1));
	});

	it('can be named whole or by its first digits, unless several begin so', async () => {
		const account = {
			executions: [execution(2, shas.ours, 'Succeeded'), execution(1, shas.older, 'Failed')],
			runs: [of(1, taiko())],
		};
		expect((await told(account, executionId(1))).execution?.id).toBe(executionId(1));
		expect((await read(account, '896c834b')).found).toEqual({
			kind: 'ambiguous',
			several: [executionId(2), executionId(1)],
		});
		expect((await read(account, '12345678')).found).toEqual({kind: 'no-execution'});
		expect((await read(account, '12345678-07aa-468c-9d3a-7fef9934e976')).found).toEqual({
			kind: 'no-execution',
		});
	});

	it('failed by its stage where none of its actions did', async () => {
		const found = await told({
			executions: [execution(1, shas.ours, 'Failed')],
			runs: [of(1, run('Deploy', 'DeployTaiko', 'Succeeded', [9, 8]))],
			stages: [stage('Deploy', [1, 'Failed'])],
		});
		expect(found).toMatchObject({failures: [], condition: 'Deploy'});
	});
});

describe('the log of a failed build', () => {
	const account = (log: LogPlace, over: Partial<Account> = {}, build: Partial<Build> = {}): Account => ({
		executions: [execution(1, shas.ours, 'Failed')],
		runs: [of(1, taiko())],
		builds: [buildWith(log, build)],
		...over,
	});
	const gap = async (...parts: Parameters<typeof account>) =>
		(await told(account(...parts))).failures[0]?.log?.gap;

	it('is read from its end, on to where it begins where that costs no wait', async () => {
		const {failures, made} = await told(account(stream, {logs: {failed: lines(35)}}));
		expect(failures[0]?.log).toMatchObject({lines: lines(35), fromStart: true, gap: null, pages: 4});
		expect(made).not.toContain('GetPipelineState');
	});

	it('is read back as far as it must, and no further than what costs no wait', async () => {
		const long = account(stream, {logs: {failed: lines(95)}});
		const far = await told(long, null, read => read.length >= 50);
		expect(far.failures[0]?.log).toMatchObject({lines: lines(95).slice(45), fromStart: false, pages: 5});
		const near = await told(long, null, () => true);
		expect(near.failures[0]?.log).toMatchObject({fromStart: false, pages: 4});
	});

	it('is missing for a reason', async () => {
		expect(await gap({kind: 'not-yet'})).toEqual({kind: 'not-yet'});
		expect(await gap({kind: 'disabled'})).toEqual({kind: 'disabled'});
		expect(await gap({kind: 'elsewhere', place: 's3://logs'})).toEqual({
			kind: 'elsewhere',
			place: 's3://logs',
		});
		expect(await gap(stream)).toEqual({kind: 'gone'});
		expect(await gap(stream, {logs: {failed: []}})).toEqual({kind: 'empty'});
		expect(await gap(stream, {}, {endedAt: noon - 1000})).toEqual({kind: 'not-yet'});
		expect(await gap(stream, {builds: []})).toEqual({kind: 'forgotten'});
	});

	it('comes with that of the last green run, whose build is asked for along with it', async () => {
		const green = {
			...buildWith({...stream, stream: 'green'}),
			id: 'DeployTaiko:0',
			status: 'Succeeded',
		} as const;
		const {failures, made} = await told({
			executions: [execution(2, shas.ours, 'Failed'), execution(1, shas.older, 'Succeeded')],
			runs: [
				of(2, taiko()),
				of(1, run('Deploy', 'DeployTaiko', 'Succeeded', [90, 80], {build: 'DeployTaiko:0'})),
			],
			builds: [buildWith(stream), green],
			logs: {failed: lines(5), green: lines(7)},
		});
		expect(failures[0]?.green).toMatchObject({
			build: 'DeployTaiko:0',
			log: {lines: lines(7), fromStart: true},
		});
		expect(made.toSorted()).toEqual([
			'BatchGetBuilds',
			'GetLogEvents',
			'GetLogEvents',
			'GetPipeline',
			'ListActionExecutions',
			'ListPipelineExecutions',
			'all runs',
		]);
	});
});

describe('patience', () => {
	const signal = () => new AbortController().signal;
	const failing = (kind: ConstructorParameters<typeof ProviderError>[0]) => () =>
		Promise.reject(new ProviderError(kind, kind, `it is ${kind}`));

	it.each([
		['denied', 0],
		['expired', 0],
		['unreachable', 8000],
		['throttled', 60_000],
	] as const)('of what is %s ends after %d ms', async (kind, ms) => {
		const clock = new MovedClock(noon);
		let over = false;
		const asked = createAsker(clock, signal())
			.must(failing(kind))
			.catch(error => {
				over = true;
				return error;
			});
		if (ms > 0) {
			await clock.advance(ms - 1000);
			expect(over).toBe(false);
		}
		await clock.advance(6000);
		expect(await asked).toMatchObject({kind});
	});

	it('goes on with the first answer, and tells of the rest what it was', async () => {
		const clock = new MovedClock(noon);
		let left = 2;
		const answer = createAsker(clock, signal()).must(() =>
			left-- > 0 ? failing('broken')() : Promise.resolve(7),
		);
		await clock.advance(5000);
		expect(await answer).toBe(7);
		expect(await createAsker(clock, signal()).may('GetPipeline', failing('denied'))).toMatchObject({
			trouble: {kind: 'denied', operation: 'GetPipeline'},
		});
	});
});
