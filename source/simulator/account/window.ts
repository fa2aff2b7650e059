/** A day and time of the clock in a time zone; months 1 to 12, days of the week 1 (Sunday) to 7. */
type Moment = Readonly<Record<'second' | 'minute' | 'hour' | 'day' | 'month' | 'weekday' | 'year', number>>;
type Matcher = (moment: Moment) => boolean;

export type DeploymentWindow = {
	readonly momentAt: (epochMs: number) => Moment;
	readonly matchers: readonly Matcher[];
};

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const fields = [
	{of: 'second', min: 0, max: 59, names: []},
	{of: 'minute', min: 0, max: 59, names: []},
	{of: 'hour', min: 0, max: 23, names: []},
	{of: 'day', min: 1, max: 31, names: []},
	{of: 'month', min: 1, max: 12, names: months},
	{of: 'weekday', min: 1, max: 7, names: weekdays},
	{of: 'year', min: 1970, max: 2199, names: []},
] as const;
type Field = (typeof fields)[number];

/**
 * Reads the Cron (seconds, minutes, hours, day of month, month, day of week, perhaps year) and TimeZone (UTC when left out) of
 * the rule DeploymentWindow. Undefined when one of them means nothing.
 */
export function parseWindow(cron: string, timeZone = 'UTC'): DeploymentWindow | undefined {
	const texts = cron.trim().split(/\s+/);
	if (texts.length < 6 || texts.length > 7) return undefined;
	const matchers = fields.map((field, index) => parseField(field, texts[index] ?? '*'));
	const momentAt = clockOf(timeZone);
	if (!momentAt || !matchers.every(matcher => matcher !== undefined)) return undefined;
	return {momentAt, matchers};
}

/** True while the window is open. */
export function isOpen({momentAt, matchers}: DeploymentWindow, epochMs: number): boolean {
	const moment = momentAt(epochMs);
	return matchers.every(matcher => matcher(moment));
}

function parseField(field: Field, text: string): Matcher | undefined {
	const parts = text.split(',').map(part => parsePart(field, part.toUpperCase()));
	if (!parts.every(part => part !== undefined)) return undefined;
	return moment => parts.some(part => part(moment));
}

function parsePart(field: Field, part: string): Matcher | undefined {
	if (part === '?') return field.of === 'day' || field.of === 'weekday' ? () => true : undefined;
	return (
		(field.of === 'day' ? dayOfMonth(part) : undefined) ??
		(field.of === 'weekday' ? dayOfWeek(field, part) : undefined) ??
		range(field, part)
	);
}

/** `*`, a value, `9-17`, `MON-FRI`, and each with a step, as in `0/15`. */
function range(field: Field, part: string): Matcher | undefined {
	const [, span = '', step] = /^(.+?)(?:\/(\d+))?$/.exec(part) ?? [];
	const [first, last = step === undefined ? first : String(field.max)] = span.split('-');
	const [from, to] = span === '*' ? [field.min, field.max] : [numberOf(field, first), numberOf(field, last)];
	if (from === undefined || to === undefined || step === '0') return undefined;
	return moment => {
		const value = moment[field.of];
		// A range may run over the end, as FRI-MON does.
		const isWithin = from <= to ? value >= from && value <= to : value >= from || value <= to;
		const distance = (value - from + (field.max - field.min + 1)) % (field.max - field.min + 1);
		return isWithin && distance % Number(step ?? 1) === 0;
	};
}

function numberOf({min, max, names}: Field, text: string | undefined): number | undefined {
	const named = text === undefined ? -1 : (names as readonly string[]).indexOf(text);
	const value = named >= 0 ? named + 1 : Number(/^\d+$/.exec(text ?? '')?.[0] ?? Number.NaN);
	return value >= min && value <= max ? value : undefined;
}

const lengthOf = ({year, month}: Moment) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** `L` the last day, `LW` the last weekday, `15W` the weekday nearest to the 15th, within the month. */
function dayOfMonth(part: string): Matcher | undefined {
	if (part === 'L') return moment => moment.day === lengthOf(moment);
	const [, day] = /^(L|\d+)W$/.exec(part) ?? [];
	if (!day) return undefined;
	return moment => moment.day === nearestWorkday(moment, day === 'L' ? lengthOf(moment) : Number(day));
}

function nearestWorkday(moment: Moment, day: number): number {
	const weekday = new Date(Date.UTC(moment.year, moment.month - 1, day)).getUTCDay();
	if (weekday === 6) return day === 1 ? day + 2 : day - 1;
	if (weekday === 0) return day === lengthOf(moment) ? day - 2 : day + 1;
	return day;
}

/** `L` Saturday, `6L` the last Friday of the month, `6#3` its third. */
function dayOfWeek(field: Field, part: string): Matcher | undefined {
	if (part === 'L') return ({weekday}) => weekday === 7;
	const [, name, place] = /^(\w+?)(L|#[1-5])$/.exec(part) ?? [];
	const wanted = numberOf(field, name);
	if (wanted === undefined) return undefined;
	return moment =>
		moment.weekday === wanted &&
		(place === 'L'
			? moment.day + 7 > lengthOf(moment)
			: Math.ceil(moment.day / 7) === Number(place?.slice(1)));
}

/** Undefined for a time zone that nobody knows. */
function clockOf(timeZone: string): ((epochMs: number) => Moment) | undefined {
	try {
		const format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
			weekday: 'short',
		});
		return epochMs => {
			const parts = new Map(format.formatToParts(epochMs).map(({type, value}) => [type, value]));
			const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
			return {
				second: number('second'),
				minute: number('minute'),
				hour: number('hour'),
				day: number('day'),
				month: number('month'),
				weekday: weekdays.indexOf((parts.get('weekday') ?? '').toUpperCase()) + 1,
				year: number('year'),
			};
		};
	} catch {
		return undefined;
	}
}
