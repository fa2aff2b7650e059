import {AwsError} from '../aws-error.ts';

/** Says whether a value of an event, undefined when it is absent, is what a pattern asks for. */
type Test = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;

const invalid = (why: string) =>
	new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${why}`);

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads an event pattern: exact values, prefix, suffix, wildcard, equals-ignore-case, anything-but, exists, numeric, $or,
 * nested as the event is. Throws InvalidEventPatternException.
 */
export function parsePattern(text: string): (event: object) => boolean {
	let pattern: unknown;
	try {
		pattern = JSON.parse(text);
	} catch {
		throw invalid('Filter is not valid JSON');
	}
	if (!isFields(pattern)) throw invalid('Filter is not an object');
	return fieldsTest(pattern);
}

function fieldsTest(pattern: Fields): Test {
	const entries = Object.entries(pattern);
	if (entries.length === 0) throw invalid('Empty objects are not allowed');
	const tests = entries.map(([key, asked]): Test => {
		if (key === '$or' && Array.isArray(asked)) return anyOf(asked.map(nested));
		const test = Array.isArray(asked) ? valuesTest(key, asked) : nestedTest(key, asked);
		return value => test(isFields(value) && Object.hasOwn(value, key) ? value[key] : undefined);
	});
	return value => tests.every(test => test(value));
}

function nested(pattern: unknown): Test {
	if (!isFields(pattern)) throw invalid('$or must hold objects');
	return fieldsTest(pattern);
}

function nestedTest(key: string, asked: unknown): Test {
	if (!isFields(asked)) throw invalid(`"${key}" must be an object or an array`);
	const test = fieldsTest(asked);
	return value => (Array.isArray(value) ? value.some(test) : test(value));
}

const anyOf =
	(tests: readonly Test[]): Test =>
	value =>
		tests.some(test => test(value));

/** Of a list in an event one member is enough; what is absent is met only by `exists: false`. */
function valuesTest(key: string, asked: readonly unknown[]): Test {
	if (asked.length === 0) throw invalid('Empty arrays are not allowed');
	const test = anyOf(asked.map(each => matcher(key, each)));
	return value => (Array.isArray(value) ? value.some(test) : test(value));
}

function matcher(key: string, asked: unknown): Test {
	if (!isFields(asked)) {
		if (Array.isArray(asked)) throw invalid(`"${key}" must not hold arrays in an array`);
		return value => value === asked;
	}
	const [[kind = '', operand] = [], ...others] = Object.entries(asked);
	if (others.length > 0) throw invalid('Only one key allowed in match expression');
	return ofKind(kind, operand);
}

function ofKind(kind: string, operand: unknown): Test {
	switch (kind) {
		case 'exists': {
			if (typeof operand !== 'boolean') throw invalid('exists match pattern must be either true or false.');
			return value => (value !== undefined && !isFields(value)) === operand;
		}
		case 'anything-but':
			return anythingBut(operand);
		case 'numeric':
			return numeric(operand);
		default:
			return textTest(kind, operand);
	}
}

function textTest(kind: string, operand: unknown): Test {
	if ((kind === 'prefix' || kind === 'suffix') && isFields(operand)) {
		const wanted = operand['equals-ignore-case'];
		if (typeof wanted !== 'string') throw invalid(`${kind} match pattern must be a string`);
		const test = textTest(kind, wanted.toLowerCase());
		return value => typeof value === 'string' && test(value.toLowerCase());
	}
	if (typeof operand !== 'string') throw invalid(`${kind} match pattern must be a string`);
	const test = textMatch(kind, operand);
	return value => typeof value === 'string' && test(value);
}

function textMatch(kind: string, wanted: string): (text: string) => boolean {
	switch (kind) {
		case 'prefix':
			return text => text.startsWith(wanted);
		case 'suffix':
			return text => text.endsWith(wanted);
		case 'equals-ignore-case':
			return text => text.toLowerCase() === wanted.toLowerCase();
		case 'wildcard':
			return wildcard(wanted);
		default:
			throw invalid(
				kind === 'cidr'
					? 'The match type cidr is not simulated: no event here holds an address'
					: `Unrecognized match type ${kind}`,
			);
	}
}

/** `*` stands for any text; each part is looked for as early as it can be, so that no pattern is slow. */
function wildcard(wanted: string): (text: string) => boolean {
	if (wanted.includes('**')) throw invalid('Consecutive wildcard characters at pos 0');
	const [first = '', ...rest] = wanted.split('*');
	const last = rest.pop();
	if (last === undefined) return text => text === wanted;
	return text => {
		if (!text.startsWith(first)) return false;
		let place = first.length;
		for (const part of rest) {
			const found = text.indexOf(part, place);
			if (found < 0) return false;
			place = found + part.length;
		}
		return text.length - last.length >= place && text.endsWith(last);
	};
}

const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number';

function anythingBut(operand: unknown): Test {
	const isThere = (value: unknown) => value !== undefined && !isFields(value);
	if (isFields(operand)) {
		const [[kind = '', inner] = [], ...others] = Object.entries(operand);
		if (others.length > 0) throw invalid('Only one key allowed in match expression');
		const excluded = anyOf((Array.isArray(inner) ? inner : [inner]).map(each => textTest(kind, each)));
		return value => isThere(value) && !excluded(value);
	}
	const excluded = new Set<unknown>(Array.isArray(operand) ? operand : [operand]);
	if (excluded.size === 0 || ![...excluded].every(isPlain))
		throw invalid('Inside anything-but, only strings and numbers are allowed.');
	return value => isThere(value) && !excluded.has(value);
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
	'<': (value, bound) => value < bound,
	'<=': (value, bound) => value <= bound,
	'=': (value, bound) => value === bound,
	'>': (value, bound) => value > bound,
	'>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown): Test {
	if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4))
		throw invalid('Value of numeric must be an array of operators and numbers');
	const tests = [0, 2].slice(0, operand.length / 2).map(at => {
		const [sign, bound]: readonly unknown[] = operand.slice(at, at + 2);
		const compare =
			typeof sign === 'string' && Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined;
		if (!compare) throw invalid(`Unrecognized numeric range operator: ${String(sign)}`);
		if (typeof bound !== 'number') throw invalid('Value of numeric must be numeric');
		return (value: number) => compare(value, bound);
	});
	return value => typeof value === 'number' && tests.every(test => test(value));
}
