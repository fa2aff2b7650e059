import {render} from 'ink-testing-library';
import {expect, it} from 'vitest';
import {SignsTable} from '../../components/signs-table.tsx';
import {actionLooks, stageLooks} from '../../source/wording/glyphs.ts';

it('names every sign once, with its word beside it', () => {
	const {lastFrame} = render(<SignsTable />);
	const rows = (lastFrame() ?? '')
		.split('\n')
		.flatMap(row => /│ (\S) +│ (.+?) +│/.exec(row)?.slice(1, 3).join(' ') ?? []);
	const looks = [...Object.values(stageLooks), ...Object.values(actionLooks)];
	expect(rows).toHaveLength(new Set(looks.map(({glyph}) => glyph)).size);
	for (const {glyph} of looks)
		expect(
			rows.filter(row => row.startsWith(glyph)),
			glyph,
		).toHaveLength(1);
	expect(rows).toContain('▲ waits for approval');
	expect(rows).toContain('■ stopping, stopped, cancelled, abandoned');
});
