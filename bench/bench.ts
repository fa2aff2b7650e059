// Takes the figures that README's "Benchmarks" tells of, of the built program: `npm run bench -- [--quick] [--json FILE] [NAME…]`.
import {appendFileSync, writeFileSync} from 'node:fs';
import {loadavg} from 'node:os';
import {parseBench} from './command-line.ts';
import type {Measure} from './measure.ts';
import {type Figure, holds} from './report/figure.ts';
import {figureTable, verdict} from './report/figure-table.ts';
import {jsonLine} from './report/json-line.ts';
import {surroundings} from './report/surroundings.ts';

const measures = {
	start: async () => (await import('./measures/start.ts')).start,
	calls: async () => (await import('./measures/calls.ts')).calls,
	watch: async () => (await import('./measures/watch.ts')).watch,
	latency: async () => (await import('./measures/latency.ts')).latency,
	fleet: async () => (await import('./measures/fleet.ts')).fleet,
	log: async () => (await import('./measures/log.ts')).log,
	day: async () => (await import('./measures/day.ts')).day,
	account: async () => (await import('./measures/account.ts')).account,
} satisfies Record<string, () => Promise<Measure>>;

type Name = keyof typeof measures;
// The keys of an object are what it was declared with.
const names = Object.keys(measures) as Name[];
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function run(argv: readonly string[]): Promise<number> {
	const line = parseBench(argv, names);
	if (typeof line === 'string') {
		process.stderr.write(`bench: ${line}\n`);
		return 2;
	}
	const about = surroundings();
	if (line.json !== null) writeFileSync(line.json, '');
	const figures: Figure[] = [];
	const take = (name: Name, quick: boolean) => async () => {
		const measure = await measures[name]();
		await measure({
			quick,
			say,
			tell: taken => {
				const load = Math.round((loadavg()[0] ?? 0) * 100) / 100;
				const figure: Figure = {measure: name, limit: null, note: '', ...taken, load};
				figures.push(figure);
				if (line.json !== null) appendFileSync(line.json, `${jsonLine(figure, about, Date.now())}\n`);
			},
		});
	};
	let broken = 0;
	for (const name of line.names) {
		say(`${name}…`);
		await take(name, line.quick)().catch((error: unknown) => {
			broken++;
			say(`${name} could not be taken: ${error instanceof Error ? error.message : String(error)}`);
		});
		// A run of all takes long: what is known is told, even of one that is broken off.
		for (const row of figureTable(figures.filter(({measure}) => measure === name))) say(row);
	}
	say(
		`\nsluice ${about.sluice}, node ${about.node}, ${about.platform}, ${about.processors} × ${about.processor}`,
	);
	const loads = figures.map(({load}) => load);
	if (loads.length > 0) say(`load average ${Math.min(...loads)} to ${Math.max(...loads)}`);
	say(verdict(figures));
	return broken === 0 && figures.every(figure => holds(figure) !== false) ? 0 : 1;
}

process.exitCode = await run(process.argv.slice(2));
