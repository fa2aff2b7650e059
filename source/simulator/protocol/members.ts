import {AwsError} from '../aws-error.ts';

/** Reads one member of a request; `report` takes what is wrong with it in AWS's words. An absent member is undefined. */
export type Member<Value> = ((value: unknown, path: string, report: (violation: string) => void) => Value) & {
	/** Of a text: all that it is held to, as AWS lists it for the keys and values of maps. */
	readonly rules?: readonly string[];
};

type Optional<Value> = Member<Value | undefined>;
export type Input<Shape> = Shape extends Member<infer Value> ? NonNullable<Value> : never;

const marker = ' failed to satisfy constraint: ';
const constraint = (value: string, path: string, rule: string) =>
	`Value ${value} at '${path}'${marker}${rule}`;

/** JSON of the wrong kind never reaches the checks: AWS fails to read the request at all. */
const unreadable = (value: unknown, wanted: string) =>
	new AwsError(
		'SerializationException',
		`${Array.isArray(value) ? 'LIST' : typeof value === 'object' ? 'STRUCTURE' : typeof value === 'number' ? 'NUMBER_VALUE' : typeof value === 'boolean' ? 'BOOLEAN_VALUE' : 'STRING_VALUE'} can not be converted to ${wanted}`,
	);

const isAbsent = (value: unknown) => value === undefined || value === null;

/** A member that has to be there. */
export function required<Value>(member: Optional<Value>): Member<Value> {
	const read: Member<Value> = (value, path, report) => {
		if (isAbsent(value)) report(constraint('null', path, 'Member must not be null'));
		// A reported violation refuses the request, so that nobody sees the undefined.
		return member(value, path, report) as Value;
	};
	return Object.assign(read, {rules: member.rules ?? []});
}

export function string({
	min,
	max,
	pattern,
	values,
}: {
	readonly min?: number;
	readonly max?: number;
	readonly pattern?: RegExp;
	readonly values?: readonly string[];
} = {}): Optional<string> {
	const rules = {
		max: `Member must have length less than or equal to ${max}`,
		min: `Member must have length greater than or equal to ${min}`,
		pattern: `Member must satisfy regular expression pattern: ${pattern?.source}`,
		values: `Member must satisfy enum value set: [${values?.join(', ')}]`,
	};
	const read: Optional<string> = (value, path, report) => {
		if (isAbsent(value)) return undefined;
		if (typeof value !== 'string') throw unreadable(value, 'a String');
		const check = (isMet: boolean, rule: string) => isMet || report(constraint(`'${value}'`, path, rule));
		check(min === undefined || value.length >= min, rules.min);
		check(max === undefined || value.length <= max, rules.max);
		check(!pattern || new RegExp(`^(?:${pattern.source})$`).test(value), rules.pattern);
		check(!values || values.includes(value), rules.values);
		return value;
	};
	const asked = [max !== undefined && rules.max, min !== undefined && rules.min, pattern && rules.pattern];
	return Object.assign(read, {
		rules: [...asked, values && rules.values].filter(rule => typeof rule === 'string'),
	});
}

/** One of some words, each as a type of its own. */
export function word<const Word extends string>(values: readonly Word[]): Optional<Word> {
	const text = string({values});
	return (value, path, report) => {
		const read = text(value, path, report);
		return values.find(each => each === read);
	};
}

export function integer({min, max}: {readonly min?: number; readonly max?: number} = {}): Optional<number> {
	return (value, path, report) => {
		if (isAbsent(value)) return undefined;
		if (typeof value !== 'number') throw unreadable(value, 'an Integer');
		const check = (isMet: boolean, rule: string) => isMet || report(constraint(`'${value}'`, path, rule));
		check(min === undefined || value >= min, `Member must have value greater than or equal to ${min}`);
		check(max === undefined || value <= max, `Member must have value less than or equal to ${max}`);
		return Math.trunc(value);
	};
}

export const boolean: Optional<boolean> = value => {
	if (isAbsent(value)) return undefined;
	if (typeof value !== 'boolean') throw unreadable(value, 'a Boolean');
	return value;
};

export function list<Item>(
	item: Member<Item>,
	{min, max}: {readonly min?: number; readonly max?: number} = {},
): Optional<readonly Item[]> {
	return (value, path, report) => {
		if (isAbsent(value)) return undefined;
		if (!Array.isArray(value)) throw unreadable(value, 'a List');
		const check = (isMet: boolean, rule: string) =>
			isMet || report(constraint(`'${JSON.stringify(value)}'`, path, rule));
		check(
			min === undefined || value.length >= min,
			`Member must have length greater than or equal to ${min}`,
		);
		check(max === undefined || value.length <= max, `Member must have length less than or equal to ${max}`);
		return value.map((each: unknown, index) => item(each, `${path}.${index + 1}.member`, report));
	};
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw unreadable(value, 'a Structure');
	return value as Readonly<Record<string, unknown>>;
}

/** Texts that are wrong as keys or values are told of by all that they are held to, without themselves. */
export function map<Item>(
	item: Member<Item>,
	key: Optional<string> = string(),
): Optional<Readonly<Record<string, Item>>> {
	return (value, path, report) => {
		if (isAbsent(value)) return undefined;
		const wrong = new Set<string>();
		const take = (side: 'key' | 'value', rules: readonly string[] = []) =>
			rules.length > 0
				? () => {
						wrong.add(`Map ${side} must satisfy constraint: [${rules.join(', ')}]`);
					}
				: report;
		const read = Object.entries(fieldsOf(value)).map(([name, each]) => {
			key(name, path, take('key', key.rules));
			return [name, item(each, `${path}.${name}.member`, take('value', item.rules))] as const;
		});
		for (const rule of wrong) report(`Value at '${path}' failed to satisfy constraint: ${rule}`);
		return Object.fromEntries(read);
	};
}

type Present<Shape> = {
	[Key in keyof Shape as Shape[Key] extends Member<infer Value>
		? undefined extends Value
			? never
			: Key
		: never]: Shape[Key] extends Member<infer Value> ? Value : never;
} & {
	[Key in keyof Shape as Shape[Key] extends Member<infer Value>
		? undefined extends Value
			? Key
			: never
		: never]?: Shape[Key] extends Member<infer Value> ? Exclude<Value, undefined> : never;
};

/** A structure; members that the shape does not name are passed over, absent ones are left out. */
export function structure<Shape extends Readonly<Record<string, Member<unknown>>>>(
	shape: Shape,
): Optional<Present<Shape>> {
	return (value, path, report) => {
		if (isAbsent(value)) return undefined;
		const fields = fieldsOf(value);
		const read = Object.entries(shape).map(
			([key, member]) => [key, member(fields[key], path ? `${path}.${key}` : key, report)] as const,
		);
		// Each member was read by the shape of its key.
		return Object.fromEntries(read.filter(([, each]) => each !== undefined)) as Present<Shape>;
	};
}

/** A whole request. Throws the service's own validation error, with everything that is wrong in one message. */
export function readInput<Value>(member: Optional<Value>, value: unknown, errorCode: string): Value {
	const violations: string[] = [];
	// A request of `null` is one without members.
	const read = member(value ?? {}, '', violation => violations.push(violation));
	if (violations.length > 0 || read === undefined) {
		const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
		throw new AwsError(errorCode, `${count}: ${violations.join('; ')}`);
	}
	return read;
}
