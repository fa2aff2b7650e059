import type {ReactNode} from 'react';
import {useDesk} from '../../hooks/desk.ts';
import {useNavigator} from '../../hooks/navigation.ts';
import {useKeys} from '../../hooks/use-keys.ts';
import {useNow} from '../../hooks/use-now.ts';
import {usePicker} from '../../hooks/use-picker.ts';
import {useSlice} from '../../hooks/use-slice.ts';
import {useWindow} from '../../hooks/use-window.ts';
import type {State} from '../../source/domain/state.ts';
import {paintEnds} from '../../source/wording/spans.ts';
import {Footer} from '../footer.tsx';
import {commonTrouble} from '../header-rows.ts';
import {pickerRows, pickerRule} from '../picker/picker-rows.ts';
import {Rows} from '../row.tsx';
import {useTheme} from '../theme-context.ts';

const scopesIn = ({scopes}: State) => scopes;

/** The commits that can be followed, the user's newest under the cursor; typing filters, Enter follows. */
export function PickerScreen({columns, rows}: {readonly columns: number; readonly rows: number}): ReactNode {
	const theme = useTheme();
	const {send} = useDesk();
	const navigator = useNavigator();
	const picker = usePicker();
	const {found, at, step, picking, total} = picker;
	const topOf = useWindow();
	const scopes = Object.values(useSlice(scopesIn));
	const since = scopes.find(({trouble}) => trouble !== null)?.trouble?.since;
	const now = useNow(since ?? found[at]?.commit.at ?? null);
	const trouble = commonTrouble(scopes, {theme, columns, now});
	const move = (by: number) => () => {
		const next = found[Math.max(0, Math.min(found.length - 1, at + by))];
		step({kind: 'select', sha: next?.commit.sha ?? null});
	};
	useKeys(
		'picker',
		{
			up: move(-1),
			down: move(1),
			erase: () => step({kind: 'erase'}),
			back: () => navigator.close(),
			open: () => {
				const commit = found[at]?.commit;
				if (commit === undefined) return 'nothing is selected: erase a letter';
				send({kind: 'track', commit, place: 'first'});
				navigator.closeAll();
				return undefined;
			},
		},
		{text: letter => step({kind: 'type', letter})},
	);
	const height = Math.max(1, rows - 3 - trouble.length);
	const counted = picking.query === '' ? `${total}` : `${found.length} of ${total}`;
	return (
		<>
			<Rows
				rows={[
					paintEnds(
						[' ', ['follow which commit? ', 'bold'], picking.query, ['▏', 'cursor']],
						[[columns < 60 ? ` ${counted} ` : ` ${counted} commits · * yours `, 'dim']],
						columns,
						theme,
					),
					...trouble,
					pickerRule(picker, columns, theme),
					...pickerRows(picker, {columns, height, now, theme, topOf}),
				]}
			/>
			<Footer
				place="picker"
				columns={columns}
				labels={{open: 'follow'}}
				right={[['type to filter · #812 finds a pull request ', 'dim']]}
			/>
		</>
	);
}
