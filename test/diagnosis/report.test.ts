import {describe, expect, it} from 'vitest';
import {reportOf} from '../../source/diagnosis/report.ts';
import {failed, lines, printed} from '../failed-report.ts';

describe('the report of a failure', () => {
	it('holds the end of a very long line, and no part of a secret that is cut there', () => {
		const token = `ghp_${'Ab1'.repeat(300)}`;
		const long = printed(`error: bucket already exists ${'x '.repeat(20_000)}${token} at shard 12`);
		const {text = ''} = reportOf(failed({}, long)).lines.find(({explains}) => explains) ?? {};
		expect(text).toMatch(/^error: bucket already exists .* at shard 12$/);
		expect(text.length).toBeLessThanOrEqual(4010);
		expect(text).not.toContain('Ab1');
	});

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
		});
	});

	it('numbers no line of a log that was not read from its beginning', () => {
		const report = reportOf(failed({log: {lines, fromStart: false}}));
		expect(report.lines.map(({line}) => line)).toEqual(report.lines.map(() => null));
		expect(report.cause?.line).toBeNull();
	});
});
