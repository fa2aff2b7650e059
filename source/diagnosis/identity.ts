import type {LogLine} from '../domain/log.ts';
import {losesIdentity, speaksOfIdentity, weigh} from './evidence.ts';
import type {Command, Outline} from './outline.ts';
import {plain} from './plain.ts';

/** How far before the failed command its identity is looked for; lines. */
const farthest = 50_000;

/**
 * A command that went well may hide the cause: where `aws sts assume-role` is refused inside a pipe, the build goes on as
 * somebody else, and a later command fails over that. `own`: the line that else explains the failure.
 */
export function lostIdentity(
	lines: readonly LogLine[],
	outline: Outline,
	failed: Command | null,
	own: number | null,
): number | null {
	if (failed === null) return null;
	if (own !== null && !speaksOfIdentity(plain(lines[own]?.text ?? ''))) return null;
	for (const {from, to} of outline.commands) {
		if (from >= failed.from) break;
		for (let at = Math.max(from, failed.from - farthest); at < to; at++) {
			const text = lines[at]?.text ?? '';
			if (!/assume|\bsts\b|SessionToken/i.test(text) || outline.echoed.has(at)) continue;
			if (losesIdentity(plain(text)) && weigh(plain(text)) === 'proof') return at;
		}
	}
	return null;
}
