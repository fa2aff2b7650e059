/*
 * The console's addresses. They are built for people only; no request goes there.
 */

/** The page of a pipeline. */
export function pipelineLink(region: string, pipeline: string): string {
	return `${pipelines(region)}/${encodeURIComponent(pipeline)}/view?region=${encodeURIComponent(region)}`;
}

/** The page of one execution, which shows a PARALLEL pipeline's stages too. */
export function executionLink(region: string, pipeline: string, execution: string): string {
	const path = `${encodeURIComponent(pipeline)}/executions/${encodeURIComponent(execution)}/visualization`;
	return `${pipelines(region)}/${path}?region=${encodeURIComponent(region)}`;
}

function pipelines(region: string): string {
	return `https://${encodeURIComponent(region)}.${consoleHost(region)}/codesuite/codepipeline/pipelines`;
}

/** Each partition has a console of its own. */
function consoleHost(region: string): string {
	if (region.startsWith('cn-')) return 'console.amazonaws.cn';
	if (region.startsWith('us-gov-')) return 'console.amazonaws-us-gov.com';
	return 'console.aws.amazon.com';
}
