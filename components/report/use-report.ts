import {type RefObject, useLayoutEffect} from 'react';
import {type Desk, useDesk} from '../../hooks/desk.ts';
import type {Handler, Keyboard} from '../../hooks/keyboard.ts';
import {useLatest} from '../../hooks/latest.ts';
import type {View} from '../../hooks/navigation.ts';
import {readLog} from '../../hooks/read-log.ts';
import {urgentAction} from '../../hooks/selection.ts';
import {useKeyboard} from '../../hooks/use-keys.ts';
import {linkTarget, type Split} from '../../hooks/use-split.ts';
import type {ActionPlace} from '../../source/domain/compare-of.ts';
import type {Execution} from '../../source/domain/execution.ts';
import type {Follow} from '../../source/domain/follow.ts';
import {own} from '../../source/domain/own.ts';
import {type ActionProgress, progressOf} from '../../source/domain/progress.ts';
import {followOf} from '../../source/domain/select.ts';
import {describeIn} from '../../source/wording/describe.ts';
import {standingReport} from '../../source/wording/standing-report.ts';
import {nameOf} from '../../source/wording/words.ts';
import {failureReport} from './failure-report.ts';

/** Copies a report; put here by the split view, so that it can be asked for from every screen over it. */
export type Reporter = RefObject<Handler | null>;

/** What is on the split view now. */
interface Seen {
	readonly split: Split;
	readonly view: View;
}

/**
 * Lets the reporter tell of what is selected: in the list the pipeline's failed action, in the detail the selected one. Where
 * nothing failed, where the commit stands.
 */
export function useReporter(reporter: Reporter, seen: Seen): void {
	const desk = useDesk();
	const keyboard = useKeyboard();
	const latest = useLatest(seen);
	useLayoutEffect(() => {
		reporter.current = () => copyReport(desk, keyboard, latest.current, () => isFree(latest.current.view));
	}, [reporter, desk, keyboard, latest]);
}

/** Whether no build is looked at: only one is read at a time. */
function isFree({opened}: View): boolean {
	return opened.every(({kind}) => kind !== 'build');
}

async function copyReport(
	desk: Desk,
	keyboard: Keyboard,
	{split, view}: Seen,
	isFree: () => boolean,
): Promise<string> {
	const {follow, execution} = split;
	if (follow === null) return 'nothing is selected';
	const action = failedAction(split, view);
	if (action !== null && execution !== null)
		return reportAction(desk, keyboard, {follow, execution, action}, isFree);
	const text = standingText(desk, split);
	return text === null
		? 'the pipeline is not there any more'
		: `report ${await desk.copy(text)}: where ${follow.pipeline} stands`;
}

/** Reads the log of a failed action, unless another one is being read, and copies its report. */
export async function reportAction(
	desk: Desk,
	keyboard: Keyboard,
	{
		follow: {scope, pipeline},
		execution,
		action,
	}: {
		readonly follow: Pick<Follow, 'scope' | 'pipeline'>;
		readonly execution: Execution;
		readonly action: ActionProgress;
	},
	isFree: () => boolean,
): Promise<string> {
	const place = {scope, pipeline, execution: execution.id, stage: action.stage, action: action.name};
	const build = action.run?.build ?? null;
	if (build !== null) {
		keyboard.say(`reading the log of ${nameOf(action)}…`);
		await readLog(desk, scope, build, isFree);
	}
	return copyFailure(desk, place, nameOf(action));
}

/** Copies the report of a failed action; answers with a sentence for the footer. */
export async function copyFailure(
	desk: Desk,
	place: ActionPlace,
	name: string,
	diagnosis: Parameters<typeof failureReport>[3] = null,
): Promise<string> {
	const text = failureReport(desk.store.getState(), place, desk, diagnosis);
	return text === null
		? `${name} has not failed: there is nothing to report`
		: `report ${await desk.copy(text)}: ${place.pipeline} › ${name}`;
}

function failedAction({action, stages}: Split, {pane}: View): ActionProgress | null {
	const chosen = pane === 'detail' ? action : urgentAction(stages);
	return chosen?.state === 'Failed' ? chosen : null;
}

/** Where the commit stands by the newest state: the split view does not hear of changes while it is covered. */
function standingText(desk: Desk, {follow, commit, execution}: Split): string | null {
	const state = desk.store.getState();
	const record =
		follow === null ? undefined : own(state.scopes[follow.scope]?.pipelines ?? {}, follow.pipeline);
	if (record === undefined || commit === null) return null;
	const now = followOf(state, record, commit);
	return standingReport({
		follow: now,
		commit,
		execution,
		stages: execution === null ? now.stages : progressOf(record, execution.id),
		link: desk.link(...linkTarget(now, execution)),
		describe: describeIn(state, desk.now()),
	});
}
