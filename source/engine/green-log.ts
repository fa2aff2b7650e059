import type {Build} from '../domain/build.ts';
import type {LogLine} from '../domain/log.ts';
import {
	type Asking,
	type LogCursor,
	type LogPage,
	type LogStream,
	type Provider,
	ProviderError,
} from '../providers/provider.ts';

/** What a succeeded build printed, as far as it was read. */
export interface GreenLines {
	/** The build (`project:uuid`). */
	readonly build: string;
	readonly lines: readonly LogLine[];
	/** Whether they are all: from the log's beginning to its end. */
	readonly whole: boolean;
}

/** How far back a log is read to compare with it: some 30,000 lines. */
const mostPages = 3;

/**
 * Reads the end of a succeeded build's log and at most two pages before it: a build's id costs one call more than the build
 * itself. Null where there is nothing to read or it may not be read; rejects only with the signal's reason.
 */
export async function readGreenLines(
	provider: Pick<Provider, 'builds' | 'log'>,
	green: string | Build,
	asking: Asking,
): Promise<GreenLines | null> {
	try {
		const build = typeof green === 'string' ? await buildOf(provider, green, asking) : green;
		if (build?.log.kind !== 'stream' || build.status !== 'Succeeded') return null;
		return await linesOf(provider, build.id, build.log, asking);
	} catch (error) {
		if (error instanceof ProviderError) return null;
		throw error;
	}
}

async function buildOf(
	provider: Pick<Provider, 'builds'>,
	id: string,
	asking: Asking,
): Promise<Build | undefined> {
	const builds = await provider.builds?.([id], asking);
	return builds?.find(build => build.id === id);
}

async function linesOf(
	provider: Pick<Provider, 'log'>,
	build: string,
	stream: LogStream,
	asking: Asking,
): Promise<GreenLines | null> {
	const pages: (readonly LogLine[])[] = [];
	let cursor: LogCursor | null = {from: 'end'};
	while (cursor !== null && pages.length < mostPages) {
		const page: LogPage | undefined = await provider.log?.(stream, cursor, asking);
		if (page === undefined) return null;
		pages.unshift(page.lines);
		cursor = page.back === null ? null : {from: 'before', cursor: page.back};
	}
	const lines = pages.flat();
	return lines.length === 0 ? null : {build, lines, whole: cursor === null};
}
