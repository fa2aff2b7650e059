import type {Service} from '../../protocol/operation.ts';
import {codePipelineChanges} from './changes.ts';
import {codePipelineReads} from './reads.ts';

export const codePipeline: Service = {
	name: 'codepipeline',
	targetPrefix: 'CodePipeline_20150709',
	operations: {...codePipelineReads, ...codePipelineChanges},
};
