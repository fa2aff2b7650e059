import {useApp, useWindowSize} from 'ink';
import {type ReactNode, useMemo, useReducer, useRef} from 'react';
import {type Desk, type DeskParts, DeskProvider} from '../hooks/desk.ts';
import type {Handler, Handlers} from '../hooks/keyboard.ts';
import {firstView, type Navigator, NavigatorProvider, navigate, type Opened} from '../hooks/navigation.ts';
import {Bell} from './bell.ts';
import {Keys} from './keys.tsx';
import {Layer} from './layer.tsx';
import {layoutOf} from './layout.ts';
import type {Reporter} from './report/use-report.ts';
import {OpenedScreen} from './screens/opened-screen.tsx';
import {SplitScreen} from './screens/split-screen.tsx';
import {TinyScreen} from './screens/tiny-screen.tsx';

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

/** Which screens lie over each other, and the one way out. */
export function App({parts, first, terminal}: AppProps): ReactNode {
	const {exit, suspendTerminal} = useApp();
	const {columns, rows} = useWindowSize();
	const [view, step] = useReducer(navigate, {...firstView, opened: first === null ? [] : [first]});
	const reporter: Reporter = useRef<Handler | null>(null);
	const [desk, navigator, common] = useMemo(() => {
		const aside = (run: () => Promise<void>) => suspendTerminal(() => terminal.asWas(run));
		const desk: Desk = {...parts, quit: () => exit(), page: text => parts.page(text, aside)};
		const navigator: Navigator = {
			open: screen => step({kind: 'open', screen}),
			close: () => step({kind: 'close'}),
			closeAll: () => step({kind: 'close-all'}),
			show: shown => step({kind: 'show', shown}),
		};
		const common: Handlers = {
			quit: () => exit(),
			leave: navigator.close,
			back: navigator.close,
			help: () => navigator.open({kind: 'help'}),
			'pick-commit': () => navigator.open({kind: 'picker'}),
			fleet: () => navigator.open({kind: 'fleet'}),
			'what-happened': () => navigator.open({kind: 'happened'}),
			'list-links': () => navigator.open({kind: 'links'}),
			'look-now': () => {
				desk.send({kind: 'look-now'});
				return 'looking now';
			},
			'copy-report': () => reporter.current?.(),
			redraw: terminal.redraw,
			suspend: () => aside(terminal.stop),
		};
		return [desk, navigator, common];
	}, [parts, terminal, exit, suspendTerminal]);
	const tiny = layoutOf(columns, rows).kind === 'tiny';
	const size = {columns, rows};
	return (
		<DeskProvider value={desk}>
			<NavigatorProvider value={navigator}>
				<Keys common={common}>
					<Bell covered={view.opened.length > 0} />
					<Layer seen={!tiny && view.opened.length === 0}>
						<SplitScreen view={view} step={step} reporter={reporter} {...size} />
					</Layer>
					{view.opened.map((screen, index) => (
						<Layer key={screen.kind} seen={!tiny && index === view.opened.length - 1}>
							<OpenedScreen screen={screen} {...size} />
						</Layer>
					))}
					{tiny && <TinyScreen {...size} />}
				</Keys>
			</NavigatorProvider>
		</DeskProvider>
	);
}
