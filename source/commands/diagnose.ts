import {assembleReads, type Reads, type Target} from '../assemble.ts';
import type {DiagnoseLine} from '../command-line/parse.ts';
import {holdsFailure} from '../diagnosis/reach.ts';
import type {FailureReport} from '../diagnosis/report.ts';
import {commitOf} from '../domain/execution.ts';
import type {Trouble} from '../domain/trouble.ts';
import {systemClock} from '../engine/clock.ts';
import type {Missing} from '../engine/find-failed.ts';
import {type Asker, createAsker} from '../engine/patience.ts';
import {type ReadFailures, readFailures} from '../engine/read-failures.ts';
import {cheapPages} from '../engine/read-log.ts';
import {troubleOf} from '../engine/trouble.ts';
import {refused, wrongUse} from '../exit-code.ts';
import {ProviderError} from '../providers/provider.ts';
import {markdownOf} from '../wording/failure-markdown.ts';
import {type DiagnosisFrame, diagnosisJson} from './diagnose-json.ts';
import {noteOf} from './diagnose-notes.ts';
import {reportsOf} from './diagnose-reports.ts';
import {failureRows, noteRows} from './diagnose-rows.ts';
import {groundFor, type Surroundings} from './ground.ts';
import {noSuchPipeline} from './no-such-pipeline.ts';
import {reasonOf, sayOnTheWay} from './on-the-way.ts';
import type {Paper} from './paper.ts';
import {type Refusal, sentence} from './refusal.ts';

/** One look at what failed in an execution, as text, JSON or Markdown. Resolves with the exit code. */
export async function diagnose(
	line: DiagnoseLine,
	surroundings: Surroundings,
	paper: Paper,
	complain: (line: string) => void,
	interrupted: AbortSignal,
): Promise<number> {
	const end = ({message, code}: Refusal) => {
		complain(`sluice: ${message}`);
		return code;
	};
	const ground = await groundFor(line.account, surroundings);
	if ('problem' in ground) return end({message: ground.problem, code: wrongUse});
	const {region} = ground.target;
	const reads = assembleReads(ground.target);
	const over = new AbortController();
	const words = () => `still looking for what failed: ${reasonOf(reads.traffic().slowedBy)}`;
	void sayOnTheWay(words, complain, systemClock, AbortSignal.any([over.signal, interrupted]));
	try {
		const looked = await look(line, reads, ground.target, interrupted);
		if ('code' in looked) {
			if (line.json && looked.trouble !== null)
				paper.write(`${JSON.stringify(diagnosisJson(blind(line, region, looked.trouble), []))}\n`);
			return end(looked);
		}
		show(line, looked, reads, region, paper);
		return 0;
	} catch (error) {
		if (interrupted.aborted) return Number(interrupted.reason);
		throw error;
	} finally {
		over.abort();
		reads.provider.close();
	}
}

/** A refusal, and the trouble that it comes from where it does. */
type Refused = Refusal & {readonly trouble: Trouble | null};

async function look(
	{pipeline, execution}: DiagnoseLine,
	reads: Reads,
	{region, rate}: Target,
	signal: AbortSignal,
): Promise<ReadFailures | Refused> {
	const {provider} = reads;
	const asker = createAsker(systemClock, signal);
	const reading = {provider, asker, clock: systemClock, isEnough: holdsFailure, cheapPages: cheapPages(rate)};
	try {
		const read = await readFailures(reading, pipeline, execution);
		if (read.kind === 'read') return read;
		return {message: missingWords(read, pipeline, execution ?? ''), code: wrongUse, trouble: null};
	} catch (error) {
		if (signal.aborted || !(error instanceof ProviderError)) throw error;
		if (error.kind === 'not-found')
			return {message: await unknownPipeline(pipeline, reads, asker, region), code: wrongUse, trouble: null};
		const trouble = troubleOf(error, 'ListPipelineExecutions', systemClock.now(), null);
		return {message: sentence(trouble), code: refused, trouble};
	}
}

async function unknownPipeline(
	pipeline: string,
	{provider}: Reads,
	asker: Asker,
	region: string,
): Promise<string> {
	const listed = await asker.may('ListPipelines', asking => provider.listPipelines(asking));
	return noSuchPipeline(pipeline, 'answer' in listed ? listed.answer : [], region);
}

function missingWords(missing: Missing, pipeline: string, wanted: string): string {
	if (missing.kind === 'no-execution')
		return `${pipeline} has no execution ${wanted}: without an id the newest that failed is taken`;
	const names = missing.several.slice(0, 4).map(id => id.slice(0, wanted.length + 5));
	return `${wanted} is the beginning of several executions of ${pipeline} (${names.join(', ')}): give more digits`;
}

function show(line: DiagnoseLine, read: ReadFailures, reads: Reads, region: string, paper: Paper): void {
	const {pipeline} = line;
	const reports = reportsOf(read, pipeline, reads, systemClock.now());
	const about = frameOf(pipeline, read, reports, reads, region);
	if (line.json) paper.write(`${JSON.stringify(diagnosisJson(about, reports))}\n`);
	else if (line.markdown && reports.length > 0)
		paper.write(markdownOf(reports) + (about.note === null ? '' : `\n${about.note}\n`));
	else for (const row of textRows(about, reports, paper)) paper.print(row);
}

function frameOf(
	pipeline: string,
	read: ReadFailures,
	reports: readonly FailureReport[],
	{provider, through}: Reads,
	region: string,
): DiagnosisFrame {
	const {execution, definition, mode, condition, failures} = read;
	const account = definition?.account ?? null;
	const parallel = mode === 'PARALLEL' && execution !== null ? {execution: execution.id} : null;
	return {
		asOf: systemClock.now(),
		account,
		region,
		trouble: read.troubles[0] ?? null,
		pipeline,
		execution: execution?.id ?? null,
		status: execution?.said ?? null,
		commit: execution === null ? null : (commitOf(execution)?.sha ?? null),
		stage: failures[0]?.run.stage ?? condition,
		note: noteOf(pipeline, read),
		url: reports[0]?.links.pipeline ?? through(provider.link(pipeline, parallel), account),
	};
}

function blind({pipeline, execution}: DiagnoseLine, region: string, trouble: Trouble): DiagnosisFrame {
	const unknown = {asOf: null, account: null, status: null, commit: null, stage: null, note: null, url: null};
	return {...unknown, region, trouble, pipeline, execution};
}

function textRows(
	{trouble, note, url, asOf}: DiagnosisFrame,
	reports: readonly FailureReport[],
	paper: Paper,
): readonly string[] {
	const blocks = reports.map(report => failureRows(report, asOf ?? 0, paper));
	return [
		...(trouble === null ? [] : [paper.theme.paint('trouble', `? ${sentence(trouble)}`)]),
		...blocks.flatMap((rows, index) => (index === 0 ? rows : ['', ...rows])),
		...(note === null ? [] : [...(reports.length === 0 ? [] : ['']), ...noteRows(note, paper)]),
		...(reports.length === 0 && url !== null ? [url] : []),
	];
}
