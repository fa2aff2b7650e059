import type {Commit} from '../domain/commit.ts';
import type {State} from '../domain/state.ts';
import {isConcerned, type StageReach, type Where, type WherePipeline} from '../domain/where.ts';
import {describeIn} from '../wording/describe.ts';
import {breakWords, type Span, width} from '../wording/spans.ts';
import {count, duration, lookOf, named, reasonIn} from '../wording/words.ts';
import {troubleIn} from './look-once.ts';
import type {Paper} from './paper.ts';
import {sentence} from './refusal.ts';
import {currentStage, type Link} from './said.ts';

/** Where a commit is, as rows of text: which stages run it, then each pipeline with its execution and its page. */
export function whereRows(
	state: State,
	commit: Commit,
	{reached, pipelines}: Where,
	link: Link,
	paper: Paper,
): readonly string[] {
	const concerned = pipelines.filter(({follow}) => isConcerned(follow));
	const others = pipelines.filter(({follow}) => !isConcerned(follow));
	const names = Math.max(...pipelines.map(({follow}) => width(follow.pipeline)));
	const trouble = troubleIn(state);
	return [
		headRow(state, commit, paper),
		...(trouble === null
			? []
			: [
					paint(
						[
							['? ', 'trouble'],
							[sentence(trouble), 'trouble'],
						],
						paper,
					),
				]),
		'',
		...reachRows(reached, paper),
		...(reached.length > 0 ? [''] : []),
		...concerned.flatMap(each => pipelineRows(each, state, names, link, paper)),
		...(others.length > 0 && concerned.length > 0 ? [''] : []),
		...others.flatMap(each => apartRow(each, state, names, paper)),
	];
}

function paint(spans: readonly Span[], {theme}: Paper): string {
	return spans
		.map(span => (typeof span === 'string' ? span : theme.paint(span[1], span[0])))
		.join('')
		.trimEnd();
}

function headRow(state: State, {sha, subject, author, at}: Commit, paper: Paper): string {
	const [scope] = Object.values(state.scopes);
	const about = [
		author,
		at === null ? null : `${duration(state.now - at)} ago`,
		[scope?.account, scope?.region].filter(Boolean).join(' '),
	];
	return paint(
		[
			[named(sha), 'mine'],
			subject === null ? '' : ` ${subject}`,
			[['', ...about.filter(Boolean)].join(' · '), 'dim'],
		],
		paper,
	);
}

/** `DeployProduction  runs it in 2 of 8 pipelines`. */
function reachRows(reached: readonly StageReach[], paper: Paper): readonly string[] {
	const names = Math.max(...reached.map(({stage}) => width(stage)));
	return reached.map(({stage, pipelines, of, unknown}) => {
		const all = pipelines === of;
		const doubt = unknown === 0 ? '' : ` · unknown in ${unknown}`;
		return paint(
			[
				[all ? '✓' : pipelines > 0 ? '◐' : '·', all ? 'good' : pipelines > 0 ? 'running' : 'dim'],
				` ${stage.padEnd(names)}  `,
				[`runs it in ${pipelines} of ${count(of, 'pipeline')}`, all ? 'good' : 'plain'],
				[doubt, 'waiting'],
			],
			paper,
		);
	});
}

function pipelineRows(
	{follow, stages}: WherePipeline,
	state: State,
	names: number,
	link: Link,
	paper: Paper,
): readonly string[] {
	const {standing, execution, pipeline, scope} = follow;
	const look = lookOf(standing);
	const since = 'since' in standing ? standing.since : null;
	const stage = currentStage(follow.stages);
	const done = stage === null || stage.total < 2 ? '' : ` ${stage.done ?? '?'}/${stage.total}`;
	const reason = reasonIn(follow, describeIn(state, state.now));
	const there = stages.flatMap(({progress, reached}) => (reached?.kind === 'reached' ? progress.name : []));
	const notes = [
		execution === null ? '' : `exec ${execution.id}`,
		there.length === 0 ? '' : `in ${there.join(', ')}`,
	].filter(note => note !== '');
	return [
		paint(
			[
				[look.glyph, look.style],
				` ${pipeline.padEnd(names)}  `,
				[look.word.padEnd(10), look.style],
				[` ${since === null ? '' : duration(state.now - since)}`.padEnd(7), 'dim'],
				stage === null ? '' : `${stage.name}${done}`,
			],
			paper,
		),
		...breakWords(reason, paper.columns - 4).map(row => paint(['    ', row], paper)),
		...(notes.length === 0 ? [] : [paint(['    ', [notes.join(' · '), 'dim']], paper)]),
		paint(['    ', [link({scope, pipeline, execution: execution?.id ?? null}), 'dim']], paper),
	];
}

function apartRow({follow}: WherePipeline, state: State, names: number, paper: Paper): string {
	const look = lookOf(follow.standing);
	const reason = reasonIn(follow, describeIn(state, state.now));
	return paint([[`${look.glyph} ${follow.pipeline.padEnd(names)}  ${reason}`, 'dim']], paper);
}
