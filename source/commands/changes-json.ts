import type {Changes} from '../domain/changes.ts';
import type {ChangedCommit} from '../domain/shipment.ts';
import type {State} from '../domain/state.ts';
import {closedWords, refusalWords, shipmentNote} from '../wording/changes-words.ts';
import {frameOf, iso} from './frame.ts';
import {gateJson} from './gate-json.ts';
import type {Link} from './said.ts';

/** What approving would ship, as one JSON object; what is not known is null. */
export function changesJson(state: State, changes: Changes, link: Link) {
	const {scope, pipeline, stage, gate, others, execution, now, rollback, next, shipment} = changes;
	const known = shipment.kind === 'known' ? shipment : null;
	const page = (of: string | null) => link({scope, pipeline, execution: of});
	return {
		...frameOf(state),
		pipeline,
		stage,
		gate: gate === null ? null : gateJson(gate, page(gate.execution)),
		alsoOpen: others.map(each => gateJson(each, page(each.execution))),
		execution,
		now,
		rollback,
		next,
		commits: known?.commits.map(commitJson) ?? null,
		lost: known?.lost.map(each => commitJson({...each, revertedBy: null})) ?? null,
		whole: known?.whole ?? null,
		folders: known?.folders ?? null,
		note:
			[closedWords(changes), refusalWords(changes), shipmentNote(changes)].filter(Boolean).join('; ') || null,
		chains: changes.chains.map(({stage: of, chain, name, state: status}) => ({
			stage: of,
			chain,
			action: name,
			status,
		})),
		waiting: changes.waiting,
		elsewhere: changes.elsewhere.map(({pipeline: name, stage: at, standing, carriedBy}) => ({
			pipeline: name,
			stage: at,
			status: standing.kind,
			carriedBy,
		})),
		url: page(execution),
	};
}

function commitJson({
	sha,
	subject,
	author,
	at,
	mine,
	pullRequest,
	paths,
	reverts,
	revertedBy,
}: ChangedCommit) {
	return {sha, subject, author, at: iso(at), mine, pullRequest, paths, reverts, revertedBy};
}
