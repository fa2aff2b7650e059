/** Whether a name fits a pattern in which `*` stands for any characters; no pattern fits every name. */
export function fits(pattern: string | undefined, name: string): boolean {
	if (pattern === undefined) return true;
	const [first = '', ...others] = pattern.split('*');
	const last = others.pop();
	if (last === undefined) return name === pattern;
	if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last))
		return false;
	let at = first.length;
	for (const part of others) {
		const found = name.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= name.length - last.length;
}
