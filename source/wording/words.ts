import {type AnswerWord, answerWord} from '../domain/answer.ts';
import {short} from '../domain/commit.ts';
import {type Follow, isApart, skippedIn} from '../domain/follow.ts';
import type {Happening, HappeningLook} from '../domain/happening.ts';
import type {Notice} from '../domain/notice.ts';
import type {ExecutionMode, Sha} from '../domain/pipeline.ts';
import type {ActionProgress} from '../domain/progress.ts';
import type {Obstacle, Standing} from '../domain/standing.ts';
import {isStretched, type ScopeRecord} from '../domain/state.ts';
import {isBlinding, type Trouble, type TroubleKind} from '../domain/trouble.ts';
import {causeWords} from './failure-words.ts';
import {closedLook, type Look} from './glyphs.ts';
import {rulesWords} from './rule-words.ts';

const [second, minute, hour, day] = [1000, 60_000, 3600_000, 86_400_000];
const two = (number: number) => String(number).padStart(2, '0');

/** How long: seconds in the first minute, minutes after it (`6s`, `4m`, `2h10m`, `3d`); ms in. */
export function duration(ms: number): string {
	if (ms < minute) return `${Math.max(0, Math.floor(ms / second))}s`;
	if (ms < hour) return `${Math.floor(ms / minute)}m`;
	if (ms < day) return `${Math.floor(ms / hour)}h${two(Math.floor((ms % hour) / minute))}m`;
	return `${Math.floor(ms / day)}d`;
}

/** How long until something ends, with hours beside days: `6d23h`. */
export function timeLeft(ms: number): string {
	return ms < day ? duration(ms) : `${Math.floor(ms / day)}d${two(Math.floor((ms % day) / hour))}h`;
}

/** A time of the day where the reader is, `14:22`, with the day before it when it was not today. */
export function clock(at: number, now: number): string {
	const [then, today] = [new Date(at), new Date(now)];
	const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
	const sameDay = then.toDateString() === today.toDateString();
	return sameDay ? time : `${two(then.getMonth() + 1)}-${two(then.getDate())} ${time}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** A commit's name, or that it is not known. */
export function named(sha: Sha | null): string {
	return sha === null ? 'an unknown commit' : short(sha);
}

/** How a pipeline stands, each state with a glyph and a word of its own. */
export const standingLooks = {
	Awaited: {glyph: '·', word: 'Awaited', style: 'dim'},
	NotTriggered: {glyph: '·', word: 'No run', style: 'dim'},
	Unknown: {glyph: '?', word: 'Unknown', style: 'waiting'},
	Running: {glyph: '◐', word: 'Running', style: 'running'},
	Stopping: {glyph: '■', word: 'Stopping', style: 'ended'},
	Gate: {glyph: '▲', word: 'Gate', style: 'gate'},
	Behind: {glyph: '◇', word: 'Behind', style: 'waiting'},
	Succeeded: {glyph: '✓', word: 'Done', style: 'good'},
	Failed: {glyph: '✗', word: 'Failed', style: 'bad'},
	Stopped: {glyph: '■', word: 'Stopped', style: 'ended'},
	Cancelled: {glyph: '■', word: 'Cancelled', style: 'ended'},
	Superseded: {glyph: '⇢', word: 'Superseded', style: 'ended'},
} as const satisfies Record<Standing['kind'], Look>;

/** A stage in which something failed while the rest still runs. */
export const failingLook: Look = {glyph: '✗', word: 'Running', style: 'bad'};

/** Glyph, word and colour of where a commit stands. */
export function lookOf(standing: Standing): Look {
	if (standing.kind === 'Behind' && standing.obstacle.kind === 'transition-closed') return closedLook;
	if (standing.kind === 'Running' && standing.failed.length > 0) return failingLook;
	return standingLooks[standing.kind];
}

/** What somebody says about a commit in a few words: who it is and how old, `9e0c4b7 (2d)`. */
export type Describe = (sha: Sha | null) => string;

/** Stages that a condition left out: the commit does not run there. Empty: there are none. */
export function skippedWords(stages: readonly string[]): string {
	return stages.length === 0 ? '' : `${stages.join(', ')} skipped by a condition`;
}

/** Why a row stands as it does: one reason; empty where the state says it all. */
export function reasonIn(follow: Follow, describe: Describe): string {
	const {standing, carriedBy, trouble} = follow;
	if (isBlinding(trouble) && !isApart(follow)) return troubleWords(trouble);
	const left = standing.kind === 'Succeeded' ? skippedIn(follow) : [];
	const said = left.length > 0 ? skippedWords(left) : standingReason(standing, describe);
	const reason = rolledBackWords(follow, describe) ?? said;
	if (carriedBy === null) return reason;
	const carried = `carried by ${named(carriedBy.commit)}`;
	return reason === '' ? carried : `${carried} · ${reason}`;
}

/** What the last stage went on or back to without the commit's change after that had come through it; null: it did not. */
function rolledBackWords({standing, lastStage}: Follow, describe: Describe): string | null {
	if (standing.kind !== 'Succeeded' || lastStage === null) return null;
	const {stage, reached, commit, rollback} = lastStage;
	if (reached.kind === 'not' && reached.why === 'reverted')
		return `taken back: ${stage} runs ${describe(commit)}, which reverts it`;
	if (!rollback || reached.kind === 'reached') return null;
	return `${stage} was rolled back to ${describe(commit)}`;
}

function standingReason(standing: Standing, describe: Describe): string {
	switch (standing.kind) {
		case 'Awaited':
			return standing.searching ? 'looking for its execution' : 'no execution yet';
		case 'NotTriggered':
			return notTriggered[standing.reason];
		case 'Unknown':
			return 'its state cannot be read';
		case 'Running':
			return standing.failed.length > 0
				? failedWords(standing.failed)
				: runningWords(standing.stage?.actions ?? [], standing.stage?.name ?? '');
		case 'Failed':
			return standing.failed.length > 0
				? failedWords(standing.failed)
				: rulesWords(standing.rules) || `${standing.stage?.name ?? 'a stage'} failed`;
		case 'Stopping':
			return standing.stage?.name ?? '';
		case 'Gate':
			return standing.gate.waiting === 0
				? 'waits for a person'
				: `waits for a person · ${standing.gate.waiting} newer behind it`;
		case 'Behind':
			return obstacleWords(standing.obstacle, describe);
		case 'Succeeded':
			return '';
		case 'Stopped':
		case 'Cancelled':
		case 'Superseded':
			return endedWords(standing, describe);
	}
}

export const notTriggered = {
	'other-repository': 'other repository',
	'no-execution': 'no execution',
	paths: 'touches none of its paths',
	'file-filter': "its trigger's file filter",
} as const satisfies Record<Extract<Standing, {kind: 'NotTriggered'}>['reason'], string>;

type Ended = Extract<Standing, {kind: 'Stopped' | 'Cancelled' | 'Superseded'}>;

function endedWords({reason, by, carried}: Ended, describe: Describe): string {
	const next = by === null ? '' : `by ${describe(by)}`;
	const fate = {
		contains: '',
		reverted: 'which reverts it',
		lacks: by === null ? '' : 'which does not carry it',
		unknown: 'whether that carries it is unknown',
	}[carried];
	return [quoted(reason), next, by === null ? '' : fate].filter(part => part !== '').join(' · ');
}

export function obstacleWords(obstacle: Obstacle, describe: Describe): string {
	switch (obstacle.kind) {
		case 'gate-held':
			return `${describe(obstacle.by.commit)} is at the gate`;
		case 'transition-closed':
			return obstacle.reason === '' ? `${obstacle.stage} is closed` : quoted(obstacle.reason);
		case 'stage-busy':
			return `${describe(obstacle.by.commit)} is in ${obstacle.stage}`;
	}
}

/** What an action is called beside others of its stage: its chain, else its own name. */
export function nameOf({chain, name}: Pick<ActionProgress, 'chain' | 'name'>): string {
	return chain ?? name;
}

/** What failed, and why in the failure's own words: `Taiko: AccessDenied …`. */
export function failedWords(failed: readonly ActionProgress[]): string {
	const [first] = failed;
	if (first === undefined) return '';
	if (failed.length > 1) return `${failed.map(nameOf).join(' ')} failed`;
	const cause = causeWords(first);
	return cause === '' ? `${nameOf(first)} failed` : `${nameOf(first)}: ${cause}`;
}

function runningWords(actions: readonly ActionProgress[], stage: string): string {
	const running = actions.filter(({state}) => state === 'Running').map(nameOf);
	return running.length === 0 || running.includes(stage) ? stage : `${stage}: ${running.join(' ')}`;
}

const troubles = {
	throttled: 'throttled by AWS',
	expired: 'credentials have expired',
	'no-credentials': 'no credentials',
	denied: 'access denied',
	unreachable: 'AWS cannot be reached',
	timeout: 'no answer in time',
	'not-found': 'not found',
	invalid: 'the request was refused',
} as const satisfies Record<Exclude<TroubleKind, 'broken'>, string>;

/** Why something cannot be seen, and where: `access denied (codepipeline:GetPipelineState)`. */
export function troubleWords({kind, operation, permission, message}: Trouble): string {
	// What came instead of an answer is told by nothing else.
	if (kind === 'broken') return message;
	if (kind === 'denied' && permission !== undefined) return `${troubles.denied} (${permission})`;
	return operation === null ? troubles[kind] : `${troubles[kind]} (${operation})`;
}

/** What can be done about it, as far as its words do not say so; null: nothing but waiting. */
export function mendingOf({kind, permission, hint}: Trouble): string | null {
	return kind === 'denied' && permission !== undefined ? null : hint;
}

/**
 * How often there really is a look, and why no more often: `every 48s: throttled`, `every 72s: all that the rate allows`.
 * Empty where looks come as often as was asked for.
 */
export function paceWords(scope: Pick<ScopeRecord, 'every' | 'interval' | 'slowedBy'>): string {
	const {every, slowedBy} = scope;
	if (!isStretched(scope)) return slowedBy === null ? '' : 'slowed: throttled';
	const time = every < 3 * minute ? `${Math.round(every / second)}s` : duration(every);
	return `every ${time}: ${slowedBy === null ? 'all that the rate allows' : 'throttled'}`;
}

export const modeWords = {
	SUPERSEDED: 'SUPERSEDED mode',
	QUEUED: 'QUEUED mode',
	PARALLEL: 'PARALLEL mode',
} as const satisfies Record<ExecutionMode, string>;

export interface Told {
	readonly look: HappeningLook;
	/** Null: it is about everything. */
	readonly pipeline: string | null;
	readonly text: string;
	/** More of it, where there is room. */
	readonly more: string;
}

/** What happened, in words. */
export function tell(notice: Notice): Told {
	switch (notice.kind) {
		case 'gate':
			return told('gate', notice.pipeline, 'gate opened', `${notice.gate.stage}/${notice.gate.action}`);
		case 'gate-answered': {
			const {stage, approval} = notice;
			const look = approval.state === 'Failed' ? 'failed' : 'good';
			const text = `gate opened and was ${answeredWords[answerWord(approval)]}`;
			return told(look, notice.pipeline, text, `${stage}/${approval.name}`);
		}
		case 'meanwhile':
			return meanwhile(notice);
		case 'chain-failed':
			return told('failed', notice.pipeline, `${notice.failed.stage}/${nameOf(notice.failed)} failed`);
		case 'failed':
			return told(
				'failed',
				notice.pipeline,
				`failed in ${[notice.stage, notice.failed.map(nameOf).join(' ')].filter(Boolean).join('/')}`,
				wentOnWords(notice),
			);
		case 'superseded':
		case 'stopped':
		case 'cancelled':
			return told('ended', notice.pipeline, endNotice(notice));
		case 'carried':
			return told('superseded', notice.pipeline, `carried by ${named(notice.by)}`);
		case 'blocked':
			return told(
				notice.obstacle.kind === 'transition-closed' ? 'closed' : 'behind',
				notice.pipeline,
				notice.obstacle.kind === 'transition-closed'
					? 'closed'
					: `behind ${named(notice.obstacle.by.commit)}`,
				notice.obstacle.kind === 'transition-closed'
					? `${notice.obstacle.stage} ${quoted(notice.obstacle.reason)}`
					: notice.obstacle.stage,
			);
		case 'done':
			return told(
				'good',
				notice.pipeline,
				'done',
				notice.skipped.length > 0 ? skippedWords(notice.skipped) : 'through its last stage',
			);
		case 'trouble':
			return told('unknown', notice.pipeline, troubleWords(notice.trouble));
		case 'recovered':
			return told('good', notice.pipeline, `AWS answers again after ${duration(notice.after)}`);
	}
}

function wentOnWords({retriedAt, overridden}: Extract<Notice, {kind: 'failed'}>): string {
	if (retriedAt === null) return '';
	return overridden === true ? 'by a condition that was overridden' : 'and was retried';
}

const answeredWords = {
	approved: 'approved',
	rejected: 'rejected',
	expired: 'never answered',
	unknown: 'not approved',
} as const satisfies Record<AnswerWord, string>;

/** `seen again after 2h10m: 1 gate opened · 2 failed · 3 done`: one line for all of it. */
function meanwhile({counts, after}: Extract<Notice, {kind: 'meanwhile'}>): Told {
	const {gate = 0, failed = 0, done = 0} = counts;
	const {superseded = 0, stopped = 0, cancelled = 0} = counts;
	const {carried = 0, blocked = 0, 'gate-answered': answered = 0} = counts;
	const ended = superseded + stopped + cancelled;
	const parts = [
		failed > 0 && `${failed} failed`,
		gate > 0 && `${count(gate, 'gate')} opened`,
		answered > 0 && `${count(answered, 'gate')} opened and answered`,
		ended > 0 && `${ended} ended`,
		carried > 0 && `${carried} carried on`,
		blocked > 0 && `${blocked} held up`,
		done > 0 && `${done} done`,
	].filter(part => part !== false);
	const look = failed > 0 ? 'failed' : gate > 0 ? 'gate' : 'good';
	return told(look, null, `seen again after ${duration(after)}: ${parts.join(' · ')}`);
}

function endNotice(notice: Extract<Notice, {kind: 'superseded' | 'stopped' | 'cancelled'}>): string {
	const why = notice.reason === null || notice.reason === '' ? '' : `: ${notice.reason}`;
	const by = notice.by === null ? '' : ` by ${named(notice.by)}`;
	return `${notice.kind}${notice.kind === 'superseded' ? by : ''}${why}`;
}

function told(look: HappeningLook, pipeline: string | null, text: string, more = ''): Told {
	return {look, pipeline, text, more};
}

/** Glyph and colour of what happened. */
export const happenedLooks = {
	gate: standingLooks.Gate,
	failed: standingLooks.Failed,
	good: standingLooks.Succeeded,
	ended: standingLooks.Stopped,
	superseded: standingLooks.Superseded,
	behind: standingLooks.Behind,
	closed: closedLook,
	unknown: standingLooks.Unknown,
	pause: {glyph: '⋯', style: 'dim'},
} as const satisfies Record<HappeningLook, Omit<Look, 'word'>>;

/** A notice in its words. */
export function happeningOf(notice: Notice): Happening {
	const {at, key, scope} = notice;
	const commit = 'commit' in notice ? notice.commit : null;
	return {at, key, scope, commit, ...tell(notice)};
}

/** Somebody's own words; empty where there are none. */
function quoted(words: string | null): string {
	return words === null || words === '' ? '' : `"${words}"`;
}
