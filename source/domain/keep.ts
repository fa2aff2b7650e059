/**
 * `after`, but every part of it that equals its counterpart in `before` is that counterpart: what did not change keeps its
 * identity, so that whoever compares by identity sees no change. For plain data only.
 */
export function keep<T>(before: unknown, after: T): T {
	if (Object.is(before, after)) return after;
	const same = Array.isArray(after) ? keepItems(before, after) : keepFields(before, after);
	// A counterpart is returned only where it equals what it stands for, so it is of the same type.
	return same as T;
}

function keepItems(before: unknown, after: readonly unknown[]): unknown {
	if (!Array.isArray(before)) return after;
	const items = after.map((item, index) => keep(before[index], item));
	return keepList(before, items);
}

function keepFields(before: unknown, after: unknown): unknown {
	if (!isRecord(before) || !isRecord(after)) return after;
	const kept = Object.fromEntries(
		Object.entries(after).map(([key, value]) => [
			key,
			keep(Object.hasOwn(before, key) ? before[key] : undefined, value),
		]),
	);
	const sameKeys = Object.keys(before).length === Object.keys(kept).length;
	return sameKeys &&
		Object.entries(kept).every(([key, value]) => Object.hasOwn(before, key) && Object.is(before[key], value))
		? before
		: kept;
}

/** `after`, or `before` where it holds the very same items. */
export function keepList<T>(before: readonly T[], after: readonly T[]): readonly T[] {
	return after.length === before.length && after.every((item, index) => Object.is(item, before[index]))
		? before
		: after;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `before` with `changes`; `before` itself when they change nothing. */
export function amend<T extends object>(before: T, changes: {readonly [Key in keyof T]?: T[Key]}): T {
	const after = {...before, ...changes};
	return Object.entries(after).every(([key, value]) => Object.is(Reflect.get(before, key), value))
		? before
		: after;
}
