import {short} from '../domain/commit.ts';
import type {Summary} from '../domain/summary.ts';
import {toAscii} from './ascii.ts';
import {glyphs} from './signs.ts';

/** What a status line is written from. */
export type Summarised = Omit<Summary, 'trouble'> & {readonly trouble: unknown};

/** How many commits are named; the others are counted. */
const most = 3;

/** `▲1 ✗1 acfd7c6`: what needs somebody, the most urgent first, and the commits; empty when none is followed. */
export function summaryLine(summary: Summarised, unicode: boolean): string {
	const {gates, failed, behind, ended, running, everywhere, trouble, commits} = summary;
	const pressing = [
		[glyphs.gate, gates] as const,
		[glyphs.failed, failed] as const,
		[glyphs.waiting, behind] as const,
		[glyphs.ended, ended] as const,
	].flatMap(([glyph, number]) => (number > 0 ? `${glyph}${number}` : []));
	const calm = everywhere ? [glyphs.good] : running > 0 ? [`${glyphs.running}${running}`] : [];
	const named = commits.slice(0, most).map(short);
	const more = commits.length > most ? [`+${commits.length - most}`] : [];
	const line = [
		...(trouble === null || commits.length === 0 ? [] : ['!']),
		...(pressing.length > 0 ? pressing : calm),
		...named,
		...more,
	].join(' ');
	return unicode ? line : toAscii(line);
}
