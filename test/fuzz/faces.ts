import {failureReport} from '../../components/report/failure-report.ts';
import {changesJson} from '../../source/commands/changes-json.ts';
import {changesRows} from '../../source/commands/changes-rows.ts';
import {diagnosisJson} from '../../source/commands/diagnose-json.ts';
import {noteOf} from '../../source/commands/diagnose-notes.ts';
import {reportsOf} from '../../source/commands/diagnose-reports.ts';
import {failureRows} from '../../source/commands/diagnose-rows.ts';
import {eventOf, jsonOf} from '../../source/commands/event-of.ts';
import {textOf} from '../../source/commands/facts.ts';
import {fleetJson} from '../../source/commands/fleet-json.ts';
import {fleetLines} from '../../source/commands/fleet-text.ts';
import type {Paper} from '../../source/commands/paper.ts';
import {heartbeat, saidOf} from '../../source/commands/said.ts';
import {whereJson} from '../../source/commands/where-json.ts';
import {whereRows} from '../../source/commands/where-rows.ts';
import {catalogue} from '../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../source/diagnosis/catalogue/recognise.ts';
import {holdsFailure} from '../../source/diagnosis/reach.ts';
import {changesIn} from '../../source/domain/changes.ts';
import {fleetOf} from '../../source/domain/fleet.ts';
import {followsOf, inUrgencyOrder, pipelinesOf, scopesOf} from '../../source/domain/select.ts';
import type {State} from '../../source/domain/state.ts';
import {summaryOf} from '../../source/domain/summary.ts';
import {whereIs} from '../../source/domain/where.ts';
import {createAsker} from '../../source/engine/patience.ts';
import {readFailures} from '../../source/engine/read-failures.ts';
import {changesBlocks} from '../../source/wording/changes-blocks.ts';
import {markdownOf} from '../../source/wording/failure-markdown.ts';
import {summaryLine} from '../../source/wording/summary-line.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {MovedClock} from '../clock.ts';
import {scope} from '../fixtures.ts';
import {expectCleanJson, expectCleanRows} from './clean.ts';
import {lookedAt, type Normalised, providerOf} from './normalised.ts';

const recognise = recogniseIn(catalogue);
const page = (pipeline: string, parallel: {readonly execution: string} | null) =>
	`https://console.example.com/${encodeURIComponent(pipeline)}/${encodeURIComponent(parallel?.execution ?? '')}`;
const link = ({pipeline, execution}: {readonly pipeline: string; readonly execution: string | null}) =>
	page(pipeline, execution === null ? null : {execution});
export const paperOf = (columns: number): Paper => ({
	columns,
	theme: createTheme({level: 0, unicode: true}),
	write() {},
	print() {},
});

/** Draws every face that has no screen from a state, and looks through what they say. */
export function expectCleanFaces(state: State, columns: number): void {
	const paper = paperOf(columns);
	expectFleet(state, paper);
	for (const tracked of state.tracked) {
		const where = whereIs(state, tracked);
		expectCleanRows(whereRows(state, tracked, where, link, paper), 'where');
		expectCleanJson(whereJson(state, tracked, where, link), 'where --json');
		for (const follow of inUrgencyOrder(followsOf(state, tracked))) {
			const said = heartbeat(follow, tracked.sha, lookedAt);
			expectCleanRows([textOf(said, true)], 'watch');
			expectCleanJson(jsonOf(said, state), 'watch --json');
		}
	}
	for (const notice of state.happened) {
		const said = saidOf(notice, link);
		if (said !== null) expectCleanRows([textOf(said, false)], 'watch');
		expectCleanJson(eventOf(notice, {scopes: state.scopes, link}), 'alerts');
	}
	expectCleanRows([summaryLine(summaryOf(state), true), summaryLine(summaryOf(state), false)], 'line');
	for (const record of pipelinesOf(state)) {
		for (const of of [{kind: 'gate', stage: null} as const]) {
			const changes = changesIn(state, record, of, null);
			const blocks = changesBlocks(changes, state, {now: lookedAt, columns: null});
			expectCleanRows(changesRows(blocks, paper), 'changes');
			expectCleanJson(changesJson(state, changes, link), 'changes --json');
		}
	}
	expectReports(state);
}

function expectFleet(state: State, paper: Paper): void {
	const rows = fleetOf(pipelinesOf(state), lookedAt);
	for (const each of scopesOf(state)) expectCleanRows(fleetLines(each, rows, lookedAt, paper, page), 'fleet');
	expectCleanJson(fleetJson(state, rows, page), 'fleet --json');
}

/** What `Y` copies. */
function expectReports(state: State): void {
	const desk = {
		recognise,
		link: (_: string, ...of: Parameters<typeof page>) => page(...of),
		opened: (_: string, url: string) => url,
	};
	for (const tracked of state.tracked)
		for (const {pipeline, execution, stages} of followsOf(state, tracked))
			for (const {name: stage, actions} of stages)
				for (const {name: action} of actions.filter(({state: each}) => each === 'Failed').slice(0, 2)) {
					const place = {scope, pipeline, execution: execution?.id ?? '', stage, action};
					const report = failureReport(state, place, desk);
					if (report !== null) expectCleanRows(report.split('\n'), 'report');
				}
}

/** What `diagnose` says of a pipeline. */
export async function expectCleanDiagnosis(told: Normalised, columns: number): Promise<void> {
	const clock = new MovedClock(lookedAt);
	const asker = createAsker(clock, new AbortController().signal);
	const provider = providerOf(told);
	const pipeline = told.names[0] ?? 'p';
	const reading = {provider, asker, clock, isEnough: holdsFailure, cheapPages: 4};
	const read = await readFailures(reading, pipeline, null);
	if (read.kind !== 'read') return;
	const reports = reportsOf(read, pipeline, {recognise, provider, through: url => url}, lookedAt);
	const note = noteOf(pipeline, read);
	const about = {
		asOf: lookedAt,
		account: told.definition.account,
		region: 'us-west-2',
		trouble: null,
		pipeline,
		execution: read.execution?.id ?? null,
		status: read.execution?.said ?? null,
		commit: null,
		stage: read.failures[0]?.run.stage ?? read.condition,
		note,
		url: null,
	};
	expectCleanJson(diagnosisJson(about, reports), 'diagnose --json');
	expectCleanRows(
		reports.flatMap(report => failureRows(report, lookedAt, paperOf(columns))),
		'diagnose',
	);
	expectCleanRows(markdownOf(reports).split('\n'), 'diagnose --markdown');
}
