import type {ConditionKind, ConditionRun, RuleRun, StageRun} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {artifactWire, seconds} from './wire.ts';

/** The newest check of a condition of a stage as GetPipelineState shows it. */
export function conditionState(latest: StageRun | undefined, kind: ConditionKind): object | undefined {
	const run = latest?.conditions.get(kind);
	if (!run) return undefined;
	const {status} = run;
	const summary = summaryOf(run);
	return {
		latestExecution: {status, summary},
		conditionStates: [
			{
				latestExecution: {status, summary, lastStatusChange: seconds(run.updatedAt)},
				ruleStates: run.rules.map(ruleState),
			},
		],
	};
}

function summaryOf({status, rules, declaration}: ConditionRun): string {
	const count = (wanted: RuleRun['status']) => rules.filter(rule => rule.status === wanted).length;
	const result = status === 'Failed' && declaration.result ? `; result ${declaration.result}` : '';
	return `${count('Succeeded')} of ${rules.length} rules succeeded, ${count('Failed')} failed${result}`;
}

function ruleState({declaration, id, status, summary, updatedAt, error}: RuleRun): object {
	return {
		ruleName: declaration.name,
		latestExecution: {
			ruleExecutionId: id,
			status,
			summary,
			lastStatusChange: seconds(updatedAt),
			errorDetails: error,
		},
	};
}

/** A run of a rule as ListRuleExecutions shows it. */
export function ruleDetail(world: World, run: RuleRun): object {
	const {declaration, stageRun} = run;
	const {execution} = stageRun;
	return {
		pipelineExecutionId: execution.id,
		ruleExecutionId: run.id,
		pipelineVersion: execution.version,
		stageName: stageRun.declaration.name,
		ruleName: declaration.name,
		startTime: seconds(run.startedAt),
		lastUpdateTime: seconds(run.updatedAt),
		status: run.status,
		input: {
			ruleTypeId: {owner: 'AWS', version: '1', ...declaration.ruleTypeId},
			configuration: declaration.configuration ?? {},
			resolvedConfiguration: run.configuration,
			roleArn: declaration.roleArn,
			region: declaration.region ?? world.region,
			inputArtifacts: (declaration.inputArtifacts ?? []).map(({name}) =>
				artifactWire(world, execution, name),
			),
		},
		output: {executionResult: {externalExecutionSummary: run.summary, errorDetails: run.error}},
	};
}
