import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {greenLog} from '../../source/diagnosis/green.ts';
import {canRetryHelp, type Failing, markdownOf, reportOf} from '../../source/diagnosis/report.ts';
import type {KnownCause} from '../../source/domain/cause.ts';
import {executionId, noon, run, shas} from '../fixtures.ts';
import {failing, log} from './build-log.ts';

const cause: KnownCause = {
	id: 'bucket-there',
	cause: 'the bucket is there already',
	advice: 'import it into the stack',
	retryHelps: true,
	sure: 'certain',
};
const green = log(
	'> Entering phase BUILD',
	'> Running command pulumi up --yes',
	'Updating (staging)',
	'done',
);
const printed = (...lines: readonly string[]) =>
	log(
		'> Entering phase BUILD',
		'> Running command pulumi up --yes',
		'Updating (staging)',
		...lines,
		...failing('BUILD', 'pulumi up --yes', 255),
	);
const lines = printed(
	'error: \x1b[31mbucket\x1b[m already exists',
	'password=hunter22',
	'error: stack is locked',
);

function failed(over: Partial<Failing> = {}, of = lines): Failing {
	const diagnosis = diagnose(of, null, null, {
		recognise: texts => {
			const at = texts.findIndex(text => text.includes('already exists'));
			return at < 0 ? null : {cause, at};
		},
		green: greenLog('green:1', green, true),
	});
	return {
		pipeline: 'l-indexer-pipeline',
		execution: executionId(1),
		commit: shas.ours,
		subject: 'feat: batch `inserts` (#812)',
		run: run('DeployStaging', 'DeployStagingTaiko', 'Failed', [5, 4], {build: 'taiko:1'}),
		chains: new Map([
			['DeployStagingTaiko', 'Taiko'],
			['DeployStagingSepolia', 'Sepolia'],
		]),
		build: null,
		log: {lines: of, fromStart: true},
		gap: null,
		diagnosis,
		comparison: {
			lastGreen: {execution: executionId(0), commit: shas.older, at: noon, build: 'green:1'},
			earlier: 4,
			passed: ['DeployStagingSepolia'],
			same: [],
		},
		newer: {kind: 'none'},
		links: {log: 'https://example.com/log', pipeline: 'https://example.com/pipeline'},
		...over,
	};
}

describe('the report of a failure', () => {
	it('holds the lines with their numbers, without colours and secrets', () => {
		const report = reportOf(failed());
		expect(report.lines.map(({line, text, novel}) => [line, text, novel])).toContainEqual([
			4,
			'error: bucket already exists',
			true,
		]);
		expect(report.lines).toContainEqual(expect.objectContaining({text: 'password=***'}));
		expect(report.lines.find(({explains}) => explains)?.line).toBe(4);
		expect(report).toMatchObject({
			chain: 'Taiko',
			message: 'exit status 255',
			masked: true,
			cause: {known: {id: 'bucket-there'}, line: 4, inLog: true, proof: 'error: bucket already exists'},
			consequences: [{text: 'error: stack is locked'}],
			comparison: {passed: ['Sepolia']},
		});
	});

	it('numbers no line of a log that was not read from its beginning', () => {
		const report = reportOf(failed({log: {lines, fromStart: false}}));
		expect(report.lines.map(({line}) => line)).toEqual(report.lines.map(() => null));
		expect(report.cause?.line).toBeNull();
	});

	it('promises nothing of a retry once a newer execution has entered the stage, or where that is not known', () => {
		const helps = (over: Partial<Failing>) => canRetryHelp(reportOf(failed(over)));
		expect(helps({})).toBe(true);
		expect(helps({newer: {kind: 'unknown'}})).toBeNull();
		expect(helps({newer: {kind: 'entered', execution: executionId(2), commit: null}})).toBe(false);
	});
});

describe('the report in Markdown', () => {
	it('tells what a ticket needs', () => {
		const text = markdownOf([reportOf(failed())]);
		expect(text).toContain('### ✗ l-indexer-pipeline › DeployStaging › Taiko failed\n');
		for (const part of [
			`- **execution**: \`${executionId(1)}\``,
			`- **commit**: \`${shas.ours}\` \`\`feat: batch \`inserts\` (#812)\`\``,
			'- **cause**: the bucket is there already (certain)',
			'- **evidence**: line 4 `error: bucket already exists`',
			'- **advice**: import it into the stack',
			'- **retry**: a retry can help',
			'Sepolia passed in the same run · last green: 9e0c4b7, 2026-11-21 12:00 UTC',
			'      4 + error: bucket already exists',
			'What looks like a secret is shown as',
			'<https://example.com/log>\n<https://example.com/pipeline>\n',
		])
			expect(text).toContain(part);
		expect(text).not.toContain('hunter22');
	});

	it('says that no cause is known, and why there is no log', () => {
		const diagnosis = diagnose([], null, {code: 'JobFailed', message: 'it broke'});
		const text = markdownOf([reportOf(failed({diagnosis, log: null, gap: {kind: 'gone'}}))]);
		expect(text).toContain('- **message**: `it broke`');
		expect(text).toContain('- **cause**: unknown');
		expect(text).toContain('the log is gone');
		expect(text).not.toContain('```');
	});

	it('keeps each log inside its fence and sends nothing that a terminal would obey', () => {
		const nasty = fc.array(
			fc.oneof(fc.string({unit: 'binary'}), fc.constantFrom('```', '````` x', '\x1b]0;t\x07')),
			{
				maxLength: 8,
			},
		);
		fc.assert(
			fc.property(nasty, extra => {
				const of = printed('error: no', ...extra);
				const text = markdownOf([reportOf(failed({}, of))]);
				expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
				const rows = text.split('\n');
				const [fence = '', ...others] = rows
					.filter(row => /^`{3,}$/.test(row))
					.sort((a, b) => b.length - a.length);
				expect(others[0]).toBe(fence);
				const inside = rows.slice(rows.indexOf(fence) + 1, rows.lastIndexOf(fence));
				expect(inside.length).toBeGreaterThan(0);
				expect(inside.length).toBeLessThanOrEqual(10);
				expect(inside.every(row => !row.startsWith(fence))).toBe(true);
			}),
		);
	});
});
