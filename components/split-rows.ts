import type {Theme} from '../source/wording/theme.ts';
import {detailRows} from './detail-rows.ts';
import type {DetailView} from './detail-view.ts';
import {besideEachOther, type Layout} from './layout.ts';
import {filled, type ListView, listPane, wantedBy, windowed} from './list-pane.ts';

export interface SplitView {
	readonly layout: Layout;
	readonly columns: number;
	/** Rows between the banner and the footer. */
	readonly height: number;
	readonly theme: Theme;
	readonly pane: 'list' | 'detail';
	/** The list as it would be drawn in so many columns and rows. */
	readonly list: Omit<ListView, 'columns' | 'height' | 'theme'>;
	readonly detail: Omit<DetailView, 'columns' | 'theme'> | null;
	/** In the detail's place: where another commit that is followed stands. */
	readonly preview: Omit<ListView, 'columns' | 'height' | 'theme'> | null;
}

/** List and detail in exactly `height` rows of `columns`. */
export function splitRows(view: SplitView): readonly string[] {
	const {layout, columns, height, theme} = view;
	switch (layout.kind) {
		case 'side':
			return sideBySide(view);
		case 'stacked': {
			const {shown, folded} = view.list.list;
			const wanted = shown.length + view.list.others.length + (folded.length > 0 ? 1 : 0) + 1;
			const top = Math.max(3, Math.min(wanted, Math.floor((height - 2) / 2)));
			const rule = theme.paint('line', '─'.repeat(columns));
			return [
				rule,
				...listPane({...view.list, columns, height: top, theme}),
				rule,
				...detailPane(view, columns, height - top - 2),
			];
		}
		case 'list':
			return view.pane === 'list'
				? listPane({...view.list, columns, height, theme})
				: detailPane(view, columns, height);
		case 'tiny':
			return [];
	}
}

function sideBySide(view: SplitView): readonly string[] {
	const {theme} = view;
	const {list, detail} = besideEachOther(view.columns, wantedBy(view.list));
	const ruled = view.height >= 10;
	const height = view.height - (ruled ? 2 : 0);
	const left = listPane({...view.list, columns: list, height, theme});
	const right = detailPane(view, detail, height);
	const line = theme.paint('line', '│');
	const rule = (cross: string) => theme.paint('line', `${'─'.repeat(list)}${cross}${'─'.repeat(detail)}`);
	const body = left.map((row, index) => `${row}${line}${right[index] ?? ''}`);
	return ruled ? [rule('┬'), ...body, rule('┴')] : body;
}

/** The detail in exactly `height` rows: the part around the selected action, and the link. */
export function detailPane(
	{detail, preview, theme}: Pick<SplitView, 'detail' | 'preview' | 'theme'>,
	columns: number,
	height: number,
): readonly string[] {
	if (preview !== null) return listPane({...preview, columns, height, theme});
	if (detail === null) return filled([], columns, height);
	const {body, link} = detailRows({...detail, columns, theme});
	// Where the link would take the room of what it is about, o, y and v remain.
	const shownLink = link.length * 3 <= height ? link : [];
	const room = height - shownLink.length;
	// Name and execution stay in sight where there are rows to spare.
	const pinned = room >= 8 ? 2 : 1;
	const rest = body.slice(pinned);
	const at = rest.findIndex(({action}) => action !== null && action === detail.action);
	const below = room - pinned;
	const shown = rest.length <= below ? rest : windowed(rest, below, at < Math.floor(below * 0.7) ? 0 : at);
	const rows = [...body.slice(0, pinned), ...shown].map(({text}) => text);
	return [...filled(rows, columns, room), ...shownLink];
}
