import {assemble} from '../assemble.ts';
import type {WhereLine} from '../command-line/parse.ts';
import type {Commit} from '../domain/commit.ts';
import type {PipelineRecord} from '../domain/record.ts';
import {searchedFor} from '../domain/search.ts';
import {followsOf, pipelinesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {type Where, whereIs} from '../domain/where.ts';
import {systemClock} from '../engine/clock.ts';
import {exitCode, wrongUse} from '../exit-code.ts';
import type {Store} from '../store/store.ts';
import {commitsOf} from './commits.ts';
import {judge} from './doubt.ts';
import {type Ground, groundFor, type Surroundings} from './ground.ts';
import {lookOnce, onePass} from './look-once.ts';
import {pageLink} from './page-link.ts';
import type {Paper} from './paper.ts';
import {reachedBy} from './reached-by.ts';
import {type Tally, tallyOf} from './tally.ts';
import {whereJson} from './where-json.ts';
import {whereRows} from './where-rows.ts';

/** One look at where a commit is: which stages run it, and where its own executions are. Resolves with the exit code. */
export async function where(
	line: WhereLine,
	surroundings: Surroundings,
	paper: Paper,
	complain: (line: string) => void,
	interrupted: AbortSignal,
): Promise<number> {
	const wrong = (message: string) => {
		complain(`sluice: ${message}`);
		return wrongUse;
	};
	const ground = await groundFor(line.account, surroundings);
	if ('problem' in ground) return wrong(ground.problem);
	const chosen = await commitsOf(line.commit === null ? [] : [line.commit], ground);
	if ('problem' in chosen) return wrong(chosen.problem);
	const say = (sentence: string) => complain(`sluice: ${sentence}`);
	chosen.notes.forEach(say);
	const [asked] = chosen.commits;
	if (asked === undefined) return wrong('no commit is asked for');
	let look = await lookFor(asked, line, ground, interrupted, complain);
	const judgement = look.refusal === null ? await judge(look.state, chosen.doubts, ground) : null;
	if (judgement?.kind === 'refused') return wrong(judgement.refusal.message);
	if (judgement?.kind === 'instead') {
		say(judgement.note);
		look = await lookFor(judgement.commit, line, ground, interrupted, complain);
	}
	if (interrupted.aborted) return Number(interrupted.reason);
	const {state, commit, refusal, link} = look;
	const found = whereIs(state, commit);
	if (line.json && refusal?.code !== wrongUse)
		paper.write(`${JSON.stringify(whereJson(state, commit, found, link))}\n`);
	if (refusal !== null) {
		say(refusal.message);
		return refusal.code;
	}
	if (!line.json) for (const row of whereRows(state, commit, found, link, paper)) paper.print(row);
	return codeOf(state, commit, found, line.reached);
}

/** One look at all pipelines for a commit. */
async function lookFor(
	commit: Commit,
	{reached}: WhereLine,
	{target, sought}: Ground,
	interrupted: AbortSignal,
	complain: (line: string) => void,
) {
	const program = assemble({...target, ...onePass, interest: 'all'});
	program.engine.send({kind: 'track', commit});
	const about = {pipelines: sought, commits: [commit.sha], stage: reached};
	const {refusal} = await lookOnce(program, about, systemClock, interrupted, complain);
	giveUpLate(program.store, target.appear);
	const state = program.store.getState();
	return {state, commit: state.tracked[0] ?? commit, refusal, link: pageLink(program)};
}

/**
 * What is awaited here although its execution came to another pipeline long ago will not come: one look need not wait
 * to say so. `appear`: how long one may take; ms.
 */
function giveUpLate(store: Store, appear: number): void {
	const state = store.getState();
	const [commit] = state.tracked;
	if (commit === undefined) return;
	const starts = followsOf(state, commit).flatMap(({own}) => own?.startedAt ?? []);
	if (starts.every(start => state.now - start < appear)) return;
	const awaited = (pipeline: PipelineRecord) => pipeline.lookedAt !== null && searchedFor(pipeline, commit);
	for (const pipeline of pipelinesOf(state).filter(awaited)) {
		const {scope, name} = pipeline;
		if (followsOf(state, commit).some(follow => follow.record === pipeline && follow.execution === null))
			store.dispatch({kind: 'given-up', at: state.now, scope, pipeline: name, sha: commit.sha});
	}
}

function codeOf(state: State, commit: Commit, {pipelines}: Where, stage: string | null): number {
	const reached = stage === null ? null : reachedBy(stage, () => state);
	const followed = pipelines.map(({follow}) => ({commit, follow}));
	const tally: Tally = tallyOf(state.tracked, followed, {exitOn: 'gate', reached});
	const there = followed.map(each => reached?.(each) ?? 'no-stage').filter(each => each !== 'no-stage');
	const isReached = there.length > 0 && there.every(each => each === 'reached');
	return exitCode({
		refused: tally.unseen > 0,
		failed: tally.failed > 0,
		ended: tally.dead > 0,
		blocked: tally.held > 0,
		missing: tally.missing || (reached !== null && !isReached),
	});
}
