import type {ReactNode} from 'react';
import {useNow} from '../../hooks/use-now.ts';
import {useSlice} from '../../hooks/use-slice.ts';
import {type TimelineTarget, useTimeline} from '../../hooks/use-timeline.ts';
import {useTimelineKeys} from '../../hooks/use-timeline-keys.ts';
import type {TimelineRow} from '../../source/domain/timeline.ts';
import {Footer} from '../footer.tsx';
import {Rows} from '../row.tsx';
import {useTheme} from '../theme-context.ts';
import {timelineRows} from '../timeline/timeline-rows.ts';

/** When the actions of an execution ran, against their usual length, and how the last executions fared. */
export function TimelineScreen({
	target,
	columns,
	rows,
}: {
	readonly target: TimelineTarget;
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	const theme = useTheme();
	const source = useTimeline(target);
	const tracked = useSlice(state => state.tracked);
	const commits = useSlice(state => state.commits);
	const now = useNow(source.timeline?.asOf ?? null);
	const height = Math.max(1, rows - 1);
	const drawn = timelineRows({
		source,
		pipeline: target.pipeline,
		tracked,
		commits,
		columns,
		rows: height,
		now,
		theme,
	});
	useTimelineKeys(target, source, Math.max(1, Math.floor(rows / 2)));
	return (
		<>
			<Rows rows={drawn} />
			<Footer
				place="timeline"
				columns={columns}
				labels={{leave: 'back', open: openLabel(source.row)}}
				without={['back', 'timeline', 'copy-report']}
			/>
		</>
	);
}

function openLabel(row: TimelineRow | null): string {
	if (row?.state === 'Waiting') return 'what it ships';
	if (row?.run?.build != null) return 'log';
	return row?.state === 'Failed' ? 'why' : 'open';
}
