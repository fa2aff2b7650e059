import type {Service} from '../../protocol/operation.ts';
import {buildOperations} from './builds.ts';
import {projectOperations} from './projects.ts';

export const codeBuild: Service = {
	name: 'codebuild',
	targetPrefix: 'CodeBuild_20161006',
	operations: {...projectOperations, ...buildOperations},
};
