import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {emptyAccount} from '../../source/simulator/scenario.ts';
import {startOfTest} from './laboratory.ts';
import {serve} from './served.ts';

let served: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
	served = await serve(emptyAccount);
});
afterEach(() => served.simulator.close());

const ask = async (operation: string, input: object) => (await served.ask('logs', operation, input)).body;
const put = (logStreamName: string, ...events: readonly (readonly [second: number, message: string])[]) =>
	ask('PutLogEvents', {
		logGroupName: 'app',
		logStreamName,
		logEvents: events.map(([second, message]) => ({timestamp: startOfTest + second * 1000, message})),
	});
const open = async (...streams: readonly string[]) => {
	await ask('CreateLogGroup', {logGroupName: 'app'});
	for (const logStreamName of streams) await ask('CreateLogStream', {logGroupName: 'app', logStreamName});
};

describe('groups and streams', () => {
	it('are created once, and where there is a group', async () => {
		await open('one');
		const types = [
			await ask('CreateLogGroup', {logGroupName: 'app'}),
			await ask('CreateLogStream', {logGroupName: 'app', logStreamName: 'one'}),
			await ask('CreateLogStream', {logGroupName: 'nope', logStreamName: 'one'}),
			await ask('DescribeLogStreams', {logGroupName: 'nope'}),
			await ask('DescribeLogStreams', {}),
			await ask('DescribeLogStreams', {
				logGroupName: 'app',
				logStreamNamePrefix: 'o',
				orderBy: 'LastEventTime',
			}),
			await ask('DescribeLogGroups', {logGroupNamePrefix: 'a', logGroupNamePattern: 'b'}),
			await put('two', [0, 'x']),
		].map(({__type}) => __type);
		expect(types).toEqual([
			'ResourceAlreadyExistsException',
			'ResourceAlreadyExistsException',
			'ResourceNotFoundException',
			'ResourceNotFoundException',
			'InvalidParameterException',
			'InvalidParameterException',
			'InvalidParameterException',
			'ResourceNotFoundException',
		]);
	});

	it('are listed in pages, streams by name or by their last event', async () => {
		await open('a', 'b', 'c');
		await put('a', [-1, 'late']);
		await put('b', [-9, 'early']);
		await put('c', [-5, 'x'], [-3, 'y']);
		const names = ({logStreams}: Record<string, unknown>) =>
			(logStreams as {logStreamName: string}[]).map(({logStreamName}) => logStreamName);
		const about = {logGroupName: 'app', limit: 2};
		const first = await ask('DescribeLogStreams', about);
		expect([
			names(first),
			names(await ask('DescribeLogStreams', {...about, nextToken: first.nextToken})),
		]).toEqual([['a', 'b'], ['c']]);
		const latest = await ask('DescribeLogStreams', {
			logGroupName: 'app',
			orderBy: 'LastEventTime',
			descending: true,
		});
		expect(names(latest)).toEqual(['a', 'c', 'b']);
		expect((latest.logStreams as object[])[1]).toMatchObject({
			firstEventTimestamp: startOfTest - 5000,
			lastEventTimestamp: startOfTest - 3000,
			arn: 'arn:aws:logs:us-west-2:123456789012:log-group:app:log-stream:c',
		});
		expect((await ask('DescribeLogGroups', {logGroupNamePattern: 'pp'})).logGroups).toMatchObject([
			{logGroupName: 'app', arn: 'arn:aws:logs:us-west-2:123456789012:log-group:app:*'},
		]);
	});
});

describe('PutLogEvents', () => {
	it('wants order in a request, and keeps it among requests', async () => {
		await open('s');
		expect((await put('s', [-1, 'b'], [-2, 'a'])).__type).toBe('InvalidParameterException');
		await put('s', [-3, 'third'], [-1, 'fifth']);
		await put('s', [-4, 'second'], [-3, 'fourth']);
		const {events} = (await ask('GetLogEvents', {
			logGroupName: 'app',
			logStreamName: 's',
		})) as {events: {message: string}[]};
		expect(events.map(({message}) => message)).toEqual(['second', 'third', 'fourth', 'fifth']);
	});

	it('says which events are too old and too new', async () => {
		await open('s');
		const day = 24 * 3600;
		expect(await put('s', [-14 * day - 1, 'old'], [-14 * day + 1, 'taken'])).toMatchObject({
			rejectedLogEventsInfo: {tooOldLogEventEndIndex: 1},
		});
		expect(await put('s', [0, 'taken'], [7201, 'new'])).toMatchObject({
			rejectedLogEventsInfo: {tooNewLogEventStartIndex: 1},
		});
	});
});

describe('FilterLogEvents', () => {
	it('merges streams by time, in pages that lose nothing and repeat nothing', async () => {
		await open('a', 'b', 'c');
		const event = (second: number, name: string) => [second - 100, `${name}${second}`] as const;
		const seconds = Array.from({length: 30}, (_, second) => second);
		await put('a', ...seconds.filter(second => second % 2 === 0).map(second => event(second, 'a')));
		await put('b', ...seconds.map(second => event(second, 'b')));
		await put('c', ...seconds.filter(second => second % 3 === 0).map(second => event(second, 'c')));
		const expected = seconds.flatMap(second => [
			...(second % 2 === 0 ? [`a${second}`] : []),
			`b${second}`,
			...(second % 3 === 0 ? [`c${second}`] : []),
		]);
		const read: string[] = [];
		const ids = new Set<string>();
		let nextToken: unknown;
		do {
			const page = await ask('FilterLogEvents', {logGroupName: 'app', limit: 7, nextToken});
			for (const {message, eventId} of page.events as {message: string; eventId: string}[]) {
				read.push(message);
				ids.add(eventId);
			}
			nextToken = page.nextToken;
		} while (nextToken !== undefined);
		expect(read).toEqual(expected);
		expect(ids.size).toBe(expected.length);
		const some = await ask('FilterLogEvents', {
			logGroupName: 'app',
			logStreamNamePrefix: 'b',
			filterPattern: 'b2',
		});
		expect(some.events).toHaveLength(11);
		const stolen = {logGroupName: 'app', limit: 7, logStreamNames: ['a']};
		const {nextToken: other} = await ask('FilterLogEvents', {logGroupName: 'app', limit: 7});
		expect((await ask('FilterLogEvents', {...stolen, nextToken: other})).__type).toBe(
			'InvalidParameterException',
		);
	});
});

describe('a log of a million lines', () => {
	it('gives each page as fast as the first, from either end and filtered', async () => {
		await open('big');
		const stream = served.simulator.account.world.logGroups.get('app')?.streams.get('big');
		if (!stream || !Array.isArray(stream.content)) throw new Error('no stream');
		for (let line = 0; line < 1_000_000; line += 1)
			stream.content.push({
				timestamp: startOfTest + line,
				ingestionTime: startOfTest,
				message: `line ${line}`,
			});
		const about = {logGroupName: 'app', logStreamName: 'big'};
		const timed = async (operation: string, input: object) => {
			const from = performance.now();
			const page = await ask(operation, input);
			return {
				page: page as Record<string, unknown> & {events: {message: string}[]},
				ms: performance.now() - from,
			};
		};
		const last = await timed('GetLogEvents', about);
		expect(last.page.events.at(-1)?.message).toBe('line 999999');
		const middle = {...about, startTime: startOfTest + 500_000, startFromHead: true};
		const inside = await timed('GetLogEvents', middle);
		expect(inside.page.events[0]?.message).toBe('line 500000');
		const next = await timed('GetLogEvents', {...middle, nextToken: inside.page.nextForwardToken});
		expect(next.page.events[0]?.message).toBe('line 510000');
		const filtered = await timed('FilterLogEvents', {
			logGroupName: 'app',
			startTime: startOfTest + 900_000,
			filterPattern: '"line 9"',
		});
		const after = await timed('FilterLogEvents', {
			logGroupName: 'app',
			startTime: startOfTest + 900_000,
			filterPattern: '"line 9"',
			nextToken: filtered.page.nextToken,
		});
		expect(after.page.events[0]?.message).toBe('line 910000');
		// Reading all of it for each page would take seconds.
		for (const {ms} of [last, inside, next, filtered, after]) expect(ms).toBeLessThan(500);
	});
});
