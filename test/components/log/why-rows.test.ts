import {describe, expect, it} from 'vitest';
import {findingsOf} from '../../../components/log/findings.ts';
import type {Why} from '../../../components/log/use-why.ts';
import {type WhyOptions, whyRows} from '../../../components/log/why-rows.ts';
import {diagnose} from '../../../source/diagnosis/diagnose.ts';
import {greenLog} from '../../../source/diagnosis/green.ts';
import type {KnownCause} from '../../../source/domain/cause.ts';
import type {Comparison, SameFailure} from '../../../source/domain/comparison.ts';
import type {LogLine} from '../../../source/domain/log.ts';
import {LogLines} from '../../../source/domain/log-lines.ts';
import {progressOf} from '../../../source/domain/progress.ts';
import {placeOf} from '../../../source/wording/comparison-words.ts';
import {width} from '../../../source/wording/spans.ts';
import {createTheme} from '../../../source/wording/theme.ts';
import {busyDay} from '../../busy-day.ts';
import {failing, log} from '../../diagnosis/build-log.ts';
import {failedTarget} from '../../failed-build.ts';
import {executionId, minute, noon, scope, shas, storeWith} from '../../fixtures.ts';

const theme = createTheme({level: 0, unicode: true});
const record = storeWith([busyDay.failed]).getState().scopes[scope]?.pipelines['l-indexer-pipeline'];
const stage =
	record === undefined
		? null
		: (progressOf(record, failedTarget.execution).find(({name}) => name === 'DeployStaging') ?? null);
const action = stage?.actions.find(({name}) => name === failedTarget.action);
const place = action === undefined ? null : placeOf(failedTarget.pipeline, action, stage);

const commands = ['> Entering phase BUILD', '> Running command pulumi up --yes', 'Updating (staging)'];
const printed = (...lines: readonly string[]) =>
	log(...commands, ...lines, ...failing('BUILD', 'pulumi up --yes', 255));
const lines = printed(
	'error: bucket exists',
	'Resources: 2 unchanged',
	'error: stack is locked',
	'error: gave up',
);
const cause: KnownCause = {
	id: 'bucket-there',
	cause: 'the bucket is there already',
	advice: 'import it into the stack',
	retryHelps: true,
	sure: 'likely',
};
const green = (whole: boolean, ...more: readonly string[]) =>
	greenLog('green:1', log(...commands, ...more), whole);
const same = (action: string, over: Partial<SameFailure> = {}): SameFailure => ({
	pipeline: failedTarget.pipeline,
	execution: failedTarget.execution,
	stage: 'DeployStaging',
	action,
	at: noon - 20 * minute,
	...over,
});
const compared = (over: Partial<Comparison> = {}): Comparison => ({
	lastGreen: {execution: executionId(1), commit: shas.older, at: noon - 3 * 24 * 60 * minute, build: null},
	earlier: 19,
	passed: ['DeployStagingBaseSepolia', 'DeployStagingEthSepolia'],
	same: [],
	...over,
});

interface Case extends Partial<Omit<Why, 'findings'>> {
	readonly of?: readonly LogLine[];
	readonly knows?: Partial<KnownCause> | null;
	readonly green?: ReturnType<typeof green> | null;
}

function rows({of = lines, knows = {}, green = null, ...over}: Case, options: Partial<WhyOptions> = {}) {
	const diagnosis = diagnose(
		of,
		null,
		{code: 'JobFailed', message: 'exit status 255'},
		{
			recognise: texts => {
				const at = texts.findIndex(text => text.includes('bucket exists'));
				return at < 0 || knows === null ? null : {cause: {...cause, ...knows}, at};
			},
			green,
		},
	);
	const why: Why = {
		findings: findingsOf(diagnosis, LogLines.of(of)),
		comparison: null,
		place,
		newer: {kind: 'none'},
		...over,
	};
	const columns = options.columns ?? 120;
	const painted = whyRows(why, {columns, most: 6, now: noon, theme, ...options});
	for (const row of painted) expect(width(row)).toBe(columns);
	return painted.map(row => row.trimEnd());
}

describe('a known cause', () => {
	it('says how sure it is, what proves it, what follows, what to do, and how others fared', () => {
		expect(rows({comparison: compared({same: [same('DeployStagingMoonbase')]})})).toEqual([
			' likely    the bucket is there already',
			' proof     line 4  error: bucket exists',
			expect.stringMatching(
				/^ then {6}line 6 {2}error: stack is locked +one of 2 consequences, not the cause$/,
			),
			' do        import it into the stack · retrying can help',
			' compare   BaseSepolia and EthSepolia passed this step in the same run · last green Taiko: 9e0c4b7, 3d ago',
			expect.stringMatching(/^ also {6}one cause, it hit DeployStagingMoonbase too · since \d\d:40$/),
		]);
	});

	it('promises no retry once a newer execution is in the stage, also where the advice fills its row', () => {
		const newer = {kind: 'entered', execution: executionId(3), commit: null} as const;
		const too = 'retrying is no longer possible: a newer execution has entered DeployStaging';
		expect(rows({newer})).toContain(` do        import it into the stack · ${too}`);
		const advice = 'import it into the stack, by its name as it stands in the account, '.repeat(2);
		expect(rows({newer, knows: {advice}}, {columns: 90}).slice(-2)).toEqual([
			expect.stringMatching(/^ do {8}import it into the stack, .*…$/),
			`           ${too}`,
		]);
		expect(rows({knows: {retryHelps: false}})).toContain(
			' do        import it into the stack · retrying will not help',
		);
		expect(rows({knows: {retryHelps: null}})).toContain(' do        import it into the stack');
	});

	it('keeps what matters most where there is little room, and breaks a long cause rather than cut it', () => {
		const comparison = compared({same: [same('DeployStagingMoonbase')]});
		expect(rows({comparison}, {most: 3}).map(row => row.slice(1, 8).trim())).toEqual([
			'likely',
			'proof',
			'do',
		]);
		const long = `the bucket ${'that holds the state of this stack '.repeat(2)}is there already`;
		const [first, second] = rows({knows: {cause: long}, comparison}, {columns: 70});
		expect(`${first?.slice(11)} ${second?.slice(11)}`).toBe(long);
	});
});

describe('who else', () => {
	const also = (comparison: Comparison) => rows({comparison}).find(row => row.startsWith(' also'));

	it('names siblings by chain and other pipelines once each, and how often it came before', () => {
		const words = also(
			compared({
				same: [
					same('DeployStagingEthSepolia'),
					same('DeployStagingTaiko', {pipeline: 'l-slasher-pipeline', at: noon - 30 * minute}),
					same('DeployStagingBaseSepolia', {pipeline: 'l-slasher-pipeline'}),
					same('DeployStagingTaiko', {execution: executionId(1)}),
				],
			}),
		);
		expect(words).toMatch(
			/^ also {6}one cause, it hit EthSepolia and l-slasher-pipeline too · Taiko failed so 1 time before · since \d\d:30$/,
		);
	});

	it('says nothing where nobody else is known', () => {
		expect(also(compared())).toBeUndefined();
	});
});

describe('no known cause', () => {
	it('shows the lines that no green log has, and counts none that the agent writes', () => {
		expect(rows({knows: null, green: green(true, 'Resources: 2 unchanged', 'error: gave up')})).toEqual([
			' unknown   these 2 lines are in no green log',
			' shows     line 4  error: bucket exists',
			' new       line 6  error: stack is locked',
		]);
		expect(rows({knows: null, green: green(false)})[0]).toBe(
			' unknown   4 lines are not in what was read of the last green log, these first',
		);
	});

	it('says so without a green log, and where a log tells nothing', () => {
		expect(rows({knows: null})[0]).toBe(
			' unknown   the cause is not known; this is what the log shows first',
		);
		expect(rows({knows: null, of: []})).toEqual([
			' unknown   what it says of itself tells of no known cause',
		]);
	});
});
