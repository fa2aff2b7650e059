import type {Span} from '../source/wording/spans.ts';

/** What stands before the selected row of a pane; a narrow one where another pane has the keys, so that it needs no colour. */
export function rowMarker({selected, active}: {readonly selected: boolean; readonly active: boolean}): Span {
	if (!selected) return ' ';
	return active ? ['▌', 'cursor'] : ['▎', 'dim'];
}
