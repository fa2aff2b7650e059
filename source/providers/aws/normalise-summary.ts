import {text} from './fields.ts';

/**
 * What a summary says in one line. Connection sources put JSON into the string (`{"ProviderType":…,"CommitMessage":…}`),
 * and the API cuts it off at 2048 characters.
 */
export function normaliseSummary(value: unknown): string | null {
	return firstLine(messageIn(value));
}

/** The commits that a summary says are taken back, in git's own words (`This reverts commit …`). */
export function normaliseReverts(value: unknown): readonly string[] {
	const message = messageIn(value) ?? '';
	return [...message.matchAll(/\bThis reverts commit ([0-9a-f]{7,64})\b/gi)].flatMap(
		([, sha]) => sha?.toLowerCase() ?? [],
	);
}

function messageIn(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	return /^\s*\{/.test(value) ? commitMessage(value) : value;
}

function commitMessage(json: string): string | null {
	try {
		const {CommitMessage: message} = JSON.parse(json) as {CommitMessage?: unknown};
		return typeof message === 'string' ? message : null;
	} catch {
		const cut = /"CommitMessage"\s*:\s*"((?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)/.exec(json)?.[1];
		return cut === undefined ? null : unescaped(cut);
	}
}

function unescaped(escaped: string): string {
	try {
		return JSON.parse(`"${escaped}"`) as string;
	} catch {
		// A raw control character inside: not JSON, but a message all the same.
		return escaped;
	}
}

function firstLine(message: string | null): string | null {
	const first = message?.split(/[\r\n]/).find(line => line.trim() !== '');
	return text(first)?.trim() || null;
}
