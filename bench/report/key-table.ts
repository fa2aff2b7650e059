import {percentile} from './statistics.ts';

/** A table of keys with how long they took (ms; null: never shown); the last row is all of them together. */
export function keyTable(times: ReadonlyMap<string, readonly (number | null)[]>): readonly string[] {
	const row = (name: string, list: readonly (number | null)[]) => {
		const real = list.filter(time => time !== null);
		const cells = [0.5, 0.95, 0.99, 1].map(share => percentile(real, share).toFixed(1).padStart(8)).join('');
		const lost = list.length - real.length;
		return `  ${name.padEnd(10)}${String(list.length).padStart(6)}${cells}${lost === 0 ? '' : `   ${lost} not shown`}`;
	};
	return [
		`  ${'key'.padEnd(10)}${'times'.padStart(6)}${['p50', 'p95', 'p99', 'most'].map(name => name.padStart(8)).join('')}  (ms)`,
		...[...times].map(([name, list]) => row(name, list)),
		row('all', [...times.values()].flat()),
	];
}
