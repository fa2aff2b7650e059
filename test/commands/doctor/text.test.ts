import {describe, expect, it} from 'vitest';
import {fault, note, ok} from '../../../source/commands/doctor/check.ts';
import {createReport, wrapped} from '../../../source/commands/doctor/text.ts';
import {paperFor} from '../../../source/commands/paper.ts';

const checks = [
	ok('region', 'us-west-2, from --region'),
	note('GetPipeline', 'not tried: no network'),
	note('GetPipelineState', 'not tried: no network'),
	fault('ListPipelines', 'denied: it tells which pipelines there are', 'allow codepipeline:ListPipelines'),
];

function shown(columns: number, env: NodeJS.ProcessEnv = {}): readonly string[] {
	let written = '';
	const stdout = {isTTY: true, columns, write: (text: string) => (written += text)};
	const report = createReport(paperFor(stdout, env, true));
	report.section('Permissions', 16, 'reads');
	for (const each of checks) report.check(each);
	report.end({command: 'sluice demo', why: 'see it'});
	return written.split('\n').slice(0, -1);
}

it('has a row for each check, its fix on the next, and one row for those that say the same', () => {
	expect(shown(120)).toEqual([
		'Permissions',
		'  ✓ ok     region            us-west-2, from --region',
		'  ! note   2 reads           not tried: no network',
		'  ✗ fault  ListPipelines     denied: it tells which pipelines there are',
		'           → allow codepipeline:ListPipelines',
		'',
		'1 fault, 1 note',
		'Next, see it:',
		'  sluice demo',
	]);
});

it('breaks between words, and goes on below the sentence', () => {
	expect(shown(60).slice(3, 5)).toEqual([
		'  ✗ fault  ListPipelines     denied: it tells which',
		'                             pipelines there are',
	]);
});

it('puts the sentence below the name where there is no room beside it', () => {
	expect(shown(40).slice(5, 10)).toEqual([
		'  ✗ fault  ListPipelines',
		'           denied: it tells which',
		'           pipelines there are',
		'           → allow',
		'             codepipeline:ListPipelines',
	]);
});

it('shows ASCII and no colours where nothing more is allowed, colours where they are', () => {
	expect(shown(120, {LC_ALL: 'C'}).join('\n')).toMatch(/^[\n -~]+$/);
	expect(shown(120).join('')).not.toContain('\x1b');
	expect(shown(120, {TERM: 'xterm'})[3]).toContain('\x1b[');
});

describe('a long text', () => {
	const arn = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_ReadOnly_0123/ada@example.com';

	it('is broken behind a slash where a word is longer than the room', () => {
		expect(wrapped(`as ${arn}, profile dev`, 45)).toEqual([
			'as arn:aws:sts::123456789012:assumed-role/',
			'AWSReservedSSO_ReadOnly_0123/ada@example.com,',
			'profile dev',
		]);
	});

	it('is broken anywhere at last, and never wider than the room', () => {
		const lines = wrapped(arn, 20);
		expect(lines.join('')).toBe(arn);
		for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
		expect(wrapped('日本語の長い名前', 6)).toEqual(['日本語', 'の長い', '名前']);
	});

	it('stays whole where there is room', () => {
		expect(wrapped(arn, Number.POSITIVE_INFINITY)).toEqual([arn]);
	});
});
