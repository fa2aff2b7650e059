import type {RuleRun} from '../../domain/pipeline.ts';
import {actionStatuses} from '../../domain/status.ts';
import {fields, link, list, prose, text, time, word} from './fields.ts';

/** The rows in a page of ListRuleExecutions. */
export function normaliseRules(output: unknown): readonly RuleRun[] {
	return list(fields(output).ruleExecutionDetails).map(row => {
		const result = fields(fields(row.output).executionResult);
		const {message} = fields(result.errorDetails);
		return {
			stage: text(row.stageName) ?? '',
			rule: text(row.ruleName) ?? '',
			provider: text(fields(fields(row.input).ruleTypeId).provider),
			status: word(row.status, actionStatuses),
			startedAt: time(row.startTime),
			changedAt: time(row.lastUpdateTime),
			message: prose(message) ?? prose(result.externalExecutionSummary),
			url: link(result.externalExecutionUrl),
		};
	});
}
