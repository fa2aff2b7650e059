import type {Fleet} from '../../hooks/use-fleet.ts';
import type {TopOf} from '../../hooks/use-window.ts';
import {paintRow} from '../../source/wording/spans.ts';
import {filled} from '../list-pane.ts';
import {type FleetPaper, fleetHead, fleetRowText, groupRowText} from './fleet-rows.ts';

/** How many rows the whole list takes, its head included. */
export function fleetListHeight({entries}: Fleet): number {
	return Math.max(1, entries.length) + 1;
}

/** The list in exactly `height` rows: the part around the selected entry. Rows that are not seen are not made. */
export function fleetList(fleet: Fleet, paper: FleetPaper, height: number, topOf: TopOf): readonly string[] {
	const {entries, at} = fleet;
	const {total, theme} = paper;
	const head = height >= 4 ? [fleetHead(paper)] : [];
	const room = height - head.length;
	const hidden = entries.length > room;
	const shown = Math.max(0, hidden ? room - 1 : room);
	const selected = entries[at]?.key ?? null;
	const top = topOf({count: entries.length, height: shown, at, key: selected});
	const seen = entries.slice(top, top + shown);
	const rows = seen.map(entry =>
		entry.kind === 'row'
			? fleetRowText(entry.row, entry.key === selected, paper)
			: groupRowText(entry.group, {selected: entry.key === selected, open: entry.open}, paper),
	);
	const none = entries.length === 0 ? [paintRow([' ', [emptyWords(fleet), 'dim']], total, theme)] : [];
	const tail = hidden
		? [paintRow(['   ', [`${top + 1} to ${top + seen.length} of ${entries.length}`, 'dim']], total, theme)]
		: [];
	return filled([...head, ...none, ...rows, ...tail], total, height);
}

function emptyWords({view, rows, scopes}: Fleet): string {
	if (Object.values(scopes).some(({names}) => names === null)) return 'listing the pipelines…';
	if (rows.length === 0) return 'there is no pipeline that matches';
	if (view.filter !== '') return `nothing is called, or stands, like "${view.filter}": Esc shows all`;
	return view.onlyWrong ? 'nothing is wrong: ! shows all' : '';
}
