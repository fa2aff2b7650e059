import type {LogSource} from '../../hooks/use-log-target.ts';
import type {Build, BuildPhase, BuildStatus} from '../../source/domain/build.ts';
import {failedPhase, isBad} from '../../source/domain/build.ts';
import {short} from '../../source/domain/commit.ts';
import {stateWord} from '../../source/wording/failure-words.ts';
import {actionLooks, type Look} from '../../source/wording/glyphs.ts';
import {took} from '../../source/wording/time-left-words.ts';
import {clock, duration} from '../../source/wording/words.ts';
import type {Segment} from '../segments.ts';

const buildLooks = {
	InProgress: {glyph: '◐', word: 'RUNNING', style: 'running'},
	Succeeded: {glyph: '✓', word: 'SUCCEEDED', style: 'good'},
	Failed: {glyph: '✗', word: 'FAILED', style: 'bad'},
	Fault: {glyph: '✗', word: 'FAULT', style: 'bad'},
	TimedOut: {glyph: '✗', word: 'TIMED OUT', style: 'bad'},
	Stopped: {glyph: '■', word: 'STOPPED', style: 'ended'},
	Unknown: {glyph: '?', word: 'UNKNOWN', style: 'waiting'},
} as const satisfies Record<BuildStatus, Look>;

/** How the build stands, how long it took, when, and with which commit; the first is never left out. */
export function standingOf({build, action, commit, tracked}: LogSource, now: number): readonly Segment[] {
	const look = build === null ? actionLook(action) : buildLooks[build.status];
	const started = build?.startedAt ?? action?.run?.startedAt ?? null;
	const ended = build === null ? endOf(action) : build.endedAt;
	const elapsed = started === null ? '' : ended === null ? duration(now - started) : took(ended - started);
	const at = ended ?? started;
	const whose = tracked || commit?.mine ? ' (yours)' : '';
	return [
		{
			spans: [[`${look.glyph} ${look.word}`, look.style], elapsed === '' ? '' : ` ${elapsed}`],
			keep: Infinity,
		},
		{spans: at === null ? [] : [[clock(at, now), 'dim']], keep: 1},
		{spans: at === null ? [] : [[`${duration(now - at)} ago`, 'dim']], keep: 2},
		{
			spans:
				commit === null
					? []
					: [
							[short(commit.sha), commit.mine ? 'mine' : 'plain'],
							[whose, 'dim'],
						],
			keep: 3,
		},
	];
}

function actionLook(action: LogSource['action']): Look {
	if (action === null) return {glyph: '?', word: 'UNKNOWN', style: 'waiting'};
	const look = actionLooks[action.state];
	return {...look, word: stateWord(action).toUpperCase()};
}

function endOf(action: LogSource['action']): number | null {
	return action?.state === 'Running' ? null : (action?.run?.changedAt ?? null);
}

/** Phases that only frame the work are left out while they go well. */
const framing: ReadonlySet<string> = new Set(['SUBMITTED', 'COMPLETED', 'FINALIZING']);

/**
 * The phases with how long they took, as far as they fit into a row; bars are drawn to one scale, and that of a phase that runs
 * goes on in dots to where it usually ends. `usual`: ms, by phase.
 */
export function phaseSegments(
	build: Build,
	now: number,
	widest: number,
	usual: ReadonlyMap<string, number> = new Map(),
): readonly Segment[] {
	const phases = build.phases.filter(phase => isShown(phase));
	const times = phases.map(phase => lengthOf(phase, now));
	const wholes = phases.map((phase, index) =>
		Math.max(times[index] ?? 0, runs(phase) ? (usual.get(phase.name) ?? 0) : 0),
	);
	const longest = Math.max(1, ...wholes);
	const cellsOf = (time: number) => (widest === 0 ? 0 : Math.max(1, Math.round((time / longest) * widest)));
	return phases.map((phase, index) => {
		const time = times[index] ?? 0;
		const bad = phase.status !== null && isBad(phase.status);
		const running = runs(phase);
		const cells = cellsOf(time);
		const ahead = cellsOf(wholes[index] ?? 0) - cells;
		const style = bad ? 'bad' : running ? 'running' : 'good';
		return {
			spans: [
				[`${phase.name} `, bad ? 'bad' : 'dim'],
				[`${bad ? '✗' : running ? '◐' : ''}${'▇'.repeat(cells)}`, style],
				...(ahead > 0 ? [['·'.repeat(ahead), 'dim'] as const] : []),
				`${cells > 0 || bad || running ? ' ' : ''}${took(time)}`,
			],
			keep: bad ? Infinity : running ? Number.MAX_SAFE_INTEGER : time,
		};
	});
}

/** `usual BUILD 4m50s`: of the phase that failed, else that runs, else that took longest; empty where it is not known. */
export function usualPhase(build: Build, now: number, usual: ReadonlyMap<string, number>): string {
	const shown = build.phases.filter(phase => isShown(phase));
	const phase =
		failedPhase(build) ??
		shown.find(runs) ??
		shown.toSorted((a, b) => lengthOf(b, now) - lengthOf(a, now))[0];
	const length = phase === undefined ? undefined : usual.get(phase.name);
	return phase === undefined || length === undefined ? '' : `usual ${phase.name} ${took(length)}`;
}

function runs({status}: BuildPhase): boolean {
	return status === null || status === 'InProgress';
}

function isShown({name, status, startedAt, endedAt}: BuildPhase): boolean {
	if (status !== null && isBad(status)) return true;
	return !framing.has(name) && startedAt !== null && (endedAt === null || endedAt > startedAt);
}

function lengthOf({startedAt, endedAt}: BuildPhase, now: number): number {
	return startedAt === null ? 0 : Math.max(0, (endedAt ?? now) - startedAt);
}
