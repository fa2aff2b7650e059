import {logBeginsAt} from '../account/builds.ts';
import {simulatedPhases} from '../account/course.ts';
import type {ActionRun, Build, BuildPhase, LogEvent} from '../account/records.ts';
import {type World, wallDuration} from '../account/world.ts';
import type {BuildGlance, LogLine, TimedPhase} from '../scenario.ts';

/** Simulated ms from the moment a line is printed to the moment it can be read. */
const ingestionMs = 800;

const commandPhases: ReadonlySet<TimedPhase> = new Set(['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD']);

type Line = {readonly at: number; readonly text: string; readonly isAgent: boolean};

/** The whole log of a build, those lines included that are yet to come, in the order of printing. */
export function buildLog(world: World, build: Build): readonly LogEvent[] {
	const begin = logBeginsAt(build);
	if (begin === undefined) return [];
	const lag = wallDuration(world, ingestionMs);
	return linesOf(build, begin)
		.filter(({at}) => at <= build.endsAt)
		.flatMap(splitLine)
		.map(({at, text, isAgent}, index) => ({
			timestamp: at,
			ingestionTime: at + lag,
			message: `${isAgent ? `[Container] ${agentTime(at, index)} ` : ''}${text}\n`,
		}));
}

/** A text of several lines becomes as many events; the agent's prefix stands before the first only. */
function splitLine({at, text, isAgent}: Line): readonly Line[] {
	return text.split('\n').map((part, index) => ({at, text: part, isAgent: isAgent && index === 0}));
}

/** `2026/11/20 20:04:02.123456`; the microseconds are made up. */
export function agentTime(at: number, index: number): string {
	const [date = '', time = ''] = new Date(at).toISOString().split('T');
	const micros = String(index % 1000).padStart(3, '0');
	return `${date.replaceAll('-', '/')} ${time.slice(0, -1)}${micros}`;
}

function linesOf(build: Build, begin: number): readonly Line[] {
	const printed = Map.groupBy(logOf(build), line => line.phase as TimedPhase);
	const agent = (at: number, text: string): Line => ({at, text, isAgent: true});
	const lines: Line[] = [
		agent(begin, 'Running on CodeBuild On-demand'),
		agent(begin, 'Waiting for agent ping'),
	];
	for (const phase of build.course) {
		if (phase.from < begin || phase.type === 'FINALIZING') continue;
		if (phase.type === 'DOWNLOAD_SOURCE') lines.push(...downloadLines(build, phase.from, agent));
		if (commandPhases.has(phase.type)) lines.push(agent(phase.from, `Entering phase ${phase.type}`));
		for (const line of printed.get(phase.type) ?? []) lines.push(place(line, phase));
		const {statusCode, message} = phase.context;
		const state = phase.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
		lines.push(
			agent(phase.to, `Phase complete: ${phase.type} State: ${state}`),
			agent(phase.to, `Phase context status code: ${statusCode} Message: ${message}`),
		);
	}
	return lines;
}

function downloadLines(build: Build, at: number, agent: (at: number, text: string) => Line): readonly Line[] {
	const directory = `/codebuild/output/src${Number.parseInt(build.uuid.slice(0, 8), 16)}/src`;
	return [
		agent(at, 'Phase is DOWNLOAD_SOURCE'),
		agent(at, `CODEBUILD_SRC_DIR=${directory}`),
		agent(at, `YAML location is ${directory}/buildspec.yml`),
		agent(at, 'Processing environment variables'),
	];
}

function place(line: LogLine, {from, to}: BuildPhase): Line {
	return {at: Math.round(from + line.share * (to - from)), text: line.text, isAgent: line.from === 'agent'};
}

/** What the scenario lets the commands print; it knows nothing of builds that were started by themselves. */
function logOf(build: Build): Iterable<LogLine> {
	return (build.run && build.plan.log?.(glance(build, build.run))) ?? [];
}

function glance(build: Build, {start}: ActionRun): BuildGlance {
	return {
		id: build.id,
		number: build.number,
		project: build.project,
		start: {...start, random: start.random.fork('log')},
		phases: simulatedPhases(build),
		failure: build.plan.failure,
	};
}
