import {expect, it} from 'vitest';
import {executionLink, pipelineLink} from '../../../source/providers/aws/links.ts';

it('leads to the console of the region', () => {
	expect(pipelineLink('us-west-2', 'l-indexer-pipeline')).toBe(
		'https://us-west-2.console.aws.amazon.com/codesuite/codepipeline/pipelines/l-indexer-pipeline/view?region=us-west-2',
	);
	expect(executionLink('eu-west-1', 'a@b', 'f6bf1671-d706-4b28-9c1f-5e6f7a8b9c0d')).toBe(
		'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/a%40b/executions/f6bf1671-d706-4b28-9c1f-5e6f7a8b9c0d/visualization?region=eu-west-1',
	);
});

it('knows the other partitions', () => {
	expect(pipelineLink('cn-north-1', 'p')).toContain('https://cn-north-1.console.amazonaws.cn/');
	expect(pipelineLink('us-gov-west-1', 'p')).toContain('https://us-gov-west-1.console.amazonaws-us-gov.com/');
});
