import type {LogSource} from '../../hooks/use-log-target.ts';
import type {Build, LogPlace} from '../../source/domain/build.ts';
import type {LogGap} from '../../source/domain/log.ts';
import {gapWords} from '../../source/wording/gap-words.ts';

/** Why no line is shown, and what to do about it. `now`: ms since the epoch. */
export function emptyWords(source: LogSource, now: number): readonly string[] {
	const {target, record, action, build, log} = source;
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
	const missing = (gap: LogGap) => [...gapWords(gap, build, now), ...hereWords(gap, build)];
	if (action.run.build === null) return read ? missing({kind: 'no-build'}) : ['reading the execution…'];
	const gap = log?.gap ?? (build === null ? null : gapIn(build.log));
	if (gap !== null) return missing(gap);
	if (build === null) return ['reading the build…'];
	if (log?.ended) return missing({kind: 'empty'});
	return build.endedAt === null ? missing({kind: 'not-yet'}) : ['reading the log…'];
}

function gapIn(place: LogPlace): LogGap | null {
	return place.kind === 'stream' ? null : place;
}

/** Where on this screen, or by which key, more is to be seen. */
function hereWords({kind}: LogGap, build: Build | null): readonly string[] {
	switch (kind) {
		case 'not-yet':
			return build?.endedAt == null
				? ['it appears here as soon as there is one']
				: ['the phases above are all there is'];
		case 'disabled':
			return ['until then the phases above are all there is'];
		case 'gone':
		case 'empty':
			return ['the phases above still tell what failed'];
		case 'elsewhere':
			return ['o opens the build in the console, which shows it'];
		case 'no-build':
		case 'forgotten':
			return ['o opens what it does in the console'];
		case 'trouble':
			return [];
	}
}
