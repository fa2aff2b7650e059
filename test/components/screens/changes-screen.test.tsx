import {afterEach, expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import {ThemeProvider} from '../../../components/theme-context.ts';
import type {Difference, ShippedCommit} from '../../../source/domain/difference.ts';
import {createTheme} from '../../../source/wording/theme.ts';
import {allPlans, busyDay} from '../../busy-day.ts';
import {
	executionId,
	minute,
	noon,
	type PipelinePlan,
	partsWith,
	run,
	scope,
	shas,
	stage,
	storeWith,
} from '../../fixtures.ts';
import {keys, openScreen, type Screen} from '../../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};
const theme = createTheme({level: 0, unicode: true});
const open: Screen[] = [];
afterEach(async () => {
	await Promise.all(open.splice(0).map(screen => screen.close()));
});

async function show(columns = 120, rows = 36, plans: readonly PipelinePlan[] = allPlans) {
	const store = storeWith(plans);
	const world = partsWith(store);
	const screen = await openScreen(
		<ThemeProvider value={theme}>
			<App parts={world.parts} first={null} terminal={terminal} />
		</ThemeProvider>,
		{columns, rows},
	);
	open.push(screen);
	const tell = async (difference: Difference | null, from: string = shas.older, to: string = shas.ours) => {
		store.dispatch({kind: 'difference-known', at: noon, from, to, difference});
		await screen.settle();
	};
	return {...world, store, screen, tell};
}

function shipped(sha: string, more: Partial<ShippedCommit> = {}): ShippedCommit {
	return {
		sha,
		subject: 'fix: something',
		author: 'Kim',
		at: noon - 60 * minute,
		mine: false,
		pullRequest: null,
		paths: ['crates/indexer/src/lib.rs'],
		reverts: null,
		...more,
	};
}

const others = [
	'1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
	'2222222aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
] as const;
const own = shipped(shas.ours, {
	subject: 'feat(order-stream): batch inserts (#812)',
	author: 'Ines',
	pullRequest: 812,
	mine: true,
	paths: ['crates/order-stream/src/lib.rs', 'README.md'],
});
const difference: Difference = {
	commits: [own, shipped(others[0], {reverts: others[1]}), shipped(others[1])],
	lost: [],
	whole: true,
};
const question = {kind: 'read-difference', from: shas.older, to: shas.ours, repository: 'acme/app'};
/** To the gate of order-stream. */
const toGate = ['j', keys.enter, keys.enter];

it('tells on Enter on a gate what it would ship, as soon as version control answers', async () => {
	const {screen, sent, tell} = await show();
	await screen.press(...toGate);
	expect(screen.rows()[0]).toContain('l-order-stream-pipeline › DeployProduction');
	expect(screen.text()).toContain('▲ GATE ApproveDeployToProduction · open 3m · 6d23h left · 1 newer waits');
	expect(screen.text()).toMatch(/would ship {2}acfd7c6 · yours · 14m {2}feat\(order-stream\): batch inserts/);
	expect(screen.text()).toMatch(/runs now {4}9e0c4b7 .*2d/);
	expect(screen.text()).toContain('git and gh have not answered yet');
	expect(sent).toContainEqual(question);
	expect(sent).toContainEqual({kind: 'inspect', pipeline: {scope, name: 'l-order-stream-pipeline'}});

	await tell(difference);
	expect(screen.text()).toContain('3 commits · 2 people · 1 pull request · 1 taken back again');
	expect(screen.text()).toMatch(/\* acfd7c6 +1h00m +Ines +#812 +feat\(order-stream\)/);
	expect(screen.text()).toMatch(/1111111 +1h00m +Kim +reverts 2222222 · fix: something/);
	expect(screen.text()).toMatch(/2222222 +1h00m +Kim +reverted by 1111111 · fix: something/);
	expect(screen.text()).toContain('paths: 3 files');
	expect(screen.text()).toContain('. 1 · crates/indexer 1 · crates/order-stream 1');
	expect(screen.text()).toMatch(/DeployStaging {2}✓ BaseSepolia {2}✓ Taiko/);
	expect(screen.text()).toMatch(/acfd7c6 elsewhere[\s\S]*✗ l-indexer-pipeline +Failed +DeployStaging/);
	expect(screen.text()).toMatch(
		new RegExp(`newer, on their way[\\s\\S]*b7d19f0 .*fix: retry +exec ${executionId(3)}`),
	);
});

it('leads back with Esc, and has the pipeline looked at closely no longer', async () => {
	const {screen, sent} = await show();
	await screen.press(...toGate, keys.esc);
	await screen.until(text => !text.includes('GATE ApproveDeployToProduction · open'));
	await expect.poll(() => sent.at(-1)).toEqual({kind: 'inspect', pipeline: null});
	expect(screen.text()).toContain('▌');
});

it('opens on d too: what came since the last success where something failed', async () => {
	const {screen, sent} = await show();
	await screen.press('d');
	expect(screen.rows()[0]).toContain('l-indexer-pipeline › DeployStaging');
	expect(screen.text()).toContain('✗ FAILED Taiko: exit status 1');
	expect(screen.text()).toMatch(/last good {2}/);
	expect(sent).toContainEqual({
		kind: 'read-execution',
		scope,
		pipeline: 'l-indexer-pipeline',
		execution: executionId(2),
	});
	await screen.press('q', 'j', 'j', 'd');
	expect(screen.rows()[0], 'the gate that holds it').toContain('l-distributor-pipeline › DeployProduction');
	expect(screen.text()).toMatch(/would ship {2}9e0c4b7/);
});

it('says so loudly when approving would take commits away', async () => {
	const {screen, tell} = await show();
	await screen.press(...toGate);
	await tell({commits: [], lost: [shipped(shas.older)], whole: true});
	expect(screen.text()).toContain('TAKES 1 COMMIT AWAY that DeployProduction runs now');
	expect(screen.text()).toMatch(/taken away from DeployProduction[\s\S]* 9e0c4b7 /);
});

it('says what to do where nobody knows, and asks again on r', async () => {
	const {screen, sent, tell} = await show();
	await screen.press(...toGate);
	await tell(null);
	expect(screen.text()).toContain(
		'what lies between 9e0c4b7 and acfd7c6 is not known here: run git fetch in the clone, or gh auth login',
	);
	const asked = () => sent.filter(({kind}) => kind === 'read-difference').length;
	const before = asked();
	await screen.press('r');
	expect(asked()).toBe(before + 1);
	expect(sent.at(-2)).toEqual({kind: 'look-now'});
});

it('gives the console link to y and o', async () => {
	const {screen, used} = await show();
	await screen.press(...toGate, 'y', 'o');
	const url =
		'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/l-order-stream-pipeline/view?region=us-west-2';
	expect(used.filter(each => each !== 'bell')).toEqual([`copy ${url}`, `open ${url}`]);
});

const link = `https://wiki.example/${'runbook/'.repeat(20)}`;
const asking: PipelinePlan = {
	...busyDay.atGate,
	definition: {
		...busyDay.atGate.definition,
		stages: busyDay.atGate.definition.stages.map(each => ({
			...each,
			actions: each.actions.map(action =>
				action.category === 'Approval'
					? {...action, customData: 'Look at the staging boards first.', externalEntityLink: link}
					: action,
			),
		})),
	},
};

it('shows the text of the approval, and its link whole from the first column', async () => {
	const {screen} = await show(80, 24, [asking]);
	await screen.press(keys.enter, keys.enter);
	expect(screen.text()).toContain('Look at the staging boards first.');
	const at = screen.rows().findIndex(row => row.startsWith('https://wiki'));
	expect(
		screen
			.rows()
			.slice(at, at + 3)
			.join(''),
	).toContain(link);
});

it('tells what would come next where no gate is open', async () => {
	const gone: PipelinePlan = {
		...busyDay.atGate,
		stages: [
			stage('Github', [3, 'Succeeded']),
			stage('DeployStaging', [3, 'Succeeded']),
			stage('DeployProduction', [2, 'Succeeded']),
		],
		runs: {
			2: [
				...(busyDay.atGate.runs[2] ?? []).slice(0, 3),
				run('DeployProduction', 'ApproveDeployToProduction', 'Succeeded', [3, 1]),
			],
		},
	};
	const {screen} = await show(120, 36, [gone]);
	await screen.press('d');
	expect(screen.text()).toContain('no gate is open: b7d19f0 would come to DeployProduction next');
	expect(screen.text()).toMatch(/runs now {4}acfd7c6 · yours/);
});

it.each([
	[120, 36],
	[80, 24],
	[40, 10],
])('fills %d×%d and no more, and scrolls', async (columns, rows) => {
	const {screen, tell} = await show(columns, rows);
	await screen.press(...toGate);
	const many = Array.from({length: 60}, (_, index) => shipped(String(index).padStart(40, '0')));
	await tell({commits: many, lost: [], whole: false});
	const check = () => {
		expect(screen.rows()).toHaveLength(rows);
		for (const row of screen.rows()) expect(row.length).toBeLessThanOrEqual(columns);
		expect(screen.rows().at(-1)).toContain('? help');
	};
	check();
	expect(screen.text()).toContain('GATE ApproveDeployToProduction');
	await screen.press('G');
	check();
	expect(screen.text()).toContain('b7d19f0');
	expect(screen.rows()[0]).toMatch(/ of \d\d/);
});
