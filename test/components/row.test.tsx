import {render} from 'ink-testing-library';
import {expect, it} from 'vitest';
import {Row, Rows} from '../../components/row.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import {createTheme} from '../../source/wording/theme.ts';

it('keeps one row one row, however long its text', () => {
	const {lastFrame} = render(<Rows rows={['x'.repeat(300), '', 'last']} />);
	const rows = (lastFrame() ?? '').split('\n');
	expect(rows).toHaveLength(3);
	expect(rows[0]?.length).toBeLessThanOrEqual(100);
	expect(rows[2]).toBe('last');
});

it('draws with ASCII where the terminal shows nothing else', () => {
	const {lastFrame} = render(
		<ThemeProvider value={createTheme({level: 0, unicode: false})}>
			<Row>{'▲ GATE │ ✗ failed … ✓'}</Row>
		</ThemeProvider>,
	);
	expect(lastFrame()).toBe('^ GATE | x failed ~ +');
});
