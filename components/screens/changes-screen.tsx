import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {type ChangesTarget, useChanges} from '../../hooks/use-changes.ts';
import {useNow} from '../../hooks/use-now.ts';
import {useScroll} from '../../hooks/use-scroll.ts';
import {type Block, changesBlocks} from '../../source/wording/changes-blocks.ts';
import {duration, troubleWords} from '../../source/wording/words.ts';
import {changesRows} from '../changes-rows.ts';
import {Page, pageHeight} from '../page.tsx';
import {useTheme} from '../theme-context.ts';

/** What approving a gate would ship, or what came to a stage that failed since it last succeeded. */
export function ChangesScreen({
	target,
	columns,
	rows,
}: {
	readonly target: ChangesTarget;
	readonly columns: number;
	readonly rows: number;
}): ReactNode {
	const theme = useTheme();
	const desk = useDesk();
	const {state, record, changes, again} = useChanges(target);
	const now = useNow(changes?.gate?.openedAt ?? record?.lookedAt ?? null);
	const trouble = state.scopes[target.scope]?.trouble ?? record?.trouble ?? null;
	const asOf = record?.lookedAt == null ? '' : `: as of ${duration(now - record.lookedAt)} ago`;
	const troubled: readonly Block[] =
		trouble === null ? [] : [{kind: 'prose', text: `? ${troubleWords(trouble)}${asOf}`, style: 'trouble'}];
	const blocks: readonly Block[] =
		changes === null
			? [{kind: 'prose', text: 'the pipeline is not there any more', style: 'note'}]
			: changesBlocks(changes, state, {now, columns});
	const text = changesRows([...troubled, ...blocks], columns, theme);
	const parallel = record?.definition?.mode === 'PARALLEL' && changes?.execution != null;
	const link = () =>
		desk.link(
			target.scope,
			target.pipeline,
			parallel && changes.execution !== null ? {execution: changes.execution} : null,
		);
	const top = useScroll('changes', text.length, pageHeight(rows), {
		'open-link': () => desk.open(link()),
		'copy-link': () => desk.copy(link()),
		'look-now': () => {
			again();
			return 'looking now';
		},
	});
	const stage = changes?.stage ?? null;
	const title = stage === null ? target.pipeline : `${target.pipeline} › ${stage}`;
	return <Page place="changes" title={title} {...{text, top, columns, rows}} />;
}
