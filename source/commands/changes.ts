import {assemble, type Program} from '../assemble.ts';
import type {ChangesLine} from '../command-line/parse.ts';
import {type Changes, changesIn, commitIn} from '../domain/changes.ts';
import {differenceKey} from '../domain/difference.ts';
import type {PipelineName} from '../domain/pipeline.ts';
import {emptyPipeline, type PipelineRecord} from '../domain/record.ts';
import {pipelinesOf, scopesOf} from '../domain/select.ts';
import type {State} from '../domain/state.ts';
import {systemClock} from '../engine/clock.ts';
import {refused, wrongUse} from '../exit-code.ts';
import {changesBlocks} from '../wording/changes-blocks.ts';
import {changesJson} from './changes-json.ts';
import {changesRows} from './changes-rows.ts';
import {groundFor, type Surroundings} from './ground.ts';
import {isLookedAt, lookOnce, onePass, troubleIn} from './look-once.ts';
import {noSuchPipeline} from './no-such-pipeline.ts';
import {pageLink} from './page-link.ts';
import type {Paper} from './paper.ts';
import {sentence} from './refusal.ts';

/** One look at what approving a pipeline's gate would ship, as text or JSON. Resolves with the exit code. */
export async function changes(
	{account, json, pipeline}: ChangesLine,
	surroundings: Surroundings,
	paper: Paper,
	complain: (line: string) => void,
	interrupted: AbortSignal,
): Promise<number> {
	const end = (message: string, code: number) => {
		complain(`sluice: ${message}`);
		return code;
	};
	const ground = await groundFor(account, surroundings);
	if ('problem' in ground) return end(ground.problem, wrongUse);
	const {wanted} = ground.target;
	const program = assemble({
		...ground.target,
		...onePass,
		wanted: name => name === pipeline || wanted(name),
	});
	const quest = questFor(pipeline, program);
	const sought = {pipelines: ground.sought, commits: [], stage: null};
	const {refusal} = await lookOnce(program, sought, systemClock, interrupted, complain, quest.extent);
	quest.end();
	if (interrupted.aborted) return Number(interrupted.reason);
	const state = program.store.getState();
	const known = recordOf(state, pipeline);
	if (refusal?.code === wrongUse) return end(refusal.message, wrongUse);
	if (refusal === null && known === null) {
		const names = pipelinesOf(state).map(({name}) => name);
		return end(noSuchPipeline(pipeline, names, ground.target.region), wrongUse);
	}
	const record = known ?? emptyPipeline('', pipeline);
	const found = changesOf(state, record);
	if (json) paper.write(`${JSON.stringify(changesJson(state, found, pageLink(program)))}\n`);
	if (refusal !== null) return end(refusal.message, refused);
	if (record.lookedAt === null) return end(unseen(record, state), refused);
	if (!json) for (const row of textRows(state, found, program, paper)) paper.print(row);
	return 0;
}

function unseen({name, trouble}: PipelineRecord, state: State): string {
	const met = trouble ?? troubleIn(state);
	return met === null ? `${name} could not be looked at: try again` : sentence(met);
}

function changesOf(state: State, record: PipelineRecord): Changes {
	return changesIn(state, record, {kind: 'gate', stage: null}, null);
}

function recordOf(state: State, name: PipelineName): PipelineRecord | null {
	return pipelinesOf(state).find(pipeline => pipeline.name === name) ?? null;
}

/**
 * Asks on as answers come in: looks at the pipeline closely; once it was looked at, follows the commit that would ship
 * through the others and asks version control what comes with it.
 */
function questFor(name: PipelineName, {store, engine}: Program) {
	/** When each commit that would ship was followed; ms since the epoch. */
	const followed = new Map<string, number>();
	const asked = new Set<string>();
	let inspected = false;

	function goOn(state: State): void {
		const record = recordOf(state, name);
		if (record === null) return;
		if (!inspected) {
			inspected = true;
			engine.send({kind: 'inspect', pipeline: {scope: record.scope, name}});
		}
		if (record.lookedAt === null) return;
		const {next, question} = changesOf(state, record);
		if (next !== null && !followed.has(next)) {
			followed.set(next, state.now);
			engine.send({kind: 'track', commit: commitIn(state, next)});
		}
		if (question === null) return;
		const key = differenceKey(question.from, question.to);
		if (asked.has(key)) return;
		asked.add(key);
		engine.send({kind: 'read-difference', ...question});
	}

	function isSeen(state: State): boolean {
		if (scopesOf(state).some(({names}) => names === null)) return false;
		const record = recordOf(state, name);
		if (record === null) return true;
		if (!isLookedAt(record)) return false;
		if (record.lookedAt === null) return true;
		const {next, shipment} = changesOf(state, record);
		const since = next === null ? 0 : followed.get(next);
		return (
			shipment.kind !== 'asked' &&
			since !== undefined &&
			(next === null || pipelinesOf(state).every(each => isLookedAt(each, since)))
		);
	}

	function countSeen(state: State): number {
		const since = Math.max(0, ...followed.values());
		const again = followed.size === 0 ? [] : pipelinesOf(state).filter(each => isLookedAt(each, since));
		const once = pipelinesOf(state).filter(each => isLookedAt(each));
		return Object.keys(state.differences).length + once.length + again.length;
	}

	return {extent: {isSeen, countSeen}, end: store.subscribe(goOn)};
}

function textRows(state: State, found: Changes, program: Program, paper: Paper): readonly string[] {
	const {scope, pipeline, stage, execution} = found;
	const trouble = troubleIn(state);
	return [
		paper.theme.paint('bold', stage === null ? pipeline : `${pipeline} › ${stage}`),
		...(trouble === null ? [] : [paper.theme.paint('trouble', `? ${sentence(trouble)}`)]),
		...changesRows(changesBlocks(found, state, {now: state.now, columns: null}), paper),
		'',
		pageLink(program)({scope, pipeline, execution}),
	];
}
