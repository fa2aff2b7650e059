import {actionKeys, changesOf} from './action-keys.ts';
import {useDesk} from './desk.ts';
import type {Handler} from './keyboard.ts';
import {moved, useNavigator} from './navigation.ts';
import {actionKey, actionsIn} from './selection.ts';
import {useKeys} from './use-keys.ts';
import type {PipelineDetail, Standing} from './use-pipeline.ts';
import {moves} from './use-split-keys.ts';

/** The keys of a pipeline's detail that lies over the fleet. `report`: copies a report of what is selected. */
export function usePipelineKeys(detail: PipelineDetail, page: number, report: Handler): void {
	const {link, open, copy, send} = useDesk();
	const navigator = useNavigator();
	const {standing, action, select, show, isBrowsing} = detail;
	const execution = standing?.execution ?? null;
	const stages = standing?.stages ?? [];
	const keys = actionsIn(stages).map(actionKey);
	const from = action === null ? null : actionKey(action);
	const withLink = (use: (url: string) => Promise<string>) => () =>
		standing === null ? gone : use(link(...pipelineLink(standing)));
	useKeys('detail', {
		...moves(by => select(before => moved(keys, [before, from], by)), page),
		...actionKeys(
			{pipeline: standing?.follow ?? null, execution, action},
			{open: navigator.open, send, show},
		),
		back: () => (isBrowsing ? show(null) : navigator.close()),
		fleet: navigator.close,
		'open-link': withLink(open),
		'copy-link': withLink(copy),
		'copy-report': report,
		'what-changed': () => {
			if (standing === null) return gone;
			const {scope, pipeline, gates} = standing.row;
			return navigator.open({kind: 'changes', scope, pipeline, of: changesOf(gates, execution, stages)});
		},
		timeline: () => {
			if (standing === null) return gone;
			const {scope, pipeline} = standing.row;
			return navigator.open({kind: 'timeline', scope, pipeline, execution: execution?.id ?? null});
		},
		'hide-banner': () => 'the banner stands over the list of pipelines: q q goes there',
	});
}

const gone = 'the pipeline is not there any more';

/** What the console's page of the execution must name. */
export function pipelineLink({row, record, execution}: Pick<Standing, 'row' | 'record' | 'execution'>) {
	const parallel = record.definition?.mode === 'PARALLEL' || row.shownBy !== null;
	const id = parallel ? (execution?.id ?? row.shownBy) : null;
	return [row.scope, row.pipeline, id === null ? null : {execution: id}] as const;
}
