import {type Figure, holds} from './figure.ts';

const verdicts = {true: '✓', false: '✗', null: ' '} as const;

/** Rows for people: a mark where there is a limit, the number, the limit, and of what it is. */
export function figureTable(figures: readonly Figure[]): readonly string[] {
	const cells = figures.map(figure => [
		figure.name,
		number(figure.value, figure.unit),
		figure.limit === null ? '' : `at most ${number(figure.limit, figure.unit)}`,
	]);
	const widths = [0, 1, 2].map(column => Math.max(0, ...cells.map(row => row[column]?.length ?? 0)));
	const rows = figures.map((figure, index) => {
		const [name = '', value = '', limit = ''] = cells[index] ?? [];
		const [first = 0, second = 0, third = 0] = widths;
		const row = `${verdicts[`${holds(figure)}`]} ${name.padEnd(first)}  ${value.padStart(second)}  ${limit.padEnd(third)}`;
		return `${row}  ${figure.note}`.trimEnd();
	});
	return figures.flatMap(({measure}, index) => [
		...(figures[index - 1]?.measure === measure ? [] : ['', measure]),
		rows[index] ?? '',
	]);
}

/** How many figures miss their limit, in words. */
export function verdict(figures: readonly Figure[]): string {
	const limited = figures.filter(({limit}) => limit !== null);
	const missed = limited.filter(figure => !holds(figure)).length;
	const all = `${limited.length} ${limited.length === 1 ? 'limit' : 'limits'}`;
	return missed === 0
		? `no limit is missed, of ${limited.length}`
		: `${missed} of ${all} ${missed === 1 ? 'is' : 'are'} missed`;
}

function number(value: number, unit: string): string {
	if (!Number.isFinite(value)) return 'not had';
	const digits = Number.isInteger(value) ? 0 : value < 10 ? 2 : 1;
	return `${value.toFixed(digits)} ${unit}`;
}
