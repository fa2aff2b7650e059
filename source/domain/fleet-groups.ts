import type {FleetRow} from './fleet.ts';

/** By what the rows of a fleet can be put together. */
export const fleetGroupings = ['none', 'prefix', 'scope'] as const;
export type FleetGrouping = (typeof fleetGroupings)[number];

export interface FleetGroup {
	/** What its names begin with, or its scope; empty: of rows that go with no others. */
	readonly title: string;
	readonly rows: readonly FleetRow[];
}

/** The rows in groups, each where its first row was; the order within them stays. */
export function groupsOf(
	rows: readonly FleetRow[],
	grouping: Exclude<FleetGrouping, 'none'>,
): readonly FleetGroup[] {
	const title =
		grouping === 'scope' ? ({scope}: FleetRow) => scope : prefixes(rows.map(({pipeline}) => pipeline));
	return [...Map.groupBy(rows, title)].map(([of, members]) => ({title: of, rows: members}));
}

/** Whether grouping tells any of the rows from others. */
export function isWorthGrouping(
	rows: readonly FleetRow[],
	grouping: Exclude<FleetGrouping, 'none'>,
): boolean {
	return groupsOf(rows, grouping).length > 1;
}

const partsOf = (name: string) => name.split(/(?<=[-_./])/);

/** By the first part of a name that not all names share: what comes up to it, where another name has the same. */
function prefixes(names: readonly string[]): (row: Pick<FleetRow, 'pipeline'>) => string {
	const all = names.map(partsOf);
	const [first = []] = all;
	let shared = 0;
	while (first[shared] !== undefined && all.every(parts => parts[shared] === first[shared])) shared++;
	const start = (parts: readonly string[]) => parts.slice(0, shared + 1).join('');
	// The last part is what the pipeline itself is called.
	const long = all.filter(parts => parts.length > shared + 1);
	const sharers = Map.groupBy(long, start);
	return ({pipeline}) => {
		const parts = partsOf(pipeline);
		const title = start(parts);
		return parts.length > shared + 1 && (sharers.get(title)?.length ?? 0) > 1 ? title : '';
	};
}
