/** Words of a message that stand where a host may stand. */
const words =
	'(?:an?|and|address|connect|connection|error|failed|for|from|host|hostname|in|is|name|of|on|remote|server|service|the|to|with)';

/**
 * A host as a piece of a pattern: a name with dots, an address, or a single name such as a container has; never an ordinary
 * word of a message.
 */
export const host = String.raw`(?:(?:[\w-]{1,63}\.){1,10}[\w-]{1,63}|\[[\da-f:.]{2,45}\]|(?!${words}(?![\w-]))[\w-]{1,63})`;

/** An IP address, or a host with its port, as a piece of a pattern. */
export const address = String.raw`(?:[\da-f]{0,4}(?::[\da-f]{0,5}){2,8}|${host}:\d{1,5}|(?:\d{1,3}\.){3}\d{1,3})\b`;

/** A pattern with such pieces in it, written like one without. */
export function pattern(source: TemplateStringsArray, ...pieces: readonly string[]): RegExp {
	return new RegExp(String.raw(source, ...pieces));
}
