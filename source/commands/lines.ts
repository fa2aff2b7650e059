import {causeOf} from '../diagnosis/cause.ts';
import type {Follow} from '../domain/follow.ts';
import type {Notice} from '../domain/notice.ts';
import type {ActionProgress, StageProgress} from '../domain/progress.ts';
import {statusNow} from '../domain/status-now.ts';
import {clockTime, isoTime, line, span} from './line.ts';

/** The console's page of a pipeline, or of one execution of it. */
export type Link = (follow: {
	readonly scope: string;
	readonly pipeline: string;
	readonly execution: string | null;
}) => string;

/** Where one pipeline stands, once per look. */
export function heartbeat(follow: Follow, now: number): string {
	const {standing, execution, stages} = follow;
	const stage = currentStage(follow);
	const started = execution?.startedAt ?? null;
	return line(`${clockTime(now)} ${follow.pipeline}`, {
		exec: execution?.id ?? 'none',
		status: execution === null ? standing.kind : statusNow(follow.record, execution),
		state: standing.kind,
		stage: stage?.name ?? null,
		done: stage !== null && stages.length > 0 ? `${stage.done ?? '?'}/${stage.total}` : null,
		elapsed: started === null ? null : span(now - started),
	});
}

/** The stage that the followed execution is in, waits for, or was in last. */
export function currentStage({stages}: Follow): StageProgress | null {
	return stages.findLast(({state}) => state !== 'NotReached' && state !== 'Unknown') ?? null;
}

/** What became true, as a line; null for what is told on the screen only. */
export function noticeLine(notice: Notice, link: Link): string | null {
	if (notice.kind === 'trouble') {
		const {trouble} = notice;
		return line(`TROUBLE ${trouble.name}`, {
			pipeline: notice.pipeline,
			operation: trouble.operation,
			message: trouble.message,
			do: trouble.hint,
			retry: trouble.retryAt === null ? null : span(trouble.retryAt - trouble.since),
		});
	}
	if (notice.kind === 'recovered')
		return line('RECOVERED', {pipeline: notice.pipeline, after: span(notice.after)});
	const {pipeline, execution: exec} = notice;
	const url = link(notice);
	switch (notice.kind) {
		case 'gate': {
			const {gate} = notice;
			return line('READY-TO-APPROVE', {
				pipeline,
				exec,
				stage: gate.stage,
				action: gate.action,
				commit: gate.commit,
				expires: isoTime(gate.expiresAt),
				waiting: gate.waiting,
				url,
			});
		}
		case 'failed':
			return line('ALERT', {
				pipeline,
				status: 'Failed',
				exec,
				stage: notice.stage,
				...whichFailed(notice.failed),
				url,
			});
		case 'superseded':
		case 'stopped':
		case 'cancelled': {
			const status = ({superseded: 'Superseded', stopped: 'Stopped', cancelled: 'Cancelled'} as const)[
				notice.kind
			];
			return line('ALERT', {
				pipeline,
				status,
				exec,
				by: notice.by,
				carried: notice.carried,
				reason: notice.reason,
				url,
			});
		}
		case 'carried':
			return line('CARRIED', {pipeline, status: notice.status, exec: notice.own, by: notice.by, next: exec});
		case 'blocked': {
			const {obstacle} = notice;
			const where = {pipeline, exec, stage: obstacle.stage, reason: obstacle.kind};
			if (obstacle.kind === 'transition-closed') {
				return line('BLOCKED', {...where, note: obstacle.reason, since: isoTime(obstacle.since), url});
			}
			const since = obstacle.kind === 'gate-held' ? isoTime(obstacle.gate.openedAt) : null;
			return line('BLOCKED', {...where, by: obstacle.by.commit, since, url});
		}
		case 'done':
			return line('DONE', {pipeline, exec});
		case 'chain-failed':
			return null;
	}
}

/** The failed chains; the actions' own names where they are no chains. */
function whichFailed(failed: readonly ActionProgress[]) {
	const chains = failed.flatMap(({chain}) => chain ?? []);
	const actions = failed.flatMap(({chain, name}) => (chain === null ? name : []));
	return {
		chains: chains.length > 0 ? chains.join(',') : null,
		actions: actions.length > 0 ? actions.join(',') : null,
		cause: (failed[0]?.run && causeOf(failed[0].run)) || null,
	};
}
