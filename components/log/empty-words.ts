import type {LogSource} from '../../hooks/use-log-target.ts';
import type {Build, LogPlace} from '../../source/domain/build.ts';
import type {LogGap} from '../../source/domain/log.ts';
import type {Trouble} from '../../source/domain/trouble.ts';
import {troubleWords} from '../../source/wording/words.ts';

/** Why no line is shown, and what to do about it. */
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
	if (action.run.build === null)
		return read ? gapWords({kind: 'no-build'}, build) : ['reading the execution…'];
	const gap = log?.gap ?? (build === null ? null : gapIn(build.log));
	if (gap !== null) return gapWords(gap, build);
	if (build === null) return ['reading the build…'];
	if (log?.ended) return nothingWords(build, now);
	return build.endedAt === null ? gapWords({kind: 'not-yet'}, build) : ['reading the log…'];
}

function gapIn(place: LogPlace): LogGap | null {
	return place.kind === 'stream' ? null : place;
}

const phasesTell = 'the phases above still tell what failed';

/** Why there is no log to read, and what to do about it. */
function gapWords(gap: LogGap, build: Build | null): readonly string[] {
	switch (gap.kind) {
		case 'not-yet':
			return notYetWords(build);
		case 'disabled':
			return [
				'this build keeps no log: logging is switched off in its project',
				'switch on CloudWatch Logs in the project; until then the phases above are all there is',
			];
		case 'elsewhere':
			return [
				`the log is not in CloudWatch Logs: the project writes it only to S3, in ${gap.place}`,
				'o opens the build in the console, which shows it',
			];
		case 'gone':
			return goneWords(gap.what ?? null, build);
		case 'no-build':
			return ['this action has no build, and so no log', 'o opens what it does in the console'];
		case 'forgotten':
			return [
				'AWS does not know this build any more: builds are kept for a year',
				'a batch build is not known by this id either; o opens it in the console',
			];
		case 'trouble':
			return unreadable(gap.trouble);
	}
}

/** Nothing is written before the container runs; a build that ends before that has no log and never will. */
function notYetWords(build: Build | null): readonly string[] {
	const phase = build?.phases.findLast(({name}) => !ends.has(name))?.name ?? null;
	if (build === null || build.endedAt === null)
		return [
			`no log yet: the build has not written a line${phase === null ? '' : `; it is in ${phase}`}`,
			'it appears here as soon as there is one',
		];
	if (phase !== null && beforeCommands.has(phase))
		return [
			`there is no log: the build ended in ${phase}, before its container ran`,
			'what the phase says above is all there is; no command of the buildspec was tried',
		];
	return ['the build ended before it wrote a log', 'the phases above are all there is'];
}

/** Phases in which no container runs yet, and those that end every build. */
const beforeCommands: ReadonlySet<string> = new Set(['SUBMITTED', 'QUEUED', 'PROVISIONING']);
const ends: ReadonlySet<string> = new Set(['FINALIZING', 'COMPLETED']);

function goneWords(what: 'group' | 'stream' | null, build: Build | null): readonly string[] {
	const group = build?.log.kind === 'stream' ? ` ${build.log.group}` : '';
	switch (what) {
		case 'group':
			return [`the log is gone: its log group${group} was deleted`, phasesTell];
		case 'stream':
			return [
				`the log is gone: its log group${group} has it no longer`,
				`its retention is over, or somebody deleted it; ${phasesTell}`,
				'a longer retention of the log group keeps the next ones',
			];
		case null:
			return [
				'the log is gone: its retention is over, or it was deleted',
				`a longer retention of the log group keeps the next ones; ${phasesTell}`,
			];
	}
}

/** The shortest retention that a log group can have; ms. */
const shortestRetention = 24 * 3600 * 1000;

/** A log that is there and empty: CodeBuild's agent writes a line before anything else, unless time has taken them. */
function nothingWords({endedAt, phases}: Build, now: number): readonly string[] {
	const ran = phases.some(({name}) => !ends.has(name) && !beforeCommands.has(name));
	return ran && endedAt !== null && now - endedAt > shortestRetention
		? [
				'nothing is left of the log: its retention is over',
				`a longer retention of the log group keeps the next ones; ${phasesTell}`,
			]
		: ['the log is empty: the build wrote nothing', phasesTell];
}

/** The service of a call, as permissions name it. */
const services: Readonly<Record<string, string>> = {
	BatchGetBuilds: 'codebuild',
	GetLogEvents: 'logs',
	GetLogRecord: 'logs',
};

function unreadable(trouble: Trouble): readonly string[] {
	const {kind, operation, message, hint} = trouble;
	const service = operation === null ? undefined : services[operation];
	const needed = kind === 'denied' && service !== undefined ? `it needs ${service}:${operation}` : '';
	const where = service === 'logs' ? ' on the log group' : '';
	return [
		`the log cannot be read: ${troubleWords(trouble)}`,
		message,
		hint ?? (needed === '' ? '' : `${needed}${where}`),
	].filter(row => row !== '');
}
