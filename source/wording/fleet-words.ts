import {short} from '../domain/commit.ts';
import type {FleetRow, FleetUrgency} from '../domain/fleet.ts';
import type {Gate} from '../domain/gate.ts';
import type {ActionProgress} from '../domain/progress.ts';
import type {StageStand} from '../domain/stands.ts';
import {isBlinding, isOptional} from '../domain/trouble.ts';
import {causeWords} from './failure-words.ts';
import {type Look, stageLooks} from './glyphs.ts';
import type {Cell} from './table.ts';
import {count, duration, mendingOf, timeLeft, troubleWords} from './words.ts';

const looks = {
	failed: stageLooks.Failed,
	gate: stageLooks.Gate,
	unseen: stageLooks.Unknown,
	running: stageLooks.Running,
	rest: {glyph: ' ', word: '', style: 'plain'},
} as const satisfies Record<FleetUrgency, Look>;

/** The sign and the name of a pipeline. */
export function nameCell({pipeline, urgency}: FleetRow): Cell {
	const {glyph, style} = looks[urgency];
	return [[glyph, style], ' ', [pipeline, urgency === 'failed' || urgency === 'gate' ? 'bold' : 'plain']];
}

/** How much a cell says of what stands in a stage. */
export type Detail = 'age' | 'commit' | 'sign';

/** What stands in a stage: sign, commit, since when. */
export function standCell(stand: StageStand, now: number, detail: Detail): Cell {
	const {glyph, style} = lookOfStand(stand);
	if (detail === 'sign' || stand.execution === null) return [[glyph, style]];
	const commit = stand.commit === null ? '?' : short(stand.commit);
	const since = detail === 'commit' ? '' : age(stand.since, now);
	if (since === '') return [[glyph, style], ` ${commit}`];
	return [[glyph, style], ` ${commit.padEnd(7)} `, [since.padStart(3), 'dim']];
}

export function lookOfStand({status, failed}: StageStand): Look {
	if (status === null) return stageLooks.NotReached;
	return status === 'Running' && failed.length > 0 ? stageLooks.Failed : stageLooks[status];
}

/** How long ago in one unit (`58s`, `4m`, `2h`, `21d`); empty where it is not known. */
function age(since: number | null, now: number): string {
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
		...(why !== null ? [why] : urgency === 'unseen' ? ['not looked at'] : []),
	];
}

/** What failed in a stage, a line for each action; the stage alone where it is not known. */
export function failureWords({stage, status, since, failed}: StageStand, now: number): readonly string[] {
	if (failed.length === 0) return status === 'Failed' ? [`${stage} failed${ago(since, now)}`] : [];
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
