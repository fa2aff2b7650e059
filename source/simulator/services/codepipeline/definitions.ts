import {findPipeline, startExecution} from '../../account/control.ts';
import {createPipeline, deletePipeline, updatePipeline} from '../../account/pipelines.ts';
import {callerArn} from '../../account/world.ts';
import {required, structure} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {name, pipeline as pipelineShape, tags} from './shapes.ts';
import {checkedTags, tagsWire} from './tags.ts';
import {pipelineWire} from './wire.ts';

const operation = operationsOf('ValidationException');

const create = operation(
	structure({pipeline: required(pipelineShape), tags}),
	({account: {world}}, input) => {
		const pipeline = createPipeline(world, input.pipeline, checkedTags(input.tags ?? []));
		startExecution(world, pipeline, {triggerType: 'CreatePipeline', triggerDetail: callerArn(world)});
		return {pipeline: pipelineWire(pipeline.declaration), tags: input.tags && tagsWire(pipeline.tags)};
	},
);

const update = operation(structure({pipeline: required(pipelineShape)}), ({account: {world}}, input) => {
	const pipeline = findPipeline(world, input.pipeline.name);
	updatePipeline(world, pipeline, input.pipeline);
	return {pipeline: pipelineWire(pipeline.declaration)};
});

const remove = operation(structure({name: required(name)}), ({account: {world}}, input) => {
	deletePipeline(world, input.name);
	return {};
});

export const codePipelineDefinitions = {
	CreatePipeline: create,
	UpdatePipeline: update,
	DeletePipeline: remove,
};
