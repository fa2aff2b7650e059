import {go} from 'fuzzysort';
import type {FleetRow} from '../source/domain/fleet.ts';
import {fleetState} from '../source/domain/fleet-state.ts';

/**
 * The rows that answer to every word of a query, in their order. A word is part of a name, the beginning of a state's word
 * (`fail`, `idle`) or of a commit that stands in a stage (`acfd7c6`); where it is none of these, the letters of a name.
 */
export function matchingRows(rows: readonly FleetRow[], query: string): readonly FleetRow[] {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean);
	return words.reduce(withWord, rows);
}

function withWord(rows: readonly FleetRow[], word: string): readonly FleetRow[] {
	const exact = rows.filter(row => isNamed(row, word) || isInState(row, word) || runsCommit(row, word));
	if (exact.length > 0) return exact;
	const found = go(word, rows, {key: ({pipeline}: FleetRow) => pipeline, limit: 0, threshold: 0.2});
	const like = new Set(found.map(({obj}) => obj));
	return rows.filter(row => like.has(row));
}

function isNamed({pipeline}: FleetRow, word: string): boolean {
	return pipeline.toLowerCase().includes(word);
}

function isInState(row: FleetRow, word: string): boolean {
	const kind = fleetState(row).kind.toLowerCase();
	const kinds = [kind, row.gates.length > 0 ? 'gate' : '', row.idle ? 'idle' : ''];
	return kinds.some(each => each.startsWith(word));
}

function runsCommit({stages}: FleetRow, word: string): boolean {
	return /^[0-9a-f]{4,}$/.test(word) && stages.some(({commit}) => commit?.startsWith(word));
}
