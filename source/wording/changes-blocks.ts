import {type Changes, commitIn} from '../domain/changes.ts';
import type {Commit} from '../domain/commit.ts';
import type {Sha} from '../domain/pipeline.ts';
import type {ChangedCommit} from '../domain/shipment.ts';
import type {State} from '../domain/state.ts';
import {
	brokenWords,
	closedWords,
	foldersWords,
	isItself,
	lostWords,
	refusalWords,
	revertWords,
	shipmentNote,
	shipmentWords,
} from './changes-words.ts';
import {actionLooks} from './glyphs.ts';
import {fit, type Span} from './spans.ts';
import type {Cell} from './table.ts';
import type {Style} from './theme.ts';
import {count, duration, failedWords, lookOf, named, nameOf, timeLeft} from './words.ts';

/** A part of what is told of changes; whoever shows it knows how many columns there are. */
export type Block =
	| {readonly kind: 'title'; readonly text: string}
	/** Rows as they stand, cells below each other. */
	| {readonly kind: 'table'; readonly rows: readonly (readonly Cell[])[]}
	/** Broken at blanks where it is too long. */
	| {readonly kind: 'prose'; readonly text: string; readonly style: Style}
	/** Whole, and from the first column. */
	| {readonly kind: 'link'; readonly url: string};

export interface BlocksView {
	/** ms since the epoch. */
	readonly now: number;
	/** Null: as many as it takes. */
	readonly columns: number | null;
}

/** Whose changes, what ships in place of what, how it fared so far, and who else is concerned. */
export function changesBlocks(
	changes: Changes,
	state: Pick<State, 'tracked' | 'commits'>,
	view: BlocksView,
): readonly Block[] {
	return [
		{kind: 'table', rows: gateSpans(changes, view).map(row => [row])},
		...refusalBlocks(changes),
		endsBlock(changes, state, view),
		...warningBlocks(changes),
		...approvalBlocks(changes),
		...chainsBlock(changes),
		...commitsBlocks(changes, view),
		...foldersBlocks(changes),
		...elsewhereBlocks(changes),
		...waitingBlocks(changes, state, view),
	];
}

/** Columns from which the gate's times stand beside its name. */
const wideGate = 80;

function gateSpans(changes: Changes, {now, columns}: BlocksView): readonly Cell[] {
	const {kind, gate, chains, refusal} = changes;
	if (refusal !== null && isItself(changes))
		return [
			[
				[refusal.entered ? '✗ FAILED ' : '✗ REFUSED ', 'bad'],
				[refusal.stage, 'bold'],
			],
		];
	if (kind === 'failure') {
		const failed = chains.filter(({state}) => state === 'Failed');
		return [
			[
				['✗ FAILED ', 'bad'],
				[failedWords(failed), 'cause'],
			],
		];
	}
	if (gate === null) return [[[`· ${closedWords(changes) ?? 'its stages are not known yet'}`, 'dim']]];
	const about = [
		gate.openedAt === null ? '' : `open ${duration(now - gate.openedAt)}`,
		gate.expiresAt === null
			? ''
			: gate.expiresAt > now
				? `${timeLeft(gate.expiresAt - now)} left`
				: 'expired',
		gate.waiting === 0 ? '' : `${gate.waiting} newer ${gate.waiting === 1 ? 'waits' : 'wait'}`,
	].filter(part => part !== '');
	const name: Cell = [
		['▲ GATE ', 'gate'],
		[gate.action, 'bold'],
	];
	return columns !== null && columns < wideGate
		? [name, [[`  ${about.join(' · ')}`, 'dim']]]
		: [[...name, [['', ...about].join(' · '), 'dim']]];
}

/** What did not hold, below who was refused, or of another execution in a sentence. */
function refusalBlocks(changes: Changes): readonly Block[] {
	const {refusal} = changes;
	if (refusal === null) return [];
	return isItself(changes)
		? [{kind: 'prose', text: brokenWords(refusal), style: 'cause'}]
		: [{kind: 'prose', text: refusalWords(changes) ?? '', style: 'bad'}];
}

/** What would ship, what runs there now, and how much lies between. */
function endsBlock(changes: Changes, state: Pick<State, 'tracked' | 'commits'>, view: BlocksView): Block {
	const {kind, now, next, rollback, shipment} = changes;
	const refused = isItself(changes) && changes.refusal?.entered === false;
	const labels =
		kind === 'failure'
			? [refused ? 'refused' : 'failed', 'last good']
			: [refused ? 'was refused' : 'would ship', 'runs now'];
	const rows = [next, now].map((sha, index): readonly Cell[] => [
		[[`  ${labels[index] ?? ''}`, 'dim']],
		[
			[index === 1 && rollback ? 'rolled back to ' : '', 'waiting'],
			...(sha === null ? [['unknown', 'waiting'] as const] : endSpans(commitIn(state, sha), view.now)),
		],
	]);
	const brings: readonly (readonly Cell[])[] =
		shipment.kind === 'known' ? [[[['  brings', 'dim']], [shipmentWords(shipment)]]] : [];
	return {kind: 'table', rows: [...rows, ...brings]};
}

function endSpans({sha, subject, author, at, mine}: Commit, now: number): Cell {
	const about = [mine ? 'yours' : (author ?? ''), at === null ? '' : duration(now - at)];
	return [
		[named(sha), mine ? 'mine' : 'bold'],
		[
			about
				.filter(part => part !== '')
				.map(part => ` · ${part}`)
				.join(''),
			mine ? 'mine' : 'dim',
		],
		subject === null ? '' : `  ${subject}`,
	];
}

function warningBlocks(changes: Changes): readonly Block[] {
	const {others} = changes;
	const lost = lostWords(changes);
	const note = shipmentNote(changes);
	return [
		...(note === null ? [] : [{kind: 'prose', text: note, style: 'note'} as const]),
		...(lost === '' ? [] : [{kind: 'prose', text: lost, style: 'bad'} as const]),
		...others.map(
			({stage, action, commit}) =>
				({
					kind: 'prose',
					text: `also open: ${stage}/${action}, at it ${named(commit)}`,
					style: 'gate',
				}) as const,
		),
	];
}

/** The approval's own words and link. */
function approvalBlocks({gate}: Changes): readonly Block[] {
	const [text, url] = [gate?.customData ?? '', gate?.externalEntityLink ?? ''];
	if (text === '' && url === '') return [];
	return [
		{kind: 'title', text: 'the approval says'},
		...(text === '' ? [] : [{kind: 'prose', text, style: 'plain'} as const]),
		...(url === '' ? [] : [{kind: 'link', url} as const]),
	];
}

/** A row for each stage, its chains behind it. */
function chainsBlock({chains}: Changes): readonly Block[] {
	if (chains.length === 0) return [];
	const rows = [...Map.groupBy(chains, ({stage}) => stage)].map(([stage, actions]): readonly Cell[] => [
		[[`  ${stage}`, 'bold']],
		actions.flatMap((action, index): readonly Span[] => {
			const {glyph, word, style} = actionLooks[action.state];
			const name = nameOf(action) === stage ? '' : ` ${nameOf(action)}`;
			const said = action.state === 'Succeeded' && name !== '' ? '' : ` ${word}`;
			return [index === 0 ? '' : '  ', [glyph, style], name, [said, style]];
		}),
	]);
	return [
		{kind: 'title', text: 'this execution so far'},
		{kind: 'table', rows},
	];
}

function commitsBlocks({shipment, stage}: Changes, view: BlocksView): readonly Block[] {
	if (shipment.kind !== 'known') return [];
	const {commits, lost} = shipment;
	return [
		...(lost.length === 0
			? []
			: [
					{kind: 'title', text: `taken away from ${stage ?? 'the stage'}`} as const,
					{
						kind: 'table',
						rows: lost.map(each => commitCells({...each, revertedBy: null}, view, 'bad')),
					} as const,
				]),
		...(commits.length === 0
			? []
			: [
					{kind: 'title', text: `commits${commits.some(({mine}) => mine) ? ', * yours' : ''}`} as const,
					{kind: 'table', rows: commits.map(each => commitCells(each, view))} as const,
				]),
	];
}

/** Columns from which authors, and pull requests, have room of their own. */
const wide = {author: 60, pullRequest: 100};

function commitCells(
	commit: ChangedCommit,
	{now, columns}: BlocksView,
	style: Style = 'plain',
): readonly Cell[] {
	const {sha, author, at, mine, pullRequest, subject} = commit;
	const room = (least: number) => columns === null || columns >= least;
	const undoing = revertWords(commit);
	return [
		[
			[mine ? '* ' : '  ', 'mine'],
			[named(sha), mine ? 'mine' : style],
		],
		[[fit(at === null ? '' : duration(now - at), 5, {align: 'right'}), 'dim']],
		room(wide.author) && author !== null ? [[fit(author, 16).trimEnd(), mine ? 'mine' : 'dim']] : [],
		room(wide.pullRequest) && pullRequest !== null ? [[`#${pullRequest}`, 'dim']] : [],
		[
			[undoing === '' ? '' : `${undoing} · `, 'ended'],
			[subject ?? '', commit.revertedBy === null ? 'plain' : 'dim'],
		],
	];
}

/** As many folders as a reader takes in at once. */
const mostFolders = 8;

function foldersBlocks({shipment}: Changes): readonly Block[] {
	if (shipment.kind !== 'known' || shipment.commits.length === 0) return [];
	const {folders} = shipment;
	const files = (folders ?? []).reduce((sum, each) => sum + each.files, 0);
	return [
		{kind: 'title', text: folders === null ? 'paths' : `paths: ${count(files, 'file')}`},
		folders === null
			? {
					kind: 'prose',
					text: 'which paths they touch is not known: git fetch brings that into the clone',
					style: 'dim',
				}
			: {kind: 'prose', text: foldersWords(folders, mostFolders), style: 'plain'},
	];
}

function elsewhereBlocks({elsewhere, next}: Changes): readonly Block[] {
	if (next === null || elsewhere.length === 0) return [];
	const rows = elsewhere.map(({pipeline, stage, standing, carriedBy}): readonly Cell[] => {
		const look = lookOf(standing);
		return [
			['  ', [look.glyph, look.style], ` ${pipeline}`],
			[[look.word, look.style]],
			[[stage ?? '', 'dim']],
			[[carriedBy === null ? '' : `carried by ${named(carriedBy)}`, 'dim']],
		];
	});
	return [
		{kind: 'title', text: `${named(next)} elsewhere`},
		{kind: 'table', rows},
	];
}

function waitingBlocks(
	{waiting}: Changes,
	state: Pick<State, 'tracked' | 'commits'>,
	{now, columns}: BlocksView,
): readonly Block[] {
	if (waiting.length === 0) return [];
	const about = (sha: Sha | null): Cell =>
		sha === null ? [['unknown', 'waiting']] : endSpans(commitIn(state, sha), now);
	const rows = waiting.map(({execution, commit}): readonly Cell[] => [
		['  ', ...about(commit)],
		columns === null || columns >= 110 ? [[`exec ${execution}`, 'dim']] : [],
	]);
	return [
		{kind: 'title', text: 'newer, on their way'},
		{kind: 'table', rows},
	];
}
