/** `*` within a part of a name, `**` across parts, `?` one character, `{a,b}` the one or the other. */
export function globbed(pattern: string): RegExp {
	const parts = pattern.match(/\*\*\/|\*\*|[\s\S]/g) ?? [];
	const sources = parts.map(part => {
		if (part === '**/') return '(?:.*/)?';
		if (part === '**') return '.*';
		if (part === '*') return '[^/]*';
		if (part === '?') return '[^/]';
		if (part === '{') return '(?:';
		if (part === '}') return ')';
		if (part === ',' && pattern.includes('{')) return '|';
		return part.replace(/[.+^$()|[\]\\]/, '\\$&');
	});
	try {
		return new RegExp(`^${sources.join('')}$`);
	} catch {
		return /^\b$/;
	}
}
