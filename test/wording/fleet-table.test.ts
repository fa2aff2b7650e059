import {describe, expect, it} from 'vitest';
import {fleetOf} from '../../source/domain/fleet.ts';
import {pipelinesOf} from '../../source/domain/select.ts';
import {fleetTable} from '../../source/wording/fleet-table.ts';
import {tableRows, tableWidth} from '../../source/wording/table.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {busyDay} from '../busy-day.ts';
import {noon, storeWith} from '../fixtures.ts';

const plans = [busyDay.running, busyDay.atGate, busyDay.done, ...busyDay.others.slice(0, 1)];
const rows = fleetOf(pipelinesOf(storeWith(plans).getState()), noon);
const plain = createTheme({level: 0, unicode: true});
const drawn = (columns: number) => {
	const {titles, rows: cells} = fleetTable(rows, noon, columns);
	expect(titles === null || tableWidth([titles, ...cells]) <= columns).toBe(true);
	return tableRows([...(titles === null ? [] : [titles]), ...cells], plain);
};

describe("a fleet's table", () => {
	it('has a column for each stage, in the order in which the pipelines have them', () => {
		expect(drawn(120)).toEqual([
			'                              Source         DeployStaging  DeployNightly  DeployProduc…  Deploy',
			'▲ l-order-stream-pipeline     ✓ b7d19f0      ✓ b7d19f0                     ▲ acfd7c6  3m',
			'◐ l-prover-ansible-pipeline   ✓ acfd7c6 11m  ✓ acfd7c6  8m  ◐ acfd7c6  7m  ✓ 9e0c4b7  6m',
			'  signal-pipeline             ·                                                           ·',
			'  l-requestor-lists-pipeline  ✓ acfd7c6 11m  ✓ acfd7c6  9m                 ✓ acfd7c6  2m',
		]);
	});

	it.each([
		[90, '◐ l-prover-ansible-pipeline   ✓  ✓ acfd7c6  8m  ◐ acfd7c6  7m  ✓ 9e0c4b7  6m'],
		[80, '◐ l-prover-ansible-pipeline   ✓  ✓ acfd7c6  ◐ acfd7c6  ✓ 9e0c4b7'],
		[50, '◐ l-prover-ansible-pipeline   ✓✓◐✓'],
		[20, '◐ l-prover-ansible-pipeline   ✓✓◐✓'],
	])('says less in the cells of %i columns, and leaves the names whole', (columns, expected) => {
		expect(drawn(columns)).toContain(expected);
	});

	it('leaves out what all stages begin with where the titles are tight', () => {
		const two = rows.filter(({pipeline}) => pipeline.startsWith('l-'));
		const {titles} = fleetTable(two, noon, 100);
		expect(titles?.map(([span]) => (typeof span === 'string' ? span : (span?.[0] ?? '')))).toEqual([
			'',
			'Source',
			'Staging',
			'Nightly',
			'Production',
		]);
	});
});
