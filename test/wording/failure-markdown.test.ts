import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {diagnose} from '../../source/diagnosis/diagnose.ts';
import {reportOf} from '../../source/diagnosis/report.ts';
import {markdownOf} from '../../source/wording/failure-markdown.ts';
import {failed, printed} from '../failed-report.ts';
import {executionId, shas} from '../fixtures.ts';

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
			'- **retry**: retrying can help',
			'Sepolia passed this step in the same run · last green Taiko: 9e0c4b7, 2026-11-21 12:00 UTC',
			'      4 + error: bucket already exists',
			'What looks like a secret is shown as',
			'<https://example.com/log>\n<https://example.com/pipeline>\n',
		])
			expect(text).toContain(part);
		expect(text).not.toContain('hunter22');
	});

	it('says that no cause is known, and why there is no log', () => {
		const diagnosis = diagnose([], null, {code: 'JobFailed', message: 'it broke'});
		const text = markdownOf([
			reportOf(failed({diagnosis, log: null, gap: {kind: 'gone', words: 'the log is gone'}})),
		]);
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
