import {type ReactNode, useMemo} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import type {Handlers} from '../../hooks/keyboard.ts';
import type {LogContent} from '../../hooks/log-shown.ts';
import type {LogView} from '../../hooks/log-view.ts';
import {useLogKeys} from '../../hooks/use-log-keys.ts';
import {type LogSource, type LogTarget, useLogTarget} from '../../hooks/use-log-target.ts';
import {useLogView, useSearch} from '../../hooks/use-log-view.ts';
import {useNow} from '../../hooks/use-now.ts';
import {workLink} from '../../hooks/work-link.ts';
import type {Diagnosis} from '../../source/diagnosis/diagnose.ts';
import {LogLines} from '../../source/domain/log-lines.ts';
import type {Command} from '../../source/keymap/keymap.ts';
import {breakWords, paintRow} from '../../source/wording/spans.ts';
import type {Theme} from '../../source/wording/theme.ts';
import {nameOf} from '../../source/wording/words.ts';
import {Footer} from '../footer.tsx';
import {buildRows, ruleRow} from '../log/build-rows.ts';
import {emptyWords} from '../log/empty-words.ts';
import {logRows} from '../log/log-rows.ts';
import {findPrompt, logTitle, positionWords} from '../log/log-words.ts';
import {newerAt, useWhy} from '../log/use-why.ts';
import {workRows} from '../log/work-rows.ts';
import {copyFailure} from '../report/use-report.ts';
import {Rows} from '../row.tsx';
import {fitSegments} from '../segments.ts';
import {useTheme} from '../theme-context.ts';

export interface BuildScreenProps {
	readonly target: LogTarget;
	readonly columns: number;
	readonly rows: number;
}

/** A build: how it stands, its phases, what failed, and its log in all rows that are left. */
export function BuildScreen({target, columns, rows}: BuildScreenProps): ReactNode {
	const theme = useTheme();
	const desk = useDesk();
	const source = useLogTarget(target);
	const {build, log, action} = source;
	const withoutBuild = action?.run != null && action.run.build === null;
	const why = useWhy(source);
	const diagnosis = why?.findings.diagnosis ?? null;
	const [view, look] = useLogView(useContent(source, diagnosis));
	const now = useNow(build?.endedAt ?? build?.startedAt ?? null);
	const above = buildRows({source, why, view, columns, rows, now, theme});
	const title =
		rows < 16 ? [] : [ruleRow([[withoutBuild ? 'what it says' : logTitle(view), 'title']], columns, theme)];
	const line = rows < 30 ? [] : [ruleRow([], columns, theme)];
	const height = Math.max(1, rows - above.length - title.length - line.length - 2);
	const seen = logRows(view, {
		columns,
		height,
		startedAt: build?.startedAt ?? null,
		numbered: log?.fromStart ?? false,
		explaining: diagnosis?.explaining ?? null,
		theme,
	});
	useSearch(view, look, height);
	const failed = action?.state === 'Failed' ? action : null;
	const more: Handlers =
		failed === null ? {} : {'copy-report': () => copyFailure(desk, source.target, nameOf(failed), diagnosis)};
	useLogKeys({view, look, source, height, stride: Math.max(8, Math.floor(columns / 4)), cut: seen.cut, more});
	const empty = view.content.lines.length === 0;
	const words = empty ? [] : positionWords(view, {fromStart: log?.fromStart ?? false, cut: seen.cut});
	const position = fitSegments(
		words.map((word, index) => ({spans: [[word, 'dim']], keep: 9 - index})),
		columns - 2,
	);
	const body = !empty
		? seen.rows
		: withoutBuild && action !== null
			? workRows(action, {columns, height, link: workLink(desk, source), newer: newerAt(source), now, theme})
			: emptyRows(emptyWords(source, now), columns, height, theme);
	return (
		<>
			<Rows rows={[...above, ...title, ...body, ...line, paintRow([' ', ...position], columns, theme)]} />
			<Footer
				place={view.typing === null ? 'log' : 'find'}
				columns={columns}
				labels={{
					leave: 'back',
					'all-lines': view.all ? 'relevant' : 'all lines',
					open: 'keep',
					older: 'runs',
				}}
				without={withoutKeys(view)}
				prompt={view.typing === null ? [] : findPrompt(view)}
			/>
		</>
	);
}

function emptyRows(
	sentences: readonly string[],
	columns: number,
	height: number,
	theme: Theme,
): readonly string[] {
	const words = sentences.flatMap(sentence => breakWords(sentence, columns - 2));
	return Array.from({length: height}, (_, index) =>
		paintRow([' ', [words[index - 1] ?? '', index === 1 ? 'note' : 'dim']], columns, theme),
	);
}

const withLinesOnly: readonly Command[] = [
	'search',
	'next-match',
	'previous-match',
	'wrap',
	'timestamps',
	'save',
	'pager',
];

/** What cannot work right now. */
function withoutKeys({content, typing}: LogView): readonly Command[] {
	if (typing !== null) return [];
	return [
		'back',
		...(content.live && content.lines.length > 0 ? [] : (['follow'] as const)),
		...(content.errors.length === 0 ? (['next-error', 'previous-error'] as const) : []),
		...(content.relevant.length === 0 ? (['all-lines', 'fold'] as const) : []),
		...(content.novel === null ? (['mark-novel'] as const) : []),
		...(content.lines.length === 0 ? withLinesOnly : []),
	];
}

function useContent({log}: LogSource, diagnosis: Diagnosis | null): LogContent {
	const lines = log?.lines ?? LogLines.none;
	const live = log !== null && !log.ended;
	return useMemo(
		() => ({
			lines,
			relevant: diagnosis === null || diagnosis.relevant.length >= lines.length ? [] : diagnosis.relevant,
			errors: diagnosis?.errors ?? [],
			novel: diagnosis?.novel ?? null,
			start: diagnosis?.start ?? null,
			live,
		}),
		[lines, diagnosis, live],
	);
}
