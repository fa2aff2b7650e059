import {describe, expect, it} from 'vitest';
import type {Execution} from '../../../source/simulator/account/records.ts';
import {open, problemsOf} from './written.ts';

const first = 'acfd7c635f76c9e523438af9f629f543196cfad9';
const second = 'b7d19f0c35f76c9e523438af9f629f543196cfad';

const written = (stage: string, rest = '', mode = 'SUPERSEDED') => `
pipelines:
  - name: shop
    mode: ${mode}
    stages:
      - {name: Deploy, chains: [Base], ${stage}}
commits:
  - {sha: '${first}', message: a, at: 0s}
  - {sha: '${second}', message: b, at: 10m}
${rest}`;

const rule = (name: string, provider = 'CloudWatchAlarm') => `{name: ${name}, provider: ${provider}}`;
const stageOf = (execution: Execution | undefined) => execution?.stageRuns.at(-1);

describe('a file', () => {
	it('declares conditions as AWS writes them', () => {
		const window =
			'{name: W, provider: DeploymentWindow, configuration: {Cron: "* * * * * ?"}, timeout: 90m}';
		const {pipeline} = open(
			written(
				`beforeEntry: {result: SKIP, rules: [${window}]}, onSuccess: {rules: [${rule('A')}]}, ` +
					`onFailure: {result: RETRY, mode: ALL_ACTIONS, rules: [{name: C, provider: Commands, commands: [ls]}]}`,
			),
		);
		expect(pipeline('shop').declaration.stages[1]).toMatchObject({
			beforeEntry: {
				conditions: [
					{
						result: 'SKIP',
						rules: [
							{
								name: 'W',
								ruleTypeId: {category: 'Rule', owner: 'AWS', provider: 'DeploymentWindow', version: '1'},
								configuration: {Cron: '* * * * * ?'},
								timeoutInMinutes: 90,
							},
						],
					},
				],
			},
			onSuccess: {conditions: [{result: 'FAIL', rules: [{name: 'A'}]}]},
			onFailure: {
				retryConfiguration: {retryMode: 'ALL_ACTIONS'},
				conditions: [
					{result: 'RETRY', rules: [{commands: ['ls'], inputArtifacts: [{name: 'source_output'}]}]},
				],
			},
		});
	});

	it('decides rules by commit, condition and attempt, and actions apart from them', () => {
		const {at, pipeline} = open(
			written(
				`beforeEntry: {rules: [${rule('Same')}]}, onSuccess: {rules: [${rule('Same')}]}`,
				`outcomes:
  - {rule: 'S*', condition: onSuccess, commit: acfd7c6, attempt: 1, takes: 20s, fails: {code: Red, message: it is red}}
  - {rule: Same, takes: 10s, summary: all is well}
  - {takes: 1m}
`,
			),
		);
		at(20);
		const {ruleRuns, executions, actionRuns} = pipeline('shop');
		expect(executions.map(({status}) => status)).toEqual(['Failed', 'Succeeded']);
		expect(
			ruleRuns.map(({kind, status, summary, error, startedAt, updatedAt}) => [
				kind,
				status,
				summary,
				error?.code,
				updatedAt - startedAt,
			]),
		).toEqual([
			['beforeEntry', 'Succeeded', 'all is well', undefined, 10_000],
			['onSuccess', 'Failed', 'it is red', 'Red', 20_000],
			['beforeEntry', 'Succeeded', 'all is well', undefined, 10_000],
			['onSuccess', 'Succeeded', 'all is well', undefined, 10_000],
		]);
		expect(actionRuns.every(({status}) => status === 'Succeeded')).toBe(true);
	});

	it('overrides a condition, in PARALLEL pipelines too', () => {
		for (const mode of ['SUPERSEDED', 'PARALLEL']) {
			const {at, pipeline} = open(
				written(
					`onSuccess: {rules: [${rule('A')}]}`,
					`outcomes:\n  - {rule: A, commit: acfd7c6, fails: {}}\n  - {takes: 1m}\n` +
						'events:\n  - {at: 5m, override: shop, stage: Deploy, condition: onSuccess}\n',
					mode,
				),
			);
			at(4);
			expect(pipeline('shop').executions[0]?.status).toBe('Failed');
			at(6);
			expect(pipeline('shop').executions[0]?.status).toBe('Succeeded');
			expect(stageOf(pipeline('shop').executions[0])?.conditions.get('onSuccess')?.status).toBe('Overridden');
		}
	});

	it('rolls back to what was there before, and to a commit', () => {
		const {at, pipeline} = open(
			written(
				'onFailure: {result: FAIL}',
				`outcomes:\n  - {takes: 1m}\nevents:
  - {at: 12m, rollback: shop, stage: Deploy}
  - {at: 15m, rollback: shop, stage: Deploy, commit: b7d19f0}\n`,
			),
		);
		at(20);
		const {executions} = pipeline('shop');
		expect(executions.map(({rollbackOf}) => rollbackOf && executions.indexOf(rollbackOf))).toEqual([
			undefined,
			undefined,
			0,
			1,
		]);
		expect(executions.every(({status}) => status === 'Succeeded')).toBe(true);
	});
});

const window = rule('W', 'DeploymentWindow');
const alarm = rule('A');
const always = '{name: W, provider: DeploymentWindow, configuration: {Cron: "* * * * * ?"}}';
const place = 'pipelines[0].stages[0]';

it.each([
	[
		written(`beforeEntry: {result: RETRY, rules: [${alarm}]}`),
		`6: ${place}.beforeEntry.result must be one of FAIL, SKIP`,
	],
	[written('beforeEntry: {result: FAIL}'), `6: ${place}.beforeEntry.rules is missing; needed here: rules`],
	[written('onSuccess: {rules: []}'), `6: ${place}.onSuccess.rules must be a list of one to five rules`],
	[written('onFailure: {mode: ALL_ACTIONS}'), `6: ${place}.onFailure.result is missing; needed here: result`],
	[
		written('onFailure: {result: FAIL, mode: ALL_ACTIONS}'),
		`6: ${place}.onFailure.mode must stand beside result: RETRY`,
	],
	[
		written(`onSuccess: {rules: [${rule('A', 'Oracle')}]}`),
		`6: ${place}.onSuccess.rules[0].provider must be one of DeploymentWindow, VariableCheck,`,
	],
	[
		written('onSuccess: {rules: [{name: A, provider: CodeBuild, timeout: 4m}]}'),
		`6: ${place}.onSuccess.rules[0].timeout must be a time from 5m to 60d`,
	],
	[
		written('onSuccess: {rules: [{name: A, provider: CodeBuild, timeout: soon}]}'),
		`6: ${place}.onSuccess.rules[0].timeout must be a time from 5m to 60d`,
	],
	[
		written('approval: {name: Approve, timeout: 61d}'),
		`6: ${place}.approval.timeout must be a time from 5m to 60d`,
	],
	[
		written(`onSuccess: {rules: [${rule('A', 'Commands')}]}`),
		`6: ${place}.onSuccess.rules[0] must have commands`,
	],
	[
		written('onSuccess: {rules: [{name: A, provider: CodeBuild, commands: [ls]}]}'),
		`6: ${place}.onSuccess.rules[0].commands can stand`,
	],
	[
		written(`onSuccess: {rules: [${alarm}, ${window}]}`),
		`6: ${place}.onSuccess.rules[1] is what AWS refuses: Rule configuration for rule 'W' is missing`,
	],
	[
		written(`onSuccess: {rules: [${alarm}, ${alarm}]}`),
		`6: ${place} is what AWS refuses: Rule name 'A' is used more than once in onSuccess`,
	],
	[
		written('', 'outcomes:\n  - {rule: A}'),
		'11: outcomes[0].rule must be a rule of a condition of that stage',
	],
	[
		written(`onSuccess: {rules: [${alarm}]}`, 'outcomes:\n  - {rule: A, condition: onFailure}'),
		'11: outcomes[0].rule must be a rule of onFailure of that stage',
	],
	[
		written(`onSuccess: {rules: [${always}]}`, 'outcomes:\n  - {rule: W, takes: 1m}'),
		'11: outcomes[0].rule must be a rule that is not evaluated',
	],
	[
		written(`onSuccess: {rules: [${alarm}]}`, 'outcomes:\n  - {rule: A, fails: BUILD}'),
		'11: outcomes[0].fails must be a table of code, message',
	],
	[
		written(`onSuccess: {rules: [${alarm}]}`, 'outcomes:\n  - {rule: A, action: B}'),
		'11: outcomes[0].action is not known here; there is pipeline, stage, rule, condition,',
	],
	[
		written('', 'events:\n  - {at: 1m, rollback: shop, stage: Source}'),
		'11: events[0].stage must be a stage behind the source',
	],
	[
		written('', 'events:\n  - {at: 1m, rollback: shop, stage: Deploy}', 'PARALLEL'),
		'11: events[0].rollback must be pipelines that are not PARALLEL',
	],
	[
		written(
			`onSuccess: {rules: [${alarm}]}`,
			'events:\n  - {at: 1m, override: shop, stage: Deploy, condition: beforeEntry}',
		),
		'11: events[0].condition must be a condition of that stage',
	],
	[
		written('', 'events:\n  - {at: 1m, override: shop, stage: Deploy, condition: onFailure}'),
		'11: events[0].condition must be one of beforeEntry, onSuccess',
	],
])('says of wrong conditions, case %#, what is wrong', (text, message) => {
	const [found, ...others] = problemsOf(text);
	expect(found?.slice(0, message.length)).toBe(message);
	expect(others).toEqual([]);
});
