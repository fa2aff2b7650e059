import {beforeAll, describe, expect, it} from 'vitest';
import {median} from '../../source/domain/median.ts';
import {beyond, type Compared, compare} from './compare.ts';
import {type Day, earlyHour, liveThrough, rate} from './day.ts';
import {roughNights} from './nights.ts';
import type {Stretch, StretchKind} from './stretches.ts';

/** A fifth of all requests meets one of them. */
const faults = ['throttle', '500', 'html', 'empty', 'drop', 'slow'].map(kind => `${kind}:0.0365`);
/** A whole day takes minutes: `SLUICE_SOAK_HOURS=24` lives through it. */
const hours = Number(process.env.SLUICE_SOAK_HOURS ?? 3);
const minute = 60_000;
const pipelines = roughNights(1).file.pipelines.length;
/** Which requests meet a fault, and when what is out of sight. */
const seed = Number(process.env.SLUICE_SOAK_SEED ?? 1);

describe(`${hours} simulated hours of rough nights, a fifth of the requests in vain`, () => {
	let day: Day;
	let compared: Compared;
	const ofStretch = (kind: StretchKind) => day.stretches.filter(each => each.kind === kind);

	beforeAll(async () => {
		day = await liveThrough({hours, faults, seed});
		compared = compare(day);
		const {memory, calls, took} = day;
		process.stdout.write(
			`${JSON.stringify({hours, took: Math.round(took), calls: calls.length, memory, ...compared})}\n`,
		);
	}, hours * 200_000);

	it('tells every gate and every ending, none that was not, and each once', () => {
		const {missed, invented, repeated} = compared;
		expect({missed, invented, repeated}).toEqual({missed: [], invented: [], repeated: []});
		expect(compared.gates).toBeGreaterThan(hours * 20);
		expect(compared.endings).toBeGreaterThan(hours * 60);
		expect(compared.excused).toBeLessThan((compared.gates + compared.endings) / 4);
	});

	it('sets aside nothing but what names no commit, and what went on in the moment of its end', () => {
		const {nameless, byThemselves} = compared.aside;
		expect(nameless).toEqual(Array.from({length: hours}, () => 'source-fails'));
		expect(byThemselves).toEqual(Array.from({length: hours}, () => 'retries-itself'));
	});

	it('asks no service for more than its budget', () => {
		expect(day.calls.length).toBeGreaterThan(hours * 1000);
		for (const service of ['codepipeline', 'codebuild']) expect(beyond(day.calls, service, rate)).toEqual([]);
		expect(beyond(day.calls, 'logs', 2 * rate)).toEqual([]);
	});

	it('tells once that nothing can be seen, that it can again, and what happened meanwhile', () => {
		const {told, meanwhile} = day;
		const troubles = told.filter(({said}) => said.event === 'trouble');
		const during = ({from, until}: Stretch) => troubles.filter(({at}) => at >= from && at < until + minute);
		const ofKind = (lines: typeof troubles, kind: string) =>
			lines.filter(({said}) => said.facts.kind === kind);
		for (const stretch of ofStretch('expired')) {
			const lines = ofKind(during(stretch), 'expired');
			expect(lines.map(({said}) => said.facts.pipeline)).toEqual([null]);
			const recovered = told.find(
				({said, at}) => said.event === 'recovered' && said.facts.pipeline === null && at >= stretch.until,
			);
			expect((recovered?.at ?? Number.POSITIVE_INFINITY) - stretch.until).toBeLessThan(15 * minute);
		}
		expect(ofKind(troubles, 'expired')).toHaveLength(ofStretch('expired').length);
		for (const stretch of ofStretch('cut')) {
			const lines = ofKind(during(stretch), 'unreachable');
			expect(lines.filter(({said}) => said.facts.pipeline === null).length).toBeLessThanOrEqual(1);
			// One whose first try had failed when the line was cut is told of by itself.
			const later = lines.filter(({at}) => at > stretch.from + 5000);
			expect(later.flatMap(({said}) => said.facts.pipeline ?? [])).toEqual([]);
		}
		for (const stretch of ofStretch('state-denied')) {
			// A PARALLEL pipeline can do without its state, so that the whole scope may be denied now and then.
			const lines = ofKind(during(stretch), 'denied').flatMap(({said}) => said.facts.pipeline ?? []);
			expect(lines.length).toBeGreaterThan(0);
			expect(lines.filter((name, index) => lines.indexOf(name) !== index)).toEqual([]);
		}
		const dark = [...ofStretch('expired'), ...ofStretch('cut'), ...ofStretch('state-denied')];
		const after = ({at, after}: (typeof meanwhile)[number]) =>
			dark.filter(({until}) => at - after < until && until <= at);
		expect(meanwhile.map(each => after(each).length)).toEqual(meanwhile.map(() => 1));
		expect(new Set(meanwhile.flatMap(after)).size).toBe(meanwhile.length);
		expect(meanwhile.length).toBeGreaterThan(0);
	});

	it('asks for each pipeline once in two minutes at most, when nothing was answered for four', () => {
		for (const {from, until} of [...ofStretch('expired'), ...ofStretch('cut')]) {
			const since = from + 4 * minute;
			const within = (times: readonly number[]) => times.filter(time => time >= since && time < until).length;
			// A commit that is asked for meanwhile makes one look at each pipeline.
			const asked = within(day.followed.map(each => each.from));
			const most = pipelines * (Math.ceil((until - since) / (2 * minute)) + 1 + asked);
			// The list of the pipelines is tried beside them.
			expect(within(day.calls.map(({time}) => time))).toBeLessThanOrEqual(Math.max(0, most) + 5);
		}
	});

	it('asks for nothing but reads', () => {
		const operations = new Set(day.calls.map(({operation}) => operation));
		expect([...operations].filter(operation => !/^(?:Get|List|BatchGet)/.test(operation))).toEqual([]);
	});

	it(`holds no more in memory in the last hour than in hour ${earlyHour(hours) + 1}, after forced collections`, () => {
		const {before, early, late} = day.memory;
		const heap = (memories: typeof early) => median(memories.map(({heap}) => heap)) ?? 0;
		expect(heap(late)).toBeLessThan(heap(early) * 1.1);
		expect(heap(late)).toBeGreaterThan(before.heap);
	});
});
