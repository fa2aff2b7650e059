import type {Service} from '../../protocol/operation.ts';
import {codePipelineActionTypes} from './action-types.ts';
import {codePipelineChanges} from './changes.ts';
import {codePipelineDefinitions} from './definitions.ts';
import {codePipelineJobs} from './jobs.ts';
import {codePipelineReads} from './reads.ts';
import {codePipelineTags} from './tags.ts';

export const codePipeline: Service = {
	name: 'codepipeline',
	targetPrefix: 'CodePipeline_20150709',
	operations: {
		...codePipelineReads,
		...codePipelineDefinitions,
		...codePipelineChanges,
		...codePipelineJobs,
		...codePipelineActionTypes,
		...codePipelineTags,
	},
};
