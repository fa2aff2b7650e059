import type {Build} from '../domain/build.ts';
import type {Provider} from '../providers/provider.ts';
import type {Asker} from './patience.ts';
import {type LogRead, readLog} from './read-log.ts';

/** How far back a log is read to compare with it: some 30,000 lines. */
const most = 3;

/**
 * Reads the end of a succeeded build's log and at most two pages before it: a build's id costs one call more than the build
 * itself. Null where there is nothing to read or it may not be read; rejects only with the signal's reason. `now`: ms.
 */
export async function readGreenLog(
	provider: Pick<Provider, 'builds' | 'log'>,
	asker: Asker,
	green: string | Build,
	now: number,
): Promise<LogRead | null> {
	const build = typeof green === 'string' ? await buildOf(provider, asker, green) : green;
	if (build?.status !== 'Succeeded') return null;
	const read = await readLog(provider, asker, build, now, {
		isEnough: () => true,
		isCheap: () => true,
		most,
	});
	return read.lines.length === 0 ? null : read;
}

async function buildOf(
	provider: Pick<Provider, 'builds'>,
	asker: Asker,
	id: string,
): Promise<Build | undefined> {
	const read = await asker.may(
		'BatchGetBuilds',
		async asking => (await provider.builds?.([id], asking)) ?? [],
	);
	return 'answer' in read ? read.answer.find(build => build.id === id) : undefined;
}
