import {useApp, useWindowSize} from 'ink';
import {type ReactNode, useMemo, useReducer} from 'react';
import {type Desk, type DeskParts, DeskProvider} from '../hooks/desk.ts';
import type {Handlers} from '../hooks/keyboard.ts';
import {firstView, type Navigator, NavigatorProvider, navigate, type Opened} from '../hooks/navigation.ts';
import {Keys} from './keys.tsx';
import {layoutOf} from './layout.ts';
import {Row} from './row.tsx';
import {OpenedScreen} from './screens/opened-screen.tsx';
import {SplitScreen} from './screens/split-screen.tsx';
import {tinyRow} from './split-rows.ts';
import {useTheme} from './theme-context.ts';

export interface AppProps {
	readonly parts: DeskParts;
	/** What lies over the split view at the start; null: nothing. */
	readonly first: Opened | null;
	readonly terminal: {
		/** Draws everything anew. */
		redraw(): void;
		/** Runs something with the terminal as the shell left it, once Ink has stepped aside. */
		asWas(run: () => Promise<void>): Promise<void>;
		/** Stops the program as Ctrl-Z does; resolves when it goes on. */
		stop(): Promise<void>;
	};
}

/** Which screen is seen, and the one way out. */
export function App({parts, first, terminal}: AppProps): ReactNode {
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();
	const theme = useTheme();
	const [view, step] = useReducer(navigate, {...firstView, opened: first === null ? [] : [first]});
	const [desk, navigator, common] = useMemo(() => {
		const aside = (run: () => Promise<void>) => suspendTerminal(() => terminal.asWas(run));
		const desk: Desk = {...parts, quit: () => exit(), page: text => parts.page(text, aside)};
		const navigator: Navigator = {
			open: screen => step({kind: 'open', screen}),
			close: () => step({kind: 'close'}),
			closeAll: () => step({kind: 'close-all'}),
		};
		const common: Handlers = {
			quit: () => exit(),
			leave: navigator.close,
			back: navigator.close,
			help: () => navigator.open({kind: 'help'}),
			'pick-commit': () => navigator.open({kind: 'picker'}),
			'what-happened': () => navigator.open({kind: 'happened'}),
			'list-links': () => navigator.open({kind: 'links'}),
			'look-now': () => {
				desk.send({kind: 'look-now'});
				return 'looking now';
			},
			redraw: terminal.redraw,
			suspend: () => aside(terminal.stop),
		};
		return [desk, navigator, common];
	}, [parts, terminal, exit, suspendTerminal]);
	const opened = view.opened.at(-1);
	const size = {columns, rows};
	return (
		<DeskProvider value={desk}>
			<NavigatorProvider value={navigator}>
				<Keys common={common}>
					{layoutOf(columns, rows).kind === 'tiny' ? (
						<Row>{tinyRow(columns, rows, theme)}</Row>
					) : opened === undefined ? (
						<SplitScreen view={view} step={step} {...size} />
					) : (
						<OpenedScreen screen={opened} {...size} />
					)}
				</Keys>
			</NavigatorProvider>
		</DeskProvider>
	);
}
