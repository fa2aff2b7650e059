import {short} from '../domain/commit.ts';
import {type FleetRow, type FleetUrgency, isRunning} from '../domain/fleet.ts';
import type {Gate} from '../domain/gate.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {ActionProgress} from '../domain/progress.ts';
import type {StageStand} from '../domain/stands.ts';
import {isBlinding, isOptional} from '../domain/trouble.ts';
import {causeWords} from './failure-words.ts';
import {type Look, skippedLook, stageLooks} from './glyphs.ts';
import {rulesWords} from './rule-words.ts';
import type {Span} from './spans.ts';
import type {Cell} from './table.ts';
import type {Style} from './theme.ts';
import {count, duration, mendingOf, standingLooks, timeLeft, troubleWords} from './words.ts';

const looks = {
	failed: stageLooks.Failed,
	gate: stageLooks.Gate,
	unseen: stageLooks.Unknown,
	running: stageLooks.Running,
	rest: {glyph: ' ', word: '', style: 'plain'},
	unread: stageLooks.Unknown,
} as const satisfies Record<FleetUrgency, Look>;

/** How many rows of a fleet want to be looked at, and why; nothing of what there is none. */
export function fleetCounts(
	rows: readonly FleetRow[],
): readonly (readonly [count: number, words: string, style: Style])[] {
	const of = (satisfies: (row: FleetRow) => boolean) => rows.filter(satisfies).length;
	const gates = rows.reduce((sum, row) => sum + row.gates.length, 0);
	const counts: readonly (readonly [count: number, words: string, style: Style])[] = [
		[of(({urgency}) => urgency === 'failed'), 'failed', 'bad'],
		[gates, gates === 1 ? 'gate' : 'gates', 'gate'],
		[of(({urgency}) => urgency === 'unseen'), 'not seen', 'trouble'],
		[of(({stages}) => stages.some(isRunning)), 'running', 'running'],
		[of(({idle}) => idle), 'idle', 'waiting'],
		[of(({urgency}) => urgency === 'unread'), 'not read yet', 'dim'],
	];
	return counts.filter(([number]) => number > 0);
}

/** The sign and the name of a pipeline. */
export function nameCell({pipeline, urgency}: FleetRow): Cell {
	const {glyph, style} = looks[urgency];
	return [[glyph, style], ' ', [pipeline, urgency === 'failed' || urgency === 'gate' ? 'bold' : 'plain']];
}

/** How much a cell says of what stands in a stage. */
export type Detail = 'word' | 'age' | 'commit' | 'sign';

/** What stands in a stage: sign, commit, since when. Commits of which `isFollowed` holds are marked. */
export function standCell(
	stand: StageStand,
	now: number,
	detail: Detail,
	isFollowed: (commit: Sha) => boolean = () => false,
): Cell {
	const {glyph, style} = lookOfStand(stand);
	if (detail === 'sign' || stand.execution === null) return [[glyph, style]];
	if (detail === 'word')
		return [
			[`${glyph} ${standWord(stand).padEnd(widestWord)}`, style],
			...standCell(stand, now, 'age', isFollowed).slice(1),
		];
	const commit = stand.commit === null ? '?' : short(stand.commit);
	const followed = stand.commit !== null && isFollowed(stand.commit);
	const mark = followed ? '*' : ' ';
	const named: Span = followed ? [`${mark}${commit}`, 'mine'] : `${mark}${commit}`;
	const since = detail === 'commit' ? '' : age(stand.since, now);
	if (since === '') return [[glyph, style], named];
	return [[glyph, style], named, ' '.repeat(Math.max(0, 7 - commit.length) + 1), [since.padStart(3), 'dim']];
}

/** How many columns the word of a stage takes at most. */
export const widestWord = 'Cancelled'.length;

function standWord({status, failed}: StageStand): string {
	if (status === null) return '';
	if (status === 'Skipped') return skippedLook.word;
	return status === 'Running' && failed.length > 0 ? 'Failing' : standingLooks[status].word;
}

export function lookOfStand({status, failed}: StageStand): Look {
	if (status === null) return stageLooks.NotReached;
	return status === 'Running' && failed.length > 0 ? stageLooks.Failed : stageLooks[status];
}

/** How long ago in one unit (`58s`, `4m`, `2h`, `21d`); empty where it is not known. */
export function age(since: number | null, now: number): string {
	return since === null ? '' : duration(now - since).replace(/h\d\dm$/, 'h');
}

/** That a pipeline had no run for long; null: it had. */
export function idleWords({lastRun, idle}: FleetRow, now: number): string | null {
	if (!idle) return null;
	return lastRun === null ? 'never ran' : `no run for ${age(lastRun, now)}`;
}

/** What cannot be seen of a row, and what would mend that. */
export function unseenWords({trouble, urgency, unread}: FleetRow): readonly string[] {
	const why = isBlinding(trouble)
		? [troubleWords(trouble), mendingOf(trouble) ?? []].flat().join(': ')
		: null;
	return [
		...(unread > 0 ? [`${count(unread, 'execution')} in progress not looked at`] : []),
		...(why !== null ? [why] : urgency === 'unseen' || urgency === 'unread' ? ['not looked at'] : []),
	];
}

/** What failed in a stage, a line for each action; the stage alone where it is not known. */
export function failureWords(
	{stage, status, since, failed, rules}: StageStand,
	now: number,
): readonly string[] {
	if (failed.length === 0)
		return status === 'Failed'
			? [[`${stage} failed${ago(since, now)}`, rulesWords(rules)].filter(Boolean).join(': ')]
			: [];
	const still = status === 'Running' ? ', the rest still runs' : '';
	return failed.map(each => {
		const cause = causeWords(each);
		const at = each.run?.changedAt ?? null;
		return `${actionPath(each)} failed${ago(at, now)}${still}${cause === '' ? '' : `: ${cause}`}`;
	});
}

function actionPath({stage, name}: Pick<ActionProgress, 'stage' | 'name'>): string {
	return `${stage}/${name}`;
}

function ago(at: number | null, now: number): string {
	return at === null ? '' : ` ${duration(now - at)} ago`;
}

/** Who stands at a gate, for how long, and what waits behind. */
export function gateWords({stage, action, commit, openedAt, expiresAt, waiting}: Gate, now: number): string {
	const since = openedAt === null ? '' : ` ${duration(now - openedAt)}`;
	const left = expiresAt === null ? '' : `, ${timeLeft(expiresAt - now)} left`;
	const behind = waiting === 0 ? '' : `, ${waiting} behind`;
	return `${stage}/${action} ${commit === null ? '?' : short(commit)}${since}${left}${behind}`;
}

/** That the way into a stage is closed, why, and who waits there; null: it is open. */
export function closedWords({stage, closed, waiting}: StageStand, now: number): string | null {
	if (closed === null) return null;
	const reason = closed.reason === '' ? '' : `: "${closed.reason}"`;
	const since = closed.since === null ? '' : ` for ${duration(now - closed.since)}`;
	const outside = waiting === 0 ? '' : `, ${count(waiting, 'execution waits', 'executions wait')}`;
	return `${stage} is closed${since}${outside}${reason}`;
}

/** What the rows do without, each call once: `access denied (codepipeline:GetPipeline) in 3 pipelines: the rest is shown`. */
export function lackingWords(rows: readonly FleetRow[]): readonly string[] {
	const lacking = rows.flatMap(({trouble}) => (isOptional(trouble) ? trouble : []));
	const calls = new Set(lacking.map(({operation}) => operation));
	return [...calls].flatMap(operation => {
		const met = lacking.filter(each => each.operation === operation);
		const [first] = met;
		return first === undefined
			? []
			: `${troubleWords(first)} in ${count(met.length, 'pipeline')}: the rest is shown`;
	});
}
