/** Focus in, focus out. */
const reports = {'\x1b[I': 'in', '\x1b[O': 'out'} as const;
/** How many characters a report that has not arrived whole may have. */
const most = 2;

/**
 * The same stream, with what the terminal reports of its focus (CSI I and CSI O) told to `tell` on the way: Ink reads
 * such replies and drops them.
 */
export function observeFocus<T extends NodeJS.ReadableStream>(
	stdin: T,
	tell: (focus: 'in' | 'out') => void,
): T {
	let tail = '';
	const observe = (chunk: unknown) => {
		if (typeof chunk !== 'string' && !Buffer.isBuffer(chunk)) return;
		const text = tail + chunk.toString();
		const told = Object.entries(reports)
			.map(([bytes, focus]) => ({focus, at: text.lastIndexOf(bytes)}))
			.filter(({at}) => at >= 0)
			.sort((a, b) => a.at - b.at);
		for (const {focus} of told) tell(focus);
		// A report may be cut in two by the reads; what was told is not told again.
		tail = text.slice((told.at(-1)?.at ?? -1) + 1).slice(-most);
	};
	return new Proxy(stdin, {
		get(stream, key) {
			const value: unknown = Reflect.get(stream, key, stream);
			if (typeof value !== 'function') return value;
			if (key !== 'read') return value.bind(stream);
			return (size?: number) => {
				const chunk: unknown = stream.read(size);
				observe(chunk);
				return chunk;
			};
		},
	});
}
