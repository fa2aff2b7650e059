import type {FailureReport} from '../diagnosis/report.ts';
import type {Build} from '../domain/build.ts';
import type {LogGap} from '../domain/log.ts';
import type {Trouble} from '../domain/trouble.ts';
import {troubleWords} from './words.ts';

/** Why there is no log to read, then what more is known of that or helps; `build`: as far as it was read. `now`: ms since the epoch. */
export function gapWords(gap: LogGap, build: Build | null, now: number): readonly string[] {
	switch (gap.kind) {
		case 'not-yet':
			return notYetWords(build);
		case 'disabled':
			return [
				'this build keeps no log: logging is switched off in its project',
				'switch on CloudWatch Logs in the project to have the next ones',
			];
		case 'elsewhere':
			return [`the log is not in CloudWatch Logs: the project writes it only to S3, in ${gap.place}`];
		case 'gone':
			return goneWords(gap.what ?? null, build);
		case 'empty':
			return emptyWords(build, now);
		case 'no-build':
			return ['this action has no build, and so no log'];
		case 'forgotten':
			return [
				'AWS does not know this build any more: builds are kept for a year',
				'a batch build is not known by this id either',
			];
		case 'trouble':
			return unreadable(gap.trouble);
	}
}

/** The same on one line; null: nothing is missing. */
export function toldGap(gap: LogGap | null, build: Build | null, now: number): FailureReport['gap'] {
	return gap === null ? null : {kind: gap.kind, words: gapWords(gap, build, now).join('; ')};
}

/** Nothing is written before the container runs; a build that ends before that has no log and never will. */
function notYetWords(build: Build | null): readonly string[] {
	const phase = build?.phases.findLast(({name}) => !ends.has(name))?.name ?? null;
	if (build === null || build.endedAt === null)
		return [`no log yet: the build has not written a line${phase === null ? '' : `; it is in ${phase}`}`];
	if (phase !== null && beforeCommands.has(phase))
		return [
			`there is no log: the build ended in ${phase}, before its container ran`,
			'no command of the buildspec was tried',
		];
	return ['the build ended before it wrote a log'];
}

/** Phases in which no container runs yet, and those that end every build. */
const beforeCommands: ReadonlySet<string> = new Set(['SUBMITTED', 'QUEUED', 'PROVISIONING']);
const ends: ReadonlySet<string> = new Set(['FINALIZING', 'COMPLETED']);

const keepLonger = 'a longer retention of the log group keeps the next ones';

function goneWords(what: 'group' | 'stream' | null, build: Build | null): readonly string[] {
	const group = build?.log.kind === 'stream' ? ` ${build.log.group}` : '';
	switch (what) {
		case 'group':
			return [`the log is gone: its log group${group} was deleted`];
		case 'stream':
			return [
				`the log is gone: its log group${group} has it no longer`,
				'its retention is over, or somebody deleted it',
				keepLonger,
			];
		case null:
			return ['the log is gone: its retention is over, or it was deleted', keepLonger];
	}
}

/** The shortest retention that a log group can have; ms. */
const shortestRetention = 24 * 3600 * 1000;

/** A log that is there and empty: CodeBuild's agent writes a line before anything else, unless time has taken them. */
function emptyWords(build: Build | null, now: number): readonly string[] {
	const ran = build?.phases.some(({name}) => !ends.has(name) && !beforeCommands.has(name)) ?? false;
	const endedAt = build?.endedAt ?? null;
	return ran && endedAt !== null && now - endedAt > shortestRetention
		? ['nothing is left of the log: its retention is over', keepLonger]
		: ['the log is empty: the build wrote nothing'];
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
