import {expect, it} from 'vitest';
import {App} from '../../../components/app.tsx';
import {greenLog} from '../../../source/diagnosis/green.ts';
import type {Build} from '../../../source/domain/build.ts';
import type {Recognise} from '../../../source/domain/cause.ts';
import type {LogGap} from '../../../source/domain/log.ts';
import type {Store} from '../../../source/store/store.ts';
import {allPlans} from '../../busy-day.ts';
import {failedBuild, failedLog, failedTarget, readBuild, runningBuild} from '../../failed-build.ts';
import {executionId, minute, noon, partsWith, run, scope, storeWith} from '../../fixtures.ts';
import {keys, openScreen} from '../../screen.tsx';

const terminal = {
	redraw: () => undefined,
	asWas: (run: () => Promise<void>) => run(),
	stop: async () => undefined,
};

async function openBuild(
	prepare: (store: Store) => void,
	columns = 120,
	rows = 36,
	recognise: Recognise = () => null,
) {
	const store = storeWith(allPlans);
	prepare(store);
	const saved: {readonly name: string; readonly text: string}[] = [];
	const world = partsWith(store, {
		save: async (name, text) => {
			saved.push({name, text: [...text].join('')});
			return `saved ./${name}`;
		},
		opened: (id, url) => `${url}#${id}`,
		recognise,
	});
	const screen = await openScreen(
		<App parts={world.parts} first={{kind: 'build', ...failedTarget}} terminal={terminal} />,
		{columns, rows},
	);
	return {...world, store, screen, saved};
}

const day = 24 * 60 * minute;
const failed = (store: Store) => readBuild(store, failedBuild, failedLog());

it('opens at the line that explains the failure, with its phase, reason and build', async () => {
	const {screen, sent} = await openBuild(failed);
	const [header, ...rows] = screen.rows();
	expect(header).toMatch(
		/^ l-indexer-pipeline › DeployStaging › Taiko .* ✗ FAILED 1m26s .* acfd7c6 \(yours\)$/,
	);
	expect(screen.text()).toContain('BUILD: exit status 1 · CALLER=$(aws');
	expect(rows.find(row => row.startsWith('▌'))).toMatch(/^▌1,210 .* An error occurred \(AccessDenied\)/);
	expect(screen.text()).toContain('line 1,210 of 1,234 · error 1 of 2 · relevant');
	expect(screen.text()).not.toContain('echo "ERROR');
	expect(sent).toContainEqual({kind: 'watch-build', scope, build: failedBuild.id});
	await screen.close();
	expect(sent).toContainEqual({kind: 'unwatch-build'});
});

it('keeps its place under another screen, and goes on being read', async () => {
	const {screen, sent} = await openBuild(failed);
	await screen.press('a', 'k', 'k', 'w');
	const before = screen.rows();
	for (const key of ['?', 'v', 'L']) {
		await screen.press(key, 'j', 'q');
		expect(screen.rows()).toEqual(before);
	}
	await screen.press('k');
	expect(screen.rows()).not.toEqual(before);
	expect(sent.filter(({kind}) => kind.endsWith('watch-build'))).toHaveLength(1);
	await screen.close();
});

it('never claims a cause that is not known', async () => {
	const {screen} = await openBuild(failed);
	expect(screen.text()).toContain('the cause is not known');
	await screen.press('z');
	expect(screen.text()).not.toContain('the cause is not known');
	await screen.close();
});

/** Knows a cause by a word. */
const knowing =
	(word: string): Recognise =>
	texts => {
		const at = texts.findIndex(text => text.includes(word));
		const cause = {id: 'x', cause: 'the role is new', advice: 'ask for it', retryHelps: true, sure: null};
		return at < 0 ? null : {cause, at};
	};

it('shows a known cause with the line that proves it and what to do', async () => {
	const {screen} = await openBuild(failed, 120, 36, knowing('Still using'));
	const rows = screen.rows();
	const at = rows.findIndex(row => row.startsWith('─ why'));
	expect(rows.slice(at + 1, at + 4)).toEqual([
		' cause     the role is new',
		expect.stringMatching(/^ proof {5}line 1,219 {2}ERROR: Still using ops account/),
		' do        ask for it · retrying can help',
	]);
	expect(screen.text()).not.toContain('the cause is not known');
	expect(rows.find(row => row.startsWith('▌'))).toMatch(/^▌1,219 /);
	await screen.press('z');
	expect(screen.text()).not.toContain('the role is new');
	await screen.close();
});

it('lets the list and the detail below tell what the log has shown', async () => {
	const {screen, sent, store} = await openBuild(failed, 120, 36, knowing('Still using'));
	const kept = sent.filter(intent => intent.kind === 'keep-cause');
	expect(kept).toEqual([
		{
			...kept[0],
			pipeline: 'l-indexer-pipeline',
			build: failedBuild.id,
			cause: expect.objectContaining({id: 'x'}),
		},
	]);
	for (const intent of kept) store.dispatch({...intent, kind: 'cause-known', at: noon});
	expect(sent.filter(({kind}) => kind === 'keep-cause')).toHaveLength(1);
	await screen.press('q');
	expect(screen.text()).toMatch(/✗ Taiko .*\n.*│ {5}the role is new/);
	await screen.resize({columns: 90, rows: 14});
	expect(screen.text()).toMatch(/✗ indexer .* Taiko: the role is new/);
	await screen.close();
});

it('shows a cause that only the message proves, without a log too', async () => {
	const {screen} = await openBuild(
		store => readBuild(store, failedBuild, null),
		120,
		36,
		knowing('exit status 1'),
	);
	expect(screen.text()).toMatch(/cause +the role is new\n proof +message {2}Reason: exit status 1\n/);
	await screen.close();
});

it('compares with what came before as soon as that is read', async () => {
	const {screen, store, sent} = await openBuild(failed);
	expect(sent).toContainEqual(
		expect.objectContaining({kind: 'read-runs', execution: failedTarget.execution}),
	);
	expect(screen.text()).toContain('BaseSepolia and EthSepolia passed this step in the same run');
	expect(screen.text()).not.toContain('last green');
	const green = run('DeployStaging', 'DeployStagingTaiko', 'Succeeded', [4000, 3990], {build: 'green:1'});
	store.dispatch({
		kind: 'runs-read',
		at: noon,
		scope,
		pipeline: failedTarget.pipeline,
		runs: [{...green, execution: executionId(1)}],
	});
	await screen.until(text => text.includes('last green Taiko: 9e0c4b7, 2d ago'));
	const lines = failedLog(1200).filter(({text}) => !/^An error|^ERROR|did not exit|FAILED/.test(text));
	store.dispatch({kind: 'green-read', at: noon, scope, green: greenLog('green:1', lines, true)});
	await screen.until(text => text.includes('unknown   these 2 lines are in no green log'));
	expect(screen.text()).toMatch(/\n shows {5}line 1,210 .*\n new {7}line 1,219 /);
	await screen.close();
});

it('says a known cause in one row where there is no room for more', async () => {
	const {screen} = await openBuild(failed, 80, 15, knowing('Still using'));
	expect(screen.text()).toContain('BUILD: the role is new · CALLER=');
	expect(screen.text()).not.toContain('ask for it');
	await screen.close();
});

it('breaks a long cause in two rather than cut it, and says how sure it is', async () => {
	const recognise: Recognise = texts => {
		const found = knowing('Still using')(texts);
		const cause =
			'assuming arn:aws:iam::210987654321:role/deploy-167000 is denied to the role of the pipeline';
		return found === null ? null : {...found, cause: {...found.cause, cause, sure: 'likely'}};
	};
	const {screen} = await openBuild(failed, 60, 15, recognise);
	expect(screen.rows().slice(2, 4)).toEqual([
		' BUILD · likely: assuming …:role/deploy-167000 is denied to',
		'                 the role of the pipeline',
	]);
	await screen.close();
});

it('shows all lines at the same place, and goes from error to error', async () => {
	const {screen} = await openBuild(failed);
	await screen.press('a');
	expect(screen.text()).toContain('line 1,210 of 1,234 · error 1 of 2 · all lines');
	await screen.press('e');
	expect(screen.text()).toContain('line 1,219 of 1,234 · error 2 of 2');
	await screen.press('e');
	expect(screen.text()).toContain('this was the last error');
	await screen.close();
});

it('finds what is typed, lets letters be text, and says when a pattern is none', async () => {
	const {screen} = await openBuild(failed);
	await screen.press('/', 'progress');
	expect(screen.text()).toContain('/progress');
	expect(screen.text()).toMatch(/match 1 of 200/);
	await screen.press(keys.enter, 'n');
	expect(screen.text()).toMatch(/match 2 of 200/);
	await screen.press('/', '(', keys.ctrl('r'));
	expect(screen.text()).toContain('not a regular expression');
	await screen.close();
});

it('says why nothing is marked while no green log is known', async () => {
	const {screen} = await openBuild(failed);
	await screen.press('=');
	expect(screen.text()).toContain('nothing to compare with');
	await screen.close();
});

it('searches a long log to its end while the reader goes on', async () => {
	const many = Array.from({length: 60_000}, (_, at) => ({at: noon, text: `row ${at}`}));
	const {screen} = await openBuild(store => readBuild(store, failedBuild, many));
	await screen.press('G', '/', 'row', keys.enter, 'k');
	await screen.until(text => /match [\d,]+ of 60,000(?!, searching)/.test(text));
	await screen.close();
});

it('saves the whole log without colours under the name of the build', async () => {
	const {screen, saved} = await openBuild(failed);
	await screen.press('s');
	await screen.until(text => text.includes('saved ./DeployStagingTaiko-1.log'));
	expect(saved[0]?.text.split('\n')).toHaveLength(1235);
	expect(saved[0]?.text).not.toContain('\u001b');
	await screen.close();
});

it("copies the build's own link, as its reader opens it", async () => {
	const {screen, used} = await openBuild(failed);
	await screen.press('y');
	expect(used).toContain(`copy ${failedBuild.url}#${scope}`);
	await screen.close();
});

it('follows a build that runs, until one scrolls up', async () => {
	const {screen, store} = await openBuild(store => readBuild(store, runningBuild, failedLog().slice(0, 50)));
	const more = (text: string) =>
		store.dispatch({
			kind: 'log-read',
			at: noon,
			scope,
			build: runningBuild.id,
			lines: [{at: noon, text}],
			where: 'after',
			fromStart: true,
			ended: false,
		});
	more('the newest line');
	await screen.until(text => text.includes('line 51 of 51 · following'));
	expect(screen.text()).toContain('PRE_BUILD ◐');
	await screen.press('k');
	more('one more');
	await screen.until(text => text.includes('line 50 of 52 · paused, f follows'));
	await screen.close();
});

it.each<[LogGap, RegExp]>([
	[{kind: 'disabled'}, /keeps no log[\s\S]*switch on CloudWatch Logs/],
	[{kind: 'gone'}, /the log is gone[\s\S]*retention/],
	[{kind: 'gone', what: 'group'}, /its log group \/aws\/codebuild\/l-indexer was deleted/],
	[{kind: 'gone', what: 'stream'}, /l-indexer has it no longer\n its retention is over/],
	[{kind: 'forgotten'}, /does not know this build any more/],
	[{kind: 'elsewhere', place: 's3://logs/x'}, /in s3:\/\/logs\/x[\s\S]*o opens/],
	[{kind: 'not-yet'}, /ended before it wrote a log/],
	[
		{
			kind: 'trouble',
			trouble: {
				kind: 'denied',
				name: 'AccessDeniedException',
				message: 'User is not authorized to perform: logs:GetLogEvents',
				hint: null,
				operation: 'GetLogEvents',
				since: noon,
				retryAt: null,
			},
		},
		/access denied \(GetLogEvents\)[\s\S]*it needs logs:GetLogEvents/,
	],
])('says in words that a log is %j', async (gap, words) => {
	const {screen} = await openBuild(store => {
		readBuild(store, failedBuild, null);
		store.dispatch({kind: 'log-missing', at: noon, scope, build: failedBuild.id, gap});
	});
	expect(screen.text()).toMatch(words);
	await screen.close();
});

const phasesUntil = (name: string) =>
	failedBuild.phases.slice(0, failedBuild.phases.findIndex(phase => phase.name === name) + 1);
const never: LogGap = {kind: 'not-yet'};

it.each<[string, Build, LogGap | 'empty', RegExp]>([
	[
		'never got a container',
		{...failedBuild, phases: phasesUntil('PROVISIONING'), log: never},
		never,
		/ended in PROVISIONING, before its container ran/,
	],
	[
		'waits for one',
		{...runningBuild, phases: phasesUntil('QUEUED'), log: never},
		never,
		/no log yet.*in QUEUED/,
	],
	[
		'ran long ago and has an empty log',
		{...failedBuild, startedAt: noon - 40 * day, endedAt: noon - 40 * day},
		'empty',
		/nothing is left of the log: its retention is over/,
	],
	['has just written nothing', failedBuild, 'empty', /the log is empty: the build wrote nothing/],
])('says of a build that %s why there is no log', async (_, build, gap, words) => {
	const {screen} = await openBuild(store => {
		readBuild(store, build, gap === 'empty' ? [] : null);
		if (gap !== 'empty') store.dispatch({kind: 'log-missing', at: noon, scope, build: build.id, gap});
	});
	expect(screen.text()).toMatch(words);
	await screen.close();
});

it.each([
	[40, 10],
	[80, 15],
	[80, 24],
	[400, 100],
])('fits %i×%i', async (columns, rows) => {
	const {screen} = await openBuild(failed, columns, rows);
	expect(screen.rows()[0]).toMatch(/Taiko.*✗ FAILED/);
	expect(screen.text()).toContain('An error occurred (AccessDenied)');
	expect(screen.rows().at(-2)).toContain('line 1,210');
	expect(screen.rows().at(-1)).toContain('? help');
	await screen.close();
});
