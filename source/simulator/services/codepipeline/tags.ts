import type {Pipeline} from '../../account/records.ts';
import type {World} from '../../account/world.ts';
import {AwsError} from '../../aws-error.ts';
import {type Input, integer, list, required, string, structure} from '../../protocol/members.ts';
import {operationsOf} from '../../protocol/operation.ts';
import {pageOf} from '../../protocol/page.ts';
import {nextToken, resourceArn, tags} from './shapes.ts';
import {pipelineArn} from './wire.ts';

const operation = operationsOf('ValidationException');
const tagLimit = 50;

export const tagsWire = (held: ReadonlyMap<string, string>) =>
	[...held].map(([key, value]) => ({key, value}));

/** Tags by key. Throws for keys that are AWS's own or come twice, and for too many. */
export function checkedTags(given: Input<typeof tags>): ReadonlyMap<string, string> {
	const reserved = given.find(({key}) => key.toLowerCase().startsWith('aws:'));
	if (reserved)
		throw new AwsError('InvalidTagsException', `Tag keys must not start with aws: '${reserved.key}'`);
	const held = new Map(given.map(({key, value}) => [key, value]));
	if (held.size < given.length) throw new AwsError('InvalidTagsException', 'Tag keys must be unique');
	return within(held);
}

function within(held: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
	if (held.size > tagLimit)
		throw new AwsError('TooManyTagsException', `A resource can have at most ${tagLimit} tags`);
	return held;
}

/** The pipeline that an ARN names; throws for one of another shape, and for one that is not there. */
function taggedPipeline(world: World, arn: string): Pipeline {
	if (arn.split(':').length !== 6) throw new AwsError('InvalidArnException', `Invalid resource ARN: ${arn}`);
	const found = world.pipelines.get(arn.split(':')[5] ?? '');
	if (!found || pipelineArn(world, found.name) !== arn)
		throw new AwsError('ResourceNotFoundException', `The resource with the ARN ${arn} does not exist`);
	return found;
}

const listTags = operation(
	structure({resourceArn: required(resourceArn), nextToken, maxResults: integer({min: 1, max: 100})}),
	({account: {world}}, {resourceArn: arn, nextToken: token, maxResults = 100}) => {
		const items = tagsWire(taggedPipeline(world, arn).tags).map((tag, number) => ({tag, number}));
		const question = {operation: 'ListTagsForResource', about: arn, errorCode: 'InvalidNextTokenException'};
		const numbered = {items, numberOf: ({number}: {number: number}) => number, order: 'rising'} as const;
		const {page, nextToken: next} = pageOf(question, numbered, maxResults, token);
		return {tags: page.map(({tag}) => tag), nextToken: next};
	},
);

const tag = operation(
	structure({resourceArn: required(resourceArn), tags: required(tags)}),
	({account: {world}}, input) => {
		const pipeline = taggedPipeline(world, input.resourceArn);
		const added = checkedTags(input.tags);
		within(new Map([...pipeline.tags, ...added]));
		for (const [key, value] of added) pipeline.tags.set(key, value);
		return {};
	},
);

const untag = operation(
	structure({
		resourceArn: required(resourceArn),
		tagKeys: required(list(required(string({min: 1, max: 128})))),
	}),
	({account: {world}}, input) => {
		const pipeline = taggedPipeline(world, input.resourceArn);
		for (const key of input.tagKeys) pipeline.tags.delete(key);
		return {};
	},
);

export const codePipelineTags = {ListTagsForResource: listTags, TagResource: tag, UntagResource: untag};
