/** What all names share at their beginning and end is left out of a list; cut at a separator, and never all of a name. */
export function shortener(names: readonly string[]): (name: string) => string {
	if (names.length < 2) return name => name;
	const prefix = shared(names, name => name);
	const rests = names.map(name => name.slice(prefix.length));
	const suffix = reverse(shared(rests, reverse));
	return name => {
		const start = name.startsWith(prefix) ? prefix.length : 0;
		const end = name.endsWith(suffix) ? name.length - suffix.length : name.length;
		return end > start ? name.slice(start, end) : name;
	};
}

/** What all share at the beginning, up to and with its last separator, as long as something is left of each. */
function shared(names: readonly string[], turn: (name: string) => string): string {
	const [first = '', ...others] = names.map(turn);
	let length = first.length;
	for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
	const shortest = Math.min(...names.map(name => name.length));
	const common = first.slice(0, Math.min(length, shortest - 1));
	return /^.*[-_./]/.exec(common)?.[0] ?? '';
}

function reverse(text: string): string {
	return [...text].reverse().join('');
}
