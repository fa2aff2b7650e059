import type {LogSource} from '../../hooks/use-log-target.ts';
import type {LogGap} from '../../source/domain/log.ts';
import {gapWords} from './log-words.ts';

/** Why no line is shown, and what to do about it. */
export function emptyWords({target, record, action, build, log}: LogSource): readonly string[] {
	if (record === null) return ['this pipeline is no longer looked at'];
	const read = (record.records[target.execution]?.readAt ?? null) !== null;
	if (action === null)
		return read || record.definition !== null
			? [`the pipeline has no action ${target.action} in ${target.stage}`]
			: ['reading the execution…'];
	if (action.run === null)
		return read
			? [
					`${action.name} has not started in this execution: there is no log yet`,
					'it appears here once it runs',
				]
			: ['reading the execution…'];
	if (action.run.build === null) return read ? gapWords({kind: 'no-build'}) : ['reading the execution…'];
	const gap = log?.gap ?? (build === null ? null : gapIn(build.log));
	if (gap?.kind === 'not-yet' && build !== null && build.endedAt !== null)
		return ['the build ended before it wrote a log', 'the phases above are all there is'];
	if (gap !== null) return gapWords(gap);
	if (build === null) return ['reading the build…'];
	if (log?.ended) return ['the log is empty: the build wrote nothing'];
	return build.endedAt === null ? gapWords({kind: 'not-yet'}) : ['reading the log…'];
}

function gapIn(place: NonNullable<LogSource['build']>['log']): LogGap | null {
	return place.kind === 'stream' ? null : place;
}
