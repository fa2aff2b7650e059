import {afterEach, expect, it} from 'vitest';
import {App} from '../../components/app.tsx';
import {ThemeProvider} from '../../components/theme-context.ts';
import type {Opened} from '../../hooks/navigation.ts';
import {createTheme} from '../../source/wording/theme.ts';
import {allPlans, busyDay} from '../busy-day.ts';
import {failedBuild, failedLog, failedTarget, readBuild} from '../failed-build.ts';
import {executionId, noon, type PipelinePlan, partsWith, scope, shas, storeWith} from '../fixtures.ts';
import {keys, openScreen, type Screen} from '../screen.tsx';

const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(plans: readonly PipelinePlan[], first: Opened | null = null) {
	const store = storeWith(plans);
	const world = partsWith(store);
	const terminal = {redraw: () => undefined, asWas: async () => {}, stop: async () => {}};
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={world.parts} first={first} terminal={terminal} />
		</ThemeProvider>,
		{columns: 120, rows: 36},
	);
	open.push(screen);
	const copied = () => world.used.findLast(each => each.startsWith('copy '))?.slice(5) ?? '';
	return {...world, store, screen, copied};
}

const footer = (screen: Screen) => screen.rows().at(-1) ?? '';
const said = (words: string) => (text: string) => text.split('\n').at(-1)?.includes(words) ?? false;

it('reads the log of what failed for a report from the list, and says where it went', async () => {
	const {screen, store, sent, copied} = await show(allPlans);
	const watches = () => sent.filter(({kind}) => kind.endsWith('watch-build'));
	await screen.press('Y');
	expect(footer(screen)).toContain('reading the log of Taiko…');
	expect(watches()).toEqual([{kind: 'watch-build', scope, build: failedBuild.id}]);
	readBuild(store, failedBuild, failedLog(50), {fromStart: false});
	expect(copied()).toBe('');
	readBuild(store, failedBuild, []);
	await screen.until(said('report copied: l-indexer-pipeline › Taiko'));
	expect(watches().at(-1)).toEqual({kind: 'unwatch-build'});
	const report = copied();
	for (const part of [
		'### ✗ l-indexer-pipeline › DeployStaging › Taiko failed',
		`- **execution**: \`${executionId(2)}\``,
		`- **commit**: \`${shas.ours}\` \`feat(order-stream): batch inserts (#812)\``,
		'- **phase**: `BUILD`',
		'- **cause**: unknown',
		'An error occurred (AccessDenied)',
		'BaseSepolia and EthSepolia passed this step in the same run',
		`<${failedBuild.url}>`,
		'/l-indexer-pipeline/view?',
	])
		expect(report).toContain(part);
});

it('copies what is known when the log cannot be read', async () => {
	const {screen, store, copied} = await show(allPlans);
	await screen.press('Y');
	store.dispatch({kind: 'log-missing', at: noon, scope, build: failedBuild.id, gap: {kind: 'gone'}});
	await screen.until(said('report copied: l-indexer-pipeline › Taiko'));
	expect(copied()).toContain('the log is gone');
	expect(copied()).toContain('- **message**: `exit status 1`');
});

it('copies the ten lines of the log that is read, from below it too, and reads it no second time', async () => {
	const {screen, store, sent, copied} = await show(allPlans, {kind: 'build', ...failedTarget});
	readBuild(store, failedBuild, failedLog());
	await screen.settle();
	await screen.press('Y');
	await screen.until(said('report copied: l-indexer-pipeline › Taiko'));
	expect(copied().match(/^ +[\d,]+ [ +] /gm)).toHaveLength(10);
	expect(copied()).toContain('  1,210 ');
	await screen.press('?', 'Y');
	await screen.until(said('report copied: l-indexer-pipeline › Taiko'));
	expect(sent.filter(({kind}) => kind.endsWith('watch-build'))).toHaveLength(1);
});

it('reports where the commit stands where nothing failed, and on the selected action of the detail', async () => {
	const {screen, copied} = await show([busyDay.atGate]);
	await screen.press('Y');
	await screen.until(said('report copied: where l-order-stream-pipeline stands'));
	expect(copied()).toBe(`### l-order-stream-pipeline: Gate

- **commit**: \`${shas.ours}\` \`feat(order-stream): batch inserts (#812)\`
- **execution**: \`${executionId(2)}\`
- **stands**: ▲ Gate: waits for a person · 1 newer behind it
- **since**: 2026-11-21 11:57 UTC
- **stages**: ✓ Github succeeded · ✓ DeployStaging succeeded · ▲ DeployProduction waits for approval 0/4
- **looked at**: 2026-11-21 12:00 UTC

<https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/l-order-stream-pipeline/view?region=us-west-2>
`);
	const other = await show([busyDay.failed]);
	await other.screen.press(keys.enter, 'k', 'Y');
	await other.screen.until(said('report copied: where l-indexer-pipeline stands'));
	expect(other.copied()).toContain('✗ DeployStaging failed 2/3');
});

it('says so where there is nothing to report on', async () => {
	const {screen} = await show([]);
	await screen.press('Y');
	await screen.until(said('nothing is selected'));
});
