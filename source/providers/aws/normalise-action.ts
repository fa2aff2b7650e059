import type {PastRun} from '../../domain/comparison.ts';
import {type ActionRow, type ActionRun, actionCategories, type Failure} from '../../domain/pipeline.ts';
import {actionStatuses} from '../../domain/status.ts';
import {count, fields, id, link, list, prose, text, time, word} from './fields.ts';
import {normaliseSummary} from './normalise-summary.ts';

/** What is known of an action's type; a row of the state knows nothing. */
interface ActionType {
	readonly category?: unknown;
	readonly provider?: unknown;
}

/** A row of GetPipelineState. */
export function normaliseRow(stage: string, row: Record<string, unknown>): ActionRow {
	const action = text(row.actionName) ?? '';
	const latest = row.latestExecution;
	if (typeof latest !== 'object' || latest === null) return {action, run: null};
	const execution = fields(latest);
	// Only an approval that waits has a token.
	const waits = typeof execution.token === 'string';
	return {
		action,
		run: {
			id: id(execution.actionExecutionId),
			stage,
			action,
			category: waits ? 'Approval' : null,
			status: word(execution.status, actionStatuses),
			startedAt: null,
			changedAt: time(execution.lastStatusChange),
			...workOf(
				{
					id: execution.externalExecutionId,
					url: execution.externalExecutionUrl,
					summary: execution.summary,
					errorDetails: execution.errorDetails,
				},
				waits ? {category: 'Approval'} : {},
				execution.token,
			),
			...byOf(execution.lastUpdatedBy),
		},
	};
}

/** The rows in a page of ListActionExecutions. */
export function normaliseRuns(output: unknown): readonly ActionRun[] {
	return list(fields(output).actionExecutionDetails).map(normaliseRun);
}

/** The same rows with their executions; one that names none cannot be told from those of others and is left out. */
export function normalisePastRuns(output: unknown): readonly PastRun[] {
	return list(fields(output).actionExecutionDetails).flatMap(row => {
		const execution = id(row.pipelineExecutionId);
		return execution === null ? [] : [{...normaliseRun(row), execution}];
	});
}

function normaliseRun(row: Record<string, unknown>): ActionRun {
	const result = fields(fields(row.output).executionResult);
	const type = fields(fields(row.input).actionTypeId);
	return {
		id: id(row.actionExecutionId),
		stage: text(row.stageName) ?? '',
		action: text(row.actionName) ?? '',
		category: text(type.category) === null ? null : word(type.category, actionCategories),
		status: word(row.status, actionStatuses),
		startedAt: time(row.startTime),
		changedAt: time(row.lastUpdateTime),
		...workOf(
			{
				id: result.externalExecutionId,
				url: result.externalExecutionUrl,
				summary: result.externalExecutionSummary,
				errorDetails: result.errorDetails,
			},
			type,
			undefined,
		),
		...byOf(row.updatedBy),
		...versionOf(row.pipelineVersion),
	};
}

function versionOf(value: unknown): Pick<ActionRun, 'version'> {
	const version = count(value);
	return version === null ? {} : {version};
}

function byOf(value: unknown): Pick<ActionRun, 'by'> {
	const by = text(value);
	return by === null ? {} : {by};
}

interface Work {
	readonly id: unknown;
	readonly url: unknown;
	readonly summary: unknown;
	readonly errorDetails: unknown;
}

/**
 * What an action's work says of itself. An approval's token, under either of its names, lets its holder answer the
 * approval: it goes no further, not even inside another text.
 */
function workOf(
	work: Work,
	type: ActionType,
	token: unknown,
): Pick<ActionRun, 'failure' | 'build' | 'summary' | 'url'> {
	const secrets = type.category === 'Approval' ? [token, work.id] : [token];
	const secret = (value: string | null) =>
		value !== null && secrets.some(each => typeof each === 'string' && each !== '' && value.includes(each));
	const url = link(work.url);
	const summary = normaliseSummary(work.summary);
	const failure = normaliseFailure(work.errorDetails);
	return {
		failure: failure !== null && (secret(failure.code) || secret(failure.message)) ? null : failure,
		build: buildOf(work, type),
		summary: secret(summary) ? null : summary,
		url: secret(url) ? null : url,
	};
}

function normaliseFailure(value: unknown): Failure | null {
	const details = fields(value);
	const code = text(details.code);
	const message = prose(details.message);
	return code === null && message === null ? null : {code, message: message ?? ''};
}

const buildId = /^[A-Za-z0-9][\w-]{1,254}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a word has the form of a CodeBuild build's id (`project:uuid`). */
export function isBuildId(id: string): boolean {
	return buildId.test(id);
}

/** The build behind an action: its type says so where it is known, else the console's link, else the id's form alone. */
function buildOf({id, url}: Work, {category, provider}: ActionType): string | null {
	if (typeof id !== 'string' || !isBuildId(id) || category === 'Approval') return null;
	if (typeof provider === 'string') return provider === 'CodeBuild' ? id : null;
	return typeof url !== 'string' || /\bcodebuild\b/i.test(url) ? id : null;
}
