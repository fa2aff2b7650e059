import type {ActionDeclaration, Patterns, PipelineDeclaration, TriggerDeclaration} from '../declaration.ts';
import {globbed} from '../glob.ts';
import type {Commit} from '../scenario.ts';
import type {Trigger} from './records.ts';
import {followedBranch} from './sources.ts';
import type {World} from './world.ts';

/** How a push to what a source action reads starts its pipeline; undefined when it does not. */
export function triggerOf(
	world: World,
	pipeline: PipelineDeclaration,
	action: ActionDeclaration,
	commit: Commit,
): Trigger | undefined {
	const {repository, branch} = followedBranch(action);
	if (repository !== commit.repository) return undefined;
	const {provider} = action.actionTypeId;
	if (provider === 'CodeStarSourceConnection') return connectionTrigger(pipeline, action, commit);
	if (branch !== commit.branch) return undefined;
	const polls = action.configuration?.PollForSourceChanges !== 'false';
	if (provider === 'GitHub' || (polls && provider !== 'ECR'))
		return {triggerType: polls ? 'PollForSourceChanges' : 'Webhook'};
	const rule = `arn:aws:events:${world.region}:${world.id}:rule/codepipeline-${pipeline.name}`;
	return {triggerType: 'CloudWatchEvent', triggerDetail: rule};
}

/** Filters on tags and pull requests never hold: a push here is one to a branch. */
function connectionTrigger(
	{triggers = []}: PipelineDeclaration,
	{name, configuration}: ActionDeclaration,
	commit: Commit,
): Trigger | undefined {
	const own = triggers.filter(({gitConfiguration}) => gitConfiguration.sourceActionName === name);
	const pushes = own.flatMap(({gitConfiguration}) => gitConfiguration.push ?? []);
	const starts =
		own.length > 0
			? pushes.some(push => isMetBy(push, commit))
			: configuration?.DetectChanges !== 'false' && configuration?.BranchName === commit.branch;
	return starts ? {triggerType: 'WebhookV2', triggerDetail: configuration?.ConnectionArn ?? ''} : undefined;
}

type PushFilter = NonNullable<TriggerDeclaration['gitConfiguration']['push']>[number];

/** AWS looks at so many changed files at most. */
const lookedAt = 100;

/** Of a push that does not tell its files any may have changed. */
function isMetBy({branches, filePaths}: PushFilter, {branch, files}: Commit): boolean {
	if (branches === undefined || !matches(branches, branch)) return false;
	if (filePaths === undefined || files === undefined) return true;
	return Object.keys(files)
		.slice(0, lookedAt)
		.some(path => matches(filePaths, path));
}

function matches({includes, excludes = []}: Patterns, name: string): boolean {
	const isLike = (pattern: string) => globbed(pattern).test(name);
	return !excludes.some(isLike) && (includes === undefined || includes.some(isLike));
}
