import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {expect, it} from 'vitest';
import {Row, Rows} from '../../components/row.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import {createTheme} from '../../source/wording/theme.ts';

const Texts = ({rows}: {readonly rows: readonly string[]}) =>
	rows.map((text, index) => (
		<Text key={index} wrap="truncate">
			{text === '' ? ' ' : text}
		</Text>
	));

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

it.each([
	['plain', ' a row of words'],
	['coloured', '\x1b[1m\x1b[31m✗ failed\x1b[39m\x1b[22m │ \x1b[2mdim\x1b[22m'],
	['wide', '名前 \x1b[32mgreen\x1b[39m'],
	['with what a terminal would obey', 'a\x1b[2Jb\x07c'],
	['too long', '\x1b[32m─\x1b[39m'.repeat(300)],
	['blank', ''],
])('draws a %s row as Ink draws a text, also in the place of another', (_, row) => {
	const {lastFrame, rerender} = render(<Rows rows={['before', 'between', 'last']} />);
	rerender(<Rows rows={[row, 'between', row, 'last']} />);
	const drawn = lastFrame();
	rerender(<Texts rows={[row, 'between', row, 'last']} />);
	expect(drawn).toBe(lastFrame());
});
