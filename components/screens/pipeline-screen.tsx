import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useKeyboard} from '../../hooks/use-keys.ts';
import {type PipelineDetail, usePipeline} from '../../hooks/use-pipeline.ts';
import {usePipelineKeys} from '../../hooks/use-pipeline-keys.ts';
import type {PipelineName, ScopeId, Sha} from '../../source/domain/pipeline.ts';
import type {Command} from '../../source/keymap/keymap.ts';
import {paintRow} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {detailRows} from '../detail-rows.ts';
import type {DetailView} from '../detail-view.ts';
import {runRows} from '../fleet/run-rows.ts';
import {standingDetail} from '../fleet/standing-detail.ts';
import {Footer} from '../footer.tsx';
import {filled} from '../list-pane.ts';
import {reportAction} from '../report/use-report.ts';
import {Rows} from '../row.tsx';
import {openLabel} from '../split-footer.tsx';
import {detailPane} from '../split-rows.ts';
import {useTheme} from '../theme-context.ts';

/** The detail of one pipeline over the whole screen, whoever's commit it shows. */
export function PipelineScreen({
	target,
	columns,
	rows,
}: {
	readonly target: {readonly scope: ScopeId; readonly pipeline: PipelineName};
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	const theme = useTheme();
	const desk = useDesk();
	const keyboard = useKeyboard();
	const shown = usePipeline(target);
	const {state, now, standing, action} = shown;
	const height = rows - 1;
	usePipelineKeys(shown, Math.max(1, height - 4), () => {
		const execution = standing?.execution ?? null;
		if (standing === null || execution === null || action?.state !== 'Failed')
			return 'nothing that is selected has failed: there is nothing to report';
		// What reads a build lies over this screen, and has the keys then.
		return reportAction(desk, keyboard, {follow: standing.row, execution, action}, () => true);
	});
	const body =
		standing === null
			? filled(
					[paintRow([' ', ['the pipeline is not there any more', 'dim']], columns, theme)],
					columns,
					height,
				)
			: withRuns(
					standingDetail(state, standing, {now, link: desk.link, action, active: true}),
					{columns, height, theme},
					commit => state.tracked.some(({sha}) => commit.startsWith(sha)),
				);
	return (
		<>
			<Rows rows={body} />
			<Footer
				place="detail"
				columns={columns}
				labels={{open: openLabel(action), leave: 'fleet'}}
				without={withoutKeys(shown)}
			/>
		</>
	);
}

/** The detail, and where rows are left the last runs, among which [ and ] go. */
function withRuns(
	detail: Omit<DetailView, 'columns' | 'theme'>,
	{columns, height, theme}: {readonly columns: number; readonly height: number; readonly theme: Theme},
	isFollowed: (commit: Sha) => boolean,
): readonly string[] {
	const {record} = detail.follow;
	const {body, link} = detailRows({...detail, columns, theme});
	const spare = Math.min(height - body.length - link.length - 1, record.executions.length + 2);
	const pane = (rows: number) => detailPane({detail, preview: null, theme}, columns, rows);
	if (spare < 4) return pane(height);
	const view = {columns, theme, now: detail.now, shown: detail.execution?.id ?? null, isFollowed};
	const runs = [
		theme.paint('line', '─'.repeat(columns)),
		paintRow([' ', ['last runs', 'title']], columns, theme),
		...runRows(record.executions, spare - 2, view),
	];
	return [...pane(height - spare), ...filled(runs, columns, spare)];
}

function withoutKeys({standing, action, isBrowsing}: PipelineDetail): readonly Command[] {
	const few = (standing?.record.executions.length ?? 0) < 2;
	return [
		'fleet',
		'hide-banner',
		...(isBrowsing ? [] : (['back'] as const)),
		...(few ? (['older', 'newer'] as const) : []),
		...(action?.state === 'Failed' ? [] : (['copy-report'] as const)),
	];
}
