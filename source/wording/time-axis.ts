import {gapsIn, type Spell} from '../domain/spells.ts';
import {timeLeft} from './words.ts';

/** Where times stand in a number of columns. */
export interface Axis {
	/** The column of a time: 0 to `columns`. */
	at(time: number): number;
	/** The column that so many ms of work behind a time would reach. */
	after(time: number, ms: number): number;
	/** The columns in which time is cut short. */
	readonly breaks: readonly {readonly from: number; readonly to: number}[];
	/** The time since the beginning at some columns: in their order, none touches another. */
	readonly ticks: readonly {readonly column: number; readonly label: string}[];
}

interface Stretch extends Spell {
	/** Where it begins and ends on the axis; ms. */
	readonly begin: number;
	readonly end: number;
	readonly cut: boolean;
}

/** A time in which nobody works is cut to this part of the time in which somebody does: a gate waits for days. */
const idlePart = 0.12;
/** What is hardly longer than that stays as it is. */
const worthACut = 1.5;

/**
 * An axis over `whole` on which every ms of work takes the same room, and long spells between work little. `ahead`: what has to
 * be seen although it may lie behind the end, as times with ms to follow them. `usual`: what is a long time for work here; ms.
 */
export function axisOf(
	whole: Spell,
	busy: readonly Spell[],
	columns: number,
	{
		ahead,
		usual,
	}: {
		readonly ahead: readonly {readonly time: number; readonly ms: number}[];
		readonly usual: number;
	},
): Axis {
	const stretches = stretchesOf(whole, busy, usual);
	const place = (time: number) => placeIn(stretches, time);
	const length = Math.max(1, place(whole.to), ...ahead.map(({time, ms}) => place(time) + ms));
	const column = (ms: number) => Math.max(0, Math.min(columns, Math.round((ms / length) * columns)));
	const cuts = stretches.filter(({cut}) => cut);
	return {
		at: time => column(place(time)),
		after: (time, ms) => column(place(time) + ms),
		breaks: cuts.map(({begin, end}) => ({from: column(begin), to: column(end)})),
		ticks: ticksOf(stretches, whole.from, {column, length, columns}),
	};
}

function stretchesOf(whole: Spell, busy: readonly Spell[], usual: number): readonly Stretch[] {
	const gaps = gapsIn(whole, busy);
	const idle = gaps.reduce((sum, {from, to}) => sum + to - from, 0);
	const work = Math.max(usual, whole.to - whole.from - idle);
	const most = work === 0 ? Infinity : work * idlePart;
	const bounds = [...new Set([whole.from, ...gaps.flatMap(({from, to}) => [from, to]), whole.to])];
	const stretches: Stretch[] = [];
	for (const [index, to] of bounds.entries()) {
		const from = bounds[index - 1];
		if (from === undefined) continue;
		const cut = to - from > most * worthACut && gaps.some(gap => gap.from === from);
		const begin = stretches.at(-1)?.end ?? 0;
		stretches.push({from, to, begin, end: begin + (cut ? most : to - from), cut});
	}
	return stretches;
}

function placeIn(stretches: readonly Stretch[], time: number): number {
	const stretch = stretches.find(({to}) => time <= to) ?? stretches.at(-1);
	if (stretch === undefined) return 0;
	const {from, to, begin, end} = stretch;
	const part = to === from ? 0 : (time - from) / (to - from);
	return begin + Math.min(1, Math.max(0, part)) * (end - begin);
}

const [second, minute, hour, day] = [1000, 60_000, 3600_000, 86_400_000];
const steps = [1, 2, 5, 10, 15, 30]
	.flatMap(count => [count * second, count * minute])
	.concat(
		[1, 2, 3, 6, 12].map(count => count * hour),
		[1, 2, 7, 14, 28, 56, 112, 365].map(count => count * day),
	)
	.toSorted((a, b) => a - b);
/** Columns from one tick to the next, at least. */
const apart = 10;

function ticksOf(
	stretches: readonly Stretch[],
	start: number,
	{
		column,
		length,
		columns,
	}: {readonly column: (ms: number) => number; readonly length: number; readonly columns: number},
): Axis['ticks'] {
	const step = steps.find(each => (each / length) * columns >= apart) ?? length;
	const ticks: {column: number; label: string}[] = [];
	const add = (ms: number, place: number, exact: boolean) => {
		const label = labelOf(ms, exact);
		const at = column(place);
		const last = ticks.at(-1);
		const free = last === undefined || at >= last.column + last.label.length + 2;
		if (free && at + label.length <= columns) ticks.push({column: at, label});
	};
	for (const [index, {from, to, begin, end, cut}] of stretches.entries()) {
		if (cut) continue;
		const isLast = index === stretches.length - 1;
		const until = isLast ? from + (length - begin) : to;
		// What follows a cut, or is the beginning.
		if (index === 0 || stretches[index - 1]?.cut === true) add(from - start, begin, false);
		for (let ms = Math.ceil((from - start) / step) * step; start + ms <= until; ms += step) {
			if (ms > from - start) add(ms, begin + start + ms - from, true);
		}
		if (end > length) break;
	}
	return ticks;
}

/** `0`, `30s`, `1m30s`, `2h10m`; what falls between two steps loses its seconds. */
function labelOf(ms: number, exact: boolean): string {
	const seconds = Math.round((ms % minute) / second);
	return ms === 0
		? '0'
		: `${timeLeft(ms)}${exact && ms > minute && ms < hour && seconds > 0 ? `${seconds}s` : ''}`;
}
