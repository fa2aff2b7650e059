import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {describe, expect, it} from 'vitest';
import {catalogue} from '../../source/diagnosis/catalogue/catalogue.ts';
import {recogniseIn} from '../../source/diagnosis/catalogue/recognise.ts';
import {type Diagnosis, diagnose} from '../../source/diagnosis/diagnose.ts';
import type {Build} from '../../source/domain/build.ts';
import type {LogLine} from '../../source/domain/log.ts';
import {build, failing, log, phase} from './build-log.ts';
import {type Expected, expected} from './corpus/expected.ts';
import {decoys} from './decoys.ts';

/** Real excerpts, other people's text: they stand beside the checkout, never in it. */
const folder = resolve(process.env.SLUICE_CORPUS ?? '../shared/corpus', 'logs');
const recognise = recogniseIn(catalogue);

interface Excerpt {
	readonly name: string;
	readonly lines: readonly string[];
	readonly right: Expected;
}

/** An excerpt in a log: where its first line stands. */
interface Tried {
	readonly lines: readonly LogLine[];
	readonly build: Build | null;
	readonly from: number;
}

interface Outcome {
	readonly name: string;
	readonly shown: boolean;
	readonly right: boolean;
	readonly wrong: string | null;
	readonly explaining: string;
}

function excerpts(): readonly Excerpt[] {
	return readdirSync(folder)
		.filter(file => file.endsWith('.txt'))
		.sort()
		.map(file => {
			const name = basename(file, '.txt');
			const right = expected[name];
			if (right === undefined) throw new Error(`nothing is expected of ${name}`);
			const lines = readFileSync(join(folder, file), 'utf8').replace(/\n$/, '').split('\n').slice(2);
			return {name, lines, right};
		});
}

/** The excerpt is the whole log, and nothing is known beside it. */
function bare({lines}: Excerpt): Tried {
	return {lines: log(...lines), build: null, from: 0};
}

const ended = /Phase complete: (\w+) (?:State: FAILED|Success: false)/;

/** The excerpt is what a command of many lines printed; its own lines of the agent end that, where it has them. */
function within({lines, right}: Excerpt, before: number, after: number): Tried {
	const own = ended.exec(lines.join('\n'))?.[1];
	const broken = right.phase?.[0] ?? own ?? 'BUILD';
	const [run, deploy] = [`> Entering phase ${broken}`, './deploy.sh staging'];
	const head = [
		'> Waiting for agent ping',
		'> Phase is DOWNLOAD_SOURCE',
		'> Phase complete: DOWNLOAD_SOURCE State: SUCCEEDED',
		'> Phase context status code:  Message: ',
		'> Entering phase INSTALL',
		'> Running command npm ci',
		...decoys(400, 1),
		'> Phase complete: INSTALL State: SUCCEEDED',
		'> Phase context status code:  Message: ',
		run,
		'> Running command ./prepare.sh',
		...decoys(300, 2),
		`> Running command ${deploy}`,
		...decoys(before, 3),
	];
	const end = own === undefined ? [...decoys(after, 4), ...failing(broken, deploy)] : [];
	const tail = [
		'> Entering phase FINALIZING',
		'> Running command ./report.sh',
		...decoys(300, 5),
		'Error: there is nothing to report',
		...failing('FINALIZING', './report.sh'),
	];
	return {
		lines: log(...head, ...lines, ...end, ...tail),
		build: build('Failed', phase('INSTALL', 'Succeeded'), phase(broken, 'Failed')),
		from: head.length,
	};
}

/** There is no log: all that is known is what the phase says. */
function message({lines, right}: Excerpt): Tried {
	const [name, code] = right.phase ?? ['BUILD', 'COMMAND_EXECUTION_ERROR'];
	const [first = 1, ...others] = right.line;
	const own = others.every((line, index) => line === first + index + 1) ? others.length : 0;
	const said = lines
		.slice(first - 1, first + own)
		.join('\n')
		.replace(/^[\s\S]*(?:Message: |: (?=stat ))/, '');
	const broken = {...phase(name, 'Failed'), messages: [{code, message: said}]};
	return {lines: [], build: build('Failed', broken), from: 0};
}

function outcome({name, right}: Excerpt, {lines, build, from}: Tried): Outcome {
	const found: Diagnosis = diagnose(lines, build, null, {recognise});
	const cause = found.known?.cause ?? null;
	const isRight = cause !== null && right.causes.includes(cause.id);
	return {
		name,
		shown: lines.length === 0 || right.line.some(line => found.relevant.includes(from + line - 1)),
		right: isRight,
		wrong: cause === null || isRight || cause.sure === 'guess' ? null : `${cause.id} (${cause.sure})`,
		explaining: lines[found.explaining ?? -1]?.text ?? found.known?.text ?? '-',
	};
}

/** In one line each what went wrong, for whoever mends it. */
function report(title: string, outcomes: readonly Outcome[]): void {
	const count = (holds: (each: Outcome) => boolean) => outcomes.filter(holds).length;
	const faults = outcomes.filter(each => !each.shown || !each.right || each.wrong !== null);
	process.stdout.write(
		[
			`${title}: explaining line shown ${count(each => each.shown)}/${outcomes.length}, right cause ${count(each => each.right)}/${outcomes.length}, wrong and sure ${count(each => each.wrong !== null)}`,
			...(process.env.SLUICE_CORPUS_FAULTS === undefined ? [] : faults).map(
				({name, shown, wrong, explaining}) =>
					`  ${shown ? 'shown' : 'HIDDEN'} ${wrong ?? 'no cause'}: ${name} | ${explaining.slice(0, 80)}`,
			),
		]
			.join('\n')
			.concat('\n'),
	);
}

describe.skipIf(!existsSync(folder))(`the corpus in ${folder} (skipped where it is not there)`, () => {
	const all = existsSync(folder) ? excerpts() : [];

	it.each([
		['alone', bare],
		['at the end of a long command', (each: Excerpt) => within(each, 1500, 0)],
		['with a clean-up after it', (each: Excerpt) => within(each, 1500, 30)],
		['amid what a command prints', (each: Excerpt) => within(each, 1000, 1000)],
	] as const)('is explained %s', (title, tried) => {
		const outcomes = all.map(each => outcome(each, tried(each)));
		report(title, outcomes);
		expect(outcomes.filter(({shown}) => !shown).map(({name}) => name)).toEqual([]);
		expect(outcomes.filter(({wrong}) => wrong !== null)).toEqual([]);
		expect(outcomes.filter(({right}) => right).length).toBeGreaterThanOrEqual(Math.ceil(all.length * 0.85));
	});

	it('is explained by the message of a phase alone', () => {
		const outcomes = all
			.filter(({right}) => right.phase !== undefined)
			.map(each => outcome(each, message(each)));
		report('as a message', outcomes);
		expect(outcomes.filter(({right}) => !right)).toEqual([]);
	});
});
